"""A plain table as a workbook: what a person typed stays data, and the same rows give the same bytes."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.instruments.oracles.office import needs_office, saved_as
from toolkit.office.opc import Package
from toolkit.office.sheets.xlsx import Contents
from toolkit.rich_text import FORBIDDEN
from toolkit.workbook.write.plain import Column, PlainSheet, plain_book
from toolkit.workbook.write.tidy import CORE

CODES = PlainSheet(
    "名单",
    (Column("代码", 12, text=True), Column("是否", 8, ("是", "否")), Column("数", 8)),
    (("007", "是", 3), ("=1+1", "", 0), ("@a", "否", -2)),
    note="=说明",
)


def test_the_same_sheets_give_the_same_bytes() -> None:
    """No clock shows, neither in the zip nor in the properties."""
    made = plain_book([CODES])
    assert made == plain_book([CODES])
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        assert {entry.date_time[0] for entry in book.infolist()} == {1980}
        assert str(datetime.now().year).encode() not in book.read(CORE)


def test_a_text_is_never_a_formula() -> None:
    """A unit called “=1+1” is a name; headings and notes come from people, too."""
    sheet = Contents(Package(plain_book([CODES]))).book.sheets["名单"]
    assert [content.formula for content in sheet.cells.values()] == [None] * len(sheet.cells)
    assert sheet.at(1, 1).value == "=说明"
    assert [sheet.at(row, 1).value for row in (3, 4, 5)] == ["007", "=1+1", "@a"]
    assert [sheet.at(row, 3).value for row in (3, 4, 5)] == [3, 0, -2]


@needs_office
def test_another_program_saves_what_was_written(tmp_path: Path) -> None:
    """Leading zeros and formula-like names survive a clerk's saving."""
    (tmp_path / "名单.xlsx").write_bytes(plain_book([CODES]))
    (saved,) = saved_as([tmp_path / "名单.xlsx"], tmp_path / "out", "ods")
    rows = CalamineWorkbook.from_path(saved).get_sheet_by_name("名单").to_python()
    assert [row[0] for row in rows[2:5]] == ["007", "=1+1", "@a"]


def test_the_headings_stay_in_sight_and_choices_are_offered() -> None:
    """Three hundred units scroll; the column of codes is text down to rows not yet filled in."""
    ws = load_workbook(io.BytesIO(plain_book([CODES])))["名单"]
    assert ws.freeze_panes == "B3"
    assert ws.column_dimensions["A"].number_format == "@"
    (listed,) = ws.data_validations.dataValidation
    assert listed.formula1 == '"是,否"'
    assert "B300" in listed.sqref


def test_a_list_that_excel_would_drop_is_left_out() -> None:
    """Excel “repairs” a list of more than 255 characters; a choice with a comma would be two."""
    for choices in (tuple(f"层级名称{number}" for number in range(60)), ("甲,乙",), ('甲"',)):
        ws = load_workbook(io.BytesIO(plain_book([PlainSheet("表", (Column("层级", 12, choices),))])))["表"]
        assert ws.data_validations.dataValidation == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=20), max_size=5))
@example(["_x0041_", "_x000D_"])
def test_any_text_is_written_and_read(texts: list[str]) -> None:
    """What no workbook can hold is dropped; the rest comes back, line ends as XML has them."""
    data = plain_book([PlainSheet("表", (Column("文字", 12),), [(text,) for text in texts])])
    sheet = Contents(Package(data)).book.sheets["表"]
    for row, text in enumerate(texts, start=2):
        held = FORBIDDEN.sub("", text)
        read = str(sheet.at(row, 1).value or "")
        assert read.replace("\r\n", "\n").replace("\r", "\n") == held.replace("\r\n", "\n").replace("\r", "\n")
