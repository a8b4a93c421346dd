"""Formulas that link a companion form to its workbook: its line on the cover, its stamp."""

from toolkit.form.form import Form
from toolkit.office.sheets.addresses import Place
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import Glance, Layout
from toolkit.workbook.formulas.figures import stamp
from toolkit.workbook.formulas.tree import At, Node


def cover_line(main: Layout, beside: Layout) -> Glance:
    """The cells below those of the sum of the form's own sheets."""
    total = main.glance_total
    places = (place.moved(down=1) for place in (total.state, total.left, total.errors, total.warnings))
    return Glance(beside.glances[0].sheet, *places)


def linked_cells(main: Form, beside: Form) -> dict[Place, Node]:
    """The formulas of the cover's line: each shows a hidden cell of the sheet beside."""
    placed = layout(beside)
    here, there = cover_line(layout(main), placed), placed.glances[0]
    return {getattr(here, part): At(getattr(there, part)) for part in ("state", "left", "errors", "warnings")}


def stamp_beside(main: Form, beside: Form) -> dict[Place, Node]:
    """Whose the sheet beside is, as on every other sheet."""
    place = layout(beside).identity["stamp"]
    return {place: stamp(layout(main), place)}
