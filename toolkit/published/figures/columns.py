"""In which column of a source's table each figure of a slot stands, by the headings above."""

from collections.abc import Sequence

from toolkit.published.alike import bare, likeness
from toolkit.published.blocks import PrintedCell, PrintedTable
from toolkit.published.figures.rows import FigureLook, Row, look
from toolkit.published.figures.slots import Slot

HEAD_ROWS = 12  # at the top of a table, as far as headings are looked for
FIGURES = 3  # numbers in a row that is no heading
HEADED = 0.75
MORE = 4  # characters that a heading may have more than the form's
FOREIGN = 0.45  # likeness below which a heading is another one

Line = Sequence[PrintedCell | None]


class Columns:
    """Where the figures of a row stand: as the headings of its table say, or those of the part before it."""

    def __init__(self, tables: Sequence[PrintedTable]) -> None:
        self._before = dict(zip(tables[1:], tables, strict=False))
        self._headed: dict[tuple[PrintedTable, tuple[str, ...]], tuple[int, ...] | None] = {}

    def of(self, slot: Slot, row: Row) -> tuple[int, ...] | None:
        """None where no headings tell, for a slot of one figure always."""
        table = row.table if len(slot.ids) > 1 and row.line else None
        while table:
            key = table, slot.heads
            if key not in self._headed:
                self._headed[key] = headed(table, slot.heads)
            if found := self._headed[key]:
                return found
            before = self._before.get(table)
            table = before if before and _width(before) == len(row.line) and not _head_rows(table) else None
        return None


def _width(table: PrintedTable) -> int:
    return len(table.lines[0]) if table.cells else 0


def headed(table: PrintedTable, heads: tuple[str, ...]) -> tuple[int, ...] | None:
    """The column of each heading, whatever their order; None where not all are there just once."""
    seen: list[dict[int, float]] = [{} for _ in heads]
    for line in _head_rows(table):
        for cell in dict.fromkeys(cell for cell in line if cell):
            for at, head in enumerate(heads):
                likely = likeness(head, cell.text)
                if likely >= HEADED and len(bare(cell.text)) <= len(bare(head)) + MORE:
                    seen[at][cell.column] = max(likely, seen[at].get(cell.column, 0))
    return _one_each(seen) if len(set(heads)) == len(heads) else _side_by_side(heads, seen)


def _side_by_side(heads: tuple[str, ...], seen: Sequence[dict[int, float]]) -> tuple[int, ...] | None:
    """The same headings again and again: each of them stands as often as it should."""
    found: list[int] = []
    for at, head in enumerate(heads):
        if len(seen[at]) != heads.count(head):
            return None
        found.append(sorted(seen[at])[heads[:at].count(head)])
    return tuple(found) if len(set(found)) == len(heads) else None


def _one_each(seen: Sequence[dict[int, float]]) -> tuple[int, ...] | None:
    found: list[int] = []
    for each in seen:
        free = [column for column in each if column not in found]
        if not free:
            return None
        found.append(max(free, key=lambda column: (each[column], -column)))
    return tuple(found)


def _head_rows(table: PrintedTable) -> list[Line]:
    found: list[Line] = []
    for line in table.lines[:HEAD_ROWS]:
        cells = {cell for cell in line if cell}
        if sum(look(cell.text) is FigureLook.NUMBER for cell in cells) >= FIGURES:
            break
        found.append(line)
    return found


def foreign(row: Row, slot: Slot, cells: Sequence[PrintedCell]) -> bool:
    """Whether the headings next above these figures are others than the form's: a table of another layout."""
    if row.table is None or not row.line or len(cells) != len(slot.heads):
        return False
    pairs = [(head, words) for head, cell in zip(slot.heads, cells, strict=True) if (words := _above(row.table, cell))]
    return bool(pairs) and sum(likeness(head, words) < FOREIGN for head, words in pairs) * 2 > len(pairs)


def _above(table: PrintedTable, cell: PrintedCell) -> str:
    """The nearest words above a cell, in its column."""
    for line in reversed(table.lines[: cell.row]):
        above = line[cell.column] if cell.column < len(line) else None
        if above and look(above.text) is FigureLook.WORDS:
            return above.text
    return ""
