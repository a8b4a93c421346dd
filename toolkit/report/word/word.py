"""The report as a Word file, laid out after GB/T 9704-2012.

The folder ``template`` holds the parts of the file as they are zipped. A part with Jinja tags is filled in, all others
are fixed; whatever the layout is, is said there (fonts and spacing in ``word/styles.xml``), not here.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import DictLoader, Template
from jinja2.sandbox import SandboxedEnvironment

from toolkit.office.opc import zipped
from toolkit.report.content import Closing, Listing, Report, report
from toolkit.report.environment import environment
from toolkit.report.word.table import scaled, word_table
from toolkit.rich_text import plain, width
from toolkit.submission.json import code_of
from toolkit.submission.submission import Submission

TEMPLATE = Path(__file__).resolve().parent / "template"
DRAWN = TEMPLATE.with_name("drawn.xml")
BREAKS = re.compile("([\n\t])")
CHARACTERS = 28  # in a line: GB/T 9704-2012, 5.2.3


def render(submission: Submission, draft: bool = False) -> bytes:
    """The report as the bytes of a .docx; ``draft`` marks every page as 送审稿 and lets figures and texts be missing.

    Texts are data: whatever was typed stands in the file as typed, tags and braces too.
    """
    return drawn(report(submission, draft), submission.unit, submission.year, code_of(submission), draft)


def drawn(content: Report, unit: str, year: int, code: str = "", draft: bool = False) -> bytes:
    """Whatever is to be said, in the looks of the report; ``unit`` and ``year`` are for the file's properties."""
    facts = {"report": content, "unit": unit, "year": year, "code": code, "draft": draft}
    return zipped({name: _bytes(part, facts) for name, part in _parts()})


def _bytes(part: bytes | Template, facts: dict[str, object]) -> bytes:
    return part if isinstance(part, bytes) else part.render(facts).encode()


@cache
def _parts() -> tuple[tuple[str, bytes | Template], ...]:
    """Every part of the file by its name in the zip, in a fixed order that puts ``[Content_Types].xml`` first."""
    paths = sorted(path for path in TEMPLATE.rglob("*") if path.is_file())
    return tuple((path.relative_to(TEMPLATE).as_posix(), _part(path.read_text(encoding="utf-8"))) for path in paths)


def _part(text: str) -> bytes | Template:
    return word_environment().from_string(text) if "{{" in text or "{%" in text else text.encode()


@cache
def word_environment() -> SandboxedEnvironment:
    """The one that draws Word's XML, in the report's own template and in everybody else's."""
    loader = DictLoader({DRAWN.name: DRAWN.read_text(encoding="utf-8")})
    return environment(loader, {"pieces": pieces, "word_table": word_table, "widths": _widths, "indents": _indents})


def pieces(text: str) -> Iterator[str]:
    """A text cut at line breaks and tabs, which have elements of their own in Word."""
    return filter(None, BREAKS.split(text))


def _widths(listing: Listing) -> tuple[int, ...]:
    return scaled(listing.widths)


def _indents(closing: Closing) -> list[int]:
    """How far each line of the closing stands in, in hundredths of a character.

    GB/T 9704-2012, 7.3.5.2: the name ends two characters from the right, the date starts two further in than the name;
    where the date is the longer one, it is the date that ends there.
    """
    ends = [2 * position + width(plain(line)) / 2 for position, line in enumerate(closing.lines)]
    start = max(CHARACTERS - 2 - max(ends), 0)
    return [round(100 * (start + 2 * position)) for position in range(len(ends))]
