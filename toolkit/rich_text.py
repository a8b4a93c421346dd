"""Paragraphs with bold runs, and their form in JSON, where ``**`` switches bold (design, 5.2)."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise

from toolkit.errors import UserError

# What XML 1.0 cannot hold, whatever the escape: most control characters, halves of surrogate pairs, two non-characters.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
STARS = re.compile(r"(\\*)(\*+)")


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    bold: bool = False


Paragraph = tuple[Run, ...]


def paragraph(runs: Iterable[Run]) -> Paragraph:
    """The runs in their one true form: line ends as ``\\n``, outer space dropped, neighbours of one weight joined."""
    written = tuple(run for run in runs if run.text)
    if _is_true_form(written):
        return written
    joined = _joined(written)
    text = "".join(run.text for run in joined)
    if "\r" in text:
        joined = _with_plain_line_ends(joined)
        text = "".join(run.text for run in joined)
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    kept, position = [], 0
    for run in joined:
        inner = run.text[max(start - position, 0) : max(end - position, 0)]
        position += len(run.text)
        if inner:
            kept.append(Run(inner, run.bold))
    return tuple(kept)


def _is_true_form(runs: Paragraph) -> bool:
    """Most paragraphs are, and need not be put together anew."""
    if not runs or runs[0].text[0].isspace() or runs[-1].text[-1].isspace():
        return False
    return not any("\r" in run.text for run in runs) and all(one.bold != next.bold for one, next in pairwise(runs))


def _joined(runs: Iterable[Run]) -> list[Run]:
    return [Run("".join(run.text for run in same), bold) for bold, same in groupby(runs, key=lambda run: run.bold)]


def _with_plain_line_ends(runs: list[Run]) -> list[Run]:
    marked = [(char, run.bold) for run in runs for char in run.text]
    kept = [
        ("\n" if char == "\r" else char, bold)
        for position, (char, bold) in enumerate(marked)
        if not (char == "\n" and position and marked[position - 1][0] == "\r")
    ]
    return _joined(Run(char, bold) for char, bold in kept)


def plain(runs: Paragraph) -> str:
    """The text of all runs joined, without their formats."""
    return "".join(run.text for run in runs)


def width(text: str) -> int:
    """In half-width characters: a hanzi takes two of them."""
    return sum(2 if unicodedata.east_asian_width(each) in "WFA" else 1 for each in text)


def lines_in(text: str, room: float) -> int:
    """How many lines it takes in a column of so many half-width characters, with a little to spare."""
    return sum(1 + width(line) // int(room - 3) for line in text.split("\n"))


def forbidden(text: str) -> str:
    """The first character that XML cannot hold, by its name (``U+0008``); empty where there is none."""
    found = FORBIDDEN.search(text)
    return f"U+{ord(found.group()):04X}" if found else ""


def from_markup(markup: str) -> Paragraph:
    """``**`` switches bold; before ``*`` 2n backslashes mean n, and 2n+1 mean n and a literal star."""
    runs: list[Run] = []
    bold, position = False, 0
    for found in STARS.finditer(markup):
        slashes, stars = len(found.group(1)), len(found.group(2))
        literal = markup[position : found.start()] + "\\" * (slashes // 2)
        if slashes % 2:
            literal, stars = literal + "*", stars - 1
        runs.append(Run(literal, bold))
        while stars >= 2:
            bold, stars = not bold, stars - 2
        runs.append(Run("*" * stars, bold))
        position = found.end()
    runs.append(Run(markup[position:], bold))
    return paragraph(runs)


def to_markup(runs: Paragraph) -> str:
    """The shortest text that :func:`from_markup` reads back as the same paragraph."""
    parts: list[str] = []
    bold = False
    for position, run in enumerate(runs):
        if run.bold != bold:
            parts.append("**")
            bold = run.bold
        last = position == len(runs) - 1 and not bold
        parts.append(_escaped(run.text, after_mark=parts[-1:] == ["**"], before_mark=not last))
    return "".join(parts) + ("**" if bold else "")


def _escaped(text: str, after_mark: bool, before_mark: bool) -> str:
    def escape(found: re.Match[str]) -> str:
        slashes, stars = found.groups()
        at_edge = (after_mark and found.start() == 0) or (before_mark and found.end() == len(text))
        if len(stars) == 1 and not at_edge:
            return slashes * 2 + stars  # a single star is no mark
        return slashes * 2 + "\\*" * len(stars)

    escaped = STARS.sub(escape, text)
    trailing = len(text) - len(text.rstrip("\\")) if before_mark else 0
    return escaped + "\\" * trailing


def one_line(typed: str, where: str) -> str:
    """A name or code as typed, outer space dropped; raises :class:`UserError` for what a file cannot hold."""
    for character in typed.strip():
        if unicodedata.category(character) in ("Cc", "Cs") or character in "\ufffe\uffff":
            raise forbidden_character(where, f"U+{ord(character):04X}")
    return typed.strip()


def forbidden_character(where: str, name: str) -> UserError:
    """``where``: the key or the box; ``name``: the character's, “U+0007”."""
    return UserError("forbidden-character", f"“{where}”里有文件存不下的控制字符{name}。请删去这个字符。")
