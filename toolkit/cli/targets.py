"""The output formats of ``nianbao render``, chosen by ``--to`` or by the suffix of the output."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from toolkit.cli.terminal.chinese import Misuse
from toolkit.report.pdf import pdf


def _as_it_is(report: bytes) -> bytes:
    return report


@dataclass(frozen=True, slots=True)
class Target:
    """``suffixes``: what its files may be called; the first is what we call them. ``to``: what :func:`render` makes of
    a submission, ``finish`` what becomes of that; ``templated``: whether a Word template can be used.
    """

    name: str
    suffixes: tuple[str, ...]
    to: str
    templated: bool = False
    finish: Callable[[bytes], bytes] = _as_it_is


TARGETS = (
    Target("docx", (".docx",), "docx", templated=True),
    Target("html", (".html", ".htm"), "html"),
    Target("fragment", (".html", ".htm"), "fragment"),
    Target("pdf", (".pdf",), "docx", templated=True, finish=pdf),
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


def refuse_template(target: Target) -> None:
    """Raises :class:`Misuse` for a target that no Word template can be used for."""
    if not target.templated:
        raise Misuse("--template 是Word模板，只用来生成Word和PDF。")
