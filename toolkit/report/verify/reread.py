"""Reads a finished Word file: paragraphs with bold runs, tables cell by cell.

A second pair of eyes: it knows nothing of how the file was made, only of WordprocessingML.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from xml.etree.ElementTree import Element

from toolkit.office import xml
from toolkit.office.opc import Package
from toolkit.office.xml import walk
from toolkit.rich_text import Paragraph, Run, paragraph

DOCUMENT = "word/document.xml"
MARKS = {"br": "\n", "cr": "\n", "tab": "\t"}
OFF = frozenset({"0", "false", "off", "none"})
PROPERTIES = {"rPr": "r", "tcPr": "tc"}  # whose they are
UNSEEN = frozenset({"Fallback", "del", "moveFrom"})  # what is shown stands there once more, or is struck out
SILENT = UNSEEN | {*PROPERTIES, "pPr", "tblPr", "tblGrid", "trPr", "sectPr"}  # of these nothing says anything by itself
BLOCKS = frozenset({"p", "tbl"})  # what a body is made of
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
    for element in walk(Package(data).xml(DOCUMENT), BLOCKS | UNSEEN, as_written=True):
        if local(element.tag) in BLOCKS:
            reader.read(element)
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
    """What is open lies on stacks, for tables stand in cells and paragraphs in the boxes of paragraphs."""

    def __init__(self) -> None:
        self.found = Reread()
        self.tables: list[_Open] = []
        self.open: list[list[Run]] = []
        self.bold = self.hidden = False
        self.starts = {
            "p": self._paragraph, "r": self._run, "tbl": self._table, "tr": self._row, "tc": self._cell,
        }  # fmt: skip
        self.ends = {"p": self._paragraph_ends, "tbl": self._table_ends, "tc": self._cell_ends}
        self.properties = {"b": self._weight, "vanish": self._vanish, "gridSpan": self._span, "vMerge": self._merge}

    def read(self, block: Element) -> None:
        """A paragraph or a table with all that is inside it, however deep."""
        path: list[tuple[str, Iterator[Element]]] = [("", iter((block,)))]
        while path:
            inside, children = path[-1]
            for element in children:
                name = local(element.tag)
                if name == "p" and (said := _only_words(element)) is not None:
                    self.open.append(said)
                    self._paragraph_ends()
                elif name == "t":
                    self._say("".join(element.itertext()) if len(element) else element.text or "")
                elif name in PROPERTIES:
                    if PROPERTIES[name] == inside:
                        self._listen(element)
                elif name not in SILENT:
                    self._begin(name, inside)
                    path.append((name, iter(element)))
                    break
            else:
                path.pop()
                if inside in self.ends:
                    self.ends[inside]()

    def _begin(self, name: str, inside: str) -> None:
        if name in self.starts:
            self.starts[name]()
        elif name in MARKS and inside == "r":  # stops of tabs have that name too
            self._say(MARKS[name])

    def _listen(self, properties: Element) -> None:
        """What a property was before somebody changed it lies deeper."""
        for each in properties:
            name = local(each.tag)
            if name in self.properties:
                self.properties[name](each.attrib)

    def _weight(self, attributes: Mapping[str, str]) -> None:
        self.bold = _on(attributes)

    def _vanish(self, attributes: Mapping[str, str]) -> None:
        self.hidden = _on(attributes)

    def _say(self, said: str) -> None:
        if said and self.open and not self.hidden:
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

    def _span(self, attributes: Mapping[str, str]) -> None:
        if self.tables:
            self.tables[-1].cell.span = _whole(_value(attributes))

    def _merge(self, attributes: Mapping[str, str]) -> None:
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


def _only_words(paragraph: Element) -> list[Run] | None:
    """The runs of a paragraph without anything but words, as nearly all are; None where it has more."""
    said: list[Run] = []
    for each in paragraph:
        name = local(each.tag)
        if name == "r":
            bold = False
            for part in each:
                kind = local(part.tag)
                if kind == "rPr" and not any(local(property.tag) == "vanish" for property in part):
                    bold = any(local(property.tag) == "b" and _on(property.attrib) for property in part)
                elif kind == "t" and not len(part):
                    said.append(Run(part.text or "", bold))
                else:
                    return None
        elif name != "pPr":
            return None
    return said


def _value(attributes: Mapping[str, str]) -> str:
    return next((value for name, value in attributes.items() if local(name) == "val"), "")


def _on(attributes: Mapping[str, str]) -> bool:
    return _value(attributes) not in OFF


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 else 1
