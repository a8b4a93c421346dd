"""The engine itself: what xlwings reads through it is what stands in the file, and what it types arrives there."""

import datetime as dt
import subprocess
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
import xlwings
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from tests.drawn import ROOT
from tests.instruments.calc.engine import calc
from tests.instruments.calc.link import Refused
from tests.instruments.oracles.office import needs_office

SAMPLE = ROOT / "samples" / "tanshan-2023" / "workbook.xlsx"
REQUESTS = "三、收到和处理申请"

pytestmark = needs_office


@pytest.fixture(scope="module")
def app() -> Iterator[xlwings.App]:
    with calc() as app:
        yield app


@pytest.fixture(scope="module")
def book(app: xlwings.App) -> xlwings.Book:
    """A real workbook of ours, only looked at."""
    return app.books.open(SAMPLE)


@pytest.fixture
def copy(app: xlwings.App, tmp_path: Path) -> Iterator[xlwings.Book]:
    """One to write in."""
    path = tmp_path / "副本.xlsx"
    path.write_bytes(SAMPLE.read_bytes())
    book = app.books.open(path)
    yield book
    book.close()


@pytest.fixture(scope="module")
def filed() -> openpyxl.Workbook:
    return openpyxl.load_workbook(SAMPLE)


@pytest.fixture(scope="module")
def cached() -> openpyxl.Workbook:
    return openpyxl.load_workbook(SAMPLE, data_only=True)


def rows_of(sheet: Worksheet, cells: xlwings.Range) -> list[list[object]]:
    """What openpyxl reads where ``cells`` are; an empty text is nothing."""
    last = cells.last_cell
    rows = sheet.iter_rows(cells.row, last.row, cells.column, last.column, values_only=True)
    return [[None if value == "" else value for value in row] for row in rows]


def test_all_values_are_those_in_the_file(book: xlwings.Book, cached: openpyxl.Workbook) -> None:
    """LibreOffice has worked out every formula again: the same as the file's own."""
    assert [sheet.name for sheet in book.sheets] == cached.sheetnames
    for sheet in book.sheets:
        used = sheet.used_range
        assert used.options(ndim=2, err_to_str=True).value == rows_of(cached[sheet.name], used)


def test_nothing_stands_outside_the_used_range(book: xlwings.Book, filed: openpyxl.Workbook) -> None:
    """Else a reader of the used range would miss it."""
    for sheet in book.sheets:
        used, page = sheet.used_range, filed[sheet.name]
        everywhere = {(cell.row, cell.column) for row in page.iter_rows() for cell in row if cell.value is not None}
        assert everywhere <= {
            (row, column)
            for row in range(used.row, used.last_cell.row + 1)
            for column in range(used.column, used.last_cell.column + 1)
        }


def told(formula: object) -> str:
    """A formula without what programs write differently: blanks, and quotes around a sheet's name."""
    text = "" if formula is None else str(formula)
    return text.replace("'", "").replace(" ", "") if text.startswith("=") else text


def test_all_formulas_are_those_in_the_file(book: xlwings.Book, filed: openpyxl.Workbook) -> None:
    """In Excel's words; a constant's formula is the constant as a text."""
    for sheet in book.sheets:
        used = sheet.used_range
        read = [list(map(told, row)) for row in used.formula]
        assert read == [list(map(told, row)) for row in rows_of(filed[sheet.name], used)]


def test_merges_and_hidden_lines_are_those_in_the_file(book: xlwings.Book, filed: openpyxl.Workbook) -> None:
    """A reader skips hidden columns, and finds a merged cell from any of its parts."""
    sheet, page = book.sheets[REQUESTS], filed[REQUESTS]
    for merged in page.merged_cells.ranges:
        cell = sheet.range((merged.max_row, merged.max_col))
        assert cell.merge_cells is True
        assert cell.merge_area.get_address(False, False) == merged.coord
    assert sheet.range("D6").merge_cells is False
    assert sheet.range("D6").merge_area.address == "$D$6"
    assert sheet.used_range.merge_cells is None
    used = sheet.used_range
    hidden = [page.column_dimensions[letter].hidden for letter in "ABCDEFGHIJK"]
    assert [used[0, at].columns.hidden for at in range(used.shape[1])] == hidden
    assert any(hidden)
    assert used.columns.hidden is None
    assert used.rows.hidden == (None if any(page.row_dimensions[row].hidden for row in range(1, 35)) else False)


