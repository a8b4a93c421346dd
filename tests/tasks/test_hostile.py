"""Files of other formats made to hurt: each ends within 20 seconds of work and 600 MB, in a result or a sentence.

As for an .xlsx: a process that takes more is ended by the system, and the test fails.
"""

import json
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.office.drawn_compound import compound
from tests.office.sheets.drawn_ods import document
from tests.office.sheets.drawn_ods import file as ods
from tests.office.sheets.drawn_xls import FONT_RECORDS, code, file, look, record, shared, stream, text
from tests.workbook.test_hostile import MB, checked, codes
from toolkit.limits import LAST_ROW

MINIMAL: dict[str, Any] = {"form": "disclosure/2021", "unit": "青石镇", "year": 2024, "figures": {}}
ONE = '<table:table-cell office:value-type="float" office:value="1"/>'
CONTINUES = 0x003C


def table(inner: str, name: str = "t") -> str:
    return f'<table:table table:name="{name}">{inner}</table:table>'


def row(inner: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{inner}</table:table-row>"


def cell(inner: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{inner}</text:p></table:table-cell>'


COLLAPSED = f'table:visibility="collapse" table:number-rows-repeated="{LAST_ROW}"'
SPACES = '<text:s text:c="1000000"/>'

# each .ods: its tables | how it ends
ODS: dict[str, tuple[Callable[[], str], str]] = {
    "tables of collapsed rows": (
        lambda: "".join(table(row("<table:table-cell/>", COLLAPSED), f"t{number}") for number in range(900)),
        "not-ours",
    ),
    "rows hidden in turn": (
        lambda: table((row("", 'table:visibility="collapse"') + "<table:table-row/>") * 400_000),
        "too-large",
    ),
    "spaces": (lambda: table(row(cell(SPACES) * 2_000)), "too-large"),
    "spaces that are repeated": (
        lambda: table(row(cell('<text:s text:c="9000"/>'), 'table:number-rows-repeated="150000"')),
        "not-ours",
    ),
    "a space at a time": (lambda: table(row(cell("<text:s/>" * 1_000_000))), "not-ours"),
    "words of all looks": (
        lambda: table(row(cell("".join('一<text:span text:style-name="b">二</text:span>' for _ in range(340_000))))),
        "not-ours",
    ),
    "cells that are repeated": (
        lambda: table(row(ONE.replace(" ", ' table:number-columns-repeated="16384" ', 1)) * 100),
        "too-large",
    ),
    "rows that are repeated": (lambda: table(row(ONE, f'table:number-rows-repeated="{LAST_ROW}"')), "too-large"),
    "as deep as may be": (lambda: table("<a>" * 1_200_000 + "</a>" * 1_200_000), "not-ours"),
    "spans within spans": (
        lambda: table(row(cell("<text:span>" * 600_000 + "字" + "</text:span>" * 600_000))),
        "not-ours",
    ),
    "an attribute of 20 MB": (lambda: table(f'<table:table-row a="{"x" * 20 * MB}"/>'), "too-large"),
    "three thousand tables": (lambda: "".join(table("", str(number)) for number in range(3_000)), "too-large"),
    "a number of a million digits": (
        lambda: table(row(ONE.replace('"1"', f'"{"1" * 500_000}"'))),
        "not-ours",
    ),
    "numbers seen as something long": (
        lambda: table(row(ONE.replace("/>", f"><text:p>{'1,' * 50_000}</text:p></table:table-cell>") * 200)),
        "not-ours",
    ),
    "columns": (lambda: table('<table:table-column table:visibility="collapse"/>' * 1_000_000), "too-large"),
}


@pytest.mark.parametrize("bomb", ODS)
def test_ods(bomb: str, tmp_path: Path) -> None:
    """A few bytes may stand for a million rows, cells or spaces."""
    made, expected = ODS[bomb]
    assert codes(ods(document(made())), tmp_path) == {expected}


def test_ods_styles_that_inherit_from_each_other(tmp_path: Path) -> None:
    """In a ring, in a row of a thousand, and more of them than anybody has."""
    inherits = '<style:style style:name="{}" style:parent-style-name="{}"/>'
    ring = inherits.format("a", "b") + inherits.format("b", "a")
    chain = "".join(inherits.format(f"s{number}", f"s{number + 1}") for number in range(50_000))
    styled = '<table:table-cell table:style-name="s{}"><text:p>a</text:p></table:table-cell>'
    cells = "".join(styled.format(number) for number in range(9_999))
    assert codes(ods(document(table(row(cells)), ring + chain)), tmp_path) == {"not-ours"}
    assert codes(ods(document("", '<style:style style:name="a"/>' * 300_000)), tmp_path) == {"not-ours"}
    many = "".join(f'<style:style style:name="{n}"/>' for n in range(300_000))
    assert codes(ods(document("", many)), tmp_path) == {"too-large"}


def numbers(count: int) -> bytes:
    return b"".join(record(0x0203, struct.pack("<3Hd", n % 65_536, n // 65_536, 0, 1.5)) for n in range(count))


def mixed_runs(count: int) -> list[tuple[int, int]]:
    return [(at, at % 2) for at in range(count)]


# each .xls: its stream | how it ends
XLS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a table of texts that claims two billion": (
        lambda: stream({"t": b""}, after=record(0x00FC, struct.pack("<II", 2**31 - 1, 2**31 - 1) + text("字"))),
        "not-ours",
    ),
    "a sheet that claims to be endless": (
        lambda: stream({"t": record(0x0200, struct.pack("<IIHHH", 0, 2**32 - 1, 0, 65_535, 0))}),
        "not-ours",
    ),
    "cells at the corners": (
        lambda: stream({"t": record(0x0203, struct.pack("<3Hd", 65_535, 65_535, 0, 1)) * 2}),
        "not-ours",
    ),
    "as many cells as may be": (lambda: stream({"t": numbers(199_000)}), "not-ours"),
    "cells that hold something": (lambda: stream({"t": numbers(300_000)}), "too-large"),
    "five million records": (lambda: stream({"t": record(0x1234) * 4_900_000}), "too-large"),
    "as many records as may be": (lambda: stream({"t": record(0x1234) * 1_400_000}), "not-ours"),
    "one place as many sheets": (
        lambda: stream(dict.fromkeys(map(str, range(900)), b""), after=numbers(1)),
        "not-ours",
    ),
    "sheets within each other": (
        lambda: stream({"t": record(0x0809, b"\0\6\x10\0") * 300_000}),
        "not-ours",
    ),
    "a text that is continued": (
        lambda: stream({"t": b""}, after=shared([b"\xff\xff\1" + b"a\0"]) + record(CONTINUES, b"\1") * 1_000_000),
        "not-ours",
    ),
    "short texts without end": (
        lambda: stream({"t": b""}, after=record(0x00FC, b"\0" * 8) + record(CONTINUES, b"\0" * 8_000) * 2_000),
        "too-large",
    ),
    "a text of many looks in every cell": (
        lambda: stream(
            {"t": b"".join(record(0x00FD, struct.pack("<3HI", n, 0, n % 7, n % 40)) for n in range(9_999))},
            b"".join(FONT_RECORDS) + b"".join(look(n) for n in (0, 1, 2, 3, 5, 6, 0)),
            b"".join([record(0x00FC, b"\0" * 8), *(long_text(n) for n in range(40))]),
        ),
        "too-large",
    ),
    "formats without end": (lambda: stream({"t": b""}, look() * 400_000), "too-large"),
    "long codes of formats": (
        lambda: stream({"t": numbers(1_000)}, look(0, 200) + code(200, "[" * 4_000)),
        "not-ours",
    ),
    "a million merged areas": (
        lambda: stream({"t": record(0x00E5, b"\0\4" + b"\0" * 8_000) * 200}),
        "too-large",
    ),
    "names without end": (lambda: stream({"t": b""}, after=record(0x0018, b"\0" * 20) * 700_000), "too-large"),
    "hidden columns without end": (
        lambda: stream({"t": record(0x007D, struct.pack("<5H", 0, 9, 0, 0, 1)) * 800_000}),
        "too-large",
    ),
    "all rows hidden": (
        lambda: stream({"t": record(0x0225, b"\2\0\0\0") + record(0x0208, b"\0" * 16) * 900_000}),
        "not-ours",
    ),
}


def long_text(number: int) -> bytes:
    """One of 8,000 characters, each of another look than the one before, over several records."""
    whole = text(f"{number:04}" + "字" * 7_996, mixed_runs(8_000))
    pieces = [whole[:8_005], b"\1" + whole[8_005:16_005]]
    rest = whole[16_005:]
    pieces += [rest[at : at + 8_000] for at in range(0, len(rest), 8_000)]
    return b"".join(record(CONTINUES, piece) for piece in pieces)


@pytest.mark.parametrize("bomb", XLS)
def test_xls(bomb: str, tmp_path: Path) -> None:
    """What its records say that they hold is never believed."""
    made, expected = XLS[bomb]
    assert codes(compound({"Workbook": made()}), tmp_path) == {expected}


def sectors(next_of: Callable[[int], int], count: int, listed: int = 1) -> bytes:
    """A compound file of nothing but sectors whose chain is what ``next_of`` says."""
    numbers = struct.pack(f"<{count}I", *map(next_of, range(count)))
    head = bytearray(compound({"Workbook": b""})[:512])
    struct.pack_into("<I", head, 44, listed)
    struct.pack_into("<3I", head, 48, 0, 0, 4096)
    struct.pack_into("<4I", head, 60, 0, 1, 0, 1)
    return bytes(head) + numbers


def test_sectors_that_go_round(tmp_path: Path) -> None:
    """Chains that bite their tail, and a table of sectors that names the same sector a million times."""
    for ring in (lambda n: n, lambda n: (n + 1) % 1_000, lambda n: 0, lambda n: 7):
        assert codes(sectors(ring, 5 * MB), tmp_path) <= {"truncated", "unreadable"}
    ours = bytearray(compound({"Workbook": stream({"t": b""})}))
    struct.pack_into("<2I", ours, 68, 0, 2**31)
    assert codes(bytes(ours) + b"\0" * 19 * MB, tmp_path) <= {"truncated", "unreadable", "not-ours"}


def test_texts_that_lie_about_their_length(tmp_path: Path) -> None:
    """Longer than the file, in a record of one byte, in half a character."""
    for lie in (b"\xff\xff\1", b"\xff", b"\1\0\1", b"\xff\xff\x0c\xff\xff\xff\xff\xff\xff", b""):
        assert codes(file({"t": b""}, after=record(0x00FC, b"\0" * 8 + lie)), tmp_path) == {"not-ours"}


def as_json(**changed: Any) -> str:
    return json.dumps(MINIMAL | changed, ensure_ascii=False)


JSON: dict[str, tuple[Callable[[], str | bytes], str]] = {
    "brackets": (lambda: "[" * 3 * MB, "too-large"),
    "arrays": (lambda: f"[{'[],' * 24_000}[]]", "too-many-submissions"),
    "deep": (lambda: "[" * 49_000 + "]" * 49_000, "too-large"),
    "numbers": (lambda: f"[{'1e1,' * 499_000}1]", "too-many-submissions"),
    "figures nobody knows": (lambda: as_json(figures={f"a{n}": 1 for n in range(300_000)}), "unknown-id"),
    "one key again and again": (lambda: "{" + '"a":1,' * 400_000 + '"b":1}', "key-twice"),
    "stars": (lambda: as_json(texts={"overview.proactive": ["*字*" * MB]}), "too-large"),
    "quotes": (lambda: "[" + '"' * 3 * MB, "broken-json"),
    "backslashes": (lambda: '["' + "\\" * 3 * MB, "broken-json"),
    "blanks behind": (lambda: "[" + " " * 3 * MB, "broken-json"),
    "half characters": (lambda: r'{"form": "\ud800"}', "forbidden-character"),
}


@pytest.mark.parametrize("bomb", JSON)
def test_json(bomb: str, tmp_path: Path) -> None:
    """A letter of 50 KB can hold all of these in a zip."""
    made, expected = JSON[bomb]
    data = made()
    assert codes(data.encode() if isinstance(data, str) else data, tmp_path) == {expected}


@pytest.mark.parametrize("keys", [300_000, 3])
def test_what_nobody_knows_is_told_in_a_line(keys: int, tmp_path: Path) -> None:
    """A file may say anything besides; the answer is no longer for it."""
    found = checked(as_json(**{f"a{n}": 1 for n in range(keys)}).encode(), tmp_path)
    [note] = [each for each in found["findings"] if each["code"] == "unknown-key"]
    assert len(note["message"]) < 300


@pytest.mark.parametrize("filler", [b" ", b"[", b'"', b"<", b"\0", b"{", b"PK\5\6", b"\xd0\xcf\x11\xe0", b"\xff"])
def test_a_long_file_of_nothing(filler: bytes, tmp_path: Path) -> None:
    """As long as a file may be that is looked at at all, and longer."""
    nothing = {"too-large", "unreadable", "truncated", "empty-file", "plain-text"}
    for size in (45 * MB, 95 * MB, 200 * MB):
        assert codes(filler * (size // len(filler)), tmp_path) <= nothing
