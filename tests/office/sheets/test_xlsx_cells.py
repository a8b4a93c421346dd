"""What the XML of a part says, whichever program wrote it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawn import rows
from tests.office.sheets.drawn_parts import TRANSITIONAL
from toolkit.office.sheets.addresses import letters
from toolkit.office.sheets.xlsx_cells import raw_sheet, whole
from toolkit.office.sheets.xlsx_strings import escape, shared_strings, unescape

# as it stands in the XML | the text that is meant
ESCAPES = r"""
_x005F_x000D_          | _x000D_
_x005F_x005F_x005F_x000D_ | _x005F_x000D_
_x005f_x000D_          | _x000D_
_x0041_                | A
_x4E2D_文              | 中文
_x000_                 | _x000_
_x00G0_                | _x00G0_
x000D_                 | x000D_
a_x0008_b              | ab
a_xD800_b              | ab
a_xFFFE_b              | ab
"""


def cells(inner: str) -> dict[str, str]:
    sheet = f'<sheet xmlns="{TRANSITIONAL}"><sheetData>{inner}</sheetData></sheet>'
    found = raw_sheet(sheet.encode()).cells
    return {f"{letters(column)}{row}": cell.value for (row, column), cell in found.items()}


@pytest.mark.parametrize(("written", "meant"), rows(ESCAPES))
def test_escapes_are_undone(written: str, meant: str) -> None:
    """Excel's escapes are resolved once; what no XML file can hold is dropped, or the Word report would not open."""
    assert unescape(written) == meant


def test_line_ends_are_read_as_such() -> None:
    """``_x000D_`` comes from Excel with texts that were pasted; Word's own line break does too."""
    assert (unescape("一_x000D_\n二"), unescape("一_x000B_二")) == ("一\r\n二", "一\n二")


@given(st.lists(st.sampled_from(["_", "x", "005F", "000D", "_x0041_", "_x005F_", "中", "a"])).map("".join) | st.text())
def test_escape_and_unescape_are_inverse(text: str) -> None:
    """A text that looks like an escape is still the text that was typed."""
    assert unescape(escape(text)) == text


def test_cells_without_a_reference_follow_one_another() -> None:
    """References may be left out; a figure must not be lost for that."""
    found = cells(
        "<row r='1'><c><v>1</v></c><c><v>2</v></c></row>"
        "<row><c/><c><v>3</v></c></row>"
        "<row r='7'><c r='A7'><v>4</v></c><c><v>5</v></c></row>"
    )
    assert found == {"A1": "1", "B1": "2", "B2": "3", "A7": "4", "B7": "5"}


def test_a_reference_that_is_none_is_passed_over() -> None:
    """Junk beside the figures does not hide them."""
    assert cells("<row r='1'><c r='!!'><v>1</v></c><c r='B1'><v>2</v></c></row>") == {"B1": "2"}


def test_cells_that_hold_nothing_are_not_kept() -> None:
    """A sheet may have a million cells that were only coloured."""
    assert cells("<row r='1'><c r='A1' s='3'/><c r='ZZ1' s='3'><v>2</v></c></row>") == {"ZZ1": "2"}


def test_merged_areas_and_hidden_lines() -> None:
    """A merged input has lost its figure; a hidden line still has its figures."""
    sheet = f"""<sheet xmlns="{TRANSITIONAL}"><cols><col min="2" max="3" hidden="1"/><col min="5" max="5"/></cols>
        <sheetData><row r="4" hidden="true"/><row r="5" hidden="0"/></sheetData>
        <mergeCells count="1"><mergeCell ref="D8:E8"/></mergeCells></sheet>"""
    found = raw_sheet(sheet.encode())
    assert (found.merged, found.hidden_rows, found.hidden_columns) == (["D8:E8"], [range(4, 5)], [range(2, 4)])


def test_shared_formulas_are_spelled_out() -> None:
    """A program may write the formula of a row of totals once."""
    sheet = f"""<sheet xmlns="{TRANSITIONAL}"><row r="9">
        <c r="A9"><f t="shared" ref="A9:C9" si="3">SUM(A1:A8)</f><v>1</v></c>
        <c r="B9"><f t="shared" si="3"/><v>2</v></c>
        <c r="C9"><f t="shared" si="4"/><v>3</v></c>
        <c r="D9"><f>SUM(D1)</f><v>4</v></c></row></sheet>"""
    assert [cell.formula for cell in raw_sheet(sheet.encode()).cells.values()] == [
        "SUM(A1:A8)",
        "SUM(B1:B8)",
        "",
        "SUM(D1)",
    ]


def test_shared_strings_keep_their_runs() -> None:
    """Bold within a paragraph is kept, phonetic hints above it are no text."""
    xml = f"""<sst xmlns="{TRANSITIONAL}">
        <si><t>全</t></si>
        <si><r><t>细</t></r><r><rPr><b/><sz val="11"/></rPr><t xml:space="preserve"> 粗</t></r>
            <r><rPr><b val="0"/></rPr><t>细</t></r><r><rPr><b val="false"/></rPr><t>细</t></r>
            <r><rPr><b val="1"/></rPr><t>粗</t></r><r><rPr><sz val="9"/></rPr><t>细</t></r>
            <rPh sb="0" eb="1"><t>hint</t></rPh><phoneticPr fontId="1"/></si>
        <si/></sst>"""
    plain, rich, none = shared_strings(xml.encode())
    assert [(run.text, run.bold) for run in plain] == [("全", None)]
    assert [(run.text, run.bold) for run in rich] == [
        ("细", None), (" 粗", True), ("细", False), ("细", False), ("粗", True), ("细", False),
    ]  # fmt: skip
    assert none == ()


@pytest.mark.parametrize("text", ["", "-1", "1.5", "x", "9" * 5000, "²"])
def test_what_is_no_whole_number_counts_as_none(text: str) -> None:
    """A stranger's file may number its strings with anything."""
    assert whole(text, -1) == -1


# how the sheet begins | the row | hidden rows | hidden columns
UNSEEN = """
<cols><col min="2" max="3" width="0"/></cols>                    | <row r="4"/>                     |     | 2-3
                                                                 | <row r="4" ht="0"/>              | 4   |
                                                                 | <row r="4" ht="0.0" hidden="0"/> | 4   |
                                                                 | <row r="4" ht="10"/>             |     |
<sheetFormatPr zeroHeight="1"/>                                  | <row r="4"/><row r="5" ht="15"/> | 4   |
<sheetFormatPr defaultColWidth="0"/><cols><col min="2" max="16384" width="9"/></cols> | <row r="4"/> |    | 1-1
"""


@pytest.mark.parametrize(("begins", "row", "hidden", "columns"), rows(UNSEEN))
def test_lines_of_no_size_are_hidden(begins: str, row: str, hidden: str, columns: str) -> None:
    """Whatever keeps people from seeing them."""
    found = raw_sheet(f"<sheet>{begins}<sheetData>{row}</sheetData></sheet>".encode())
    assert found.hidden_rows == [range(int(each), int(each) + 1) for each in hidden.split()]
    assert [f"{each.start}-{each.stop - 1}" for each in found.hidden_columns] == columns.split()


def test_a_row_that_cannot_be_is_no_fault_of_ours() -> None:
    """Row 0, hidden, and first of all: there is no row before it to go on from."""
    sheet = (
        f'<sheet xmlns="{TRANSITIONAL}"><sheetData><row r="0" hidden="1"/><row r="1" hidden="1"/></sheetData></sheet>'
    )
    assert raw_sheet(sheet.encode()).hidden_rows == [range(2)]
