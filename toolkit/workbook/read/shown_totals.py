"""Totals as the workbook stores them, formula and cached value, as evidence only."""

import re
from collections.abc import Mapping
from functools import cache

from toolkit.checks.reading import Stated
from toolkit.form.form import Form
from toolkit.form.table import Cell
from toolkit.office.sheets.addresses import Place, areas_in
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import Layout
from toolkit.workbook.formulas.totals import total
from toolkit.workbook.read.found import FoundCells

GROUP = re.compile(r"\{([^{}]*)\}")
LONGEST = 1_000  # characters; a total of ours takes a tenth of them
LARGEST = 10_000  # cells, of an area that a total may add up


def stated_totals(form: Form, cells: FoundCells) -> dict[str, Stated]:
    """Each total that is in the file; whether its formula is its own does not depend on where its cells have gone."""
    names = {place: name for name, places in cells.places.items() if name in form.cells for place in places[:1]}
    senses = _senses(form)
    found = {}
    for cell in form.computed:
        place = cells.place(cell.id)
        if place:
            content = cells.one(cell.id)
            formula = content.formula
            own = formula is not None and sense(formula, place.sheet, names) == senses[cell.id]
            told = own if cells.book.formulas else None
            found[cell.id] = Stated(content.value, told, changed=formula if formula and not own else "")
    return found


@cache
def _senses(form: Form) -> Mapping[str, str]:
    """What the formula of each total means where it was drawn."""
    placed = layout(form)
    names = {place: id for id, place in placed.figures.items()}
    return {cell.id: _drawn(placed, cell, names) for cell in form.computed}


def _drawn(placed: Layout, cell: Cell, names: Mapping[Place, str]) -> str:
    sheet = placed.figures[cell.id].sheet
    return sense(total(placed, cell).excel(sheet), sheet, names)


def sense(formula: str, sheet: str, names: Mapping[Place, str]) -> str:
    """A formula with figures in place of cells: the same however it is spaced, and wherever the cells have gone."""
    if len(formula) > LONGEST:
        return ""
    pieces = []
    position = 0
    for start, end, area in areas_in(formula, sheet):
        few = (area.bottom - area.top + 1) * (area.right - area.left + 1) <= LARGEST
        held = [names[place] for row in area.rows() for place in row if place in names] if few else ["…"]
        pieces += [formula[position:start].replace(" ", "").upper(), "{" + ",".join(held) + "}"]
        position = end
    text = "".join((*pieces, formula[position:].replace(" ", "").upper()))
    return GROUP.sub(_sorted, text.replace("},{", ","))


def _sorted(group: re.Match[str]) -> str:
    return "{" + ",".join(sorted(filter(None, group.group(1).split(",")))) + "}"
