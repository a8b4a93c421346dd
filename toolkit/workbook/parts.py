"""What the XML of a workbook's parts says: cells of a sheet, shared strings, formats with a bold font."""

import re
from dataclasses import dataclass, field

from toolkit.submission.text import FORBIDDEN
from toolkit.workbook.package import local, parser, run
from toolkit.workbook.places import carried, following

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


@dataclass(slots=True)
class _Rich:
    """The runs of one string: ``<t>`` alone or ``<r>`` with properties of its own; phonetic hints are no text."""

    runs: list[tuple[str, bool | None]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    bold: bool | None = None
    phonetic: bool = False

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
            self.runs.append((unescape("".join(self.text)), self.bold))
        elif name == "r":
            self.bold = None


@dataclass(slots=True)
class _Sheet:
    """Collects the wanted cells of a sheet while its XML goes by."""

    wanted: frozenset[str]
    found: dict[str, RawCell] = field(default_factory=dict)
    cell: RawCell | None = None
    rich: _Rich = field(default_factory=_Rich)
    text: list[str] = field(default_factory=list)
    row: int = 0
    ref: str = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name == "row":
            self.row, self.ref = whole(attributes.get("r", ""), self.row + 1), ""
        elif name == "c":
            self._cell(attributes)
        elif self.cell and name in ("v", "f"):
            self.text.clear()
            self.cell.shared = attributes.get("si", self.cell.shared)
        elif self.cell:
            self.rich.start(name, attributes)

    def _cell(self, attributes: dict[str, str]) -> None:
        self.ref = attributes.get("r") or following(self.ref, self.row)
        if self.ref in self.wanted:
            self.cell = RawCell(attributes.get("t", ""), whole(attributes.get("s", "0")))
            self.found[self.ref] = self.cell
            self.rich = _Rich()

    def end(self, name: str) -> None:
        name = local(name)
        if self.cell is None:
            return
        if name == "c":
            self.cell.runs = tuple(self.rich.runs)
            self.cell = None
        elif name == "v":
            self.cell.value, self.cell.has_value = "".join(self.text), True
        elif name == "f":
            self.cell.formula = "".join(self.text)
        else:
            self.rich.end(name)

    def characters(self, data: str) -> None:
        if self.cell:
            self.text.append(data)
            self.rich.text.append(data)


def raw_cells(data: bytes, wanted: frozenset[str]) -> dict[str, RawCell]:
    """The wanted cells of a sheet, by reference; one without a reference stands after the one before it."""
    sheet = _Sheet(wanted)
    made = parser()
    made.StartElementHandler, made.EndElementHandler = sheet.start, sheet.end
    made.CharacterDataHandler = sheet.characters
    run(made, data)
    _share_formulas(sheet.found)
    return sheet.found


def _share_formulas(cells: dict[str, RawCell]) -> None:
    """A formula that several cells share is written in the first of them only."""
    first = {cell.shared: (ref, cell.formula) for ref, cell in cells.items() if cell.shared and cell.formula}
    for ref, cell in cells.items():
        if cell.formula == "" and cell.shared in first:
            written, formula = first[cell.shared]
            cell.formula = carried(formula, written, ref)


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

    def characters(data: str) -> None:
        rich.text.append(data)

    made.StartElementHandler, made.EndElementHandler = start, end
    made.CharacterDataHandler = characters
    run(made, data)
    return found


def bold_formats(data: bytes) -> frozenset[int]:
    """The numbers of the cell formats (``cellXfs``) whose font is bold."""
    fonts: list[bool] = []
    formats: list[int] = []
    path: list[str] = []
    made = parser()

    def start(name: str, attributes: dict[str, str]) -> None:
        path.append(local(name))
        match path[-3:]:
            case [*_, "fonts", "font"]:
                fonts.append(False)
            case ["fonts", "font", "b"]:
                fonts[-1] = attributes.get("val", "1") not in OFF
            case [*_, "cellXfs", "xf"]:
                formats.append(whole(attributes.get("fontId", "0")))

    made.StartElementHandler = start
    made.EndElementHandler = lambda name: path.pop()
    run(made, data)
    return frozenset(number for number, font in enumerate(formats) if font < len(fonts) and fonts[font])


def whole(text: str, otherwise: int = 0) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else otherwise
