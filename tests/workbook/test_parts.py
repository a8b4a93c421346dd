"""What the XML of a part says, whichever program wrote it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawn import rows
from tests.workbook.drawn_parts import BOLD_IS_1, TRANSITIONAL
from toolkit.workbook.parts import bold_formats, escape, raw_cells, shared_strings, unescape, whole

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
    wanted = frozenset({"A1", "B1", "C1", "A2", "B2", "A7", "B7"})
    return {ref: cell.value for ref, cell in raw_cells(sheet.encode(), wanted).items()}


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
    assert found == {"A1": "1", "B1": "2", "A2": "", "B2": "3", "A7": "4", "B7": "5"}


def test_a_reference_that_is_none_is_passed_over() -> None:
    """Junk beside the figures does not hide them."""
    assert cells("<row r='1'><c r='!!'><v>1</v></c><c r='B1'><v>2</v></c></row>") == {"B1": "2"}


def test_only_wanted_cells_are_kept() -> None:
    """A sheet may hold a million cells that nobody asked for."""
    assert cells("<row r='1'><c r='A1'><v>1</v></c><c r='ZZ1'><v>2</v></c></row>") == {"A1": "1"}


def test_shared_formulas_are_spelled_out() -> None:
    """A program may write the formula of a row of totals once."""
    sheet = f"""<sheet xmlns="{TRANSITIONAL}"><row r="9">
        <c r="A9"><f t="shared" ref="A9:C9" si="3">SUM(A1:A8)</f><v>1</v></c>
        <c r="B9"><f t="shared" si="3"/><v>2</v></c>
        <c r="C9"><f t="shared" si="4"/><v>3</v></c>
        <c r="D9"><f>SUM(D1)</f><v>4</v></c></row></sheet>"""
    found = raw_cells(sheet.encode(), frozenset({"A9", "B9", "C9", "D9"}))
    assert [cell.formula for cell in found.values()] == ["SUM(A1:A8)", "SUM(B1:B8)", "", "SUM(D1)"]


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
    assert plain == (("全", None),)
    assert rich == (("细", None), (" 粗", True), ("细", False), ("细", False), ("粗", True), ("细", False))
    assert none == ()


def test_bold_formats_are_those_whose_font_is_bold() -> None:
    """Not the formats of styles, not the fonts of colours; ``val="0"`` is not bold."""
    assert bold_formats(BOLD_IS_1.format(main=TRANSITIONAL).encode()) == {1}


def test_a_format_without_its_font_is_not_bold() -> None:
    """A damaged style sheet costs the bold, not the text."""
    assert bold_formats(b"<styleSheet><cellXfs><xf fontId='7'/><xf/></cellXfs></styleSheet>") == frozenset()


@pytest.mark.parametrize("text", ["", "-1", "1.5", "x", "9" * 5000, "²"])
def test_what_is_no_whole_number_counts_as_none(text: str) -> None:
    """A stranger's file may number its strings with anything."""
    assert whole(text, -1) == -1
