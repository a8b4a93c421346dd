"""An address noted on a unit's line: in the list itself, and not a byte of anything else is another."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.district.folders import district_in, roster_book
from tests.office.sheets.drawn_parts import parts_of
from toolkit.district.settings import DistrictSettings
from toolkit.district.units.roster import Unit
from toolkit.district.units.roster_file import ADDRESSES, CODE, CSV, FULL, NAME, TITLES, read_roster
from toolkit.district.units.roster_note import _in_csv, note_address
from toolkit.errors import UserError

NEW = "new@private.example"
ROWS = ({CODE: "1", FULL: "甲乡", ADDRESSES: "a@x.cn"}, {CODE: "2", FULL: "乙乡"}, {CODE: "3", FULL: "丙乡"})


def units(district: DistrictSettings) -> list[Unit]:
    return list(read_roster(district).units)


@pytest.mark.parametrize(("at", "addresses"), [(0, ("a@x.cn", NEW)), (1, (NEW,))])
def test_in_a_workbook(tmp_path: Path, at: int, addresses: tuple[str, ...]) -> None:
    """Beside what is there, or in a cell that was not; every other part and cell is as it was."""
    district = district_in(tmp_path)
    path = tmp_path / NAME
    path.write_bytes(roster_book(ROWS))
    before = parts_of(path.read_bytes())
    note_address(district, units(district)[at], NEW)
    assert [each.addresses for each in units(district)] == [
        addresses if number == at else each for number, each in enumerate([("a@x.cn",), (), ()])
    ]
    after = parts_of(path.read_bytes())
    assert len([name for name in before if before[name] != after[name]]) == 1
    assert openpyxl.load_workbook(io.BytesIO(path.read_bytes())).sheetnames
    once = path.read_bytes()
    note_address(district, units(district)[at], NEW)
    assert path.read_bytes() == once


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_in_a_csv(tmp_path: Path, encoding: str, end: str) -> None:
    """In its own encoding and with its own line ends; what is quoted stays quoted."""
    district = district_in(tmp_path)
    lines = [f"{FULL},备注,{ADDRESSES}", '甲乡,"一,二""三",a@x.cn', "乙乡", "", "丙乡,,"]
    (tmp_path / CSV).write_bytes(end.join([*lines, ""]).encode(encoding))
    for unit in units(district):
        note_address(district, unit, NEW)
    noted = [lines[0], f'甲乡,"一,二""三",a@x.cn、{NEW}', f"乙乡,,{NEW}", "", f"丙乡,,{NEW}"]
    assert (tmp_path / CSV).read_bytes() == end.join([*noted, ""]).encode(encoding)


@given(st.lists(st.lists(st.text('甲,"\n\r a', max_size=4), min_size=1, max_size=4), min_size=1, max_size=4), st.data())
@settings(deadline=None)
def test_any_csv_has_one_field_more_and_nothing_else(rows: list[list[str]], data: st.DataObject) -> None:
    """Whatever is quoted, and how: read again, all other fields are the same."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([[FULL, ADDRESSES], *rows])
    raw = out.getvalue().encode()
    before = list(csv.reader(io.StringIO(raw.decode(), newline="")))
    at = data.draw(st.integers(1, len(before) - 1))
    after = list(csv.reader(io.StringIO(_in_csv(raw, at + 1, NEW).decode(), newline="")))
    wanted = [*before[at], "", ""][: max(len(before[at]), 2)]
    there = wanted[1].strip()
    wanted[1] = f"{there}、{NEW}" if there else NEW
    assert after == [*before[:at], wanted, *before[at + 1 :]]


def open_elsewhere(path: Path) -> None:
    path.with_name(f"~${path.name}").write_bytes(b"")


def without_column(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet.delete_cols(len(TITLES) - list(TITLES).index(ADDRESSES))
    book.save(path)


@pytest.mark.parametrize("spoil", [open_elsewhere, without_column])
def test_what_cannot_be_written_is_told(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    """With the line and what to write there by hand; the list is as it was."""
    district = district_in(tmp_path)
    path = tmp_path / NAME
    path.write_bytes(roster_book(ROWS))
    spoil(path)
    before = path.read_bytes()
    with pytest.raises(UserError) as raised:
        note_address(district, units(district)[1], NEW)
    assert raised.value.code == "address-not-noted"
    assert "乙乡" in raised.value.text
    assert NEW in raised.value.text
    assert path.read_bytes() == before
