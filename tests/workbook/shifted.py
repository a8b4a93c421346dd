"""A book whose lines were put in, taken out or swapped, by a program that keeps names in step or one that does not."""

import re
from collections.abc import Callable
from dataclasses import replace

from tests.office.sheets.drawn_parts import typed
from toolkit.form.form import Form
from toolkit.office.opc import Package
from toolkit.office.sheets.addresses import Place, letters, number_of
from toolkit.office.sheets.book import Book, Content
from toolkit.office.sheets.xlsx import Contents

LOCAL = re.compile(r"(?<![A-Za-z!$])([A-Z]{1,2})(\d+)(?![\d(])")
At = tuple[int, int]
Move = Callable[[At], At | None]


def book(form: Form) -> Book:
    """The book of a unit that has filled in all."""
    return Contents(Package(typed(form))).book


def moved(book: Book, sheet: str, move: Move, names: bool) -> Book:
    """Every cell of a sheet where ``move`` puts it (None: gone); ``names``: the defined names go along."""
    cells = {
        at: replace(content, formula=_carried(content.formula, move)) if content.formula and names else content
        for old, content in book.sheets[sheet].cells.items()
        if (at := move(old))
    }
    changed = replace(book, sheets={**book.sheets, sheet: replace(book.sheets[sheet], cells=cells)})
    if not names:
        return changed
    return replace(changed, names={name: _moved(places, sheet, move) for name, places in book.names.items()})


def _carried(formula: str, move: Move) -> str:
    """References to the same sheet move along; those to others stay, and so does what is no longer there."""

    def anew(found: re.Match[str]) -> str:
        at = move((int(found.group(2)), number_of(found.group(1))))
        return f"{letters(at[1])}{at[0]}" if at else "#REF!"

    return LOCAL.sub(anew, formula)


def _moved(places: tuple[Place, ...], sheet: str, move: Move) -> tuple[Place, ...]:
    if not places or places[0].sheet != sheet:
        return places
    return tuple(Place(sheet, *at) for place in places if (at := move((place.row, place.column))))


def row_put_in(before: int) -> Move:
    return lambda at: (at[0] + (at[0] >= before), at[1])


def column_put_in(before: int) -> Move:
    return lambda at: (at[0], at[1] + (at[1] >= before))


def row_taken_out(row: int) -> Move:
    return lambda at: None if at[0] == row else (at[0] - (at[0] > row), at[1])


def rows_swapped(one: int, other: int) -> Move:
    return lambda at: ({one: other, other: one}.get(at[0], at[0]), at[1])


def with_cells(book: Book, sheet: str, cells: dict[At, Content | None]) -> Book:
    """Some cells with other contents, or none."""
    changed = {**book.sheets[sheet].cells, **{at: content for at, content in cells.items() if content}}
    kept = {at: content for at, content in changed.items() if cells.get(at, content) is not None}
    return replace(book, sheets={**book.sheets, sheet: replace(book.sheets[sheet], cells=kept)})


def without_keys(book: Book) -> Book:
    """The hidden line and column cleared on every sheet; keys are the only texts in small Latin letters and stars."""

    def is_key(content: Content) -> bool:
        text = content.value
        return isinstance(text, str) and content.formula is None and text.isascii() and ("*" in text or "." in text)

    sheets = {
        name: replace(sheet, cells={at: content for at, content in sheet.cells.items() if not is_key(content)})
        for name, sheet in book.sheets.items()
    }
    return replace(book, sheets=sheets)
