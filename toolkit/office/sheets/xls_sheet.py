"""A sheet of an .xls, record by record: its cells, merged areas and hidden lines (MS-XLS 2.1.7.20.6)."""

import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from toolkit import limits
from toolkit.limits import within
from toolkit.numbers import number
from toolkit.office.sheets.addresses import Box
from toolkit.office.sheets.book import EMPTY, Content, Sheet, together
from toolkit.office.sheets.looks import CellLook, counted, text
from toolkit.office.sheets.xls_looks import Looks
from toolkit.office.sheets.xls_records import Body, Rich, Texts

ROWS = 65_536
NUMBER, RK, SEVERAL, BOOLEAN = 0x0203, 0x027E, 0x00BD, 0x0205
SHARED, LABEL, RICH_LABEL, RESULT = 0x00FD, 0x0204, 0x00D6, 0x0207
FORMULAS = (0x0006, 0x0206, 0x0406)
MERGED, ROW, COLUMNS, OTHER_ROWS = 0x00E5, 0x0208, 0x007D, 0x0225
FLAT = 0x20  # a row without height
NO_NUMBER = b"\xff\xff"
FAULTS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
TEXT, TRUTH, FAULT = 0, 1, 2  # what a formula comes to


@dataclass
class Known:
    """What all sheets share. ``codec``: of their texts, empty where they are Unicode; ``cells``: counted together."""

    looks: Looks
    shared: list[Rich]
    codec: str = ""
    cells: int = 0
    merged: int = 0
    pieces: int = 0
    said: dict[tuple[int, CellLook], Content] = field(default_factory=dict)

    def shared_text(self, position: int, look: CellLook) -> Content:
        """Made once: a long text may stand in every cell. Its own format of numbers means nothing to it."""
        key = position, CellLook(look.bold, look.struck, look.raised, look.unseen)
        if position >= len(self.shared):
            return EMPTY
        if key not in self.said:
            pieces = self.looks.parts(self.shared[position], key[1])
            self.pieces += len(pieces)
            within(self.pieces, limits.PIECES, "文字分成超过{}段不同的样子")
            self.said[key] = text(pieces)
        return self.said[key]


@dataclass
class _XlsSheet:
    name: str
    known: Known
    cells: dict[tuple[int, int], Content] = field(default_factory=dict)
    merged: list[Box] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[range] = field(default_factory=list)
    told_rows: set[int] = field(default_factory=set)
    others_hidden: bool = False
    waiting: tuple[int, int, CellLook] | None = None  # a formula whose text comes in a record of its own

    def put(self, row: int, column: int, content: Content) -> None:
        if content == EMPTY:
            return
        self.known.cells += 1
        within(self.known.cells, limits.CELLS, "有内容的格超过{}个")
        at = row + 1, column + 1
        if (before := self.cells.get(at)) and before.value not in (None, content.value):  # the last one counts
            content = replace(content, rivals=(*before.rivals, before.value))
            within(len(content.rivals), limits.SAID_AGAIN, "一个格里的值超过{}个")
        self.cells[at] = content

    def kept(self) -> Sheet:
        hidden = self.hidden_rows | (set(range(1, ROWS + 1)) - self.told_rows if self.others_hidden else set())
        rows = together(range(row, row + 1) for row in hidden)
        return Sheet(self.cells, tuple(self.merged), rows, together(self.hidden_columns))


def sheet(name: str, records: Iterable[tuple[int, Body]], known: Known) -> Sheet:
    """Raises :class:`~toolkit.errors.UserError` where it holds more than it may."""
    found = _XlsSheet(name, known)
    for kind, body in records:
        try:
            if kind in CELLS:
                row, column, look = struct.unpack_from("<3H", body[0])
                CELLS[kind](found, row, column, known.looks.of(look), body)
            elif kind in LINES:
                LINES[kind](found, body)
        except (struct.error, IndexError):  # cut short: the others may be whole
            continue
    return found.kept()


def _value(value: float, look: CellLook) -> Content:
    kept = number(value)
    return Content(str(value)) if kept is None else counted(kept, look)


def _number(found: _XlsSheet, row: int, column: int, look: CellLook, body: Body) -> None:
    found.put(row, column, _value(struct.unpack_from("<d", body[0], 6)[0], look))


