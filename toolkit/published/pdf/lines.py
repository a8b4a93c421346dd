"""Glyphs as lines of writing, and lines as paragraphs."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from toolkit.published.blocks import Passage, passage
from toolkit.published.pdf.sheet import Glyph

LEVEL = 3.0  # points by which glyphs on one line may stand higher or lower
GAP = 0.9  # of a glyph's height: a wider one is a space
SMALLEST = 5.0  # points, of a glyph's height
INDENT, SHORT = 1.2, 1.6  # glyphs: further in begins a paragraph, so far from the margin ends one
LONG = 150  # points of a line that tells where the margin is
CHINESE = r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’—…]"
LAID_OUT = re.compile(rf"(?<={CHINESE}) +(?=\S)|(?<=\S) +(?={CHINESE})")  # spaces that the layout put there


class PdfLine(NamedTuple):
    base: float
    left: float
    right: float
    size: float
    text: str


def lines(glyphs: Iterable[Glyph]) -> list[PdfLine]:
    """From top to bottom; by their base lines, for commas are small and lie low."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda each: -each.base):
        if rows and rows[-1][0].base - glyph.base <= LEVEL:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [_line(row) for row in rows if any(glyph.text.strip() for glyph in row)]


def _line(row: list[Glyph]) -> PdfLine:
    row = sorted(row, key=lambda glyph: glyph.left)
    inked = [glyph for glyph in row if glyph.text.strip()]
    size = max(glyph.top - glyph.bottom for glyph in inked)
    return PdfLine(row[0].base, inked[0].left, max(glyph.right for glyph in inked), size, _text(row))


def _text(row: Sequence[Glyph]) -> str:
    pieces: list[str] = []
    end: float | None = None
    for glyph in row:
        if not glyph.text.strip():
            pieces.append(" ")
            continue
        wide = GAP * max(SMALLEST, glyph.top - glyph.bottom, (glyph.right - glyph.left) / 2)
        if end is not None and glyph.left - end > wide:
            pieces.append(" ")
        pieces.append(glyph.text)
        end = glyph.right
    return re.sub(" +", " ", "".join(pieces)).strip()


def tidy(text: str) -> str:
    """Without the spaces between Chinese and digits that are only seen on paper."""
    return LAID_OUT.sub("", text)


def paragraphs(written: Sequence[PdfLine]) -> Iterator[Passage]:
    """A line that begins further in than most begins a paragraph; one that ends short of the margin ends it."""
    if not written:
        return
    left, right = _margins(written)
    open_: list[PdfLine] = []
    for line in written:
        begins = line.left > left + INDENT * max(6, line.size) and not _goes_on(open_, line, (left + right) / 2)
        if open_ and (begins or open_[-1].right < right - SHORT * max(6, open_[-1].size)):
            yield _passage(open_, left, right)
            open_ = []
        open_.append(line)
    yield _passage(open_, left, right)


def _goes_on(before: Sequence[PdfLine], line: PdfLine, middle: float) -> bool:
    """Whether a line in the right half stands just below one that it continues."""
    return bool(before) and before[-1].left > middle and abs(before[-1].left - line.left) <= LEVEL


def _passage(written: Sequence[PdfLine], left: float, right: float) -> Passage:
    """Lines in one; those that begin in the right half stand aside, as who signs does."""
    said = ""
    for line in written:
        apart = said[-1:].isascii() and said[-1:].isalnum() and line.text[:1].isascii() and line.text[:1].isalnum()
        said += (" " if apart else "") + line.text
    aside = written[0].left > (left + right) / 2
    return replace(passage(tidy(said)), aside=aside)


def _margins(written: Sequence[PdfLine]) -> tuple[float, float]:
    """The leftmost of the two usual beginnings (the other is the indent), and where long lines end."""
    lefts = Counter(round(line.left / 3) for line in written)
    rights = Counter(round(line.right / 3) for line in written if line.right - line.left > LONG)
    usual = [right for right, count in rights.items() if count >= 0.3 * max(rights.values())]
    left = 3.0 * min(at for at, _ in lefts.most_common(2))
    return left, 3.0 * max(usual) if usual else max(line.right for line in written)
