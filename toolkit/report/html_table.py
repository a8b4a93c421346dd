"""A printed table as a web page wants it: header cells that say what they head, and figures that name their headers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from toolkit.form.grid import CORNER, FIGURE, HEAD, SIDE, TITLE, Grid, GridCell
from toolkit.report.content import Figures


@dataclass(frozen=True, slots=True)
class HtmlCell:
    """``scope`` is empty in cells that head nothing: figures, and a corner without words. ``id`` is for headers alone.

    Where headings are nested ``scope`` says too little, so each figure lists the ids of all its ``headers`` as well.
    """

    kind: str
    rows: int
    columns: int
    text: str
    scope: str
    id: str = ""
    headers: str = ""


Row = tuple[HtmlCell, ...]


@dataclass(frozen=True, slots=True)
class HtmlTable:
    """``bodies``: one for each block of the table. ``widths`` of the columns in percent."""

    title: str
    widths: tuple[float, ...]
    head: tuple[Row, ...]
    bodies: tuple[tuple[Row, ...], ...]


def html_table(figures: Figures, prefix: str = "") -> HtmlTable:
    """``prefix`` begins the ids of the header cells, which must not repeat on a page."""
    grid = figures.grid
    cells = [list(_cells(figures, block, prefix)) for block in _blocks(grid)]
    rows = {
        row: tuple(cell for found, cell in block if found == row) for block in cells for row in {r for r, _ in block}
    }
    starts = [min(row for row, _ in block) for block in cells]
    bodies = [
        tuple(rows.get(row, ()) for row in range(max(start, grid.head_rows), end))
        for start, end in pairwise((*starts, grid.rows))
    ]
    widths = tuple(round(100 * width / sum(grid.widths), 2) for width in grid.widths)
    return HtmlTable(figures.title, widths, tuple(rows[row] for row in range(grid.head_rows)), tuple(bodies))


def _blocks(grid: Grid) -> list[list[GridCell]]:
    """The cells of each block from top to bottom; a block begins with the first heading below figures."""
    blocks: list[list[GridCell]] = []
    below_figures = True
    for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
        heading = cell.kind in (TITLE, CORNER, HEAD)
        if heading and below_figures:
            blocks.append([])
        below_figures = not heading
        blocks[-1].append(cell)
    return blocks


def _cells(figures: Figures, block: Sequence[GridCell], prefix: str) -> Iterator[tuple[int, HtmlCell]]:
    """Each cell with its row."""
    for cell in block:
        scope = _scope(cell, block)
        if cell.kind == FIGURE:
            headers = " ".join(_id(each, prefix) for each in block if _heads(each, cell))
            drawn = HtmlCell(cell.kind, cell.height, cell.width, figures.values[cell.cell], scope, headers=headers)
        else:
            drawn = HtmlCell(cell.kind, cell.height, cell.width, cell.text, scope, _id(cell, prefix) if scope else "")
        yield cell.row, drawn


def _scope(cell: GridCell, block: Sequence[GridCell]) -> str:
    if cell.kind == TITLE:
        return "rowgroup"
    if cell.kind == SIDE:
        return "rowgroup" if any(each.kind == SIDE and _right_of(each, cell) for each in block) else "row"
    if cell.kind == HEAD:
        return "colgroup" if any(each.kind == HEAD and _below(each, cell) for each in block) else "col"
    return "col" if cell.kind == CORNER and cell.text else ""


def _heads(header: GridCell, figure: GridCell) -> bool:
    beside = header.kind == SIDE and _right_of(figure, header)
    above = header.kind == HEAD and _below(figure, header)
    return header.kind == TITLE or beside or above


def _below(cell: GridCell, header: GridCell) -> bool:
    return cell.row > header.row and header.column <= cell.column < header.column + header.width


def _right_of(cell: GridCell, header: GridCell) -> bool:
    return cell.column > header.column and header.row <= cell.row < header.row + header.height


def _id(cell: GridCell, prefix: str) -> str:
    return f"{prefix}-{cell.row + 1}-{cell.column + 1}"
