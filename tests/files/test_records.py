"""What the records of an .xls say: errors, names, and how far its cells reach."""

import struct

import pytest

from tests.workbook.drawn_parts import code_of_refusal
from toolkit.files.records import Area, records


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def workbook(cells: bytes, names: bytes = b"") -> bytes:
    """A stream of one sheet."""
    begins = record(0x0809, b"\0" * 16)
    listed = record(0x0085, struct.pack("<IHBB", 0, 0, 1, 0) + b"A")
    start = len(begins) + len(listed) + len(names) + 4
    listed = record(0x0085, struct.pack("<IHBB", start, 0, 1, 0) + b"A")
    return begins + listed + names + record(0x0A, b"") + begins + cells + record(0x0A, b"")


def formula(result: bytes) -> bytes:
    return record(0x0006, struct.pack("<HHH", 3, 4, 0) + result + b"\0" * 8)


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        (record(0x0205, struct.pack("<HHHBB", 3, 4, 0, 23, 1)), "#REF!"),
        (record(0x0205, struct.pack("<HHHBB", 3, 4, 0, 99, 1)), "#N/A"),
        (formula(b"\2\0\7\0\0\0\xff\xff"), "#DIV/0!"),
    ],
)
def test_errors(cell: bytes, fault: str) -> None:
    """An error is no blank; calamine gives both as one."""
    assert records(workbook(cell)).faults == {(0, 3, 4): fault}


@pytest.mark.parametrize(
    "cell",
    [record(0x0205, struct.pack("<HHHBB", 3, 4, 0, 1, 0)), formula(b"\0" * 8), formula(b"\0\0\0\0\0\0\xff\xff")],
)
def test_values_are_no_errors(cell: bytes) -> None:
    """A truth value, a number, a text."""
    assert records(workbook(cell)).faults == {}


def name(text: str, formula: bytes, flags: int = 0, wide: bool = False) -> bytes:
    written = text.encode("utf-16-le" if wide else "latin-1")
    head = struct.pack("<HBBH", flags, 0, len(text), len(formula)) + b"\0" * 8
    return record(0x0018, head + bytes([wide]) + written + formula)


def test_names() -> None:
    """As Excel and WPS write them, in either width; what Excel keeps for itself and what is no cell is left out."""
    tabs = record(0x0017, struct.pack("<HHHH", 1, 0, 0, 0))
    one = b"\x3a" + struct.pack("<HHH", 0, 5, 6 | 0xC000)
    area = b"\x3b" + struct.pack("<HHHHH", 0, 5, 9, 6, 6)
    nowhere = b"\x3a" + struct.pack("<HHH", 9, 5, 6)
    written = tabs + name("a.b", one) + name("中文", area, wide=True) + name("x", one, flags=0x20)
    written += name("y", b"\x1e\1\0") + name("z", nowhere) + record(0x0018, b"\0")
    assert records(workbook(b"", written)).names == {"a.b": Area(0, 5, 6, 5, 6), "中文": Area(0, 5, 6, 9, 6)}


def test_cells_that_reach_too_far_are_refused() -> None:
    """Two cells at opposite corners make calamine fill all between."""
    far = record(0x0203, struct.pack("<HHH8x", 65_535, 255, 0))
    assert code_of_refusal(lambda: records(workbook(far))) == "too-large"
    assert (
        code_of_refusal(lambda: records(workbook(record(0x00BD, struct.pack("<HH6xH", 65_000, 0, 255))))) == "too-large"
    )


def test_broken_records_are_passed_over() -> None:
    """Whatever the rest is, calamine says whether it can be read."""
    assert records(b"\x09\x08\xff\xff").faults == {}
    assert records(workbook(record(0x0006, b"\0") + record(0x0085, b""))).names == {}
