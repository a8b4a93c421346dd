"""Reads .xls and .et of Excel 97 and 5 and of WPS: values, looks, hidden lines, names (MS-XLS).

Its formulas are compiled and are not kept. The standard library is enough.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from toolkit import limits
from toolkit.limits import within
from toolkit.office.compound import Compound
from toolkit.office.messages import unreadable
from toolkit.office.sheets.addresses import Place
from toolkit.office.sheets.book import Book, Sheet
from toolkit.office.sheets.xls_looks import Looks
from toolkit.office.sheets.xls_records import Body, Records, Rich, Texts, codec
from toolkit.office.sheets.xls_sheet import Known, sheet

NAME_CELLS = 1_000  # a longer run of cells is none of ours
BEGINS, SHEET, TABS, NAME, SHARED = 0x0809, 0x0085, 0x0017, 0x0018, 0x00FC
FONT, FORMAT, LOOK, PALETTE, PAGE, FROM_1904 = (0x0031, 0x0231), (0x041E, 0x001E), 0x00E0, 0x0092, 0x0042, 0x0022
HIDDEN_NAME = 0x20  # Excel's own, such as what is printed
ONE, AREAS = (0x3A, 0x5A, 0x7A), (0x3B, 0x5B, 0x7B)  # in a formula: a cell, or cells, of a sheet
WIDE_TEXTS = 0x0600  # the version from which texts are Unicode


@dataclass(frozen=True, order=True)
class MergedArea:
    """Cells of the sheet of this number; all from 0."""

    sheet: int
    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Globals:
    """What stands before the sheets."""

    version: int = WIDE_TEXTS
    page: int = 936
    from_1904: bool = False
    looks: Looks = field(default_factory=Looks)
    shared: list[Rich] = field(default_factory=list)
    sheets: list[tuple[str, int]] = field(default_factory=list)  # with the place of each
    tabs: tuple[int, ...] = ()
    written: list[tuple[str, bytes]] = field(default_factory=list)

    def text(self, body: Body, at: int, length: int) -> str:
        """A string of ``length`` characters at offset ``at`` of a record: Unicode from Excel 97 on, else in the
        code page.
        """
        if self.version >= WIDE_TEXTS:
            return Texts(body, at).text(length)[0]
        count = int.from_bytes(body[0][at : at + length], "little")
        return body[0][at + length : at + length + count].decode(codec(self.page), "replace")

    @property
    def names(self) -> Iterator[tuple[str, MergedArea]]:
        """Each defined name with the area that it refers to; names for anything else are left out (MS-XLS 2.4.150)."""
        for name, formula in self.written:
            if area := _area(formula, self.tabs):
                yield name, area


def book(data: bytes) -> Book:
    """Raises :class:`UserError`."""
    within(len(data), limits.OLD_FILE, f"超过{limits.OLD_FILE >> 20}MB")
    file = Compound(data)
    records = Records(file.stream("Workbook" if "Workbook" in file else "Book"))
    found = workbook(records)
    if not found.sheets:
        raise unreadable()
    known = Known(found.looks, found.shared, codec(found.page) if found.version < WIDE_TEXTS else "")
    sheets: dict[str, Sheet] = {}
    read: set[int] = set()  # two sheets that begin at one place are a bomb
    for name, at in found.sheets:
        sheets[name] = Sheet() if at in read else sheet(name, records.part(at), known)
        read.add(at)
    names = dict(_places(found, list(sheets)))
    return Book(sheets, names, formulas=False, from_1904=found.from_1904)


def workbook(records: Records) -> Globals:
    """Raises :class:`UserError` where there is more than there may be."""
    found = Globals()
    for kind, body in records.part(0):
        try:
            _global(found, kind, body)
        except (struct.error, IndexError):  # cut short: the others may be whole
            continue
    return found


def _global(found: Globals, kind: int, body: Body) -> None:
    first = body[0]
    if kind == LOOK:
        found.looks.add_format(first)
    elif kind in FONT:
        found.looks.add_font(first)
    elif kind in FORMAT:
        wide = found.version >= WIDE_TEXTS
        found.looks.codes[struct.unpack_from("<H", first)[0]] = found.text(body, 2, 2 if wide else 1)
    elif kind == SHARED:
        _shared(found.shared, Texts(body, 8))
    elif kind == SHEET:
        found.sheets.append((found.text(body, 6, 1), struct.unpack_from("<I", first)[0]))
        within(len(found.sheets), limits.SHEETS, "工作表超过{}张")
    elif kind == NAME and found.version >= WIDE_TEXTS:
        found.written += _name(body)
        within(len(found.written), limits.LISTED, "名称超过{}个")
    else:
        _setting(found, kind, first)


def _setting(found: Globals, kind: int, body: bytes) -> None:
    if kind == BEGINS:
        found.version = struct.unpack_from("<H", body)[0]
    elif kind == PAGE:
        found.page = struct.unpack_from("<H", body)[0]
    elif kind == FROM_1904:
        found.from_1904 = bool(body[0])
    elif kind == PALETTE:
        found.looks.add_palette(body)
    elif kind == TABS:
        found.tabs = tuple(struct.unpack_from("<H", body, at)[0] for at in range(4, len(body) - 3, 6))


def _shared(found: list[Rich], texts: Texts) -> None:
    while texts.more:
        found.append(texts.text())
        within(len(found), limits.SHARED, "文字超过{}条")


def _name(body: Body) -> Iterator[tuple[str, bytes]]:
    """A name and its formula; not those that Excel keeps for itself."""
    first = body[0]
    if len(first) < 16 or first[0] & HIDDEN_NAME:
        return
    length, size = struct.unpack_from("<BH", first, 3)
    wide = first[14] & 1
    end = 15 + length * (1 + wide)
    yield first[15:end].decode("utf-16-le" if wide else "latin-1", "replace"), first[end : end + size]


def _area(formula: bytes, tabs: tuple[int, ...]) -> MergedArea | None:
    if len(formula) == 7 and formula[0] in ONE:
        tab, top, left = struct.unpack("<3H", formula[1:])
        bottom, right = top, left
    elif len(formula) == 11 and formula[0] in AREAS:
        tab, top, bottom, left, right = struct.unpack("<5H", formula[1:])
    else:
        return None
    return MergedArea(tabs[tab], top, left & 0xFF, bottom, right & 0xFF) if tab < len(tabs) else None


def _places(found: Globals, order: list[str]) -> Iterator[tuple[str, tuple[Place, ...]]]:
    """As for an .xlsx: one cell, or cells of one column. The first of two names that are alike counts."""
    count, seen = 0, set[str]()
    for name, area in found.names:
        if name in seen or area.sheet >= len(order):
            continue
        seen.add(name)
        alone = area.left == area.right and area.bottom - area.top <= NAME_CELLS
        rows = range(area.top + 1, area.bottom + 2) if alone else ()
        within(count := count + len(rows), limits.NAMED, "名称指向的格超过{}个")
        yield name, tuple(Place(order[area.sheet], row, area.left + 1) for row in rows)
