"""How a spreadsheet program inserts, deletes, cuts, copies, renames: with every reference adjusted, or, as a naive
tool does it, with none.
"""

import re
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from tests.instruments.vandal.book import Book, Key, Name, Sheet
from tests.instruments.vandal.references import Carry, carried, copied, renamed
from tests.office.sheets.drawn_parts import MAIN, RELATED
from toolkit.office.sheets.addresses import Box, Place, parse_area, quoted

LAST = 1_048_576
ROWS, COLUMNS = 0, 1
RULES = tuple(MAIN + name for name in ("formula", "formula1", "formula2"))


@dataclass(frozen=True)
class Shift:
    """Lines (rows or columns) put in (``count`` > 0) or taken out from line ``at`` on, between ``low`` and ``high``
    of the other direction: all of them, or only so many cells.
    """

    sheet: Sheet
    axis: int
    at: int
    count: int
    low: int = 1
    high: int = LAST

    def line(self, line: int) -> int | None:
        if line < self.at:
            return line
        gone = self.count < 0 and line < self.at - self.count
        return None if gone else line + self.count

    def key(self, key: Key) -> Key | None:
        if not self.low <= key[1 - self.axis] <= self.high:
            return key
        line = self.line(key[self.axis])
        if line is None:
            return None
        return (line, key[1]) if self.axis == ROWS else (key[0], line)

    def box(self, box: Box) -> Box | None:
        first, last = (box.top, box.bottom) if self.axis == ROWS else (box.left, box.right)
        across = (box.left, box.right) if self.axis == ROWS else (box.top, box.bottom)
        if box.sheet != self.sheet.name or across[0] < self.low or across[1] > self.high:
            return box
        start, end = self.line(first), self.line(last)
        start = self.at if start is None else start
        end = self.at - 1 if end is None else end
        if start > end:
            return None
        return replace(box, top=start, bottom=end) if self.axis == ROWS else replace(box, left=start, right=end)


def shift(book: Book, change: Shift, adjust: bool = True) -> None:
    """Insert or delete; a naive tool moves the cells and leaves formulas, names, merges and rules where they were."""
    sheet = change.sheet
    moved = {new: cell for key, cell in sheet.cells.items() if (new := change.key(key))}
    sheet.cells = moved
    if change.high == LAST:
        lines = sheet.rows if change.axis == ROWS else sheet.columns
        kept = {there: attributes for line, attributes in lines.items() if (there := change.line(line))}
        lines.clear()
        lines.update(kept)
    if adjust:
        sheet.merges = [box for merge in sheet.merges if (box := change.box(merge)) and not box.single]
        _carry_rules(sheet, change.box)
        _carry_formulas(book, change.box)


def move(book: Book, source: Box, target: Place, adjust: bool = True) -> None:
    """Cut and paste: references go along with the cells; those to what is overwritten break."""
    here, there = _sheet(book, source.sheet), _sheet(book, target.sheet)
    down, right = target.row - source.top, target.column - source.left
    covered = Box(target.sheet, target.row, target.column, source.bottom + down, source.right + right)
    cells = here.within(source)
    for key in cells:
        del here.cells[key]
    for key in there.within(covered):
        del there.cells[key]

    def carry(box: Box) -> Box | None:
        if _inside(box, source):
            return Box(target.sheet, box.top + down, box.left + right, box.bottom + down, box.right + right)
        return None if _inside(box, covered) else box

    if adjust:
        for cell in cells.values():
            if cell.formula:
                cell.formula = carried(cell.formula, carry, source.sheet, target.sheet)
        _carry_formulas(book, carry)
        merges = [merge for merge in here.merges if _inside(merge, source)]
        here.merges = [merge for merge in here.merges if merge not in merges]
        there.merges = [merge for merge in there.merges if not merge.meets(covered)]
        there.merges += [new for merge in merges if (new := carry(merge))]
    there.cells |= {(row + down, column + right): cell for (row, column), cell in cells.items()}


def copy(book: Book, source: Box, target: Place) -> None:
    """Copy and paste: relative references shift, names stay where they are; the copy carries no tags."""
    here, there = _sheet(book, source.sheet), _sheet(book, target.sheet)
    down, right = target.row - source.top, target.column - source.left
    for (row, column), cell in here.within(source).items():
        twin = cell.copy()
        if twin.formula:
            twin.formula = copied(twin.formula, down, right)
        there.cells[row + down, column + right] = twin
    inner = [merge for merge in here.merges if _inside(merge, source)]
    there.merges += [
        Box(target.sheet, merge.top + down, merge.left + right, merge.bottom + down, merge.right + right)
        for merge in inner
    ]


