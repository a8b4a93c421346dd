"""Parses a sheet's XML: cells as stored, merged areas, hidden lines."""

import re
from dataclasses import dataclass, field

from toolkit import limits
from toolkit.limits import within
from toolkit.office.sheets.addresses import carried, position
from toolkit.office.sheets.xlsx_strings import OFF, RawRuns, Rich, joined
from toolkit.office.xml import parse
from toolkit.office.xml_namespaces import FOREIGN, Spaces

UNSEEN = re.compile(r"0*\.?0*")  # a height or width of nothing
CELL, VALUES = (f"{FOREIGN}c", "c"), (f"{FOREIGN}v", "v")


@dataclass(slots=True)
class RawCell:
    """A cell as its XML has it: type, format, text of the value and of the formula, inline runs.

    ``others``: values that it has besides; ``again``: what the part says elsewhere about the same cell.
    """

    kind: str
    format: int
    value: str = ""
    has_value: bool = False
    formula: str | None = None
    runs: RawRuns = ()
    shared: str = ""  # the number of a formula that several cells share
    others: tuple[str, ...] = ()
    again: tuple["RawCell", ...] = ()

    @property
    def holds_something(self) -> bool:
        """Whether the element carries a value, a formula or text, not just a format."""
        return self.has_value or self.formula is not None or bool(self.runs or self.others or self.again)


@dataclass(slots=True)
class RawSheet:
    """A sheet as its XML has it: cells that hold something by row and column, merged areas, hidden lines."""

    cells: dict[tuple[int, int], RawCell] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    hidden_rows: list[range] = field(default_factory=list)
    hidden_columns: list[range] = field(default_factory=list)

    def hide(self, row: int) -> None:
        """Neighbours as one range: a file may hide a million rows."""
        if self.hidden_rows and self.hidden_rows[-1].stop == row:
            self.hidden_rows[-1] = range(self.hidden_rows[-1].start, row + 1)
        else:
            self.hidden_rows.append(range(row, row + 1))


