"""Blocks put together while a document is read from its beginning to its end, whatever its markup."""

from toolkit import limits
from toolkit.limits import within
from toolkit.published.blocks import Block, OpenCell, Passage, joined_below, table_or_contents
from toolkit.rich_text import Run, paragraph


class Builder:
    """Hears of tables, rows, cells, words and ends of paragraphs in their order; forgives what is not closed."""

    def __init__(self) -> None:
        self._blocks: list[list[Block]] = [[]]  # of the document, and of the open cell of each open table
        self._tables: list[list[list[OpenCell]]] = []
        self._runs: list[list[Run]] = [[]]  # of each paragraph that is open: they stand in the boxes of others
        self._deeper = 0  # tables that are open and too deep to be looked at
        self._count = 0
        self.aside = False  # the paragraph stands at the right margin

    @property
    def in_table(self) -> bool:
        """Whether a table is open."""
        return bool(self._tables)

    def say(self, text: str, bold: bool = False) -> None:
        """Add words to the open paragraph."""
        self._runs[-1].append(Run(text, bold))

    def says_nothing(self) -> bool:
        """Whether the open paragraph has no words yet."""
        return not any(run.text.strip() for run in self._runs[-1])

    def end_paragraph(self) -> None:
        """End the open paragraph; one without words is dropped.

        Raises :class:`~toolkit.errors.UserError` above :data:`toolkit.limits.PASSAGES` paragraphs.
        """
        runs, self._runs[-1] = paragraph(self._runs[-1]), []
        if runs:
            self._count += 1
            within(self._count, limits.PASSAGES, "文字超过{}段")
            self._blocks[-1].append(Passage(runs, self.aside))
        self.aside = False

    def begin_inner(self) -> None:
        """A paragraph that may stand inside another one."""
        self._runs.append([])

    def end_inner(self) -> None:
        """End the open paragraph and go back to the paragraph around it."""
        self.end_paragraph()
        if len(self._runs) > 1:
            self._runs.pop()

    def begin_table(self) -> None:
        """Begin a table inside the open cell or at the top; one nested too deeply becomes words of its cell."""
        self.end_paragraph()
        if len(self._tables) >= limits.TABLES_DEEP or self._deeper:
            self._deeper += 1
            return
        self._tables.append([])
        self._blocks.append([])
        self._runs.append([])

    def end_table(self) -> None:
        """End the innermost table; without an open one nothing happens."""
        if self._deeper:
            self._deeper -= 1
            return
        if self._tables:
            self.end_paragraph()
            self._blocks.pop()
            self._runs.pop()
            self._blocks[-1] += table_or_contents(joined_below(self._tables.pop()))

    def begin_row(self) -> None:
        """Begin a row; outside a table nothing happens."""
        if self._tables and not self._deeper:
            self.end_paragraph()
            self._tables[-1].append([])

    def begin_cell(self) -> OpenCell:
        """The cell, whose spans may be set while it is open."""
        cell = OpenCell()
        if self._tables and not self._deeper:
            self.end_paragraph()
            if not self._tables[-1]:
                self._tables[-1].append([])
            self._count += 1
            within(self._count, limits.PASSAGES, "文字超过{}段")
            self._tables[-1][-1].append(cell)
            self._blocks[-1] = cell.blocks
        return cell

    def blocks(self) -> tuple[Block, ...]:
        """Everything, whatever was left open."""
        self._deeper = 0
        while self._tables:
            self.end_table()
        while len(self._runs) > 1:
            self.end_inner()
        self.end_paragraph()
        return tuple(self._blocks[0])
