"""What the records of an .xls say beyond its values: how far its cells reach, errors in them, and names (MS-XLS)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from toolkit.submission import limits
from toolkit.submission.limits import within

AREA = 2_000_000  # cells from the first of a sheet to its last, on all sheets: calamine makes room for each
BEGINS, NAME, TABS, SHEET = 0x0809, 0x0018, 0x0017, 0x0085
SEVERAL, BOOLEAN = 0x00BD, 0x0205
FORMULAS = (0x0006, 0x0206, 0x0406)
CELLS = (0x0203, 0x0204, 0x027E, 0x00D6, 0x00FD, SEVERAL, BOOLEAN, *FORMULAS)
ONE, AREAS = (0x3A, 0x5A, 0x7A), (0x3B, 0x5B, 0x7B)  # in a formula: a cell, or cells, of a sheet
FAULTS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


@dataclass(frozen=True, order=True)
class Area:
    """Cells of the sheet of this number; all from 0."""

    sheet: int
    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Records:
    faults: dict[tuple[int, int, int], str] = field(default_factory=dict)  # by sheet, row and column from 0
    names: dict[str, Area] = field(default_factory=dict)


def records(stream: bytes) -> Records:
    """Raises :class:`~toolkit.submission.refusal.Refusal` where the cells reach too far."""
    found = Records()
    starts: list[int] = []
    tabs: tuple[int, ...] = ()
    written: list[tuple[str, bytes]] = []
    sheet, reach, before = -1, [0, 0], 0
    for at, kind, body in _each(stream):
        if kind == BEGINS and at in starts:
            before += reach[0] * reach[1]
            sheet, reach = starts.index(at), [0, 0]
        elif kind == SHEET and len(body) > 4:
            starts.append(struct.unpack_from("<I", body)[0])
            within(len(starts), limits.PARTS, "工作表超过{}张")
        elif kind == TABS:
            tabs = tuple(struct.unpack_from("<H", body, at)[0] for at in range(4, len(body) - 3, 6))
        elif kind == NAME:
            written += _name(body)
        elif kind in CELLS and len(body) >= 6:
            row, left = struct.unpack_from("<HH", body)
            right = struct.unpack_from("<H", body, len(body) - 2)[0] if kind == SEVERAL else left
            reach = [max(reach[0], row + 1), max(reach[1], right + 1)]
            within(before + reach[0] * reach[1], AREA, "工作表上有内容的范围超过{}格")
            if fault := _fault(kind, body):
                found.faults[sheet, row, left] = fault
    for name, formula in written:
        area = _area(formula, tabs)
        if area:
            found.names.setdefault(name, area)
    return found


def _each(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _fault(kind: int, body: bytes) -> str:
    """The error that a cell holds, or that its formula comes to."""
    if kind == BOOLEAN and len(body) >= 8 and body[7]:
        return FAULTS.get(body[6], "#N/A")
    if kind in FORMULAS and len(body) >= 14 and body[6] == 2 and body[12:14] == b"\xff\xff":
        return FAULTS.get(body[8], "#N/A")
    return ""


def _name(body: bytes) -> Iterator[tuple[str, bytes]]:
    """A name and its formula; not those that Excel keeps for itself, such as what is printed."""
    if len(body) < 16 or body[0] & 0x20:
        return
    length, size = struct.unpack_from("<BH", body, 3)
    wide = body[14] & 1
    end = 15 + length * (1 + wide)
    yield body[15:end].decode("utf-16-le" if wide else "latin-1", "replace"), body[end : end + size]


def _area(formula: bytes, tabs: tuple[int, ...]) -> Area | None:
    if len(formula) == 7 and formula[0] in ONE:
        tab, top, left = struct.unpack("<3H", formula[1:])
        bottom, right = top, left
    elif len(formula) == 11 and formula[0] in AREAS:
        tab, top, bottom, left, right = struct.unpack("<5H", formula[1:])
    else:
        return None
    return Area(tabs[tab], top, left & 0xFF, bottom, right & 0xFF) if tab < len(tabs) else None
