"""What a unit sends goes back with the district's name on it, so nothing in it may start, fetch or open anything."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.drawn import official_form
from tests.instruments.oracles.office import needs_office, recalculated
from tests.instruments.oracles.validator import needs_validator, problems
from tests.office.sheets.drawn_parts import empty, parts_of, small, typed, with_part
from tests.office.sheets.hostile_parts import SECRET, hostile
from tests.workbook.mark.marking import KNOWN, checked, comments, error, opened, said
from tests.workbook.mark.test_mark import faulty
from toolkit.checks.finding import Spot
from toolkit.errors import UserError
from toolkit.form.form import Form
from toolkit.workbook.mark.mark import marked
from toolkit.workbook.read.reader import read
from toolkit.workbook.strip.formulas import PLAIN, reaches_out
from toolkit.workbook.strip.parts import MACROS, OBJECTS, OUTSIDE
from toolkit.workbook.strip.strip import stripped
from toolkit.workbook.write.repair import repaired

SHEET = "二、主动公开"
TYPES = "[Content_Types].xml"


def found(workbook: bytes, word: bytes) -> list[str]:
    """The parts in which a word stands, whatever they are called."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return [name for name in archive.namelist() if word in archive.read(name)]


@pytest.mark.parametrize(
    ("formula", "out"),
    [
        ("SUM(B5:B9)-SUM('二、主动公开'!B5)", False),
        ('IF(A1="[1]cmd|http://","看",B1)', False),
        ("_xlfn.IFS(A1,1)", False),
        ("cmd|'/c calc'!A0", True),
        ("'cmd'|'/c calc'!A0", True),
        ("[1]Sheet1!A1", True),
        ("'[1]Sheet 1'!A1", True),
        ("'\\\\host\\share\\[a.xlsx]b'!A1", True),
        ("'file:///etc/passwd'#$A.A1", True),
        ('HYPERLINK("http://x")', True),
        ('hyperlink ("http://x")', True),
        ('_xlfn.WEBSERVICE("http://x")', True),
        ('_XLFN.webservice("http://x")', True),
        ('DDE("cmd";"x";"y")', True),
        ("INDIRECT(A1)", True),
        ('REGISTER.ID("a","b")', True),
        ('"half', True),
        (f"1{'+1' * 5000}", True),
    ],
)
def test_formulas_that_reach_out(formula: str, out: bool) -> None:
    """Of another book, a program, a page; what is only quoted reaches nothing."""
    assert reaches_out(formula) == out


@given(st.text("ABc1()'\"[]|\\!:.,+ ", max_size=30), st.sampled_from(["DDE", "CALL", "WEBSERVICE", "IMAGE", "RTD"]))
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_no_wrapping_hides_a_function(before: str, name: str) -> None:
    """Whatever stands before it: it is seen, or it is inside quotation marks."""
    formula = f"{before}{name}(1)"
    assert name not in PLAIN
    if not reaches_out(formula):
        assert before.count('"') % 2 or before.count("'") % 2


def test_nothing_dangerous_is_passed_on(official: Form) -> None:
    """Not one part, link, name or formula of it is left; the workbook says what it said."""
    before = hostile(faulty(official), SHEET)
    assert len(found(before, SECRET)) > 15
    made = stripped(before)
    assert found(made.data, SECRET) == []
    assert made.left_out == (MACROS, OUTSIDE, OBJECTS)
    types = parts_of(made.data)[TYPES].decode()
    assert "macro" not in types.lower()
    assert "vba" not in types.lower()
    assert found(made.data, b"External") == []
    assert read(made.data, KNOWN).submission == read(before, KNOWN).submission
    shown = opened(made.data)[SHEET]
    assert [shown[f"T{row}"].value for row in range(900, 906)] == [f"看到的{number}" for number in range(6)]
    assert "宏表" not in opened(made.data).sheetnames


