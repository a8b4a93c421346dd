"""How a sheet's XML lists its rows and cells: twice, out of order, without references, with more around them."""

from copy import deepcopy
from functools import partial
from random import Random
from xml.etree.ElementTree import Element

from tests.instruments.vandal.book import Cell
from tests.instruments.vandal.kind import Act, Fair, Kind
from tests.instruments.vandal.patient import TWICE, Patient
from tests.instruments.vandal.raw import bare, cells_of, changed, element, place, redone, ref, rivals
from tests.office.sheets.drawn_parts import MAIN

FOREIGN = "{urn:example:other}"
DESCENT = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac}dyDescent"


def data_of(root: Element) -> Element:
    found = root.find(MAIN + "sheetData")
    assert found is not None
    return found


def rows_reversed(root: Element, cells: dict[str, Element], random: Random) -> None:
    data = data_of(root)
    data[:] = random.sample(list(data), len(data))


def cells_reversed(root: Element, cells: dict[str, Element], random: Random) -> None:
    for row in data_of(root):
        row[:] = list(row)[::-1]


def rows_split(root: Element, cells: dict[str, Element], random: Random) -> None:
    """Each row comes in two pieces, as a program that writes column by column would leave it."""
    data = data_of(root)
    for row in list(data):
        rest = deepcopy(row)
        rest[:] = list(row)[len(row) // 2 :]
        row[:] = list(row)[: len(row) // 2]
        data.append(rest)


def without_references(root: Element, cells: dict[str, Element], random: Random) -> None:
    """Legal: a cell without a reference stands right of the one before."""
    for row in data_of(root):
        filled = {place(cell.attrib["r"])[1]: cell for cell in row}
        row[:] = [filled.get(column, element("c")) for column in range(1, max(filled, default=0) + 1)]
        for cell in row:
            cell.attrib.pop("r", None)


def without_numbers(root: Element, cells: dict[str, Element], random: Random) -> None:
    """Legal too: a row without a number stands below the one before."""
    without_references(root, cells, random)
    data = data_of(root)
    numbered = {int(row.attrib.pop("r")): row for row in data}
    data[:] = [numbered.get(number, element("row")) for number in range(1, max(numbered, default=0) + 1)]
    for row in data:
        row.attrib.pop("spans", None)


def small_letters(root: Element, cells: dict[str, Element], random: Random) -> None:
    for cell in cells.values():
        cell.attrib["r"] = cell.attrib["r"].lower()


def lying_size(root: Element, cells: dict[str, Element], random: Random) -> None:
    """A dimension and spans that say less than there is; who trusts them reads one cell."""
    root.insert(0, element("dimension", ref="A1"))
    for row in data_of(root):
        row.attrib["spans"] = "1:1"


def rows_without_end(root: Element, cells: dict[str, Element], random: Random) -> None:
    """Formats down to the last row and column, as “select all” leaves them."""
    data = data_of(root)
    for number in (1_048_000, 1_048_576):
        row = element("row", r=str(number), s="1", customFormat="1")
        row.append(element("c", r=f"XFD{number}", s="1"))
        data.append(row)


def second_data(root: Element, cells: dict[str, Element], random: Random) -> None:
    """An empty second list of rows."""
    root.insert(list(root).index(data_of(root)) + 1, element("sheetData"))


def extensions(root: Element, cells: dict[str, Element], random: Random) -> None:
    """Attributes and elements of later programs all over: Excel itself writes such."""
    for row in data_of(root):
        row.attrib[DESCENT] = "0.15"
    held = element("extLst")
    inside = element("ext", uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}")
    inside.append(Element("{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}conditionalFormattings"))
    held.append(inside)
    root.append(held)


def foreign_cells(root: Element, cells: dict[str, Element], random: Random) -> None:
    """Rows and cells of another namespace, with other numbers, beside each."""
    data = data_of(root)
    for row in list(data):
        twin = Element(FOREIGN + "row", dict(row.attrib))
        for cell in row:
            other = Element(FOREIGN + "c", {"r": cell.attrib["r"]})
            child = Element(FOREIGN + "v")
            child.text = "77"
            other.append(child)
            twin.append(other)
        data.append(twin)


def twice(alike: bool, whole_row: bool = False) -> Act:
    """Cells, or whole rows, that are listed twice; ``alike``: they say the same, else which one counts is open."""

    def act(patient: Patient, random: Random) -> str | None:
        found = rivals(patient, random, 1 if whole_row else 4)
        patient.touched |= set() if alike else set(found)
        patient.refusable = patient.refusable or bool(found)
        if found:
            patient.finishes.append((TWICE, partial(_doubled, patient, found, alike, whole_row)))
        return "、".join(found) or None

    return act


def _doubled(patient: Patient, found: dict[str, Cell], alike: bool, whole_row: bool, workbook: bytes) -> bytes:
    for sheet, key, cell in patient.book.cells():
        if any(each is cell for each in found.values()) and not cell.blank:
            workbook = changed(workbook, sheet.name, partial(_double, ref(key), alike, whole_row))
    return workbook


def _double(ref: str, alike: bool, whole_row: bool, root: Element) -> None:
    row = next(row for row in data_of(root) for cell in row if cell.attrib.get("r") == ref)
    cell = cells_of(root)[ref]
    twin = deepcopy(cell)
    if not alike:
        bare(twin).append(element("v", "8765"))
    if not whole_row:
        row.insert(list(row).index(cell) + 1, twin)
        return
    other = Element(row.tag, dict(row.attrib))
    other.append(twin)
    data_of(root).insert(list(data_of(root)).index(row) + 1, other)


H = Fair.HARMLESS

XML_ROWS = (
    Kind(
        "rows-shuffled",
        "rows listed out of order",
        "行的存放次序颠倒",
        redone(rows_reversed, "行乱序", True),
        hostile=True,
    ),
    Kind(
        "cells-backwards",
        "cells listed from right to left",
        "单元格存放次序颠倒",
        redone(cells_reversed, "格倒序", True),
        hostile=True,
    ),
    Kind(
        "rows-in-pieces", "each row in two pieces", "一行分两段存放", redone(rows_split, "行分段", True), hostile=True
    ),
    Kind(
        "no-references",
        "cells without references",
        "单元格没有地址",
        redone(without_references, "无地址"),
        fair=H,
        stranger=False,
    ),
    Kind(
        "no-row-numbers",
        "rows without numbers",
        "行没有行号",
        redone(without_numbers, "无行号"),
        fair=H,
        stranger=False,
    ),
    Kind(
        "small-letters",
        "references in small letters",
        "地址用小写字母",
        redone(small_letters, "小写", True),
        hostile=True,
        stranger=False,
    ),
    Kind("lying-size", "a size that is too small", "表格范围标小了", redone(lying_size, "范围不对"), fair=H),
    Kind(
        "rows-without-end",
        "formats down to the last row",
        "格式设到最后一行",
        redone(rows_without_end, "格式到底"),
        fair=H,
        stranger=False,
    ),
    Kind(
        "second-data",
        "an empty second list of rows",
        "另有一个空的数据区",
        redone(second_data, "数据区两个", True),
        hostile=True,
        stranger=False,
    ),
    Kind(
        "later-programs",
        "attributes and elements of later programs",
        "带新版程序的扩展",
        redone(extensions, "扩展"),
        fair=H,
    ),
    Kind(
        "foreign-cells",
        "cells of another namespace",
        "外来命名空间的单元格",
        redone(foreign_cells, "外来单元格", True),
        hostile=True,
        stranger=False,
    ),
    Kind(
        "cell-twice", "a cell twice, two figures", "同一格存了两次，数不同", twice(False), hostile=True, stranger=False
    ),
    Kind(
        "cell-twice-alike",
        "a cell twice, one figure",
        "同一格存了两次，数相同",
        twice(True),
        hostile=True,
        stranger=False,
    ),
    Kind(
        "row-twice",
        "a row twice, two figures",
        "同一行存了两次，数不同",
        twice(False, True),
        hostile=True,
        stranger=False,
    ),
)
