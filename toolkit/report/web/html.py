"""The report for a website: a page that stands alone, or a fragment to paste into a content management system.

Both draw ``web/body.html``. The page brings its own stylesheet; a fragment says its looks in each element, because the
systems that take it drop all else.
"""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from toolkit.report.content import report
from toolkit.report.environment import environment
from toolkit.report.web.table import html_table
from toolkit.submission.json import code_of
from toolkit.submission.submission import Submission

TEMPLATES = Path(__file__).resolve().parent


def page(submission: Submission, draft: bool = False) -> bytes:
    """A page that needs nothing from outside; ``draft`` marks it as 送审稿 and lets figures and texts be missing."""
    return _rendered("page.html", submission, draft)


def fragment(submission: Submission, draft: bool = False) -> bytes:
    """Headings, paragraphs and tables alone: no scripts, no stylesheet, no classes, no ids."""
    return _rendered("fragment.html", submission, draft)


def _rendered(template: str, submission: Submission, draft: bool) -> bytes:
    facts = {
        "report": report(submission, draft),
        "unit": submission.unit,
        "code": code_of(submission),
        "draft": draft,
    }
    return web_environment().get_template(template).render(facts).encode()


@cache
def web_environment() -> Environment:
    """The one that draws pages for a browser."""
    return environment(FileSystemLoader(TEMPLATES), {"html_table": html_table})
