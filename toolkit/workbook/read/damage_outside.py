"""Findings about numbers and words outside the cells they belong in, on any sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from toolkit.checks.finding import Finding, Level, OutOfPlace, Spot
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
                    yield _out_of_place("outside", level, searched, some)
    for sheet in searched.placed.sheets:
        if isinstance(sheet, TextSheet) and (spots := unclaimed_texts(sheet, searched.book, searched.located.places)):
            yield OutOfPlace("outside", Level.ERROR, spots=spots, areas=spots, texts=True)


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
            yield replace(_out_of_place("table-elsewhere", Level.ERROR, searched, places), table=empty[0])
        elif name not in ours:
            rest += [place for place in places if not is_none(searched.book.content(place))]
    if rest:
        lacking = any(_lacks(searched, table.id) for table in searched.form.tables)
        yield _out_of_place("numbers-elsewhere", Level.WARNING if lacking else Level.NOTE, searched, rest)


def _empty(searched: Searched) -> list[str]:
    """The tables that are said to be filled in, and hold nothing at all."""
    filled = DECLARATIONS[BLANKS_ARE_ZERO]
    tables = [table.id for table in searched.form.tables if searched.declared(table.id) == filled]
    return [id for id in tables if not searched.values(searched.inputs_of(id))]


def _out_of_place(code: str, level: Level, searched: Searched, places: Sequence[Place]) -> OutOfPlace:
    sheets = dict.fromkeys(place.sheet for place in places)
    drawn_together = (box for name in sheets for box in boxes(place for place in places if place.sheet == name))
    areas = tuple(Spot(box.sheet, box.ref) for box in drawn_together)
    spots = tuple(Spot(place.sheet, place.ref) for place in places)
    return OutOfPlace(code, level, spots=spots, areas=areas, hidden=_hidden(searched, places))


def _hidden(searched: Searched, places: Sequence[Place]) -> bool:
    sheets = searched.book.sheets
    return any(sheets[at.sheet].hides(at.row, at.column) or searched.book.content(at).unseen for at in places)
