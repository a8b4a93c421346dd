"""The units to choose from in a workbook for all of them: a hidden sheet, and formulas that look the chosen one up.

What was typed is the choice; code, level and last year's figures are always taken from the list itself.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from toolkit.form.expression import Number
from toolkit.form.model import Form
from toolkit.form.reserved import UNITS
from toolkit.submission.submission import Submission
from toolkit.workbook import formulas, labels
from toolkit.workbook.book import Book, Sheet
from toolkit.workbook.layout import COLLECT_UNIT
from toolkit.workbook.places import Place, letters, quoted
from toolkit.workbook.sheets import Layout
from toolkit.workbook.states import Live, Value

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


def listing(units: Sequence[Listed], form: Form) -> Units:
    """The list to be drawn, with a column for each figure of last year that any unit has; the cells of the others stay
    to be filled in. Of two units of one name the first counts, as for MATCH.
    """
    known = tuple(id for id in form.last_year if any(id in unit.last_year for unit in units))
    return Units({unit.name: unit for unit in reversed(units)}, tuple(unit.name for unit in units), known)


def look_ups(placed: Layout, units: Units) -> Iterator[Live]:
    """The formulas over the list, in INDEX and MATCH, which every program has; the values are for a submission whose
    unit was chosen from it, with what the list says of that unit.
    """
    names = list(units.names)
    yield Live(POSITION, _position(placed, len(names)), lambda filed: _position_of(filed.unit, names))
    found = [f"INDEX({_column(number, len(names))},{POSITION.fixed})" for number in range(3 + len(units.last_year))]
    for key, number, value in (("code", 1, _code), ("level", 2, _level)):
        yield Live(placed.identity[key], f'IF({POSITION.fixed}=0,"",{found[number]}&"")', value)
    for id, figure in zip(units.last_year, found[3:], strict=True):
        shown = f'IF({POSITION.fixed}=0,"",IF(ISNUMBER({figure}),{figure},""))'
        yield Live(placed.last_year[id], shown, _figure(id))
    if placed.form.sources:
        yield Live(COLLECT_UNIT, _collects(placed), lambda filed: collect_for(filed.unit, filed.year))


def _column(number: int, count: int) -> str:
    letter = letters(FIRST_COLUMN + number)
    return f"{quoted(UNITS)}!${letter}${FIRST_ROW}:${letter}${FIRST_ROW + max(count, 1) - 1}"


def _position(placed: Layout, count: int) -> str:
    match = f"MATCH({placed.identity['unit'].fixed},{_column(0, count)},0)"
    return f"IF(ISNUMBER({match}),{match},0)"


def _position_of(name: str, names: list[str]) -> int:
    return names.index(name) + 1 if name in names else 0


def _code(filed: Submission) -> Value:
    return filed.code


def _level(filed: Submission) -> Value:
    return next((level.label for level in filed.form.levels if level.id == filed.level), "")


def _figure(id: str) -> Callable[[Submission], Value]:
    return lambda filed: filed.last_year.get(id, "")


def collect_for(unit: str, year: int) -> str:
    return labels.COLLECT_FOR.format(unit=unit, year=year)


def _collects(placed: Layout) -> str:
    unit, year = placed.identity["unit"].fixed, placed.identity["year"].fixed
    cells = {"{unit}": unit, "{year}": year}
    pieces = re.split(r"(\{unit\}|\{year\})", labels.COLLECT_FOR)
    return "&".join(cells.get(piece) or formulas.text(piece) for piece in pieces if piece)


def names_area(count: int) -> str:
    """What the drop-down offers."""
    return _column(0, count)


def settled(filed: Submission, units: Units) -> Submission:
    """A submission with what the list says of its unit: code, level, last year's figures as far as it has any."""
    chosen = units.by_name.get(filed.unit) or Listed(filed.unit)
    others = {id: figure for id, figure in filed.last_year.items() if id not in units.last_year}
    return replace(filed, code=chosen.code, level=chosen.level, last_year={**others, **chosen.last_year})
