"""Locates cells by the printed labels of their rows and columns."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from toolkit.form.grid import FIGURE, HEAD, SIDE, Grid, GridCell
from toolkit.office.sheets.addresses import Place
from toolkit.workbook.design import labels
from toolkit.workbook.design.sheets import TableSheet, TextSheet
from toolkit.workbook.read.index import Index, alike

At = tuple[int, int]


def table_by_labels(table: TableSheet, sheet: str, on: Index) -> dict[str, tuple[Place, ...]]:
    """Each figure where its row's label and its column's heading meet."""
    at = _labels(table.grid, on)
    found: dict[str, tuple[Place, ...]] = {}
    for figure, side, head in _lines(table.grid) if at else ():
        if head and head in at and (side is None or side in at):
            row = at[head][0] + figure.row - head.row if side is None else at[side][0] + figure.row - side.row
            found[figure.cell] = (Place(sheet, row, at[head][1] + figure.column - head.column),)
    chosen = [spot for look in set(map(alike, labels.choices(table.table))) for spot in on.alike.get(look, ())]
    if len(chosen) == 1:
        found[f"declared.{table.table.id}"] = (Place(sheet, *chosen[0]),)
    return found


def _labels(grid: Grid, on: Index) -> dict[GridCell, At]:
    """Where each label stands; of labels that are alike the first is the first, if all of them are there."""
    found: dict[GridCell, At] = {}
    for look, cells in _expected(grid).items():
        spots = on.alike.get(look, ())
        if len(spots) == len(cells):
            found.update(zip(cells, spots, strict=True))
    return found


@cache
def _expected(grid: Grid) -> Mapping[str, Sequence[GridCell]]:
    """The labels of a table by their words, in reading order."""
    found: dict[str, list[GridCell]] = {}
    for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
        if cell.kind in (SIDE, HEAD):
            found.setdefault(alike(cell.text), []).append(cell)
    return found


@cache
def _lines(grid: Grid) -> tuple[tuple[GridCell, GridCell | None, GridCell | None], ...]:
    """Each figure with the label of its row and the heading of its column."""
    figures = (cell for cell in grid.cells if cell.kind == FIGURE)
    return tuple((figure, _beside(grid, figure), _above(grid, figure)) for figure in figures)


def _beside(grid: Grid, figure: GridCell) -> GridCell | None:
    """The innermost label of the figure's row, if its rows have labels."""
    sides = (cell for cell in grid.cells if cell.kind == SIDE and cell.row <= figure.row < cell.row + cell.height)
    return max(sides, key=lambda cell: cell.column, default=None)


def _above(grid: Grid, figure: GridCell) -> GridCell | None:
    """The heading next above the figure; there is none over an only column without a label."""
    heads = (
        cell
        for cell in grid.cells
        if cell.kind == HEAD and cell.row < figure.row and cell.column <= figure.column < cell.column + cell.width
    )
    return max(heads, key=lambda cell: cell.row, default=None)


def texts_by_labels(texts: TextSheet, sheet: str, on: Index) -> dict[str, tuple[Place, ...]]:
    """Each text's paragraphs: one column right of its label, from the row below it to the next label."""
    heads = dict(_heads(texts, on))
    found = {}
    for number, (text, _) in enumerate(texts.texts):
        if text.id in heads:
            row, column = heads[text.id]
            after = texts.texts[number + 1][0].id if number + 1 < len(texts.texts) else ""
            end = heads[after][0] if after in heads and heads[after][0] > row else row + 1 + text.rows
            found[f"text.{text.id}"] = tuple(Place(sheet, line, column + 1) for line in range(row + 1, end))
    return found


def _heads(texts: TextSheet, on: Index) -> Iterator[tuple[str, At]]:
    for text, _ in texts.texts:
        spots = on.alike.get(alike(text.label), []) + on.alike.get(alike(text.label + text.hint), [])
        if len(set(spots)) == 1:
            yield text.id, spots[0]


def cover_by_labels(sheet: str, on: Index) -> dict[str, tuple[Place, ...]]:
    """What stands right of each label of the cover."""
    named = {f"nianbao.{key}": label for key, label in labels.IDENTITY.items()}
    named |= {f"cover.{key}": label for key, label in labels.COVER_FIELDS.items()}
    named |= {"nianbao.form": labels.FORM, "nianbao.fingerprint": labels.FINGERPRINT}
    spots = {name: on.alike.get(alike(label), []) for name, label in named.items()}
    return {name: (Place(sheet, at[0][0], at[0][1] + 1),) for name, at in spots.items() if len(at) == 1}
