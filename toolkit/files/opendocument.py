"""An .ods as LibreOffice writes it: values, what is bold, merged and hidden, names and properties (ODF 1.2).

Its formulas are in a dialect of their own and are not kept. Plain XML: the standard library is enough.
"""

import re
from dataclasses import dataclass, field

from toolkit.submission import limits
from toolkit.submission.entry import number
from toolkit.submission.limits import within
from toolkit.submission.text import Run
from toolkit.workbook.book import EMPTY, ODD, PLAIN, Book, Content, Sheet
from toolkit.workbook.package import Package, elements, local, parser, run
from toolkit.workbook.parts import whole
from toolkit.workbook.places import Box, Place, parse_reference

TIME = re.compile(r"PT(\d{1,6})H(\d\d)M")
ADDRESS = re.compile(r"\$?('(?:[^']|'')+'|[^'.]+)\.([$A-Z0-9]+)(?::\.?([$A-Z0-9]+))?")
SPACE = re.compile("[ \t\r\n]+")
NOT_OURS = ("calcext:", "loext:", "xmlns")  # LibreOffice says some things twice
OUTSIDE = frozenset(("annotation", "tracked-changes", "dde-link", "shapes", "frame", "custom-shape", "scenario"))
NUMBERS = ("float", "percentage", "currency")


def book(package: Package) -> Book:
    """Raises :class:`~toolkit.submission.refusal.Refusal`."""
    reader = _Reader()
    made = parser()
    made.StartElementHandler, made.EndElementHandler = reader.start, reader.end
    made.CharacterDataHandler = reader.characters
    run(made, package.xml("content.xml"))
    sheets = {name: sheet.kept() for name, sheet in reader.sheets.items()}
    return Book(sheets, reader.names, _properties(package), formulas=False)


def _properties(package: Package) -> dict[str, str]:
    if "meta.xml" not in package:
        return {}
    found = elements(package.xml("meta.xml"), frozenset({"user-defined"}))
    return {attributes.get("name", ""): text for _, attributes, text in found}


@dataclass
class _Sheet:
    """A sheet while it goes by; ``row`` and ``column`` are the next ones, from 1."""

    name: str
    cells: dict[tuple[int, int], Content] = field(default_factory=dict)
    line: dict[int, Content] = field(default_factory=dict)
    merged: list[Box] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[range] = field(default_factory=list)
    row: int = 1
    column: int = 1

    def kept(self) -> Sheet:
        return Sheet(self.cells, tuple(self.merged), frozenset(self.hidden_rows), tuple(self.hidden_columns))


@dataclass
class _Cell:
    attributes: dict[str, str]
    bold: bool
    runs: list[Run] = field(default_factory=list)
    length: int = 0

    def say(self, text: str, bold: bool) -> None:
        self.length += len(text)
        within(self.length, limits.TEXT, "一处文字超过{}个字符")
        self.runs.append(Run(text, bold))

    def content(self) -> Content:
        text = "".join(each.text for each in self.runs)
        stated = {kind: self.attributes.get(f"{kind}-value", text) for kind in ("boolean", "date", "time")}
        match self.attributes.get("value-type"):
            case "float" | "percentage" | "currency" as kind if text not in ("TRUE", "FALSE"):
                kept = number(value := self.attributes.get("value", ""))
                return Content(value if kept is None else kept, shows=ODD if kind == "percentage" else PLAIN)
            case "boolean":
                return Content(stated["boolean"].upper())
            case "date":
                return Content(stated["date"][:10])
            case "time" if found := TIME.match(stated["time"]):
                return Content(f"{found[1]}:{found[2]}")
        return Content(text, runs=tuple(self.runs)) if text else EMPTY


