"""Reads a finished Word file: paragraphs with bold runs, tables cell by cell.

A second pair of eyes: it knows nothing of how the file was made, only of WordprocessingML.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from toolkit.office import xml
from toolkit.office.opc import Package
from toolkit.office.xml import parser, run
from toolkit.rich_text import Paragraph, Run, paragraph

DOCUMENT = "word/document.xml"
MARKS = {"br": "\n", "cr": "\n", "tab": "\t"}
OFF = frozenset({"0", "false", "off", "none"})
PROPERTIES = {"rPr": "r", "tcPr": "tc"}  # whose they are
UNSEEN = frozenset({"Fallback", "del", "moveFrom"})  # what is shown stands there once more, or is struck out
SILENT = UNSEEN | {*PROPERTIES, "pPr", "tblPr", "tblGrid", "trPr", "sectPr"}  # of these nothing says anything by itself
local = lru_cache(maxsize=1024)(xml.local)  # the same few names stand in every report

Place = tuple[int, int]  # row and column of a table, from 0


@dataclass(slots=True)
class ReportText:
    """A table's shape, and the text of every cell by its top left place."""

    rows: int = 0
    columns: int = 0
    cells: dict[Place, str] = field(default_factory=dict)


@dataclass(slots=True)
class Reread:
    """``paragraphs`` outside tables, empty ones left out."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[ReportText] = field(default_factory=list)


def reread(data: bytes) -> Reread:
    """The body of a .docx, within the bounds of any Office file. Raises :class:`UserError` where it is none."""
    reader = _ReportReader()
    run(reader.parser, Package(data).xml(DOCUMENT))
    return reader.found


@dataclass(slots=True)
class _ReportCell:
    column: int
    span: int = 1
    below: bool = False  # the lower part of a cell over several rows
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A table being read."""

    table: ReportText
    row: int = -1
    column: int = 0
    cell: _ReportCell = field(default_factory=lambda: _ReportCell(0))


class _ReportReader:
    """One pass; what is open lies on stacks, for tables stand in cells and paragraphs in the boxes of paragraphs.

    Of characters the parser tells only inside a text.
    """

    def __init__(self) -> None:
        self.found = Reread()
        self.tables: list[_Open] = []
        self.open: list[list[Run]] = []
        self.path = [""]
        self.bold = self.hidden = False
        self.passed = 0  # how deep inside a silent element
        self.listening = False  # whether it has properties that count
        self.starts: dict[str, Callable[[], object]] = {
            "p": self._paragraph, "r": self._run, "t": self._text,
            "tbl": self._table, "tr": self._row, "tc": self._cell,
        }  # fmt: skip
        self.ends = {"p": self._paragraph_ends, "t": self._text_ends, "tbl": self._table_ends, "tc": self._cell_ends}
        self.properties = {"b": self._weight, "vanish": self._vanish, "gridSpan": self._span, "vMerge": self._merge}
        self.parser = parser()
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self.passed:
            self.passed += 1
            if self.listening and self.passed == 2 and (property := self.properties.get(local(name))):
                property(attributes)  # what it was before somebody changed it lies deeper
            return
        name = local(name)
        if name in SILENT:
            self.passed, self.listening = 1, PROPERTIES.get(name) == self.path[-1]
            return
        if name in self.starts:
            self.starts[name]()
        elif name in MARKS and self.path[-1] == "r":  # stops of tabs have that name too
            self._say(MARKS[name])
        self.path.append(name)

    def _end(self, _: str) -> None:
        if self.passed:
            self.passed -= 1
            return
        name = self.path.pop()
        if name in self.ends:
            self.ends[name]()

    def _weight(self, attributes: dict[str, str]) -> None:
        self.bold = _on(attributes)

    def _vanish(self, attributes: dict[str, str]) -> None:
        self.hidden = _on(attributes)

    def _text(self) -> None:
        self.parser.CharacterDataHandler = self._say

    def _text_ends(self) -> None:
        self.parser.CharacterDataHandler = None

    def _say(self, said: str) -> None:
        if self.open and not self.hidden:
            self.open[-1].append(Run(said, self.bold))

    def _run(self) -> None:
        self.bold = self.hidden = False

    def _paragraph(self) -> None:
        self.open.append([])

    def _paragraph_ends(self) -> None:
        said = self.open.pop()
        if self.tables:
            self.tables[-1].cell.lines.append("".join(run.text for run in said))
        elif kept := paragraph(said):
            self.found.paragraphs.append(kept)

    def _table(self) -> None:
        self.tables.append(_Open(ReportText()))

    def _table_ends(self) -> None:
        self.found.tables.append(self.tables.pop().table)

    def _row(self) -> None:
        if self.tables:
            opened = self.tables[-1]
            opened.row, opened.column = opened.row + 1, 0
            opened.table.rows += 1

    def _cell(self) -> None:
        if self.tables:
            self.tables[-1].cell = _ReportCell(self.tables[-1].column)

    def _span(self, attributes: dict[str, str]) -> None:
        if self.tables:
            self.tables[-1].cell.span = _whole(_value(attributes))

    def _merge(self, attributes: dict[str, str]) -> None:
        if self.tables:
            self.tables[-1].cell.below = _value(attributes) != "restart"

    def _cell_ends(self) -> None:
        if self.tables:
            opened = self.tables[-1]
            said = "\n".join(opened.cell.lines)
            if said or not opened.cell.below:
                opened.table.cells[opened.row, opened.cell.column] = said
            opened.column += opened.cell.span
            opened.table.columns = max(opened.table.columns, opened.column)


def _value(attributes: dict[str, str]) -> str:
    return next((value for name, value in attributes.items() if local(name) == "val"), "")


def _on(attributes: dict[str, str]) -> bool:
    return _value(attributes) not in OFF


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 else 1
