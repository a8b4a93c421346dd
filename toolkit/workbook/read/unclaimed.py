"""Finds words around the paragraphs of a text that belong to none, which would otherwise be lost silently."""

from collections.abc import Iterator, Mapping

from toolkit.checks.finding import Spot
from toolkit.office.sheets.addresses import Place
from toolkit.office.sheets.book import Book
from toolkit.workbook.design.keys import STAR
from toolkit.workbook.design.sheets import TextSheet
from toolkit.workbook.read.loose import repeats

Cells = tuple[Place, ...]


def unclaimed_texts(sheet: TextSheet, book: Book, places: Mapping[str, Cells]) -> tuple[Spot, ...]:
    """The cells with words around a sheet's texts that no name covers and that repeat nothing the sheet says."""
    runs = [places[name] for text, _ in sheet.texts if places.get(name := f"text.{text.id}")]
    if not runs:
        return ()
    on = runs[0][0].sheet
    taken = {(place.row, place.column) for cells in places.values() for place in cells if place.sheet == on}
    loose = (place for place in _words(book, runs) if (place.row, place.column) not in taken)
    return tuple(Spot(place.sheet, place.ref) for place in loose if not repeats(place, book.sheets[on]))


def _words(book: Book, runs: list[Cells]) -> Iterator[Place]:
    """The row above a text holds its label and the ready-made sentences; left of it its paragraphs are counted."""
    on = runs[0][0].sheet
    top, left = (min(getattr(cells[0], way) for cells in runs) for way in ("row", "column"))
    heads = {cells[0].row - 1 for cells in runs}
    for (row, column), content in book.sheets[on].cells.items():
        value = content.value
        typed = content.formula is None and isinstance(value, str) and value.strip() and not _is_key(value)
        if typed and row >= top and column >= left and row not in heads:
            yield Place(on, row, column)


def _is_key(text: str) -> bool:
    return text == STAR or (text.isascii() and text.startswith("text."))
