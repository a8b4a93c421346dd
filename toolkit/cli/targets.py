"""What ``nianbao render`` can make, told by ``--to`` or by the suffix of the output."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit.cli.terminal.chinese import Misuse
from toolkit.report.finished import finished
from toolkit.report.pdf import pdf
from toolkit.report.web.html import fragment, page
from toolkit.submission.submission import Submission


@dataclass(frozen=True, slots=True)
class Target:
    """``suffixes``: what its files may be called; the first is what we call them. ``make`` takes ``draft`` besides."""

    name: str
    suffixes: tuple[str, ...]
    make: Callable[[Submission, bool], bytes]


def _printed(submission: Submission, draft: bool) -> bytes:
    return pdf(finished(submission, draft))


TARGETS = (
    Target("docx", (".docx",), finished),
    Target("html", (".html", ".htm"), page),
    Target("fragment", (".html", ".htm"), fragment),
    Target("pdf", (".pdf",), _printed),
)


def target_of(typed: str) -> Target:
    """The target of this name as typed on the command line."""
    found = next((target for target in TARGETS if target.name == typed), None)
    if not found:
        raise Misuse(f"没有叫“{typed}”的格式。可以用：{'、'.join(target.name for target in TARGETS)}。")
    return found


def told_by(output: Path) -> Target | None:
    """The target a file's name stands for; None for the name of a folder."""
    suffix = output.suffix.lower()
    return None if os.path.isdir(output) else next((target for target in TARGETS if suffix in target.suffixes), None)


def with_template(target: Target, template: bytes) -> Target:
    """The same, made with a Word template of somebody's own; web pages have none."""
    make: dict[str, Callable[[Submission, bool], bytes]] = {
        "docx": lambda submission, draft: finished(submission, draft, template),
        "pdf": lambda submission, draft: pdf(finished(submission, draft, template)),
    }
    if target.name not in make:
        raise Misuse("--template 是Word模板，只用来生成Word和PDF。")
    return replace(target, make=make[target.name])