def test_what_is_the_filers_own_stays(official: Form) -> None:
    """His comment, his picture, a link within the workbook; locks, names and colours as they were."""
    before = faulty(official)
    made = stripped(hostile(before, SHEET)).data
    assert comments(made) == {Spot(SHEET, "B5"): "问过司法所"}
    parts = parts_of(made)
    assert "xl/media/own.png" in parts
    drawing = parts["xl/drawings/drawing9.xml"].decode()
    assert ("公章" in drawing, "按钮" in drawing, "hlinkClick" in drawing) == (True, True, False)
    assert opened(made)[SHEET]["T2"].hyperlink.location == "T1"
    names = {name: each.attr_text for name, each in opened(before).defined_names.items()}
    assert {name: each.attr_text for name, each in opened(made).defined_names.items()} == names
    assert opened(made).sheetnames == opened(before).sheetnames


def test_a_workbook_of_ours_comes_back_as_it_was(any_form: Form) -> None:
    """All parts that it shares with the stripped one are the same, byte for byte, but for the lists of parts."""
    for before in (empty(any_form), typed(any_form), checked(faulty(any_form))):
        made = stripped(before)
        assert made.left_out == ()
        assert stripped(made.data) == made
        one, other = parts_of(before), parts_of(made.data)
        differ = {name for name in other if one.get(name) != other[name] and not name.endswith((".rels", ".vml"))}
        assert differ <= {TYPES}
        assert one.keys() - other.keys() <= {"docProps/app.xml", "xl/calcChain.xml"}


def test_marks_come_and_go_on_a_stripped_copy(official: Form) -> None:
    """As on any other; the officer's comment is his, ours stands below it."""
    made = stripped(hostile(faulty(official), SHEET)).data
    once = marked(made, [error("甲", Spot(SHEET, "B5"), Spot(SHEET, "B6"))])
    spot = Spot(SHEET, "B5")
    assert comments(once) == {spot: f"问过司法所\n{said('必须改正：甲')}", Spot(SHEET, "B6"): said("必须改正：甲")}
    assert comments(marked(once, ())) == {spot: "问过司法所"}


@pytest.mark.parametrize(
    "broken",
    [
        lambda xml: xml.replace("<sheetData>", f"{'<a>' * 200}{'</a>' * 200}<sheetData>"),
        lambda xml: f'<!DOCTYPE a [<!ENTITY b "c">]>{xml}',
        lambda xml: xml.replace("worksheet", "macrosheet"),
    ],
)
def test_what_is_no_sheet_is_refused(broken: object) -> None:
    """Too deep, with entities of its own, or a sheet of macros under another name: no copy is made of it."""
    with pytest.raises(UserError):
        stripped(with_part(small("<row r='1'/>"), "xl/sheet.xml", broken))  # type: ignore[arg-type]


def test_shared_formulas_go_with_the_first_of_them() -> None:
    """It alone says what they all do; and metadata of cells does not come along."""
    rows = (
        '<row r="1"><c r="A1" cm="1"><f t="shared" ref="A1:A2" si="0">[1]a!A1</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c><c r="B2"><f>1+1</f><v>2</v></c></row>'
    )
    xml = parts_of(stripped(small(rows)).data)["xl/sheet.xml"].decode()
    assert xml.count("<f") == xml.count("<f>1+1</f>") == 1
    assert '<c r="A1"><v>1</v></c>' in xml


def test_a_repaired_workbook_has_nothing_of_its_filers_but_what_was_typed(official: Form) -> None:
    """It is drawn anew."""
    assert found(repaired(read(hostile(faulty(official), SHEET), KNOWN), KNOWN), SECRET) == []


@needs_validator
def test_the_validator_finds_no_fault(official: Form, tmp_path: Path) -> None:
    """Stripped, and marked afterwards."""
    made = stripped(hostile(faulty(official), SHEET)).data
    for number, workbook in enumerate((made, checked(made))):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(workbook)
        assert problems(path) == []


@needs_office
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    """With the figures, the marks, and what the formulas that are gone showed."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(checked(stripped(hostile(faulty(official_form()), SHEET)).data))
    (saved,) = recalculated([path], tmp_path / "saved")
    book = openpyxl.load_workbook(saved)
    assert book[SHEET]["T900"].value == "看到的0"
    assert comments(saved.read_bytes()).keys() == comments(path.read_bytes()).keys()
