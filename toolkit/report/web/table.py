"""A printed table as a web page wants it: header cells that say what they head, and figures that name their headers."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from toolkit.form.grid import BLOCKED, CORNER, FIGURE, HEAD, SIDE, TITLE, Grid, GridCell
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


def html_table(figures: Figures, prefix: str) -> HtmlTable:
    """``prefix`` begins the ids of the header cells, which must not repeat on a page."""
    grid, blocks = figures.grid, _blocks(figures.grid)
    rows: list[list[HtmlCell]] = [[] for _ in range(grid.rows)]
    for block in blocks:
        for cell in block:
            rows[cell.row].append(_cell(figures, cell, block, prefix))
    drawn = tuple(map(tuple, rows))
    starts = (grid.head_rows, *(block[0].row for block in blocks[1:]), grid.rows)
    bodies = tuple(drawn[start:end] for start, end in pairwise(starts))
    widths = tuple(round(100 * width / sum(grid.widths), 2) for width in grid.widths)
    return HtmlTable(figures.title, widths, drawn[: grid.head_rows], bodies)


def _blocks(grid: Grid) -> list[list[GridCell]]:
    """The cells of each block from top to bottom; a block begins with the first heading below figures."""
    blocks: list[list[GridCell]] = []
    below_figures = True
    for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
        heading = cell.kind in (TITLE, CORNER, HEAD)
        if (heading and below_figures) or not blocks:
            blocks.append([])
        below_figures = not heading
        blocks[-1].append(cell)
    return blocks


def _cell(figures: Figures, cell: GridCell, block: Sequence[GridCell], prefix: str) -> HtmlCell:
    if cell.kind == FIGURE:
        headers = " ".join(_id(each, prefix) for each in block if _heads(each, cell))
        return HtmlCell(cell.kind, cell.height, cell.width, figures.values[cell.cell], "", headers=headers)
    if cell.kind == BLOCKED:
        return HtmlCell(FIGURE, cell.height, cell.width, cell.text, "")
    scope = _scope(cell, block)
    return HtmlCell(cell.kind, cell.height, cell.width, cell.text, scope, _id(cell, prefix) if scope else "")


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
