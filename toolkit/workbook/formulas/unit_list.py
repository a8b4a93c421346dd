"""The formulas that look the chosen unit up in the list of a workbook for all units."""

import re
from collections.abc import Iterator

from toolkit.office.sheets.addresses import Place
from toolkit.workbook.design import labels
from toolkit.workbook.design.layout import COLLECT_UNIT
from toolkit.workbook.design.sheets import Layout
from toolkit.workbook.design.unit_list import POSITION, Units, list_box
from toolkit.workbook.formulas.tree import Area, At, Node, call, choice, comparison, join

IDENTITY = ("code", "level")  # what the list says first of a unit, behind its name


def look_ups(layout: Layout, units: Units) -> dict[Place, Node]:
    """The formulas over the list, in INDEX and MATCH, which every program has."""
    return dict(_look_ups(layout, units))


def _look_ups(layout: Layout, units: Units) -> Iterator[tuple[Place, Node]]:
    position = At(POSITION, fixed=True)
    columns = [Area(list_box(number, len(units.names)), fixed=True) for number in range(3 + len(units.last_year))]
    found = call("MATCH", At(layout.identity["unit"], fixed=True), columns[0], 0)
    yield POSITION, choice(call("ISNUMBER", found), found, 0)
    none = comparison(position, "=", 0)
    _, *said = (call("INDEX", column, position) for column in columns)
    for key, word in zip(IDENTITY, said, strict=False):
        yield layout.identity[key], choice(none, "", join(word, ""))
    for id, figure in zip(units.last_year, said[len(IDENTITY) :], strict=True):
        yield layout.last_year[id], choice(none, "", choice(call("ISNUMBER", figure), figure, ""))
    if layout.form.sources:
        yield COLLECT_UNIT, _collects(layout)


def _collects(layout: Layout) -> Node:
    """For whom a sheet of 数据采集单 is; see :data:`~toolkit.workbook.design.labels.COLLECT_FOR`."""
    cells = {f"{{{key}}}": At(layout.identity[key], fixed=True) for key in ("unit", "year")}
    pieces = re.split(r"(\{unit\}|\{year\})", labels.COLLECT_FOR)
    return join(*(cells.get(piece, piece) for piece in pieces if piece))
