"""The buttons on a workbook that is open: what they show, make and mark, and what they leave alone."""

from pathlib import Path
from typing import Any

import pytest
import xlwings
from openpyxl import load_workbook

from tests.cli.running import run
from tests.drawn import ROOT, official_form
from tests.instruments.calc.link import Refused
from tests.instruments.oracles.office import needs_office
from toolkit.checks.finding import Level
from toolkit.checks.messages.wording import passed
from toolkit.excel import buttons
from toolkit.workbook.design.labels import COMMENT_BEGINS
from toolkit.workbook.mark.styles import COLOURS

GOOD = ROOT / "samples" / "tanshan-2023" / "workbook.xlsx"
BROKEN = ROOT / "samples" / "hongze-2023-broken" / "workbook.xlsx"

pytestmark = needs_office


@pytest.fixture(autouse=True)
def _silent(app: xlwings.App, monkeypatch: pytest.MonkeyPatch) -> None:
    for book in list(app.books):
        book.close()
    app.impl.said.clear()
    monkeypatch.setattr(buttons, "_open", lambda path: None)


def opened(app: xlwings.App, path: Path, folder: Path) -> xlwings.Book:
    """A copy of a sample on the officer's disk, open in front."""
    copy = folder / f"{path.parent.name}.xlsx"
    copy.write_bytes(path.read_bytes())
    return app.books.open(copy)


def said(app: xlwings.App) -> list[str]:
    return [prompt for prompt, _ in app.impl.said]


def contents(book: xlwings.Book) -> dict[str, Any]:
    return {sheet.name: (sheet.used_range.formula, sheet.used_range.value) for sheet in book.sheets}


def marked(book: xlwings.Book) -> dict[str, str]:
    notes = [(sheet.name, note) for sheet in book.sheets for note in sheet.notes]
    return {f"{sheet}!{note.location.get_address(False, False)}": note.text for sheet, note in notes}


def test_check_lists_what_the_command_line_says(app: xlwings.App, tmp_path: Path) -> None:
    """In a workbook of its own, in the same words and order; the officer's own is not touched."""
    book = opened(app, BROKEN, tmp_path)
    before = contents(book)
    buttons.check()
    assert said(app) == ["必须改正2处。"]
    listed = app.books.active
    assert listed.name == "hongze-2023-broken-问题清单.xlsx"
    rows = listed.sheets[0].used_range.value
    expected = run("check", "--json", BROKEN).json["files"][0]["findings"]
    assert [row[2] for row in rows[2:]] == [each["message"] for each in expected]
    assert contents(book) == before
    assert marked(book) == {}
    book.activate()
    buttons.check()  # the list of before is still open
    assert said(app) == ["必须改正2处。"] * 2


def test_check_where_all_is_well(app: xlwings.App, tmp_path: Path) -> None:
    """A sentence, and no empty list."""
    book = opened(app, GOOD, tmp_path)
    buttons.check()
    assert said(app) == [passed(official_form())]
    assert app.books.active.name == book.name


def test_marks_come_and_go(app: xlwings.App, tmp_path: Path) -> None:
    """Each problem at its cell; mended, its colour and note are gone; a note of one's own stays; no content changes."""
    book = opened(app, GOOD, tmp_path)
    sheet = book.sheets["三、收到和处理申请"]
    cell = sheet.range("D6")
    drawn, right = cell.color, cell.value
    cell.add_note("下周问县里")
    cell.value = 7
    before = contents(book)
    buttons.mark()
    marks = marked(book)
    assert said(app)[0].startswith("已标出问题：必须改正1处")
    assert marks["三、收到和处理申请!D6"].startswith(f"下周问县里\n{COMMENT_BEGINS}\n")
    assert cell.color == tuple(bytes.fromhex(COLOURS[Level.ERROR][0]))
    assert contents(book) == before
    buttons.mark()
    assert marked(book) == marks
    cell.value = right
    buttons.mark()
    assert marked(book) == {"三、收到和处理申请!D6": "下周问县里"}
    assert cell.color == drawn
    assert said(app)[-1].endswith("没有标记。")


def locks(path: Path) -> dict[str, Any]:
    """Each sheet's protection, and which of its cells are locked, as a program that is not ours reads them."""
    found = {}
    for sheet in load_workbook(path).worksheets:
        held = {cell.coordinate: cell.protection.locked for row in sheet.iter_rows() for cell in row}
        found[sheet.title] = (dict(sheet.protection), held)
    return found


def test_locks_are_as_before(app: xlwings.App, tmp_path: Path) -> None:
    """Marking asks for nothing that a protected sheet refuses; saved, every sheet and cell is locked as it was."""
    book = opened(app, BROKEN, tmp_path)
    plain, saved = tmp_path / "plain.xlsx", tmp_path / "saved.xlsx"
    book.save(plain)
    buttons.mark()
    assert said(app) == ["已标出问题：必须改正2处。"]
    book.save(saved)
    assert locks(saved) == locks(plain)
    with pytest.raises(Refused):
        book.sheets["四、复议诉讼"].range("E6").value = 11


def test_the_report_beside_the_workbook(app: xlwings.App, tmp_path: Path) -> None:
    """As the command line makes it; a draft while something must be mended; what is there already is kept."""
    opened(app, GOOD, tmp_path)
    buttons.report()
    buttons.report()
    first, second = (tmp_path / f"原州区炭山乡2023年政府信息公开工作年度报告{number}.docx" for number in ("", "（2）"))
    run("render", GOOD, "-o", tmp_path / "cli.docx")
    assert first.read_bytes() == second.read_bytes() == (tmp_path / "cli.docx").read_bytes()
    assert said(app) == [f"已生成报告：{first.name}", f"已生成报告：{second.name}"]
    opened(app, BROKEN, tmp_path)
    buttons.report()
    assert said(app)[-1].startswith("有必须改正2处，生成的是送审稿：")
    assert said(app)[-1].endswith("（送审稿）.docx")


def test_a_foreign_workbook_is_left_alone(app: xlwings.App) -> None:
    """A sentence, whichever button; a workbook that was never saved too."""
    book = app.books.add()
    book.sheets[0].range("A1").value = "别的表"
    before = contents(book)
    for press in (buttons.check, buttons.mark, buttons.report):
        press()
    assert len(said(app)) == 3
    assert all("不是本年度的填报表" in sentence for sentence in said(app))
    assert contents(book) == before


def test_an_unforeseen_fault_is_a_sentence(app: xlwings.App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The officer never sees a traceback."""
    opened(app, GOOD, tmp_path)
    monkeypatch.setattr(buttons, "live_book", lambda book: 1 / 0)
    buttons.check()
    assert "没有料到的问题" in said(app)[0]