@dataclass(slots=True)
class _Reader:
    """Collects a sheet while its XML goes by; it may have so many ``cells``."""

    cells: int
    spaces: Spaces
    sheet: RawSheet = field(default_factory=RawSheet)
    cell: RawCell | None = None
    foreign: bool = False  # the cell is none of the sheet's own
    aside: bool = False  # within what programs keep in a cell for themselves
    rich: Rich | None = None
    text: list[str] = field(default_factory=list)
    row: int = 0
    column: int = 0
    at: tuple[int, int] | None = None
    without: bool = False  # rows and columns that say nothing of themselves are hidden: these rows,
    narrow: list[range] | None = None  # and all columns but these

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = self.spaces.enter(name, attributes)
        if name in CELL:
            self._cell(name != "c", attributes)
        elif self.cell is None:
            self._line(name, attributes)
        elif name in VALUES or name == "f":
            self.text.clear()
            self.cell.shared = attributes.get("si", self.cell.shared)
        elif name == "extLst":
            self.aside = True
        else:
            self.rich = self.rich or Rich()
            self.rich.start(name, attributes)

    def _line(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self.row, self.column = whole(attributes.get("r", ""), self.row + 1), 0
            hidden = _on(attributes.get("hidden")) or _nothing(attributes.get("ht"), self.without)
            if hidden and self.row <= limits.LAST_ROW:
                self.sheet.hide(self.row)
        elif name == "mergeCell":
            self.sheet.merged.append(attributes.get("ref", ""))
            within(len(self.sheet.merged), limits.LISTED, "合并的区域超过{}个")
        elif name == "col":
            self._columns(attributes)
        elif name == "sheetFormatPr":
            self.without = _on(attributes.get("zeroHeight")) or _nothing(attributes.get("defaultRowHeight"))
            self.narrow = [] if _nothing(attributes.get("defaultColWidth")) else None

    def _columns(self, attributes: dict[str, str]) -> None:
        first = whole(attributes.get("min", ""))
        columns = range(first, whole(attributes.get("max", ""), first) + 1)
        if _on(attributes.get("hidden")) or _nothing(attributes.get("width")):
            self.sheet.hidden_columns.append(columns)
            within(len(self.sheet.hidden_columns), limits.LAST_COLUMN, "隐藏的列超过{}处")
        elif self.narrow is not None:
            self.narrow.append(columns)
            within(len(self.narrow), limits.LAST_COLUMN, "列的设置超过{}处")

    def _cell(self, foreign: bool, attributes: dict[str, str]) -> None:
        """A cell without a reference stands after the one before it; one with a reference that is none is junk."""
        stated = attributes.get("r")
        self.at = position(stated) if stated else (self.row, self.column + 1)
        if self.at and not foreign:
            self.column = self.at[1]
        self.cell = RawCell(attributes.get("t", ""), whole(attributes.get("s", "0")))
        self.rich, self.foreign, self.aside = None, foreign, False

    def end(self, name: str) -> None:
        name = self.spaces.leave(name)
        if self.cell is None:
            return
        if name in CELL:
            self.cell.runs = tuple(self.rich.runs) if self.rich else ()
            if self.at and self.cell.holds_something:
                self._keep(self.at, self.cell)
            self.cell = None
        elif name in VALUES:
            self._value(joined(self.text), own=name == "v" or self.foreign)
        elif name == "f":
            self.cell.formula = joined(self.text)
        elif name == "extLst":
            self.aside = False
        elif self.rich:
            self.rich.end(name)

    def _value(self, text: str, own: bool) -> None:
        """The first of a cell's own is its value."""
        assert self.cell
        if own and not self.aside and not self.cell.has_value:
            self.cell.value, self.cell.has_value = text, True
        else:
            self.cell.others = (*self.cell.others, text)
            within(len(self.cell.others), limits.SAID_AGAIN, "一个格里的值超过{}个")

    def _keep(self, at: tuple[int, int], cell: RawCell) -> None:
        """The last cell of one place counts, as for most programs; what the others say is kept with it."""
        before = self.sheet.cells.get(at)
        if self.foreign:
            before, cell = cell, before or RawCell("", 0)
        if before:
            cell.again = (*before.again, *cell.again, before)
            before.again = ()
            within(len(cell.again), limits.SAID_AGAIN, "一个格里的值超过{}个")
        self.sheet.cells[at] = cell
        within(len(self.sheet.cells), self.cells, "有内容的格超过{}个")

    def finish(self) -> RawSheet:
        if self.narrow is not None:
            edges = sorted((each.start, each.stop) for each in self.narrow)
            starts = [1, *(stop for _, stop in edges)]
            stops = [*(start for start, _ in edges), limits.LAST_COLUMN + 1]
            self.sheet.hidden_columns += [range(*pair) for pair in zip(starts, stops, strict=True) if pair[0] < pair[1]]
        _share_formulas(self.sheet.cells)
        return self.sheet

    def characters(self, data: str) -> None:
        if self.cell:
            self.text.append(data)
            if self.rich:
                self.rich.text.append(data)


def raw_sheet(data: bytes, cells: int = limits.CELLS) -> RawSheet:
    """Everything on a sheet that reading may ask for, in one pass."""
    reader = _Reader(cells, Spaces(data))
    parse(data, reader.start, reader.end, reader.characters)
    return reader.finish()


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


def _nothing(size: str | None, otherwise: bool = False) -> bool:
    return otherwise if size is None else bool(size and UNSEEN.fullmatch(size))


def _on(flag: str | None) -> bool:
    return flag is not None and flag not in OFF


def whole(text: str, otherwise: int = 0) -> int:
    """A decimal integer of at most 7 digits from an attribute; ``otherwise`` for anything else."""
    return int(text) if text.isdecimal() and len(text) < 8 else otherwise
