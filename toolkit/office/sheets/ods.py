"""An .ods as LibreOffice writes it: values and their looks, what is merged and hidden, names, properties (ODF 1.2).

Its formulas are in a dialect of their own and are not kept. Plain XML: the standard library is enough.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from decimal import Decimal

from toolkit import limits
from toolkit.entry import read
from toolkit.limits import within
from toolkit.numbers import Number, number
from toolkit.office.opc import Package
from toolkit.office.sheets.addresses import Box, Place, parse_reference
from toolkit.office.sheets.book import EMPTY, ODD, PLAIN, Book, Content, Sheet, together
from toolkit.office.sheets.looks import CellLook, counted, text
from toolkit.office.sheets.ods_styles import OdsStyles
from toolkit.office.sheets.xlsx_cells import whole
from toolkit.office.xml import elements, local, parse

CURRENCY = re.compile(r"^(-?)[¥￥$€]\s*")
TIME = re.compile(r"PT(\d{1,6})H(\d\d)M")
ADDRESS = re.compile(r"\$?('(?:[^']|'')+'|[^'.]+)\.([$A-Z0-9]+)(?::\.?([$A-Z0-9]+))?")
SPACE = re.compile("[ \t\r\n]+")
NOT_OURS = ("calcext:", "loext:", "xmlns")  # LibreOffice says some things twice
OUTSIDE = frozenset(("annotation", "tracked-changes", "dde-link", "shapes", "frame", "custom-shape", "scenario"))


def book(package: Package) -> Book:
    """Raises :class:`~toolkit.errors.UserError`."""
    reader = _OdsReader()
    for part in ("styles.xml", "content.xml"):
        if part in package or part == "content.xml":
            parse(package.xml(part), reader.start, reader.end, reader.characters)
    sheets = {name: sheet.kept() for name, sheet in reader.sheets.items()}
    return Book(sheets, reader.names, _properties(package), formulas=False)


def _properties(package: Package) -> dict[str, str]:
    if "meta.xml" not in package:
        return {}
    found = elements(package.xml("meta.xml"), frozenset({"user-defined"}))
    return {attributes.get("name", ""): text for _, attributes, text in found}


@dataclass
class _Sheet:
    """A sheet while it goes by; ``row`` and ``column`` are the next ones, from 1.

    ``usual``: the style of cells that name none, by the columns they stand in, and of all in a row.
    """

    name: str
    cells: dict[tuple[int, int], Content] = field(default_factory=dict)
    line: dict[int, Content] = field(default_factory=dict)
    merged: list[Box] = field(default_factory=list)
    hidden_rows: list[range] = field(default_factory=list)
    hidden_columns: list[range] = field(default_factory=list)
    usual: list[tuple[int, str]] = field(default_factory=list)
    usual_in_row: str = ""
    row: int = 1
    column: int = 1

    def kept(self) -> Sheet:
        return Sheet(self.cells, tuple(self.merged), together(self.hidden_rows), together(self.hidden_columns))

    def style(self, attributes: dict[str, str]) -> str:
        """The style of the next cell."""
        if own := attributes.get("style-name") or self.usual_in_row:
            return own
        before = bisect_right(self.usual, self.column, key=lambda each: each[0])
        return self.usual[before - 1][1] if before else ""

    def hide(self, lines: list[range], first: int, after: int) -> None:
        lines.append(range(first, after))
        within(len(lines), limits.LISTED, "隐藏的行或列超过{}处")


@dataclass
class _OdsCell:
    attributes: dict[str, str]
    look: CellLook
    pieces: list[tuple[str, CellLook]] = field(default_factory=list)
    length: int = 0

    def say(self, text: str, look: CellLook) -> None:
        self.length += len(text)
        within(self.length, limits.TEXT, "一处文字超过{}个字符")
        self.pieces.append((text, look))

    def content(self) -> Content:
        written = text(self.pieces)
        shown = written.value if isinstance(written.value, str) else ""
        stated = {kind: self.attributes.get(f"{kind}-value", shown) for kind in ("boolean", "date", "time")}
        match self.attributes.get("value-type"):
            case "float" | "percentage" | "currency" as kind if shown not in ("TRUE", "FALSE"):
                return self._number(kind, shown, written)
            case "boolean":
                return Content(stated["boolean"].upper())
            case "date":
                return Content(stated["date"][:10])
            case "time" if found := TIME.match(stated["time"]):
                return Content(f"{found[1]}:{found[2]}")
        return written

    def _number(self, kind: str, shown: str, written: Content) -> Content:
        kept = number(value := self.attributes.get("value", ""))
        if kept is None:
            return Content(value)
        content = counted(kept, self.look)
        if shown.strip() or kind == "percentage":  # what is seen stands beside the value
            odd = kind == "percentage" or not _same(shown, kept)
            seen = shown.strip()[: limits.NAME] or None
            content = replace(content, shows=ODD if odd else PLAIN, seen=seen if odd else None)
        return replace(content, struck=written.struck or content.struck, raised=written.raised or content.raised)


def _same(shown: str, kept: Number) -> bool:
    """Whether what is seen is the number, to the decimals that are seen: “1,234.50”, “￥12”, “(3)” for -3."""
    if len(shown) > limits.NAME:
        return False
    bare = CURRENCY.sub(r"\1", shown.strip())
    bare = f"-{bare[1:-1]}" if bare.startswith("(") and bare.endswith(")") else bare
    seen = read(bare).number
    if seen is None:
        seen = number(bare)
    places = len(bare.rpartition(".")[2]) if "." in bare else 0
    return seen is not None and abs(Decimal(seen) - Decimal(kept)) * 2 <= Decimal(1).scaleb(-places)


@dataclass
class _OdsReader:
    styles: OdsStyles = field(default_factory=OdsStyles)
    sheets: dict[str, _Sheet] = field(default_factory=dict)
    names: dict[str, tuple[Place, ...]] = field(default_factory=dict)
    sheet: _Sheet | None = None
    cell: _OdsCell | None = None
    looks: list[CellLook] = field(default_factory=list)  # of the words that go by, and of those around them
    outside: int = 0
    count: int = 0
    characters_in_all: int = 0
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
            within(len(self.sheets), limits.SHEETS - 1, "工作表超过{}张")
            self.sheet = self.sheets[attributes.get("name", "")] = _Sheet(attributes.get("name", ""))
        elif name == "named-range":
            self._name(attributes)
        else:
            self.styles.start(name, attributes)

    def _text(self, cell: _OdsCell, name: str, attributes: dict[str, str]) -> None:
        if name == "p" and cell.pieces:
            self._say(cell, "\n", cell.look)
        elif name == "span":
            self.looks.append(self.styles.over(attributes.get("style-name", ""), self.looks[-1]))
        elif name == "s":
            self._say(cell, " " * min(whole(attributes.get("c", "1"), 1), limits.TEXT), self.looks[-1])
        elif name in ("tab", "line-break"):
            self._say(cell, "\t" if name == "tab" else "\n", self.looks[-1])

    def _say(self, cell: _OdsCell, text: str, look: CellLook) -> None:
        self.characters_in_all += len(text)
        within(self.characters_in_all, limits.TEXTS, "文字总共超过{}个字符")
        cell.say(text, look)

    def _line(self, sheet: _Sheet, name: str, attributes: dict[str, str]) -> None:
        if name == "table-column":
            first = sheet.column
            sheet.column += _times(attributes, "number-columns-repeated", limits.LAST_COLUMN)
            sheet.usual.append((first, attributes.get("default-cell-style-name", "")))
            within(len(sheet.usual), limits.LAST_COLUMN, "列的样式超过{}种")
            if self._hidden(attributes):
                sheet.hide(sheet.hidden_columns, first, sheet.column)
        elif name == "table-row":
            self.times = _times(attributes, "number-rows-repeated", limits.LAST_ROW)
            sheet.column, sheet.line, sheet.usual_in_row = 1, {}, attributes.get("default-cell-style-name", "")
            if self._hidden(attributes):
                sheet.hide(sheet.hidden_rows, sheet.row, min(sheet.row + self.times, limits.LAST_ROW + 1))
        elif name in ("table-cell", "covered-table-cell"):
            look = self.styles.look(sheet.style(attributes))
            self.cell, self.looks = _OdsCell(attributes, look), [look]

    def _hidden(self, attributes: dict[str, str]) -> bool:
        told = attributes.get("visibility", "visible") != "visible"
        return told or self.styles.flat(attributes.get("style-name", ""))

    def end(self, name: str) -> None:
        name = local(name)
        if self.outside:
            self.outside -= name in OUTSIDE
        elif name == "span" and self.cell and len(self.looks) > 1:
            self.looks.pop()
        elif self.cell and self.sheet and name in ("table-cell", "covered-table-cell"):
            self._put(self.sheet, self.cell)
            self.cell = None
        elif self.sheet and name == "table-row":
            self._repeat(self.sheet)
        elif name == "table":
            self.sheet = None
        elif not self.sheet:
            self.styles.end(name)

    times: int = 1

    def _put(self, sheet: _Sheet, cell: _OdsCell) -> None:
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
            self._say(self.cell, SPACE.sub(" ", data), self.looks[-1])
        elif not self.sheet:
            self.styles.characters(data)


def _times(attributes: dict[str, str], name: str, limit: int) -> int:
    return min(max(whole(attributes.get(name, "1"), 1), 1), limit)
