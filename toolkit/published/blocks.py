"""What any printed source is reduced to: paragraphs and tables, in their order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from toolkit import limits
from toolkit.checks.finding import Spot
from toolkit.limits import within
from toolkit.rich_text import Paragraph, Run, paragraph, plain


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph outside tables. ``aside``: it stands at the right margin, as who signs does."""

    runs: Paragraph
    aside: bool = False

    @property
    def text(self) -> str:
        """The words of all runs."""
        return plain(self.runs)


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell with its top left place, rows and columns from 0, and its spans; ``spot``: its place in a workbook."""

    text: str
    row: int
    column: int
    height: int = 1
    width: int = 1
    spot: Spot | None = None


@dataclass(frozen=True, eq=False)
class PrintedTable:
    """``ruled``: cells one below the other are of one column. In text with tabs or pipes they need not be."""

    cells: tuple[PrintedCell, ...]
    ruled: bool = True

    @cached_property
    def lines(self) -> list[list[PrintedCell | None]]:
        """Row by row, the cell that covers each place; None where there is none. Raises :class:`UserError`."""
        rows = max((cell.row + cell.height for cell in self.cells), default=0)
        columns = max((cell.column + cell.width for cell in self.cells), default=0)
        within(rows * columns, limits.PRINTED_PLACES, "一张表的格超过{}个")
        found: list[list[PrintedCell | None]] = [[None] * columns for _ in range(rows)]
        for cell in self.cells:
            for line in found[cell.row : cell.row + cell.height]:
                for column in range(cell.column, cell.column + cell.width):
                    line[column] = line[column] or cell
        return found


Block = Passage | PrintedTable


@dataclass(slots=True)
class OpenCell:
    """A cell as it is being read: what stands in it, and its spans; ``below``: it continues the one above it."""

    blocks: list[Block] = field(default_factory=list)
    height: int = 1
    width: int = 1
    below: bool = False
    spot: Spot | None = None

    @property
    def text(self) -> str:
        """The words of all blocks in the cell, one block a line."""
        return "\n".join(_text(block) for block in self.blocks)


def passage(text: str) -> Passage:
    """A paragraph of one run, with outer spaces dropped."""
    return Passage(paragraph([Run(text)]))


def _text(block: Block) -> str:
    return block.text if isinstance(block, Passage) else "\n".join(cell.text for cell in block.cells)


def table_or_contents(rows: Sequence[Sequence[OpenCell]]) -> Iterator[Block]:
    """A table of cells; what only lays out a page (tables in tables, one cell a row) gives its contents."""
    if _lays_out(rows):
        for row in rows:
            for cell in row:
                yield from cell.blocks
    elif cells := tuple(_placed(rows)):
        yield PrintedTable(cells)


def _lays_out(rows: Sequence[Sequence[OpenCell]]) -> bool:
    tables = (block for row in rows for cell in row for block in cell.blocks if isinstance(block, PrintedTable))
    return all(len(row) < 2 for row in rows) or any(len(table.cells) > 1 for table in tables)


def _placed(rows: Sequence[Sequence[OpenCell]]) -> Iterator[PrintedCell]:
    """Each cell at the first place of its row that no cell above it covers; spans end with the table."""
    until: dict[int, int] = {}  # column -> the first row that is free again
    area = 0
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while until.get(column, 0) > number:
                column += 1
            height = min(cell.height, len(rows) - number)
            area += cell.width
            within(area, limits.PRINTED_PLACES, "一张表的格超过{}个")
            until.update(dict.fromkeys(range(column, column + cell.width), number + height))
            yield PrintedCell(cell.text.strip(), number, column, height, cell.width, cell.spot)
            column += cell.width


def joined_below(rows: Sequence[Sequence[OpenCell]]) -> list[list[OpenCell]]:
    """Rows in which a cell that continues the one above it is part of that one (ECMA-376 part 1, 17.4.84)."""
    kept: list[list[OpenCell]] = []
    above: dict[int, OpenCell] = {}
    for row in rows:
        column, mine = 0, []
        now: dict[int, OpenCell] = {}
        for cell in row:
            if cell.below and column in above:
                above[column].height += 1
                above[column].blocks += cell.blocks
            else:
                mine.append(cell)
            now[column] = above[column] if cell.below and column in above else cell
            column += cell.width
        above = now
        kept.append(mine)
    return kept


def passages(block: Block) -> Iterator[Passage]:
    """The paragraphs of a block: of a table those rows that hold one text and nothing else."""
    if isinstance(block, Passage):
        yield block
        return
    rows: dict[int, list[PrintedCell]] = {}
    for cell in block.cells:
        if cell.text:
            rows.setdefault(cell.row, []).append(cell)
    for row in sorted(rows):
        if len(rows[row]) == 1 and rows[row][0].height == 1:
            yield from (passage(line) for line in rows[row][0].text.split("\n") if line.strip())
