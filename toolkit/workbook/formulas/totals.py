"""The formulas of computed cells: sums over inputs, by their areas."""

from collections.abc import Iterable, Sequence

from toolkit.form.expression import Ref, Sum
from toolkit.form.table import Cell
from toolkit.office.sheets.addresses import Place, boxes
from toolkit.workbook.design.sheets import Layout


def areas(places: Iterable[Place], sheet: str) -> str:
    return ",".join(box.seen_from(sheet) for box in boxes(places))


def place_of(layout: Layout, ref: Ref) -> Place:
    return layout.last_year[ref.id] if ref.last_year else layout.figures[ref.id]


def sum_of(layout: Layout, added: Sum, sheet: str) -> str:
    def joined(refs: Sequence[Ref]) -> str:
        return areas((place_of(layout, ref) for ref in refs), sheet)

    return added.excel(joined)


def total(layout: Layout, cell: Cell) -> str:
    """What stands in a computed cell: its sum over inputs."""
    return sum_of(layout, layout.form.sums[cell.id], layout.figures[cell.id].sheet)