def test_all_names_are_those_in_the_file(book: xlwings.Book, filed: openpyxl.Workbook) -> None:
    """Hidden ones too: our figures are found by them."""
    read = {name.name: told(name.refers_to) for name in book.names if "!" not in name.name}
    assert read == {name: told(f"={defined.attr_text}") for name, defined in filed.defined_names.items()}
    cell = book.names["requests.new.person"].refers_to_range
    assert (cell.sheet.name, cell.address) == (REQUESTS, "$D$6")
    assert cell == book.sheets[REQUESTS].range("requests.new.person")
    with pytest.raises(Refused, match="another sheet"):
        book.sheets[0].range("requests.new.person")


def test_typing_recalculates_and_is_saved(copy: xlwings.Book, tmp_path: Path, filed: openpyxl.Workbook) -> None:
    """A saved copy has the figure, the note, the colour, and the locks as they were."""
    sheet = copy.sheets[REQUESTS]
    sheet.range("D6:F6").value = [3, "4", None]
    assert sheet.range("D6:F6").value == [3, 4, None]
    assert sheet.range("J6").options(numbers=int).value == 7
    sheet.range("D6").color = (255, 199, 206)
    sheet.range("J6").add_note("不平，差3")
    copy.save(tmp_path / "saved.xlsx")
    saved = openpyxl.load_workbook(tmp_path / "saved.xlsx")
    page = saved[REQUESTS]
    assert (page["D6"].value, page["E6"].value, page["F6"].value) == (3, 4, None)
    assert page["D6"].fill.fgColor.rgb == "FFFFC7CE"
    assert page["J6"].comment is not None
    assert "不平，差3" in page["J6"].comment.text
    for name in filed.sheetnames:
        assert dict(saved[name].protection) == dict(filed[name].protection)
        assert saved[name].protection.sheet
    assert all(
        page.cell(row, column).protection.locked == filed[REQUESTS].cell(row, column).protection.locked
        for row in range(1, 35)
        for column in range(1, 12)
    )


def test_protected_sheets_refuse(app: xlwings.App, copy: xlwings.Book, tmp_path: Path) -> None:
    """As in Excel: typing into locked cells; a sheet that does not allow it, colours and notes too."""
    sheet = copy.sheets[REQUESTS]
    for address in ("J6", "D6:J6"):
        with pytest.raises(Refused, match="locked"):
            sheet.range(address).value = 1
    assert sheet.range("J6").formula == "=SUM(D6:I6)"
    sheet.range("J6").color = (255, 199, 206)
    strict = openpyxl.Workbook()
    page = strict.worksheets[0]
    page.protection.sheet = page.protection.objects = True
    strict.save(tmp_path / "严.xlsx")
    cell = app.books.open(tmp_path / "严.xlsx").sheets[0].range("A1")
    with pytest.raises(Refused, match="formatCells"):
        cell.color = (255, 199, 206)
    with pytest.raises(Refused, match="objects"):
        cell.add_note("请核对")
    cell.sheet.book.close()


def test_colours_and_notes_come_and_go(copy: xlwings.Book) -> None:
    """Marks are put on, found again, and taken off without a trace."""
    sheet = copy.sheets[REQUESTS]
    cell, beside = sheet.range("J8"), sheet.range("J9")
    before = cell.color
    cell.color = (255, 199, 206)
    assert cell.color == (255, 199, 206)
    assert sheet.range("J8:J9").color == (0, 0, 0)
    cell.color = None
    assert cell.color is None
    cell.color = before
    assert cell.color == beside.color == before
    assert cell.note is None
    note = cell.add_note("请核对")
    with pytest.raises(ValueError, match="already has a note"):
        cell.add_note("再写")
    note.text = "请核对上面各项"
    assert [(each.location.address, each.text) for each in copy.notes] == [("$J$8", "请核对上面各项")]
    assert cell.note is not None
    cell.note.delete()
    assert cell.note is None
    assert len(sheet.notes) == 0


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cell of every kind, and names that lost what they meant."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "张三's"
    sheet.append([12, 1.5, True, "文字", "12", dt.datetime(2024, 1, 31)])
    for column, formula in enumerate(("=1/0", "=NA()", "=1>2", "=1-1", None, '=""'), 7):
        sheet.cell(1, column, formula)
    sheet["E1"].number_format = "@"
    sheet["A2"] = CellRichText("前", TextBlock(InlineFont(b=True), "𠮷粗"), "后\n段")
    sheet["B2"] = dt.time(12, 30)
    sheet["C2"], sheet["C2"].data_type = "=不是公式", "s"
    sheet["D2"].comment = Comment("一条批注", "审核人")
    sheet["E2"].font = Font(bold=True)
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[4].height = 30
    for name, text in (
        ("two", "'张三''s'!$A$1,'张三''s'!$B$2:$C$3"),
        ("gone", "'张三''s'!#REF!"),
        ("half", "'张三''s'!$A$1,'张三''s'!#REF!"),
        ("lost", "#REF!"),
    ):
        book.defined_names[name] = DefinedName(name, attr_text=text, hidden=True)
    path = tmp_path_factory.mktemp("kinds") / "各种.xlsx"
    book.save(path)
    return path


