"""问题清单: every problem a row, in the order of the workbook, each with a link to its cell."""

import re

import pytest

from tests.drawn import official_form
from tests.office.sheets.drawn_parts import parts_of, sheet_part, sheets_of, small, typed, with_part, xml_of
from tests.workbook.mark.marking import WHOSE, checked, error, opened
from toolkit.checks.finding import Level, Spot
from toolkit.form.reserved_names import LIST
from toolkit.office.opc import Package, zipped
from toolkit.office.sheets.xlsx import Contents
from toolkit.workbook.design.labels import LIST_TITLE, PASSWORD
from toolkit.workbook.mark.mark import marked
from toolkit.workbook.mark.problem_list import Mark

MARKS = (
    error("丁", Spot("四、复议诉讼", "A6")),
    Mark(Level.WARNING, "丙", (Spot("二、主动公开", "D6"), Spot("二、主动公开", "D5"))),
    Mark(Level.NOTE, "没有位置"),
    error("甲", Spot("二、主动公开", "C5")),
    error("=1+1<&>\"'\n二", Spot("二、主动公开", "B5")),
)


def listed(workbook: bytes, name: str = LIST) -> list[tuple[object, ...]]:
    return [tuple(row) for row in opened(workbook)[name].iter_rows(min_row=6, values_only=True)]


def made() -> bytes:
    return marked(typed(official_form()), MARKS, WHOSE)


def test_problems_stand_in_the_order_of_the_workbook() -> None:
    """As one goes through the sheets from the first; what has no place comes first. Nothing is a formula."""
    assert listed(made()) == [
        (1, "提示", None, None, "没有位置"),
        (2, "必须改正", "二、主动公开", "B5", "=1+1<&>\"'\n二"),
        (3, "必须改正", "二、主动公开", "C5", "甲"),
        (4, "需要说明", "二、主动公开", "D6等2格", "丙"),
        (5, "必须改正", "四、复议诉讼", "A6", "丁"),
    ]
    assert {cell.data_type for row in opened(made())[LIST].iter_rows() for cell in row} == {"s", "n"}


def test_each_place_is_a_link() -> None:
    """One click from the message to the cell."""
    links = {cell.coordinate: cell.hyperlink.location for row in opened(made())[LIST] for cell in row if cell.hyperlink}
    assert links == {
        "D7": "'二、主动公开'!B5",
        "D8": "'二、主动公开'!C5",
        "D9": "'二、主动公开'!D6",
        "D10": "'四、复议诉讼'!A6",
    }


def test_the_head_says_whose_and_how_many() -> None:
    """Paper and file are matched by unit, year and 校验码."""
    assert [opened(made())[LIST].cell(row, 1).value for row in (1, 2, 3)] == [
        LIST_TITLE, WHOSE, "必须改正3处　　需要说明1处　　提示1处",
    ]  # fmt: skip


def test_the_list_is_in_front_locked_and_printed_on_a4() -> None:
    """Protected like the others, with the published password; the headings stand on every page."""
    sheet = opened(made()).worksheets[0]
    others = opened(typed(official_form())).worksheets[0]
    assert sheet.title == LIST
    assert sheet.protection.sheet
    assert sheet.protection.password == others.protection.password != PASSWORD
    assert all(cell.protection.locked for row in sheet.iter_rows() for cell in row)
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.page_setup.fitToHeight == 0
    assert b'<pageSetUpPr fitToPage="1"/>' in parts_of(made())["xl/worksheets/sheet11.xml"]
    assert sheet.print_title_rows == "$5:$5"


def test_a_list_of_problems_without_places_has_no_links() -> None:
    """An empty list of links is no valid XML of a sheet."""
    xml = parts_of(marked(typed(official_form()), [error("甲")]))["xl/worksheets/sheet11.xml"]
    assert b"<hyperlinks" not in xml


def test_a_sheet_of_the_units_own_keeps_its_name() -> None:
    """What stands on it is theirs; ours is called 问题清单（2）, and goes again."""
    theirs = with_part(typed(official_form()), "xl/workbook.xml", lambda xml: xml.replace('"数据采集单"', f'"{LIST}"'))
    twice = checked(marked(theirs, [error("甲")]))
    assert LIST in opened(twice).sheetnames
    again = marked(marked(theirs, [error("甲")]), [error("乙")])
    assert opened(again).sheetnames[0] == f"{LIST}（2）"
    assert len(opened(again).sheetnames) == 11
    assert opened(marked(again, ())).sheetnames == opened(theirs).sheetnames


def test_a_copied_or_moved_list_goes_too() -> None:
    """A tab can be dragged where the structure is not protected."""
    moved = with_part(made(), "xl/workbook.xml", to_the_end)
    assert opened(moved).sheetnames[-1] == LIST
    assert opened(marked(moved, ())).sheetnames == opened(typed(official_form())).sheetnames
    assert parts_of(marked(moved, MARKS, WHOSE)).keys() == parts_of(made()).keys()
    assert opened(marked(moved, MARKS, WHOSE)).sheetnames == opened(made()).sheetnames


def to_the_end(xml: str) -> str:
    """The first sheet as the last, and what counts sheets with it, as a spreadsheet program does."""
    first = re.search("<sheets>(<sheet [^>]*>)", xml)
    assert first
    count = xml.count("<sheet ")
    moved = xml.replace(first.group(1), "").replace("</sheets>", f"{first.group(1)}</sheets>")
    return re.sub('localSheetId="([0-9]+)"', lambda found: f'localSheetId="{(int(found.group(1)) - 1) % count}"', moved)


def test_a_workbook_in_the_strict_format_or_with_prefixes() -> None:
    """Excel can save both kinds; the new parts speak the same language."""
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    related = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    workbook = with_types(small('<row r="1"><c r="A1"/></row>', main=strict, related=related))
    done = marked(workbook, [error("甲", Spot("表", "A1"))], WHOSE)
    assert list(Contents(Package(done)).sheets) == [LIST, "表"]
    assert xml_of(done, sheet_part(done, LIST)).tag == f"{{{strict}}}worksheet"
    assert related.encode() in parts_of(done)["xl/_rels/sheet.xml.rels"]
    assert marked(done, [error("甲", Spot("表", "A1"))], WHOSE) == done
    assert set(sheets_of(marked(done, ()))) == {"表"}


def with_types(workbook: bytes) -> bytes:
    types = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return zipped({**parts_of(workbook), "[Content_Types].xml": types})


@pytest.mark.parametrize("length", [1, 60, 500, 5000])
def test_rows_are_as_high_as_their_text(length: int) -> None:
    """Spreadsheet programs do not fit the rows of a file that another program wrote; none is higher than they allow."""
    sheet = opened(marked(typed(official_form()), [error("核" * length)]))[LIST]
    height = sheet.row_dimensions[6].height
    assert min(409, length * 2 / 75 * 15) <= height <= 409
