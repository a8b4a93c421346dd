"""Findings about numbers and words outside the cells they belong in, on any sheet."""

from collections.abc import Iterator, Sequence
from typing import Any

from toolkit.checks.finding import Finding, Level, Spot
from toolkit.form.reserved_names import SHEETS
from toolkit.office.sheets.addresses import Place, boxes
from toolkit.office.sheets.xlsx_formats import is_date
from toolkit.submission.submission import BLANKS_ARE_ZERO, DECLARATIONS
from toolkit.workbook.design.sheets import TextSheet
from toolkit.workbook.read.loose import blank_among, fits, is_none
from toolkit.workbook.read.searched import Searched, number_in
from toolkit.workbook.read.unclaimed import unclaimed_texts

Places = tuple[Place, ...]


def outside(searched: Searched) -> Iterator[Finding]:
    """On the sheets of the form. It is an error where a table lacks numbers, or where one may belong to a figure."""
    ours = _ours(searched)
    for name, places in searched.loose.items():
        telling = tuple(place for place in places if not is_none(searched.book.content(place)))
        if name in ours and telling:
            grave = [place for place in telling if _grave(searched, place)]
            for level, some in ((Level.ERROR, grave), (Level.WARNING, [each for each in telling if each not in grave])):
                if some:
                    facts = {"refs": _refs(some), "texts": False, "hidden": _hidden(searched, some)}
                    yield Finding("outside", level, spots=_spots(some), facts=facts)
    for sheet in searched.placed.sheets:
        if isinstance(sheet, TextSheet) and (spots := unclaimed_texts(sheet, searched.book, searched.located.places)):
            facts = {"refs": tuple(spot.ref for spot in spots), "texts": True, "hidden": False}
            yield Finding("outside", Level.ERROR, spots=spots, facts=facts)


def _ours(searched: Searched) -> set[str]:
    """The sheets that the form was found on, and those that every workbook has."""
    return {place.sheet for cells in searched.located.places.values() for place in cells} | set(SHEETS)


def _grave(searched: Searched, place: Place) -> bool:
    content = searched.book.content(place)
    number = number_in(content)
    if number is not None and is_date(number, content.shows):
        return False
    tables = searched.tables_on(place.sheet)
    return any(_within(place, cells) or _lacks(searched, table) for table, cells in tables.items())


def _within(place: Place, cells: Sequence[Place]) -> bool:
    rows, columns = [cell.row for cell in cells], [cell.column for cell in cells]
    return min(rows) <= place.row <= max(rows) and min(columns) <= place.column <= max(columns)


def _lacks(searched: Searched, table: str) -> bool:
    ids = [cell.id for cell in searched.form.inputs_of(table)]
    return blank_among(searched.located.places, ids, searched.book) > 0


def elsewhere(searched: Searched) -> Iterator[Finding]:
    """On sheets of somebody's own: all of them once, and what looks like the figures of a table that has none."""
    ours = _ours(searched)
    rest: list[Place] = []
    for name, places in searched.loose.items():
        empty = [table for table in _empty(searched) if fits(places, searched.inputs_of(table))]
        if empty and not all(is_none(searched.book.content(place)) for place in places):
            facts = {"table": empty[0], "declared": searched.declared(empty[0]), "refs": _refs(places)}
            yield Finding("table-elsewhere", Level.ERROR, spots=_spots(places), facts=facts)
        elif name not in ours:
            rest += [place for place in places if not is_none(searched.book.content(place))]
    if rest:
        lacking = any(_lacks(searched, table.id) for table in searched.form.tables)
        sheets = dict.fromkeys(place.sheet for place in rest)
        refs = {name: _refs([place for place in rest if place.sheet == name]) for name in sheets}
        listed: dict[str, Any] = {"refs": refs, "hidden": _hidden(searched, rest)}
        level = Level.WARNING if lacking else Level.NOTE
        yield Finding("numbers-elsewhere", level, spots=_spots(rest), facts=listed)


def _empty(searched: Searched) -> list[str]:
    """The tables that are said to be filled in, and hold nothing at all."""
    filled = DECLARATIONS[BLANKS_ARE_ZERO]
    tables = [table.id for table in searched.form.tables if searched.declared(table.id) == filled]
    return [id for id in tables if not searched.values(searched.inputs_of(id))]


def _hidden(searched: Searched, places: Sequence[Place]) -> bool:
    sheets = searched.book.sheets
    return any(sheets[at.sheet].hides(at.row, at.column) or searched.book.content(at).unseen for at in places)


def _refs(places: Sequence[Place]) -> tuple[str, ...]:
    return tuple(box.ref for box in boxes(places))


def _spots(places: Sequence[Place]) -> tuple[Spot, ...]:
    return tuple(Spot(place.sheet, place.ref) for place in places)
