"""What ties a form that stands beside another to the workbook it is in: its line on the cover, its stamp."""

from collections.abc import Iterator

from toolkit.form.form import Form
from toolkit.office.sheets.addresses import Place
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import COVER, Glance, Layout
from toolkit.workbook.formulas import figures as formulas
from toolkit.workbook.formulas.live import live_cells
from toolkit.workbook.formulas.values import Live, stamp_value


def cover_line(main: Layout, beside: Layout) -> Glance:
    """The cells below those of the sum of the form's own sheets."""
    total = main.glance_total
    places = (place.moved(down=1) for place in (total.state, total.left, total.errors, total.warnings))
    return Glance(beside.glances[0].sheet, *places)


def linked_cells(main: Form, beside: Form) -> Iterator[Live]:
    """The formulas of the cover's line; their values are for a submission of the form beside."""
    placed = layout(beside)
    values = {live.place: live.value for live in live_cells(beside)}
    here, there = cover_line(layout(main), placed), placed.glances[0]
    for part in ("state", "left", "errors", "warnings"):
        source: Place = getattr(there, part)
        yield Live(getattr(here, part), source.seen_from(COVER), values[source])


def stamp_beside(main: Form, place: Place) -> Live:
    """Whose the sheet beside is, as on every other sheet; its value is for a submission of the main form."""
    return Live(place, formulas.stamp(layout(main), place), stamp_value(place))