def move_row(book: Book, sheet: Sheet, row: int, before: int, adjust: bool = True) -> None:
    """A whole row cut and inserted before another, as by “insert cut cells”."""
    shift(book, Shift(sheet, ROWS, before, 1), adjust)
    old = row + 1 if row >= before else row
    width = sheet.used().right
    height = sheet.rows.pop(old, {})
    move(book, Box(sheet.name, old, 1, old, width), Place(sheet.name, before, 1), adjust)
    sheet.rows[before] = height
    shift(book, Shift(sheet, ROWS, old, -1), adjust)


def rename(book: Book, sheet: Sheet, name: str) -> None:
    old, sheet.name = sheet.name, name
    sheet.merges = [replace(merge, sheet=name) for merge in sheet.merges]
    _change_formulas(book, lambda formula, _: renamed(formula, old, f"{quoted(name)}!"))


def delete(book: Book, sheet: Sheet) -> None:
    book.sheets.remove(sheet)
    _change_formulas(book, lambda formula, _: renamed(formula, sheet.name, "#REF!"))


def duplicate(book: Book, sheet: Sheet, name: str) -> Sheet:
    """A copy right behind the original, with names of its own for each name that points to the original."""
    cells = {key: cell.copy() for key, cell in sheet.cells.items()}
    root = deepcopy(sheet.root)
    for each in [each for each in root if f"{{{RELATED}}}id" in each.attrib]:
        root.remove(each)
    merges = [replace(merge, sheet=name) for merge in sheet.merges]
    rows, columns = deepcopy(sheet.rows), deepcopy(sheet.columns)
    twin = Sheet(name, _new_part(book), root, {}, cells, rows, columns, merges)
    book.sheets.insert(book.sheets.index(sheet) + 1, twin)
    for one in list(book.names):
        if one.text.startswith(f"{quoted(sheet.name)}!") and one.sheet in (None, sheet):
            book.names.append(Name(dict(one.attributes), renamed(one.text, sheet.name, f"{quoted(name)}!"), twin))
    return twin


def new_sheet(book: Book, name: str) -> Sheet:
    root = Element(MAIN + "worksheet")
    root.append(Element(MAIN + "sheetData"))
    sheet = Sheet(name, _new_part(book), root, {}, {}, {}, {}, [])
    book.sheets.append(sheet)
    return sheet


def _new_part(book: Book) -> str:
    taken = {int(found[1]) for part in book.parts if (found := re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", part))}
    taken |= {int(found[1]) for each in book.sheets if (found := re.search(r"(\d+)\.xml$", each.part))}
    return f"xl/worksheets/sheet{max(taken) + 1}.xml"


def _sheet(book: Book, name: str) -> Sheet:
    found = book.sheet(name)
    assert found is not None, name
    return found


def _inside(box: Box, other: Box) -> bool:
    rows = other.top <= box.top and box.bottom <= other.bottom
    return box.sheet == other.sheet and rows and other.left <= box.left and box.right <= other.right


def _carry_formulas(book: Book, carry: Carry) -> None:
    _change_formulas(book, lambda formula, home: carried(formula, carry, home))


def _change_formulas(book: Book, change: Callable[[str, str], str]) -> None:
    """Formulas in cells, names, validations and conditional formats."""
    for sheet in book.sheets:
        for cell in sheet.cells.values():
            formula = cell.formula
            if formula and (after := change(formula, sheet.name)) != formula:
                cell.formula = after
        for rule in _elements(sheet.root, RULES):
            rule.text = change(rule.text or "", sheet.name)
    for name in book.names:
        name.text = change(name.text, "")


def _elements(root: Element, tags: Iterable[str]) -> Iterable[Element]:
    return [each for tag in tags for each in root.iter(tag)]


def _carry_rules(sheet: Sheet, carry: Carry) -> None:
    """Where validations, conditional formats and links apply."""
    for holder in [sheet.root, *sheet.root.iter(MAIN + "dataValidations"), *sheet.root.iter(MAIN + "hyperlinks")]:
        for each in list(holder):
            areas = each.attrib.get("sqref") or (each.attrib.get("ref") if each.tag == MAIN + "hyperlink" else None)
            if areas is None:
                continue
            boxes = [parse_area(area, sheet.name) for area in areas.split()]
            after = [new.ref for box in boxes if box and (new := carry(box))]
            if after:
                each.attrib["sqref" if "sqref" in each.attrib else "ref"] = " ".join(after)
            else:
                holder.remove(each)
