"""A PDF that holds text as blocks: its ruled tables, and around them its lines as paragraphs."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from toolkit.published.blocks import Block, passage
from toolkit.published.messages import pdf_of_pictures
from toolkit.published.pdf.lattice import Lattice, lattices
from toolkit.published.pdf.lines import PdfLine, lines, paragraphs
from toolkit.published.pdf.process import pages
from toolkit.published.pdf.sheet import PdfPage

NUMBER = re.compile(r"[-—–－·\s]*\d{1,3}[-—–－·\s]*")
HEAD, FOOT = 60.0, 90.0  # points from the edge, where numbers of pages stand
MARGIN = 110.0  # points from the edge, where headers and footers stand
FIGURES = re.compile(r"(?<!\S)\d[\d,.]*(?!\S)")
ROW = 5  # figures on a line that is a row of a table without rulings
FEWEST = 5  # such lines
ABOVE, BEHIND = 20, 4  # lines of labels around them
WRITTEN = 8  # glyphs, at least one page has

Found = tuple[int, float, Lattice | PdfLine]  # the page, how far down on it, and what stands there


def blocks(data: bytes) -> tuple[Block, ...]:
    """Raises :class:`UserError`; ``pdf-picture`` where no page holds text."""
    return of_pages(pages(data))


def of_pages(there: Sequence[PdfPage]) -> tuple[Block, ...]:
    """The pages as paragraphs and tables in reading order.

    Raises :class:`~toolkit.errors.UserError` where no page has enough text.
    """
    if all(sum(bool(glyph.text.strip()) for glyph in page.glyphs) < WRITTEN for page in there):
        raise pdf_of_pictures()
    found = [each for number, page in enumerate(there) for each in _on_page(number, page)]
    return tuple(_blocks(_without_margins(found, there)))


def _on_page(number: int, page: PdfPage) -> list[Found]:
    tables = lattices(page)
    rest = [glyph for glyph in page.glyphs if not any(table.holds(glyph) for table in tables)]
    found: list[Found] = [(number, -table.box[3], table) for table in tables]
    for line in lines(rest):
        margin = line.base < FOOT or line.base > page.height - HEAD
        if not (margin and NUMBER.fullmatch(line.text)):
            found.append((number, -line.base, line))
    return sorted(found, key=lambda each: each[:2])


def _without_margins(found: list[Found], there: Sequence[PdfPage]) -> list[Found]:
    """Without what stands at the same height in the margins of half of the pages: headers and footers."""

    def mark(each: Found) -> tuple[str, int] | None:
        number, down, what = each
        if not isinstance(what, PdfLine) or MARGIN < what.base < there[number].height - MARGIN:
            return None
        return re.sub(r"\d+", "#", what.text), round(down / 8)

    again = Counter(mark(each) for each in found)
    often = max(3, len(there) / 2)
    return [each for each in found if not (where := mark(each)) or again[where] < often]


def _blocks(found: Sequence[Found]) -> Iterator[Block]:
    """Lines join to paragraphs, but for those of tables without rulings."""
    apart = _rows_without_rulings(found)
    waiting: list[PdfLine] = []
    for at, (_, _, each) in enumerate(found):
        if isinstance(each, PdfLine) and at not in apart:
            waiting.append(each)
            continue
        yield from paragraphs(waiting)
        waiting = []
        yield passage(each.text) if isinstance(each, PdfLine) else each.table
    yield from paragraphs(waiting)


def _rows_without_rulings(found: Sequence[Found]) -> set[int]:
    rows = [
        at
        for at, (_, _, each) in enumerate(found)
        if isinstance(each, PdfLine) and len(FIGURES.findall(each.text)) >= ROW
    ]
    if len(rows) < FEWEST:
        return set(rows)
    return set(range(max(0, rows[0] - ABOVE), rows[-1] + BEHIND))
