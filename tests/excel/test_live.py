"""An open workbook is read as its file would be, and what is not yet saved counts."""

from pathlib import Path

import pytest
import xlwings

from tests.drawn import ROOT
from tests.instruments.oracles.office import needs_office
from tests.office.sheets.drawn_parts import with_part
from toolkit.excel.buttons import told_of
from toolkit.excel.live import live_book
from toolkit.form.library import forms
from toolkit.office.sheets.book import ODD
from toolkit.submission.json import to_json
from toolkit.tasks.files.inputs import read_one

SAMPLES = sorted((ROOT / "samples").glob("*/workbook.xlsx"))[::2]
GOOD = ROOT / "samples" / "tanshan-2023" / "workbook.xlsx"

pytestmark = needs_office


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_every_sample_as_its_file(path: Path, app: xlwings.App) -> None:
    """The same submission, texts with their bold parts and all; every cell of a figure or text where it is."""
    book = app.books.open(path)
    reading, _ = told_of(book)
    book.close()
    filed = read_one(path, forms())
    assert to_json(reading.submission) == to_json(filed.submission)
    assert reading.places == filed.places
    assert reading.cover == filed.cover
    assert reading.findings == filed.findings


def test_what_is_not_saved_counts(app: xlwings.App) -> None:
    """The officer asks before saving: a total that was added up anew, a figure that is wrong now."""
    book = app.books.open(GOOD)
    cell = book.sheets["三、收到和处理申请"].range("D6")
    before = told_of(book)[0].submission.figure("requests.new.person")
    cell.value = 7
    reading, told = told_of(book)
    book.close()
    assert (before, reading.submission.figure("requests.new.person")) == (0, 7)
    assert "requests-balance" in {each.finding.code for each in told}


def test_dates_percents_and_truths(app: xlwings.App, tmp_path: Path) -> None:
    """Typed into figures, each is read as the same from the file: never silently a number."""
    book = app.books.open(GOOD)
    sheet = book.sheets["三、收到和处理申请"]
    for at, typed in (("E6", "TRUE"), ("F6", "=1/0"), ("G6", " 3 件")):
        sheet.range(at).value = typed
    sheet.range("D6").number_format, sheet.range("D6").value = "0%", 0.12
    live = live_book(book).sheets[sheet.name]
    assert live.at(6, 4).shows == ODD
    assert live.at(6, 5).value == "TRUE"
    assert live.at(6, 6).value == "#DIV/0!"
    saved = tmp_path / "saved.xlsx"
    book.save(saved)
    reading, _ = told_of(book)
    book.close()
    assert reading.submission.entries == read_one(saved, forms()).submission.entries


def test_hidden_lines_and_covered_cells(app: xlwings.App, tmp_path: Path) -> None:
    """What nobody sees, and what is merged away, is told from the open book too."""
    part = "xl/worksheets/sheet5.xml"
    damaged = with_part(
        GOOD.read_bytes(),
        part,
        lambda xml: xml.replace('<row r="8"', '<row hidden="1" r="8"').replace(
            "</mergeCells>", '<mergeCell ref="D10:E10"/></mergeCells>'
        ),
    )
    path = tmp_path / "damaged.xlsx"
    path.write_bytes(damaged)
    book = app.books.open(path)
    reading, _ = told_of(book)
    book.close()
    filed = read_one(path, forms())
    codes = {each.code for each in filed.findings}
    assert "cell-covered" in codes
    assert {each.code for each in reading.findings} == codes
