"""What stands on a sheet of the form and belongs to none of its cells: it would be lost without a word."""

from collections.abc import Iterator, Mapping

from toolkit.checks.finding import Spot
from toolkit.submission.entry import read
from toolkit.workbook.book import Book, Content
from toolkit.workbook.keys import STAR
from toolkit.workbook.places import Place
from toolkit.workbook.sheets import TableSheet, TextSheet

Cells = tuple[Place, ...]


def strays(sheet: TableSheet | TextSheet, book: Book, places: Mapping[str, Cells]) -> tuple[Spot, ...]:
    """Numbers among a table's figures, and words below and beside the paragraphs of a text."""
    runs = [places[name] for name in _names(sheet) if places.get(name)]
    if not runs:
        return ()
    on = runs[0][0].sheet
    taken = {(place.row, place.column) for cells in places.values() for place in cells if place.sheet == on}
    loose = _numbers(book, runs) if isinstance(sheet, TableSheet) else _words(book, runs)
    return tuple(Spot(place.sheet, place.ref) for place in loose if (place.row, place.column) not in taken)


def _names(sheet: TableSheet | TextSheet) -> list[str]:
    if isinstance(sheet, TextSheet):
        return [f"text.{text.id}" for text, _ in sheet.texts]
    return [cell.cell for cell in sheet.grid.cells if cell.cell]


def _typed(book: Book, on: str) -> Iterator[tuple[Place, Content]]:
    """What somebody typed on a sheet, as far as it is no formula."""
    for (row, column), content in book.sheets[on].cells.items():
        if content.formula is None and str(content.value or "").strip():
            yield Place(on, row, column), content


def _numbers(book: Book, runs: list[Cells]) -> Iterator[Place]:
    rows, columns = ([getattr(place, way) for cells in runs for place in cells] for way in ("row", "column"))
    for place, content in _typed(book, runs[0][0].sheet):
        inside = min(rows) <= place.row <= max(rows) and min(columns) <= place.column <= max(columns)
        if inside and read(content.value).number:
            yield place


def _words(book: Book, runs: list[Cells]) -> Iterator[Place]:
    """The row above a text holds its label and the ready-made sentences; left of it its paragraphs are counted."""
    top, left = (min(getattr(cells[0], way) for cells in runs) for way in ("row", "column"))
    heads = {cells[0].row - 1 for cells in runs}
    for place, content in _typed(book, runs[0][0].sheet):
        inside = place.row >= top and place.column >= left and place.row not in heads
        if inside and isinstance(content.value, str) and not _is_key(content.value):
            yield place


def _is_key(text: str) -> bool:
    return text == STAR or (text.isascii() and text.startswith("text."))
