"""The formulas that look the chosen unit up in the list of a workbook for all units."""

import re
from collections.abc import Callable, Iterator

from toolkit.submission.submission import Submission
from toolkit.workbook.design import labels
from toolkit.workbook.design.layout import COLLECT_UNIT
from toolkit.workbook.design.sheets import Layout
from toolkit.workbook.design.unit_list import POSITION, Units, list_column
from toolkit.workbook.formulas import figures as formulas
from toolkit.workbook.formulas.values import Live, Value


def look_ups(placed: Layout, units: Units) -> Iterator[Live]:
    """The formulas over the list, in INDEX and MATCH, which every program has; the values are for a submission whose
    unit was chosen from it, with what the list says of that unit.
    """
    names = list(units.names)
    yield Live(POSITION, _position(placed, len(names)), lambda filed: _position_of(filed.unit, names))
    found = [f"INDEX({list_column(number, len(names))},{POSITION.fixed})" for number in range(3 + len(units.last_year))]
    for key, number, value in (("code", 1, _code), ("level", 2, _level)):
        yield Live(placed.identity[key], f'IF({POSITION.fixed}=0,"",{found[number]}&"")', value)
    for id, figure in zip(units.last_year, found[3:], strict=True):
        shown = f'IF({POSITION.fixed}=0,"",IF(ISNUMBER({figure}),{figure},""))'
        yield Live(placed.last_year[id], shown, _figure(id))
    if placed.form.sources:
        yield Live(COLLECT_UNIT, _collects(placed), lambda filed: collect_for(filed.unit, filed.year))


def _position(placed: Layout, count: int) -> str:
    match = f"MATCH({placed.identity['unit'].fixed},{list_column(0, count)},0)"
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
