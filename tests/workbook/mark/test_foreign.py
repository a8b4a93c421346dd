"""Marked files in the hands of other programs: LibreOffice, the Open XML validator, and what Excel hangs on a sheet."""

from pathlib import Path

import pytest

from tests.drawn import filled
from tests.instruments.oracles.office import needs_office, recalculated
from tests.instruments.oracles.validator import needs_validator, problems
from tests.office.sheets.drawn_parts import parts_of, sheet_part, typed, with_part
from tests.workbook.mark.marking import (
    KNOWN,
    RELATED,
    Hung,
    checked,
    coloured,
    comments,
    error,
    findings_of,
    hanging,
    opened,
    spots,
    with_comment,
)
from tests.workbook.mark.test_mark import faulty
from toolkit.checks.finding import Spot
from toolkit.form.form import Form
from toolkit.form.reserved_names import LIST
from toolkit.workbook.mark.mark import marked
from toolkit.workbook.read.reader import read
from toolkit.workbook.write.fill import fill

SHEET = "二、主动公开"
SPACES = 'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
HUNG = (
    Hung(
        "xl/drawings/drawing1.xml",
        f"<xdr:wsDr {SPACES}/>".encode(),
        "application/vnd.openxmlformats-officedocument.drawing+xml",
        f"{RELATED}/drawing",
    ),
    Hung("xl/media/image1.png", b"\x89PNG\r\n\x1a\n", "image/png", f"{RELATED}/image"),
    Hung(
        "xl/threadedComments/threadedComment1.xml",
        f'<ThreadedComments xmlns="{THREADS}"/>'.encode(),
        "application/vnd.ms-excel.threadedcomments+xml",
        "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
    ),
    Hung(
        "xl/cellimages.xml", b"<etc:cellImages/>", "application/xml", "http://www.wps.cn/officeDocument/2020/cellImage"
    ),
)


def with_pictures(workbook: bytes) -> bytes:
    """A sheet with a drawing, a picture, a thread of comments, and pictures in cells as WPS keeps them."""
    return hanging(workbook, SHEET, HUNG, [f'<drawing xmlns:r="{RELATED}" r:id="r1"/>'])


def test_what_other_programs_hung_on_a_sheet_stays_byte_for_byte(official: Form) -> None:
    """openpyxl would drop all of it."""
    before = with_pictures(faulty(official))
    made = checked(before)
    for each in HUNG:
        assert parts_of(made)[each.name] == each.data
    xml = parts_of(made)[sheet_part(made, SHEET)].decode()
    assert 0 < xml.index("<drawing ") < xml.index("<legacyDrawing ")
    assert checked(made) == made
    assert parts_of(marked(made, ()))[sheet_part(made, SHEET)] == parts_of(before)[sheet_part(before, SHEET)]


@needs_validator
def test_the_validator_finds_no_fault(any_form: Form, tmp_path: Path) -> None:
    """Marked once, marked again after other findings, and no longer marked."""
    once = checked(faulty(any_form))
    for number, workbook in enumerate((once, marked(once, [error("甲")]), marked(once, ()))):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(workbook)
        assert problems(path) == []


@needs_validator
def test_the_validator_accepts_both_comments_of_a_cell(official: Form, tmp_path: Path) -> None:
    """An officer's and ours in one text."""
    own = with_comment(typed(official), SHEET, 5, 2, "B5", "<t>问过司法所</t>")
    closed = with_part(own, "xl/drawings/vmlDrawing1.vml", lambda vml: vml.replace("<br>", ""))
    path = tmp_path / "a.xlsx"
    path.write_bytes(marked(closed, [error("甲", Spot(SHEET, "B5"), Spot(SHEET, "B6"))]))
    assert problems(path) == []


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A marked workbook of each form, and one with an officer's comment, as LibreOffice saves it."""
    folder = tmp_path_factory.mktemp("saved")
    official, second = KNOWN
    own = with_comment(faulty(official), SHEET, 5, 2, "B5", "<t>问过司法所</t>")
    files = []
    for name, workbook in (("official", faulty(official)), ("second", faulty(second)), ("own", own)):
        files.append(folder / f"{name}.xlsx")
        files[-1].write_bytes(checked(workbook))
    return {file.stem.partition("-")[2]: file.read_bytes() for file in recalculated(files, folder / "saved")}


@needs_office
@pytest.mark.parametrize("name", ["official", "second"])
def test_libreoffice_shows_the_marks(name: str, saved: dict[str, bytes]) -> None:
    """It keeps what it understood: comments, colours and links at the right cells."""
    found = findings_of(saved[name])
    assert coloured(saved[name]) == comments(saved[name]).keys() == spots(found)
    sheet = opened(saved[name]).worksheets[0]
    assert sheet.title == LIST
    linked = [cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert len(linked) == sum(bool(mark.spots) for mark in found)


@needs_office
@pytest.mark.parametrize("name", ["official", "second"])
def test_a_copy_that_libreoffice_saved_is_marked_anew(name: str, saved: dict[str, bytes]) -> None:
    """One set of marks again; none of them is left once the problems are mended."""
    found = findings_of(saved[name])
    again = checked(saved[name])
    assert comments(again) == comments(saved[name])
    assert coloured(again) == spots(found)
    assert checked(again) == again
    assert opened(again).sheetnames == opened(saved[name]).sheetnames
    form = KNOWN[name == "second"]
    mended = checked(fill(saved[name], filled(form), KNOWN))
    assert (comments(mended), coloured(mended)) == ({}, set())
    assert read(mended, KNOWN).submission == filled(form)
    assert LIST not in opened(mended).sheetnames
    assert not [part for part in parts_of(mended) if "comment" in part or "vml" in part]


@needs_office
def test_an_officers_comment_is_kept_through_libreoffice(saved: dict[str, bytes]) -> None:
    """Ours is cut out of it again."""
    spot = Spot(SHEET, "B5")
    assert comments(saved["own"])[spot].startswith("问过司法所\n【年报校验】")
    assert comments(checked(saved["own"]))[spot] == comments(saved["own"])[spot]
    assert comments(marked(saved["own"], ())) == {spot: "问过司法所"}
