"""What the XML of a workbook's parts says: the cells of a sheet, shared strings."""

import re
from dataclasses import dataclass, field

from toolkit.submission import limits
from toolkit.submission.limits import within
from toolkit.submission.text import FORBIDDEN
from toolkit.workbook.package import local, parser, run
from toolkit.workbook.places import carried, position

ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
LINE_BREAK = 0x0B
OFF = ("0", "false", "off")
RawRuns = tuple[tuple[str, bool | None], ...]  # text, and bold or not; None: as its cell


def unescape(text: str) -> str:
    """Excel writes a character that XML cannot hold as ``_x0008_``, and the text “_x0008_” as ``_x005F_x0008_``."""
    return ESCAPED.sub(lambda found: _character(int(found.group(1), 16)), text)


def _character(code: int) -> str:
    """Word's own line break is a line end; other characters that no XML can hold are dropped: nobody sees them."""
    return "\n" if code == LINE_BREAK else FORBIDDEN.sub("", chr(code))


def escape(text: str) -> str:
    return re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)


@dataclass(slots=True)
class RawCell:
    """A cell as its XML has it: type, format, text of the value and of the formula, inline runs."""

    kind: str
    format: int
    value: str = ""
    has_value: bool = False
    formula: str | None = None
    runs: RawRuns = ()
    shared: str = ""  # the number of a formula that several cells share

    @property
    def holds_something(self) -> bool:
        return self.has_value or self.formula is not None or bool(self.runs)


@dataclass(slots=True)
class _Rich:
    """The runs of one string: ``<t>`` alone or ``<r>`` with properties of its own; phonetic hints are no text."""

    runs: list[tuple[str, bool | None]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    bold: bool | None = None
    phonetic: bool = False
    length: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "rPh":
            self.phonetic = True
        elif name == "rPr":
            self.bold = False
        elif name == "b" and self.bold is not None:
            self.bold = attributes.get("val", "1") not in OFF
        elif name == "t":
            self.text.clear()

    def end(self, name: str) -> None:
        if name == "rPh":
            self.phonetic = False
        elif name == "t" and not self.phonetic:
            self.length += len(text := _whole(self.text))
            within(self.length, limits.TEXT, "一处文字超过{}个字符")
            self.runs.append((unescape(text), self.bold))
        elif name == "r":
            self.bold = None


@dataclass(slots=True)
class RawSheet:
    """A sheet as its XML has it: cells that hold something by row and column, merged areas, hidden lines."""

    cells: dict[tuple[int, int], RawCell] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[range] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    """Collects a sheet while its XML goes by; it may have so many ``cells``."""

    cells: int
    sheet: RawSheet = field(default_factory=RawSheet)
    cell: RawCell | None = None
    rich: _Rich | None = None
    text: list[str] = field(default_factory=list)
    row: int = 0
    column: int = 0
    at: tuple[int, int] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name == "c":
            self._cell(attributes)
        elif name == "row":
            self.row, self.column = whole(attributes.get("r", ""), self.row + 1), 0
            if _on(attributes.get("hidden")) and self.row <= limits.LAST_ROW:
                self.sheet.hidden_rows.add(self.row)
        elif name == "mergeCell":
            self.sheet.merged.append(attributes.get("ref", ""))
            within(len(self.sheet.merged), limits.LISTED, "合并的区域超过{}个")
        elif name == "col" and _on(attributes.get("hidden")):
            first = whole(attributes.get("min", ""))
            self.sheet.hidden_columns.append(range(first, whole(attributes.get("max", ""), first) + 1))
            within(len(self.sheet.hidden_columns), limits.LAST_COLUMN, "隐藏的列超过{}处")
        elif self.cell and name in ("v", "f"):
            self.text.clear()
            self.cell.shared = attributes.get("si", self.cell.shared)
        elif self.cell:
            self.rich = self.rich or _Rich()
            self.rich.start(name, attributes)

    def _cell(self, attributes: dict[str, str]) -> None:
        """A cell without a reference stands after the one before it; one with a reference that is none is junk."""
        stated = attributes.get("r")
        self.at = position(stated) if stated else (self.row, self.column + 1)
        if self.at:
            self.column = self.at[1]
        self.cell = RawCell(attributes.get("t", ""), whole(attributes.get("s", "0")))
        self.rich = None

    def end(self, name: str) -> None:
        name = local(name)
        if self.cell is None:
            return
        if name == "c":
            self.cell.runs = tuple(self.rich.runs) if self.rich else ()
            if self.at and self.cell.holds_something:
                self.sheet.cells[self.at] = self.cell
                within(len(self.sheet.cells), self.cells, "有内容的格超过{}个")
            self.cell = None
        elif name == "v":
            self.cell.value, self.cell.has_value = _whole(self.text), True
        elif name == "f":
            self.cell.formula = _whole(self.text)
        elif self.rich:
            self.rich.end(name)

    def characters(self, data: str) -> None:
        if self.cell:
            self.text.append(data)
            if self.rich:
                self.rich.text.append(data)


def raw_sheet(data: bytes, cells: int = limits.CELLS) -> RawSheet:
    """Everything on a sheet that reading may ask for, in one pass."""
    reader = _Reader(cells)
    made = parser()
    made.StartElementHandler, made.EndElementHandler = reader.start, reader.end
    made.CharacterDataHandler = reader.characters
    run(made, data)
    _share_formulas(reader.sheet.cells)
    return reader.sheet


def _share_formulas(cells: dict[tuple[int, int], RawCell]) -> None:
    """A formula that several cells share is written in the first of them only."""
    first = {cell.shared: (at, cell.formula) for at, cell in cells.items() if cell.shared and cell.formula}
    length = 0
    for at, cell in cells.items():
        if cell.formula == "" and cell.shared in first:
            written, formula = first[cell.shared]
            length += len(formula)
            within(length, limits.CARRIED, "公式超过{}个字符")
            cell.formula = carried(formula, written, at)


def shared_strings(data: bytes) -> list[RawRuns]:
    found: list[RawRuns] = []
    rich = _Rich()
    made = parser()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal rich
        if local(name) == "si":
            rich = _Rich()
        rich.start(local(name), attributes)

    def end(name: str) -> None:
        rich.end(local(name))
        if local(name) == "si":
            found.append(tuple(rich.runs))
            within(len(found), limits.SHARED, "文字超过{}条")

    def characters(data: str) -> None:
        rich.text.append(data)

    made.StartElementHandler, made.EndElementHandler = start, end
    made.CharacterDataHandler = characters
    run(made, data)
    return found


def _whole(pieces: list[str]) -> str:
    text = "".join(pieces)
    within(len(text), limits.TEXT, "一处文字超过{}个字符")
    return text


def _on(flag: str | None) -> bool:
    return flag is not None and flag not in OFF


def whole(text: str, otherwise: int = 0) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else otherwise