@dataclass
class _Reader:
    sheets: dict[str, _Sheet] = field(default_factory=dict)
    names: dict[str, tuple[Place, ...]] = field(default_factory=dict)
    weights: dict[str, bool] = field(default_factory=dict)  # of styles that say whether they are bold
    style: str = ""
    sheet: _Sheet | None = None
    cell: _Cell | None = None
    bold: list[bool] = field(default_factory=list)
    outside: int = 0
    count: int = 0
    named: int = 0

    def start(self, name: str, given: dict[str, str]) -> None:
        name = local(name)
        if self.outside or name in OUTSIDE:
            self.outside += name in OUTSIDE
            return
        attributes = {local(key): value for key, value in given.items() if not key.startswith(NOT_OURS)}
        if self.cell:
            self._text(self.cell, name, attributes)
        elif self.sheet:
            self._line(self.sheet, name, attributes)
        elif name == "table":
            within(len(self.sheets), limits.PARTS, "工作表超过{}张")
            self.sheet = self.sheets[attributes.get("name", "")] = _Sheet(attributes.get("name", ""))
        elif name == "style":
            self.style = attributes.get("name", "")
        elif name == "text-properties" and "font-weight" in attributes:
            self.weights[self.style] = attributes["font-weight"] == "bold"
        elif name == "named-range":
            self._name(attributes)

    def _text(self, cell: _Cell, name: str, attributes: dict[str, str]) -> None:
        if name == "p" and cell.runs:
            cell.say("\n", cell.bold)
        elif name == "span":
            self.bold.append(self.weights.get(attributes.get("style-name", ""), self.bold[-1]))
        elif name == "s":
            cell.say(" " * min(whole(attributes.get("c", "1"), 1), limits.TEXT), self.bold[-1])
        elif name in ("tab", "line-break"):
            cell.say("\t" if name == "tab" else "\n", self.bold[-1])

    def _line(self, sheet: _Sheet, name: str, attributes: dict[str, str]) -> None:
        hidden = attributes.get("visibility", "visible") != "visible"
        if name == "table-column":
            first = sheet.column
            sheet.column += _times(attributes, "number-columns-repeated", limits.LAST_COLUMN)
            if hidden:
                sheet.hidden_columns.append(range(first, sheet.column))
                within(len(sheet.hidden_columns), limits.LAST_COLUMN, "隐藏的列超过{}处")
        elif name == "table-row":
            self.times = _times(attributes, "number-rows-repeated", limits.LAST_ROW)
            sheet.column, sheet.line = 1, {}
            if hidden:
                last = min(sheet.row + self.times, limits.LAST_ROW + 1)
                sheet.hidden_rows.update(range(sheet.row, last))
        elif name in ("table-cell", "covered-table-cell"):
            bold = self.weights.get(attributes.get("style-name", ""), False)
            self.cell, self.bold = _Cell(attributes, bold), [bold]

    def end(self, name: str) -> None:
        name = local(name)
        if self.outside:
            self.outside -= name in OUTSIDE
        elif name == "span" and len(self.bold) > 1:
            self.bold.pop()
        elif self.cell and self.sheet and name in ("table-cell", "covered-table-cell"):
            self._put(self.sheet, self.cell)
            self.cell = None
        elif self.sheet and name == "table-row":
            self._repeat(self.sheet)
        elif name == "table":
            self.sheet = None

    times: int = 1

    def _put(self, sheet: _Sheet, cell: _Cell) -> None:
        first = sheet.column
        sheet.column += _times(cell.attributes, "number-columns-repeated", limits.LAST_COLUMN)
        content = cell.content()
        if content != EMPTY:
            within(self.count + sheet.column - first, limits.CELLS, "有内容的格超过{}个")
            sheet.line.update(dict.fromkeys(range(first, sheet.column), content))
        down, right = (whole(cell.attributes.get(f"number-{way}-spanned", "1"), 1) for way in ("rows", "columns"))
        if down > 1 or right > 1:
            sheet.merged.append(Box(sheet.name, sheet.row, first, sheet.row + down - 1, first + right - 1))
            within(len(sheet.merged), limits.LISTED, "合并的区域超过{}个")

    def _repeat(self, sheet: _Sheet) -> None:
        self.count += len(sheet.line) * self.times
        within(self.count, limits.CELLS, "有内容的格超过{}个")
        if sheet.line:
            for row in range(sheet.row, sheet.row + self.times):
                sheet.cells.update({(row, column): content for column, content in sheet.line.items()})
        sheet.row += self.times

    def _name(self, attributes: dict[str, str]) -> None:
        found = ADDRESS.fullmatch(attributes.get("cell-range-address", ""))
        if found:
            sheet, first, last = found.groups()
            places = parse_reference(f"{sheet}!{first}:{last}" if last else f"{sheet}!{first}")
            self.named += len(places)
            within(self.named, limits.NAMED, "名称指向的格超过{}个")
            self.names[attributes.get("name", "")] = places

    def characters(self, data: str) -> None:
        if self.cell and not self.outside:
            self.cell.say(SPACE.sub(" ", data), self.bold[-1])


def _times(attributes: dict[str, str], name: str, limit: int) -> int:
    return min(max(whole(attributes.get(name, "1"), 1), 1), limit)
