"""A table as printed: rows, columns and spans, without letters. Workbook, Word and web page all draw this."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from toolkit.form.table import Block, Line, Table, cell_id

TITLE, CORNER, HEAD, SIDE, FIGURE, BLOCKED = "title", "corner", "head", "side", "figure", "blocked"
DASH = "—"  # what is printed where there is no figure


@dataclass(frozen=True, slots=True, eq=False)
class GridCell:
    """A printed cell. ``text`` for a heading, ``cell`` (the figure's id) for a figure; rows and columns from 0."""

    row: int
    column: int
    height: int
    width: int
    kind: str
    text: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """``head_rows``: how many rows at the top are headings to repeat on the next page (none in a stack of blocks)."""

    rows: int
    columns: int
    head_rows: int
    cells: tuple[GridCell, ...]
    widths: tuple[int, ...]


def grid(table: Table) -> Grid:
    """Lay the table's blocks out below one another, as the official layout prints them."""
    side = max(_side_depth(block) for block in table.blocks)
    columns = side + max(_figure_columns(block) for block in table.blocks)
    cells: list[GridCell] = []
    row = 0
    for block in table.blocks:
        drawn = list(_block(table.id, block, row, side, columns))
        cells += drawn
        row = max(cell.row + cell.height for cell in drawn)
    heads = min(cell.row for cell in cells if cell.kind in (FIGURE, BLOCKED)) if len(table.blocks) == 1 else 0
    widths = table.widths if len(table.widths) == columns else (1,) * columns
    return Grid(row, columns, heads, tuple(cells), widths)


def _side_depth(block: Block) -> int:
    return 0 if block.across else max(len(line.groups) + 1 for line in block.rows)


def _figure_columns(block: Block) -> int:
    return len(block.columns) * (len(block.rows) if block.across else 1)


def _block(table: str, block: Block, top: int, side: int, columns: int) -> Iterator[GridCell]:
    if block.title:
        yield GridCell(top, 0, 1, columns, TITLE, block.title)
        top += 1
    if block.across:
        heads = [(*_path(row), *_path(column)) for row in block.rows for column in block.columns]
        crossings = [[(row, column) for row in block.rows for column in block.columns]]
    else:
        heads = [_path(column) for column in block.columns]
        crossings = [[(row, column) for column in block.columns] for row in block.rows]
    depth = max(len(path) for path in heads)
    spans = [1] * (len(heads) - 1) + [columns - side - len(heads) + 1]
    if side and depth:
        yield GridCell(top, 0, depth, side, CORNER, block.corner)
    for cell in _headings(heads, depth, spans):
        yield GridCell(top + cell.row, side + cell.column, cell.height, cell.width, HEAD, cell.text)
    top += depth
    if side:
        paths = [_path(row) for row in block.rows]
        for cell in _headings(paths, side, [1] * len(paths)):  # the same nesting, turned on its side
            yield GridCell(top + cell.column, cell.row, cell.width, cell.height, SIDE, cell.text)
    starts = _starts(spans)
    for down, crossing in enumerate(crossings):
        for right, (row, column) in enumerate(crossing):
            blocked = column.id in row.blocked
            kind, text, id = (BLOCKED, DASH, "") if blocked else (FIGURE, "", cell_id(table, row.id, column.id))
            yield GridCell(top + down, side + starts[right], 1, spans[right], kind, text, id)


def _path(line: Line) -> tuple[str, ...]:
    """From the outermost heading in; the only column of a block need not have one."""
    return tuple(filter(None, (*(group.label for group in line.groups), line.label)))


def _headings(paths: Sequence[tuple[str, ...]], depth: int, spans: Sequence[int]) -> Iterator[GridCell]:
    """Nested headings over a run of lines: shared ones merge, the innermost one stretches to ``depth``."""
    starts = _starts(spans)
    for level in range(depth):
        for members in _runs(paths, level):
            path = paths[members[0]]
            innermost = len(path) == level + 1
            width = sum(spans[position] for position in members)
            height = depth - level if innermost else 1
            yield GridCell(level, starts[members[0]], height, width, HEAD, path[level])


def _starts(spans: Sequence[int]) -> list[int]:
    return [sum(spans[:position]) for position in range(len(spans))]


def _runs(paths: Sequence[tuple[str, ...]], level: int) -> Iterator[list[int]]:
    """Neighbouring lines that share a heading at this level; an innermost heading stands alone."""

    def shared(position: int) -> tuple[str, ...] | int | None:
        path = paths[position]
        return None if len(path) <= level else position if len(path) == level + 1 else path[: level + 1]

    for key, members in groupby(range(len(paths)), key=shared):
        if key is not None:
            yield list(members)
