"""What stands on a sheet of the form and belongs to none of its cells: it would be lost without a word."""

from collections.abc import Iterator, Mapping
from functools import cache

from toolkit.checks.finding import Spot
from toolkit.submission.entry import read
from toolkit.workbook import labels
from toolkit.workbook.book import Book, Content
from toolkit.workbook.index import alike
from toolkit.workbook.keys import STAR
from toolkit.workbook.places import Place
from toolkit.workbook.sheets import TableSheet, TextSheet

Cells = tuple[Place, ...]


def strays(sheet: TableSheet | TextSheet, book: Book, places: Mapping[str, Cells]) -> tuple[Spot, ...]:
    """Numbers among a table's figures; on a sheet of texts all words that are not printed there."""
    names = _names(sheet)
    found = [place for name in names for place in places.get(name, ())]
    if not found:
        return ()
    on = found[0].sheet
    taken = {(place.row, place.column) for cells in places.values() for place in cells if place.sheet == on}
    loose = _numbers(book, found) if isinstance(sheet, TableSheet) else _words(book, sheet, found)
    return tuple(Spot(place.sheet, place.ref) for place in loose if (place.row, place.column) not in taken)


def _names(sheet: TableSheet | TextSheet) -> list[str]:
    if isinstance(sheet, TextSheet):
        return [f"text.{text.id}" for text, _ in sheet.texts]
    return [cell.cell for cell in sheet.grid.cells if cell.cell]


def _typed(book: Book, found: list[Place]) -> Iterator[tuple[Place, Content]]:
    """What somebody typed on the sheet, as far as it is no formula."""
    on = found[0].sheet
    for (row, column), content in book.sheets[on].cells.items():
        if content.formula is None and str(content.value or "").strip():
            yield Place(on, row, column), content


def _numbers(book: Book, found: list[Place]) -> Iterator[Place]:
    rows, columns = {place.row for place in found}, {place.column for place in found}
    for place, content in _typed(book, found):
        inside = min(rows) <= place.row <= max(rows) and min(columns) <= place.column <= max(columns)
        if inside and read(content.value).number:
            yield place


def _words(book: Book, sheet: TextSheet, found: list[Place]) -> Iterator[Place]:
    """Numbers beside the paragraphs count them, and small Latin words are keys."""
    printed = _printed(sheet)
    columns = {place.column for place in found}
    for place, content in _typed(book, found):
        if not book.formulas and place.column not in columns:
            continue  # what stands beside the paragraphs are words made by formulas
        if isinstance(content.value, str) and not _is_key(content.value) and alike(content.value) not in printed:
            yield place


def _is_key(text: str) -> bool:
    return text == STAR or (text.isascii() and text.startswith("text."))


@cache
def _printed(sheet: TextSheet) -> frozenset[str]:
    own = (text.label + end for text, _ in sheet.texts for end in ("", text.hint))
    return frozenset(map(alike, (*own, sheet.heading, labels.PHRASES)))
