"""Parses a sheet's XML: cells as stored, merged areas, hidden lines."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from toolkit import limits
from toolkit.limits import within
from toolkit.office.sheets.addresses import carried, position
from toolkit.office.sheets.xlsx_strings import OFF, RawRuns, content, runs, runs_inside
from toolkit.office.xml import local, walk

UNSEEN = re.compile(r"0*\.?0*")  # a height or width of nothing
WHOLE = frozenset(("row", "c"))
Take = Callable[[Element], None]


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
    """Collects a sheet element by element; it may have so many ``cells``."""

    cells: int
    sheet: RawSheet = field(default_factory=RawSheet)
    row: int = 0
    column: int = 0
    without: bool = False  # rows and columns that say nothing of themselves are hidden: these rows,
    narrow: list[range] | None = None  # and all columns but these

    def line(self, element: Element) -> None:
        """Take a row with its cells."""
        attributes = element.attrib
        self.row, self.column = whole(attributes.get("r", ""), self.row + 1), 0
        hidden = _on(attributes.get("hidden")) or _nothing(attributes.get("ht"), self.without)
        if hidden and self.row <= limits.LAST_ROW:
            self.sheet.hide(self.row)
        for each in element:
            if each.tag == "c":
                self.cell(each)
            else:
                self.aside(each)

    def aside(self, element: Element) -> None:
        """Take the cells in what is none of the sheet's own, or in what has no place in a row."""
        for each in element.iter():
            if each.tag == "c":
                self.cell(each)
            elif local(each.tag) == "c":
                self.rival(each)

    def area(self, element: Element) -> None:
        """Take a merged area."""
        self.sheet.merged.append(element.get("ref", ""))
        within(len(self.sheet.merged), limits.LISTED, "合并的区域超过{}个")

    def usual(self, element: Element) -> None:
        """Take what holds for rows and columns that say nothing of themselves."""
        self.without = _on(element.get("zeroHeight")) or _nothing(element.get("defaultRowHeight"))
        self.narrow = [] if _nothing(element.get("defaultColWidth")) else None

    def columns(self, element: Element) -> None:
        """Take the width of a run of columns."""
        first = whole(element.get("min", ""))
        columns = range(first, whole(element.get("max", ""), first) + 1)
        if _on(element.get("hidden")) or _nothing(element.get("width")):
            self.sheet.hidden_columns.append(columns)
            within(len(self.sheet.hidden_columns), limits.LAST_COLUMN, "隐藏的列超过{}处")
        elif self.narrow is not None:
            self.narrow.append(columns)
            within(len(self.narrow), limits.LAST_COLUMN, "列的设置超过{}处")

    def cell(self, element: Element) -> None:
        """A cell without a reference stands after the one before it; one with a reference that is none is junk."""
        stated = element.get("r")
        at = position(stated) if stated else (self.row, self.column + 1)
        if at is None:
            return
        self.column = at[1]
        if not len(element):
            return
        cell, cells = _simple(element) or _cell(element), self.sheet.cells
        if at not in cells and cell.holds_something:
            cells[at] = cell
            if len(cells) > self.cells:
                within(len(cells), self.cells, "有内容的格超过{}个")
        elif cell.holds_something:
            self._keep(at, cell, (cells[at],))

    def rival(self, element: Element) -> None:
        """Take a cell that is none of the sheet's own: what it says is kept with the one in its place."""
        stated = element.get("r")
        at = position(stated) if stated else (self.row, self.column + 1)
        if at and (cell := _cell(element, foreign=True)).holds_something:
            self._keep(at, self.sheet.cells.get(at) or RawCell("", 0), (cell,))

    def _keep(self, at: tuple[int, int], cell: RawCell, others: tuple[RawCell, ...]) -> None:
        """The last cell of one place counts, as for most programs; what the others say is kept with it."""
        for other in others:
            cell.again = (*other.again, *cell.again, other)
            other.again = ()
            within(len(cell.again), limits.SAID_AGAIN, "一个格里的值超过{}个")
        self.sheet.cells[at] = cell
        within(len(self.sheet.cells), self.cells, "有内容的格超过{}个")

    def finish(self) -> RawSheet:
        """The sheet, all of it."""
        if self.narrow is not None:
            edges = sorted((each.start, each.stop) for each in self.narrow)
            starts = [1, *(stop for _, stop in edges)]
            stops = [*(start for start, _ in edges), limits.LAST_COLUMN + 1]
            self.sheet.hidden_columns += [range(*pair) for pair in zip(starts, stops, strict=True) if pair[0] < pair[1]]
        _share_formulas(self.sheet.cells)
        return self.sheet


def _simple(element: Element) -> RawCell | None:
    """A cell with nothing but one value or one text of one look, as most have; None for any other."""
    if len(element) > 1:
        return None
    [part] = element
    kind = element.attrib.get("t", "")
    if part.tag == "is" and kind == "inlineStr" and len(part) == 1 and part[0].tag == "t":
        kind, part = "str", part[0]
    elif part.tag != "v":
        return None
    if len(part):
        return None
    text = part.text or ""
    if len(text) > limits.TEXT:
        within(len(text), limits.TEXT, "一处文字超过{}个字符")
    return RawCell(kind, whole(element.attrib.get("s", "0")), text, True)


def _cell(element: Element, foreign: bool = False) -> RawCell:
    """What stands in a cell: the first value of its own is its value, every other one a rival."""
    cell = RawCell(element.get("t", ""), whole(element.get("s", "0")))
    for part in element:
        match local(part.tag) if foreign else part.tag:
            case "v" if not cell.has_value:
                cell.value, cell.has_value = content(part), True
            case "f":
                cell.formula, cell.shared = content(part), part.get("si", cell.shared)
            case "is":
                cell.runs = (*cell.runs, *runs(part))
            case _:
                values = (each for each in part.iter() if local(each.tag) == "v")
                cell.others = (*cell.others, *map(content, values))
                cell.runs = (*cell.runs, *runs_inside(part))
                within(len(cell.others), limits.SAID_AGAIN, "一个格里的值超过{}个")
    return cell


def raw_sheet(data: bytes, cells: int = limits.CELLS) -> RawSheet:
    """Everything on a sheet that reading may ask for, in one pass."""
    reader = _Reader(cells)
    take: dict[str, Take] = {
        "c": reader.aside,
        "row": reader.line,
        "mergeCell": reader.area,
        "col": reader.columns,
        "sheetFormatPr": reader.usual,
    }
    for element in walk(data, WHOLE):
        if taken := take.get(element.tag):
            taken(element)
        elif local(element.tag) in WHOLE:
            reader.aside(element)
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