def test_each_kind_of_value(app: xlwings.App, kinds: Path) -> None:
    """Numbers are floats, errors nothing or their text, as with Excel."""
    book = app.books.open(kinds)
    first = book.sheets[0].range("A1:L1")
    known: list[object] = [12.0, 1.5, True, "文字", "12", dt.datetime(2024, 1, 31)]
    assert first.value == [*known, None, None, False, 0.0, None, None]
    assert first.options(err_to_str=True).value == [*known, "#DIV/0!", "#N/A", False, 0.0, None, None]
    assert isinstance(first.value[8], bool)
    assert not isinstance(first.value[9], bool)
    wanted: object = ("12", "1.5", "TRUE", "文字", "12", "45322", "=1/0", "=NA()", "=1>2", "=1-1", "", '=""')
    assert [*first.formula] == [wanted]
    assert book.sheets[0].range("B2").value == dt.datetime(1899, 12, 30, 12, 30)
    assert book.sheets[0].range("C2").value == book.sheets[0].range("C2").formula == "=不是公式"
    assert [first[4].number_format, first[0].number_format, first.number_format] == ["@", "General", None]
    book.close()


def test_looks(app: xlwings.App, kinds: Path) -> None:
    """Bold runs are counted as Excel counts: a character beyond 16 bits is two."""
    book = app.books.open(kinds)
    sheet = book.sheets[0]
    text = sheet.range("A2")
    assert text.value == "前𠮷粗后\n段"
    assert [text.characters[at : at + 1].font.bold for at in range(7)] == [False, True, True, True, False, False, False]
    assert (text.characters[1:4].text, text.characters[1:4].font.bold) == ("𠮷粗", True)
    assert text.characters[0:2].font.bold is None
    assert text.font.bold is None
    assert sheet.range("D1").font.bold is False
    assert sheet.range("E2").font.bold is True
    text.characters[4:5].font.bold = True
    assert text.characters[1:5].font.bold is True
    assert [sheet.range(f"A{row}").rows.hidden for row in (2, 3, 4)] == [False, True, False]
    assert sheet.range("2:4").rows.hidden is None
    assert sheet.range("A4").row_height == pytest.approx(30, abs=0.1)
    note = sheet.range("D2").note
    assert note is not None
    assert (note.text, note.author) == ("一条批注", "")  # LibreOffice does not keep a file's author
    book.close()


def test_names_that_lost_their_cells(app: xlwings.App, kinds: Path) -> None:
    """As in Excel, what is gone is ``#REF!``."""
    book = app.books.open(kinds)
    assert {name.name: name.refers_to for name in book.names} == {
        "two": "='张三''s'!$A$1,'张三''s'!$B$2:$C$3",
        "gone": "='张三''s'!#REF!",
        "half": "='张三''s'!$A$1,'张三''s'!#REF!",
        "lost": "=#REF!",
    }
    book.close()


def test_code_for_excel_runs_unchanged(app: xlwings.App, copy: xlwings.Book) -> None:
    """What a button calls asks for the calling book, shows a box, and goes to a cell."""
    assert xlwings.Book.caller() == copy
    assert xlwings.books.active == copy
    app.screen_updating = False
    app.screen_updating = True
    assert app.alert("数据校验通过", "校验") == "ok"
    assert app.impl.said[-1] == ("数据校验通过", "校验")
    copy.sheets[REQUESTS].range("D6").select()
    assert copy.sheets.active.name == REQUESTS
    assert app.selection is not None
    assert app.selection.address == "$D$6"
    new = app.books.add()
    assert xlwings.Book.caller() == new
    new.sheets[0].range("A1").value = [["一", "=B2*2"], [True, 21], [dt.datetime(2024, 2, 29), "12%"]]
    assert new.sheets[0]["A1:B3"].value == [["一", 42], [True, 21], [dt.datetime(2024, 2, 29), 0.12]]
    new.close()
    assert xlwings.Book.caller() == copy


def test_nothing_is_left_behind() -> None:
    """Neither the engine nor the program."""
    before = list(xlwings.engines)
    with calc() as app:
        process = app.impl.engine.link.process
        assert xlwings.engines.active is not None
        assert xlwings.engines.active.apps.active == app
    assert list(xlwings.engines) == before
    listed = subprocess.run(["ps", "-eo", "pgid=,stat="], capture_output=True, text=True, check=True).stdout
    groups = [line.split() for line in listed.splitlines()]
    assert [state for group, state in groups if group == str(process.pid) and not state.startswith("Z")] == []
