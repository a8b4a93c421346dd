"""A printed table as Word wants it: row by row, a merged cell again in every row it reaches, widths in twips."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from toolkit.form.grid import BLOCKED, CORNER, FIGURE, HEAD, SIDE, TITLE, Grid, GridCell
from toolkit.report.content import Figures

TEXT_WIDTH = 8844  # 156 mm: GB/T 9704-2012, 5.2.1
MARGIN = 40  # left and right of a cell's text: style Figures in template/word/styles.xml
SIZES = (20, 18, 16, 15, 14, 13, 12, 11, 10)  # of figures, in half points; the first is that of their style
DIGIT = 0.56  # of its size wide: half in 宋体, somewhat more in what may stand in for it
STYLES = {
    FIGURE: "TableFigure",
    BLOCKED: "TableFigure",
    SIDE: "TableSide",
    TITLE: "TableTitle",
    HEAD: "TableHead",
    CORNER: "TableHead",
}
SHORT = 16  # rows that stay on one page together; they take about half of it
LOW, HIGH = 340, 454  # least heights of a row in twips: in a long table, and in a short one that has room to breathe
EDGE = 3  # rows of a longer table that no page break parts from its head or its end


@dataclass(frozen=True, slots=True)
class WordCell:
    """One ``w:tc``. ``merge``: empty, ``restart`` at the top of a cell over several rows, ``continue`` below it."""

    span: int
    width: int
    merge: str
    style: str
    text: str


@dataclass(frozen=True, slots=True)
class WordRow:
    """``head``: printed again on the next page; ``keep``: on the same page as the row below."""

    boxes: tuple[WordCell, ...]
    head: bool
    keep: bool


@dataclass(frozen=True, slots=True)
class WordTable:
    """``size`` of the figures in half points, or None for their style's own."""

    title: str
    widths: tuple[int, ...]
    height: int
    size: int | None
    rows: tuple[WordRow, ...]


def word_table(figures: Figures) -> WordTable:
    """Spans and merges as in the grid, columns in its proportions over the full text width."""
    grid = figures.grid
    widths = scaled(grid.widths)
    rows = tuple(
        WordRow(tuple(_boxes(figures, widths, row)), row < grid.head_rows, _kept(grid, row)) for row in range(grid.rows)
    )
    height = HIGH if grid.rows <= SHORT else LOW
    return WordTable(figures.title, widths, height, figure_size(figures), rows)


def scaled(widths: Sequence[int], total: int = TEXT_WIDTH) -> tuple[int, ...]:
    """Whole widths in the same proportions that add up to ``total`` exactly."""
    edges = [sum(widths[:position]) * total // sum(widths) for position in range(len(widths) + 1)]
    return tuple(right - left for left, right in pairwise(edges))


def _kept(grid: Grid, row: int) -> bool:
    last = grid.rows - 1
    return row < last and (grid.rows <= SHORT or row < grid.head_rows + EDGE or row > last - EDGE)


def _boxes(figures: Figures, widths: Sequence[int], row: int) -> Iterator[WordCell]:
    reaching = (cell for cell in figures.grid.cells if cell.row <= row < cell.row + cell.height)
    for cell in sorted(reaching, key=lambda cell: cell.column):
        width = sum(widths[cell.column : cell.column + cell.width])
        top = cell.row == row
        merge = "" if cell.height == 1 else "restart" if top else "continue"
        yield WordCell(cell.width, width, merge, _style(cell), _text(figures, cell) if top else "")


def _style(cell: GridCell) -> str:
    return "TableGroup" if cell.kind == SIDE and cell.height > 1 else STYLES[cell.kind]


def _text(figures: Figures, cell: GridCell) -> str:
    return figures.values[cell.cell] if cell.kind == FIGURE else cell.text


def figure_size(figures: Figures) -> int | None:
    """The largest size, in half points, at which no figure of the table breaks over two lines, in whatever typeface;
    None for their style's own.
    """
    values = figures.values
    room = min((room / len(values[id]) for id, room in _rooms(figures.grid) if values[id]), default=TEXT_WIDTH)
    size = next((size for size in SIZES if size * 10 * DIGIT <= room), SIZES[-1])
    return None if size == SIZES[0] else size


@lru_cache(maxsize=64)
def _rooms(grid: Grid) -> tuple[tuple[str, int], ...]:
    """How wide each figure may be, in twips."""
    widths = scaled(grid.widths)
    cells = (cell for cell in grid.cells if cell.kind == FIGURE)
    return tuple((cell.cell, sum(widths[cell.column : cell.column + cell.width]) - 2 * MARGIN) for cell in cells)
