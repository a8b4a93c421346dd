"""The hidden list of units in a workbook for all units, from which each chooses itself.

What was typed is the choice; code, level and last year's figures are always taken from the list itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from toolkit.form.form import Form
from toolkit.form.reserved_names import UNITS
from toolkit.numbers import Number
from toolkit.office.sheets.addresses import Box, Place
from toolkit.office.sheets.book import Book, Sheet

NAME, CODE, LEVEL, LAST_YEAR = "unit:name", "unit:code", "unit:level", "unit:last_year."  # headings of the list
COLUMNS = (NAME, CODE, LEVEL)
FIRST_COLUMN, FIRST_ROW = 2, 2
POSITION = Place(UNITS, 1, 1)  # of the chosen unit in the list, 0 for none
MOST = 10_000  # lines of the list that are ever read
CHOICES = "units.names"  # the defined name of what the drop-down offers


@dataclass(frozen=True, slots=True)
class Listed:
    """A unit to choose: its level by id, and what it reported last year."""

    name: str
    code: str = ""
    level: str = ""
    last_year: Mapping[str, Number] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Units:
    """``names``: line by line; ``last_year``: the figures that the list has a column for."""

    by_name: Mapping[str, Listed]
    names: tuple[str, ...]
    last_year: tuple[str, ...]


def units_of(book: Book, form: Form) -> Units | None:
    """The list in a workbook for all units; None in every other."""
    sheet = next(filter(is_list, book.sheets.values()), None)
    if sheet is None:
        return None
    headings = {str(content.value): column for (row, column), content in sheet.cells.items() if row == 1}
    figures = {id: headings[LAST_YEAR + id] for id in form.last_year if LAST_YEAR + id in headings}
    levels = {level.label: level.id for level in form.levels}
    rows = [row for row, column in sheet.cells if column == FIRST_COLUMN and row < MOST]
    listed: dict[str, Listed] = {}
    names = []
    for row in range(FIRST_ROW, max(rows, default=0) + 1):
        name, code, level = (_text(sheet, row, headings.get(heading, 0)) for heading in COLUMNS)
        names.append(name)
        values = {id: sheet.at(row, column).value for id, column in figures.items()}
        last_year = {id: value for id, value in values.items() if isinstance(value, int | Decimal)}
        listed.setdefault(name, Listed(name, code, levels.get(level, ""), last_year))
    listed.pop("", None)
    return Units(listed, tuple(names), tuple(figures))


def is_list(sheet: Sheet) -> bool:
    """Whether a sheet is the hidden list of units: its first heading says so."""
    return sheet.at(1, FIRST_COLUMN).value == NAME


def _text(sheet: Sheet, row: int, column: int) -> str:
    value = sheet.at(row, column).value
    return "" if value is None else str(value).strip()


def rows(units: Sequence[Listed], form: Form, last_year: Sequence[str]) -> Iterator[list[Number | str | None]]:
    """What stands in the list: its headings, then a line for each unit, from the second column on."""
    levels = {level.id: level.label for level in form.levels}
    yield [*COLUMNS, *(LAST_YEAR + id for id in last_year)]
    for unit in units:
        yield [unit.name, unit.code, levels.get(unit.level, ""), *(unit.last_year.get(id) for id in last_year)]


def list_cells(units: Units, form: Form) -> dict[Place, Number | str | None]:
    """The list by its cells; of two units of one name the first stands for both."""
    lines = rows([units.by_name.get(name, Listed(name)) for name in units.names], form, units.last_year)
    return {
        Place(UNITS, row, column): None if value == "" else value
        for row, values in enumerate(lines, start=1)
        for column, value in enumerate(values, start=FIRST_COLUMN)
    }


def listing(units: Sequence[Listed], form: Form) -> Units:
    """The list to be drawn, with a column for each figure of last year that any unit has; the cells of the others stay
    to be filled in. Of two units of one name the first counts, as for MATCH.
    """
    known = tuple(id for id in form.last_year if any(id in unit.last_year for unit in units))
    return Units({unit.name: unit for unit in reversed(units)}, tuple(unit.name for unit in units), known)


def list_box(number: int, count: int) -> Box:
    """The cells of one column of the list, for so many units."""
    column = FIRST_COLUMN + number
    return Box(UNITS, FIRST_ROW, column, FIRST_ROW + max(count, 1) - 1, column)


def names_area(count: int) -> str:
    """What the drop-down offers."""
    return list_box(0, count).fixed
