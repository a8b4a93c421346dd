"""A report pasted into a workbook as blocks: each sheet is one table, lines that hold nothing left out."""

from bisect import bisect_left
from collections.abc import Iterator

from toolkit import limits
from toolkit.checks.finding import Spot
from toolkit.limits import within
from toolkit.numbers import plain_number
from toolkit.office.sheets.addresses import Place
from toolkit.office.sheets.book import Book, Sheet
from toolkit.published.blocks import Block, PrintedCell, PrintedTable


def blocks(book: Book) -> tuple[Block, ...]:
    """Raises :class:`UserError` for sheets of more cells than a report may have."""
    return tuple(PrintedTable(tuple(_cells(name, sheet))) for name, sheet in book.sheets.items() if sheet.cells)


def _cells(name: str, sheet: Sheet) -> Iterator[PrintedCell]:
    rows = sorted({row for row, _ in sheet.cells})
    columns = sorted({column for _, column in sheet.cells})
    within(len(rows) * len(columns), limits.PRINTED_PLACES, "一张表的格超过{}个")
    ends = {(area.top, area.left): (area.bottom, area.right) for area in sheet.merged}
    covered: set[tuple[int, int]] = set()
    for at, row in enumerate(rows):
        for across, column in enumerate(columns):
            if (at, across) in covered:
                continue
            bottom, right = ends.get((row, column), (row, column))
            height, width = bisect_left(rows, bottom + 1) - at, bisect_left(columns, right + 1) - across
            covered |= {(at + down, across + over) for down in range(height) for over in range(width)}
            yield PrintedCell(_text(sheet, row, column), at, across, height, width, _spot(name, row, column))


def _text(sheet: Sheet, row: int, column: int) -> str:
    value = sheet.at(row, column).value
    return value.strip() if isinstance(value, str) else "" if value is None else plain_number(value)


def _spot(name: str, row: int, column: int) -> Spot:
    return Spot(name, Place(name, row, column).ref)
