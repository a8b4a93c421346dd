"""The strips below and right of a table: last year's figures that a rule needs, and the state of each rule."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from toolkit.form.form import Check, Form
from toolkit.form.grid import FIGURE, Grid, GridCell
from toolkit.form.table import Table
from toolkit.office.sheets.addresses import Place

GRID_TOP, GRID_LEFT = 3, 1


@dataclass(frozen=True)
class MarginRun:
    """One row below the table (or column right of it), a cell for each line that a rule holds in.

    ``cells`` are last year's figures, by id, or checks; ``head`` is where it is said what they are.
    """

    below: bool
    head: Place
    head_width: int
    cells: tuple[tuple[str | Check, Place], ...]


def margin_runs(form: Form, table: Table, drawn: Grid) -> tuple[MarginRun, ...]:
    """The runs of every rule of the table, in order; last year's figures before the check that needs them."""
    figures = {cell.cell: cell for cell in drawn.cells if cell.kind == FIGURE}
    own = [check for check in form.checks if check.rule and check.table == table.id and _anchor(check, figures)]
    runs: list[MarginRun] = []
    placed: set[str] = set()
    for _, same in groupby(own, key=lambda check: check.rule and check.rule.id):
        checks = list(same)
        for asked in [*_last_year(checks, placed), checks]:
            below = checks[0].along == "column" and checks[0].line is not None
            offset = sum(run.below == below for run in runs)
            runs.append(_run(table, drawn, below, offset, list(zip(asked, checks, strict=True)), figures))
            placed.update(each for each in asked if isinstance(each, str))
    return tuple(runs)


def _anchor(check: Check, figures: dict[str, GridCell]) -> GridCell | None:
    """The figure of this table that shows which line a check holds in."""
    return next((figures[id] for id in check.cells if id in figures), None)


def _last_year(checks: list[Check], placed: set[str]) -> Iterator[Sequence[str | Check]]:
    """One run for each figure of last year that every check of a rule asks for, unless it stands there already."""
    asked = [tuple(dict.fromkeys(ref.id for ref in check.named if ref.last_year)) for check in checks]
    for ids in zip(*asked, strict=False):
        if len(set(ids)) == len(ids) and not placed & set(ids):
            yield ids


def _run(
    table: Table,
    drawn: Grid,
    below: bool,
    offset: int,
    asked: list[tuple[str | Check, Check]],
    figures: dict[str, GridCell],
) -> MarginRun:
    cells = []
    for each, check in asked:
        anchor = _anchor(check, figures)
        assert anchor is not None
        row = drawn.rows + offset if below else anchor.row
        column = anchor.column if below else drawn.columns + offset
        cells.append((each, Place(table.sheet, GRID_TOP + row, GRID_LEFT + column)))
    first = min(cells, key=lambda cell: (cell[1].row, cell[1].column))[1]
    if below:
        return MarginRun(below, Place(table.sheet, first.row, GRID_LEFT), first.column - GRID_LEFT, tuple(cells))
    return MarginRun(below, first.moved(down=-1), 1, tuple(cells))
