"""A .docx as blocks: what its body shows, nothing that is struck out, hidden or said twice (ECMA-376 part 1, 17)."""

from collections.abc import Callable

from toolkit import limits
from toolkit.office.opc import Package
from toolkit.office.xml import local, parse
from toolkit.published.blocks import Block, OpenCell
from toolkit.published.source.builder import Builder

DOCUMENT = "word/document.xml"
MARKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
OFF = frozenset({"0", "false", "off", "none"})
UNSEEN = frozenset({"Fallback", "del", "moveFrom"})  # what is shown stands there once more, or is struck out
CLOSING = frozenset({"Closing", "Signature", "Date"})  # built-in styles
RIGHT = frozenset({"right", "end"})


def blocks(data: bytes) -> tuple[Block, ...]:
    """Raises :class:`UserError` where it is no .docx or beyond the bounds of an Office file."""
    package = Package(data)
    reader = _WordReader()
    parse(package.xml(_document(package)), reader.start, reader.end, reader.text)
    return reader.built.blocks()


def _document(package: Package) -> str:
    if DOCUMENT in package:
        return DOCUMENT
    root = package.relationships("").parts().values()
    return next((each.target for each in root if each.kind == "officeDocument"), DOCUMENT)


class _WordReader:
    def __init__(self) -> None:
        self.built = Builder()
        self.path: list[str] = []
        self.cells: list[OpenCell] = []
        self.bold = self.hidden = False
        self.unseen = 0
        self.starts: dict[str, Callable[[str, dict[str, str]], None]] = {
            "p": lambda *_: self.built.begin_inner(), "tbl": lambda *_: self.built.begin_table(),
            "tr": lambda *_: self.built.begin_row(), "tc": self._cell, "r": self._run,
            "gridSpan": self._span, "vMerge": self._merge, "b": self._weight, "vanish": self._vanish,
            "jc": self._side, "ind": self._indent, "pStyle": self._style, "gridBefore": self._before,
            **dict.fromkeys(MARKS, self._mark),
        }  # fmt: skip
        self.ends = {"p": self.built.end_inner, "tbl": self.built.end_table, "tc": self._cell_ends}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        self.unseen += name in UNSEEN
        if not self.unseen and name in self.starts:
            self.starts[name](name, attributes)
        self.path.append(name)

    def end(self, name: str) -> None:
        name = self.path.pop()
        if not self.unseen and name in self.ends:
            self.ends[name]()
        self.unseen -= name in UNSEEN

    def text(self, said: str) -> None:
        if self.path and self.path[-1] == "t" and not (self.unseen or self.hidden):
            self.built.say(said, self.bold)

    def _mark(self, name: str, _: dict[str, str]) -> None:
        if self.path[-1:] == ["r"] and not self.hidden:  # stops of tabs have that name too
            self.built.say(MARKS[name], self.bold)

    def _run(self, *_: object) -> None:
        self.bold = self.hidden = False

    def _weight(self, _: str, attributes: dict[str, str]) -> None:
        if self.path[-2:] == ["r", "rPr"]:
            self.bold = _value(attributes) not in OFF

    def _vanish(self, _: str, attributes: dict[str, str]) -> None:
        if self.path[-2:] == ["r", "rPr"]:
            self.hidden = _value(attributes) not in OFF

    def _side(self, _: str, attributes: dict[str, str]) -> None:
        if self.path[-2:] == ["p", "pPr"]:
            self.built.aside |= _value(attributes) in RIGHT

    def _indent(self, _: str, attributes: dict[str, str]) -> None:
        """A paragraph that begins far to the right: in hundredths of a character, or twentieths of a point."""
        for name, value in attributes.items():
            room = {"leftChars": 1000, "startChars": 1000, "left": 3000, "start": 3000}.get(local(name))
            if room and self.path[-2:] == ["p", "pPr"] and value.isdecimal() and len(value) < 9:
                self.built.aside |= int(value) >= room

    def _style(self, _: str, attributes: dict[str, str]) -> None:
        if self.path[-2:] == ["p", "pPr"]:
            self.built.aside |= _value(attributes) in CLOSING

    def _cell(self, *_: object) -> None:
        self.cells.append(self.built.begin_cell())

    def _cell_ends(self) -> None:
        self.built.end_paragraph()
        if self.cells:
            self.cells.pop()

    def _before(self, _: str, attributes: dict[str, str]) -> None:
        """A row that begins further right: what it leaves out is a blank cell."""
        if self.path[-1:] == ["trPr"]:
            self.built.begin_cell().width = _whole(_value(attributes))

    def _span(self, _: str, attributes: dict[str, str]) -> None:
        if self.cells:
            self.cells[-1].width = _whole(_value(attributes))

    def _merge(self, _: str, attributes: dict[str, str]) -> None:
        if self.cells:
            self.cells[-1].below = _value(attributes) != "restart"


def _value(attributes: dict[str, str]) -> str:
    return next((value for name, value in attributes.items() if local(name) == "val"), "")


def _whole(text: str) -> int:
    return max(1, min(int(text), limits.SPAN)) if text.isdecimal() and len(text) < 9 else 1
