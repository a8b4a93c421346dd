"""Rulings as the cells of tables: what they enclose, however they were drawn."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from toolkit.published.blocks import PrintedCell, PrintedTable
from toolkit.published.pdf.lines import lines, tidy
from toolkit.published.pdf.sheet import Glyph, PdfPage, Ruling

SAME = 2.5  # points between rulings that are one
GAP = 4.0  # and between their ends
MEET = 3.5
STEP = 3.0  # points between lines of the grid
MOST = 600  # rulings of a page, joined; more are a drawing
CELLS = 6_000
RECENT = 60


@dataclass(frozen=True)
class Lattice:
    """A table with the rectangle that it takes on its page: left, bottom, right, top."""

    table: PrintedTable
    box: tuple[float, float, float, float]

    def holds(self, glyph: Glyph) -> bool:
        """Whether the middle of the glyph lies in the table or at most a point outside."""
        x, y = glyph.middle
        left, bottom, right, top = self.box
        return left - 1 <= x <= right + 1 and bottom - 1 <= y <= top + 1


def lattices(page: PdfPage) -> list[Lattice]:
    """Every table of a page."""
    across, down = _joined(page.across), _joined(page.down)
    if max(len(across), len(down)) > MOST:
        return []
    found = (_lattice(*part, page.glyphs) for part in _connected(across, down))
    return [each for each in found if each and _is_table(each.table)]


def _is_table(table: PrintedTable) -> bool:
    """More than a frame around words."""
    filled = [cell for cell in table.cells if cell.text]
    return len(filled) > 1 and len({cell.column for cell in filled}) > 1


def _joined(rulings: Sequence[Ruling]) -> list[Ruling]:
    """Rulings that go on from one another as one."""
    found: list[Ruling] = []
    for each in sorted(rulings):
        for at in range(len(found) - 1, max(-1, len(found) - 1 - RECENT), -1):
            other = found[at]
            if each.at - other.at <= SAME and each.start <= other.end + GAP and each.end >= other.start - GAP:
                found[at] = Ruling(other.at, min(other.start, each.start), max(other.end, each.end))
                break
        else:
            found.append(each)
    return found


def _connected(across: list[Ruling], down: list[Ruling]) -> Iterator[tuple[list[Ruling], list[Ruling]]]:
    """Rulings that meet, directly or by others."""
    parent = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for one, flat in enumerate(across):
        for other, upright in enumerate(down):
            if _meet(flat, upright):
                parent[root(one)] = root(len(across) + other)
    parts: dict[int, tuple[list[Ruling], list[Ruling]]] = defaultdict(lambda: ([], []))
    for at, ruling in enumerate(chain(across, down)):
        parts[root(at)][at >= len(across)].append(ruling)
    yield from (part for part in parts.values() if min(map(len, part)) >= 2)


def _meet(flat: Ruling, upright: Ruling) -> bool:
    inside = flat.start - MEET <= upright.at <= flat.end + MEET
    return inside and upright.start - MEET <= flat.at <= upright.end + MEET


def _steps(values: Sequence[float]) -> list[float]:
    """Values that lie close together as one."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= STEP:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _lattice(across: list[Ruling], down: list[Ruling], glyphs: Sequence[Glyph]) -> Lattice | None:
    ys = _steps([each.at for each in across] + [end for each in down for end in (each.start, each.end)])
    xs = _steps([each.at for each in down] + [end for each in across for end in (each.start, each.end)])
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 2 or rows * columns > CELLS:
        return None
    cells = list(_cells(_Walls(across, down, xs, ys)))
    owner = {(row, column): cell for cell in cells for row in _rows(cell) for column in _columns(cell)}
    inside: dict[PrintedCell, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        x, y = glyph.middle
        place = rows - bisect_right(ys, y), bisect_right(xs, x) - 1
        if cell := owner.get(place):
            inside[cell].append(glyph)
    table = PrintedTable(tuple(_filled(cell, inside[cell]) for cell in cells))
    return Lattice(table, (xs[0], ys[0], xs[-1], ys[-1]))


def _filled(cell: PrintedCell, glyphs: Sequence[Glyph]) -> PrintedCell:
    text = "\n".join(tidy(line.text) for line in lines(glyphs))
    return PrintedCell(text, cell.row, cell.column, cell.height, cell.width)


def _rows(cell: PrintedCell) -> range:
    return range(cell.row, cell.row + cell.height)


def _columns(cell: PrintedCell) -> range:
    return range(cell.column, cell.column + cell.width)


class _Walls:
    """Where a ruling stands between neighbouring fields of the grid; rows are counted from the top."""

    def __init__(self, across: list[Ruling], down: list[Ruling], xs: list[float], ys: list[float]) -> None:
        tops = ys[::-1]
        self.rows, self.columns = len(ys) - 1, len(xs) - 1
        middles = [(above + below) / 2 for above, below in pairwise(tops)]
        centres = [(left + right) / 2 for left, right in pairwise(xs)]
        self.left = [[_runs(down, x, middle) for x in xs] for middle in middles]
        self.above = [[_runs(across, y, centre) for centre in centres] for y in tops]


def _runs(rulings: Sequence[Ruling], at: float, along: float) -> bool:
    return any(abs(each.at - at) <= MEET and each.start - 1 <= along <= each.end + 1 for each in rulings)


def _cells(walls: _Walls) -> Iterator[PrintedCell]:
    """Fields without a ruling between them are one cell."""
    taken: set[tuple[int, int]] = set()
    for row in range(walls.rows):
        for column in range(walls.columns):
            if (row, column) in taken:
                continue
            right = column + 1
            while right < walls.columns and not walls.left[row][right] and (row, right) not in taken:
                right += 1
            bottom = row + 1
            while bottom < walls.rows and _goes_on(walls, bottom, column, right):
                bottom += 1
            taken |= {(down, over) for down in range(row, bottom) for over in range(column, right)}
            yield PrintedCell("", row, column, bottom - row, right - column)


def _goes_on(walls: _Walls, row: int, left: int, right: int) -> bool:
    """Whether no ruling ends a cell above this row or divides it here."""
    closed = any(walls.above[row][column] for column in range(left, right))
    return not closed and not any(walls.left[row][column] for column in range(left + 1, right))
