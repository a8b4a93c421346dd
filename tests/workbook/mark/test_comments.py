"""Comments: an officer's own stay, ours come and go, in whatever pieces a program has saved them."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn import both_forms, official_form, rows
from tests.office.sheets.drawn_parts import MAIN, code_of_refusal, parts_of, sheet_part, typed, with_part, xml_of
from tests.workbook.mark.marking import comments, differing, error, said, with_comment
from toolkit.checks.finding import Spot
from toolkit.office.edit_session import EditSession
from toolkit.office.opc import Package
from toolkit.workbook.mark.boxes import with_boxes, without_boxes
from toolkit.workbook.mark.comments import uncomment
from toolkit.workbook.mark.mark import marked

SHEET = "二、主动公开"
CELL = Spot(SHEET, "B5")
OTHER = Spot(SHEET, "D6")
VML = "xl/drawings/vmlDrawing1.vml"
OURS = "【年报校验】需要说明：甲（改好后直接报回，批注不用删。）"

# the text of a comment, in pieces | what is left of it; nothing: the comment goes
SAVED = """
<t>【年报校验】甲（改好后直接报回，批注不用删。）</t>                              |
<r><t>【年报校验】甲</t></r><r><t>（改好后直接报回，批注不用删。）</t></r>          |
<r><t>【年报</t></r><r><t>校验】甲（改好后直接报回，批</t></r><r><t>注不用删。）</t></r> |
<r><t>【年报校验】甲，没有末行</t></r>                                             |
<t>【年报校验】甲（改好后直接报回，批注不用删。）【年报校验】乙（改好后直接报回，批注不用删。）</t> |
<t>问过司法所【年报校验】甲（改好后直接报回，批注不用删。）</t>                    | 问过司法所
<t>【年报校验】甲（改好后直接报回，批注不用删。）已改</t>                          | 已改
<r><t>问过</t></r><r><t>司法所【年报校验】甲（改好后直接报回，批注不用删。）&lt;</t></r> | 问过司法所<
<t>年报校验是什么</t>                                                              | 年报校验是什么
"""


def commented(text: str) -> bytes:
    return with_comment(typed(official_form()), SHEET, 5, 2, CELL.ref, text)


@pytest.mark.parametrize(("text", "left"), rows(SAVED))
def test_what_we_wrote_is_found_however_it_was_saved(text: str, left: str) -> None:
    """LibreOffice, WPS and Excel each cut a text into runs in their own way."""
    assert comments(marked(commented(text), ())) == ({CELL: left} if left else {})


def test_a_file_whose_only_comment_was_ours_holds_no_comments_part() -> None:
    """Nor its drawing, nor a word about either of them."""
    clean = marked(commented(f"<t>{OURS}</t>"), ())
    assert differing(clean, typed(official_form())) == set()


@pytest.mark.parametrize("text", ["<t>问过司法所</t>", "<r><rPr><b/></rPr><t>问过</t></r><r><t>司法所</t></r>", ""])
def test_an_officers_comment_is_kept(text: str) -> None:
    """Ours stands below it, in the same box, and goes again."""
    words = "问过司法所" if text else ""
    before = commented(text)
    made = marked(before, [error("甲。", CELL), error("乙。", OTHER)])
    below = said("必须改正：甲。")
    assert comments(made) == {CELL: f"{words}\n{below}" if words else below, OTHER: said("必须改正：乙。")}
    if words:
        assert marked(made, [error("甲。", CELL), error("乙。", OTHER)]) == made
        assert comments(marked(made, ())) == comments(before)


def test_the_boxes_that_are_there_stay_byte_for_byte() -> None:
    """Also in VML that is no XML, as Excel writes it with a line break in a button."""
    before = parts_of(commented("<t>问过司法所</t>"))[VML]
    made = marked(commented("<t>问过司法所</t>"), [error("乙。", OTHER)])
    after = parts_of(made)[VML]
    assert before.removesuffix(b"</xml>") in after
    assert parts_of(marked(made, ()))[VML] == before
    assert re.findall(rb'id="(_x0000_s\d+)"', after) == [b"_x0000_s1030", b"_x0000_s1031"]


def test_comments_of_other_programs_have_prefixes() -> None:
    """``<x:comments>``."""
    prefixed = with_part(
        commented("<t>问过</t>"), "xl/comments1.xml",
        lambda xml: re.sub("<(/?)(?=[a-z])", r"<\1x:", xml).replace("xmlns=", "xmlns:x="),
    )  # fmt: skip
    made = marked(prefixed, [error("甲。", CELL), error("乙。", OTHER)])
    listed = xml_of(made, "xl/comments1.xml").iter(f"{MAIN}comment")
    assert {each.get("ref"): "".join(each.itertext()) for each in listed} == {
        "B5": f"问过\n{said('必须改正：甲。')}",
        "D6": said("必须改正：乙。"),
    }


def test_comments_without_a_drawing_get_one() -> None:
    """Some programs write the texts and no boxes."""
    bare = with_part(
        commented("<t>问过</t>"),
        sheet_part(typed(official_form()), SHEET),
        lambda xml: re.sub("<legacy[^>]*>", "", xml),
    )
    made = marked(bare, [error("乙。", OTHER)])
    assert comments(made).keys() == {CELL, OTHER}
    assert b"<x:Row>5</x:Row><x:Column>3</x:Column>" in parts_of(made)["xl/drawings/vmlDrawing2.vml"]


def test_a_drawing_that_does_not_end_is_refused() -> None:
    """Cut off while it was sent."""
    broken = with_part(commented("<t>问过</t>"), VML, lambda vml: vml.replace("</xml>", ""))
    assert code_of_refusal(lambda: marked(broken, [error("乙。", OTHER)])) == "unreadable"


def test_comments_without_a_list_are_refused() -> None:
    """The same for the texts."""
    broken = with_part(commented(""), "xl/comments1.xml", lambda xml: re.sub("<authors>.*</authors>", "", xml))
    assert code_of_refusal(lambda: marked(broken, [error("乙。", OTHER)])) == "unreadable"


@settings(deadline=None)
@given(st.integers(1, 400), st.sampled_from(["D8", "A1", "B5", "Z99", "XFD1048576"]))
def test_a_box_is_large_enough_for_its_words(length: int, ref: str) -> None:
    """Forty-odd signs a line; a long message must not run out of its box."""
    vml = with_boxes(b"<xml></xml>", b"<worksheet><sheetData/></worksheet>", {ref: "核" * length})
    anchor = re.search(rb"<x:Anchor>([^<]*)</x:Anchor>", vml)
    assert anchor
    left, left_off, top, top_off, right, right_off, bottom, bottom_off = map(int, anchor.group(1).split(b","))
    across = (right - left) * 72 + right_off - left_off
    down = (bottom - top) * 20 + bottom_off - top_off
    assert across * down > length * 13 * 16
    assert without_boxes(vml, [ref]) == b""


def test_a_box_reckons_with_the_sheet() -> None:
    """Wide columns, high rows, hidden ones: the box has the same size over all of them."""
    sheet = (
        b'<worksheet><sheetFormatPr defaultRowHeight="30"/><cols><col min="2" max="2" width="30"/>'
        b'<col min="3" max="4" hidden="1"/><col min="5" max="5" width="x"/></cols>'
        b'<sheetData><row r="1" ht="15"/><row r="2" hidden="1"/></sheetData></worksheet>'
    )
    anchor = rb"<x:Anchor>1, 12, 0, 4, 5, 60, 2, 18</x:Anchor>"
    assert re.search(anchor, with_boxes(b"<xml></xml>", sheet, {"A2": "甲"}))


def test_a_sheet_without_comments_is_left_alone() -> None:
    """Its parts are not even looked for."""
    session = EditSession(Package(typed(both_forms()[1])))
    for name in Package(typed(both_forms()[1])).names:
        if name.startswith("xl/worksheets/"):
            uncomment(session, name)
    assert session.saved() is None