def _rk(found: _XlsSheet, row: int, column: int, look: CellLook, body: Body) -> None:
    found.put(row, column, _value(_short(body[0][6:10]), look))


def _several(found: _XlsSheet, row: int, column: int, look: CellLook, body: Body) -> None:
    for position, at in enumerate(range(4, len(body[0]) - 7, 6)):
        own = found.known.looks.of(struct.unpack_from("<H", body[0], at)[0])
        found.put(row, column + position, _value(_short(body[0][at + 2 : at + 6]), own))


def _short(packed: bytes) -> float:
    """A number in 30 bits: a whole one or the upper half of a long one, and perhaps a hundred times too large."""
    (bits,) = struct.unpack("<i", packed)
    value = float(bits >> 2) if bits & 2 else struct.unpack("<d", b"\0" * 4 + struct.pack("<i", bits & ~3))[0]
    return float(value / 100 if bits & 1 else value)


def _boolean(found: _XlsSheet, row: int, column: int, look: CellLook, body: Body) -> None:
    value, fault = body[0][6:8]
    found.put(row, column, Content(FAULTS.get(value, "#N/A") if fault else str(bool(value)).upper()))


def _formula(found: _XlsSheet, row: int, column: int, look: CellLook, body: Body) -> None:
    result = body[0][6:14]
    if result[6:] != NO_NUMBER:
        found.put(row, column, _value(struct.unpack("<d", result)[0], look))
    elif result[0] == FAULT:
        found.put(row, column, Content(FAULTS.get(result[2], "#N/A")))
    elif result[0] == TRUTH:
        found.put(row, column, Content(str(bool(result[2])).upper()))
    elif result[0] == TEXT:
        found.waiting = row, column, look


def _shared(found: _XlsSheet, row: int, column: int, look: CellLook, body: Body) -> None:
    found.put(row, column, found.known.shared_text(struct.unpack_from("<I", body[0], 6)[0], look))


def _label(found: _XlsSheet, row: int, column: int, look: CellLook, body: Body) -> None:
    found.put(row, column, text([(_said(found.known, body, 6), look)]))


def _result(found: _XlsSheet, body: Body) -> None:
    if found.waiting:
        row, column, look = found.waiting
        found.put(row, column, text([(_said(found.known, body, 0), look)]))
        found.waiting = None


def _said(known: Known, body: Body, at: int) -> str:
    if not known.codec:
        return Texts(body, at).text()[0]
    (count,) = struct.unpack_from("<H", body[0], at)
    return b"".join(body)[at + 2 : at + 2 + count].decode(known.codec, "replace")


def _merged(found: _XlsSheet, body: Body) -> None:
    for top, bottom, left, right in struct.iter_unpack("<4H", body[0][2 : 2 + (len(body[0]) - 2) // 8 * 8]):
        found.known.merged += 1
        within(found.known.merged, limits.LISTED, "合并的区域超过{}个")
        found.merged.append(Box(found.name, top + 1, left + 1, bottom + 1, right + 1))


def _row(found: _XlsSheet, body: Body) -> None:
    row, _, _, height = struct.unpack_from("<4H", body[0])
    found.told_rows.add(row + 1)
    if body[0][12] & FLAT or height == 0:
        found.hidden_rows.add(row + 1)


def _columns(found: _XlsSheet, body: Body) -> None:
    first, last, width, _, flags = struct.unpack_from("<5H", body[0])
    if flags & 1 or width == 0:
        found.hidden_columns.append(range(first + 1, last + 2))
        within(len(found.hidden_columns), limits.LAST_COLUMN, "隐藏的列超过{}处")


def _other_rows(found: _XlsSheet, body: Body) -> None:
    found.others_hidden = bool(body[0][0] & 2)


CELLS: dict[int, Callable[[_XlsSheet, int, int, CellLook, Body], None]] = {
    NUMBER: _number,
    RK: _rk,
    SEVERAL: _several,
    BOOLEAN: _boolean,
    SHARED: _shared,
    LABEL: _label,
    RICH_LABEL: _label,
    **dict.fromkeys(FORMULAS, _formula),
}
LINES: dict[int, Callable[[_XlsSheet, Body], None]] = {
    RESULT: _result,
    MERGED: _merged,
    ROW: _row,
    COLUMNS: _columns,
    OTHER_ROWS: _other_rows,
}
