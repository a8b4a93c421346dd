"""The list in front of the other sheets: what counts sheets moves with it, forth and back."""

import re

import pytest

from tests.drawn import official_form
from tests.office.sheets.drawn_parts import parts_of, sheet_part, typed, with_part
from tests.workbook.mark.marking import error, opened
from toolkit.form.reserved_names import LIST
from toolkit.office.opc import zipped
from toolkit.workbook.mark.mark import marked

BOOK = "xl/workbook.xml"
MARKS = [error("甲")]

# the view before | which sheet is in front once the marks are gone, counted from 0
VIEWS = """
activeTab="0" firstSheet="0" | 0
activeTab="3" firstSheet="2" | 0
                             | 0
"""


def book(workbook: bytes) -> str:
    return parts_of(workbook)[BOOK].decode()


def printed(workbook: bytes) -> dict[str, tuple[str, str]]:
    """What of each sheet is printed: it belongs to the sheet by its position."""
    return {sheet.title: (str(sheet.print_title_rows), str(sheet.print_area)) for sheet in opened(workbook).worksheets}


def in_front(workbook: bytes) -> str:
    sheet = opened(workbook).active
    assert sheet
    return sheet.title


def viewed(view: str) -> bytes:
    def change(xml: str) -> str:
        return re.sub("<workbookView [^>]*>", f"<workbookView visibility='visible' {view}/>", xml)

    return with_part(typed(official_form()), BOOK, change)


def test_names_that_belong_to_a_sheet_stay_with_it() -> None:
    """Areas and rows to print; the list has its own."""
    before = printed(typed(official_form()))
    after = printed(marked(typed(official_form()), MARKS))
    assert after.pop(LIST) == ("$5:$5", "")
    assert after == before
    assert printed(marked(marked(typed(official_form()), MARKS), ())) == before


@pytest.mark.parametrize("line", [line.split("|") for line in VIEWS.strip().splitlines()])
def test_the_list_is_in_front_and_then_the_first_sheet(line: list[str]) -> None:
    """Whatever was in front before."""
    made = marked(viewed(line[0].strip()), MARKS)
    assert in_front(made) == LIST
    assert marked(made, MARKS) == made
    assert in_front(marked(made, ())) == opened(made).sheetnames[1 + int(line[1])]


def test_the_sheet_in_front_stays_in_front_when_the_list_goes() -> None:
    """The officer saved the marked copy with another sheet open; a hidden one is never in front."""
    made = marked(typed(official_form()), MARKS)
    at_fourth = with_part(made, BOOK, lambda xml: re.sub("<workbookView ", '<workbookView activeTab="4" ', xml))
    title = in_front(at_fourth)
    assert in_front(marked(at_fourth, ())) == title
    hidden = with_part(made, BOOK, lambda xml: xml.replace('sheetId="1" state="visible"', 'sheetId="1" state="hidden"'))
    assert in_front(marked(hidden, ())) == opened(made).sheetnames[2]
    again = marked(hidden, MARKS)
    assert parts_of(again)[BOOK].replace(b" />", b"/>") == parts_of(hidden)[BOOK].replace(b" />", b"/>")
    assert marked(again, MARKS) == again


def test_no_two_sheets_are_selected() -> None:
    """They would be a group, and what is typed would go into both."""
    part = sheet_part(typed(official_form()), "四、复议诉讼")
    selected = with_part(
        typed(official_form()), part, lambda xml: xml.replace("<sheetView ", '<sheetView tabSelected="true" ')
    )
    sheets = opened(marked(selected, MARKS)).worksheets
    assert [sheet.title for sheet in sheets if sheet.sheet_view.tabSelected] == [LIST]


def test_a_workbook_without_names_or_views() -> None:
    """Not every program writes them."""
    bare = with_part(
        typed(official_form()), BOOK,
        lambda xml: re.sub("<(bookViews|definedNames)>.*?</\\1>", "", xml, flags=re.DOTALL),
    )  # fmt: skip
    made = marked(bare, MARKS)
    assert opened(made).worksheets[0].print_title_rows == "$5:$5"
    assert marked(made, MARKS) == made
    assert book(marked(made, ())) == book(bare)


def test_what_a_program_hung_on_the_list_goes_with_it() -> None:
    """Excel keeps the printer's settings beside each sheet."""
    made = marked(typed(official_form()), MARKS)
    rels = "xl/worksheets/_rels/sheet11.xml.rels"
    settings = "xl/printerSettings/printerSettings1.bin"
    relation = f'<Relationship Id="rId1" Type="x/printerSettings" Target="/{settings}"/>'
    hung = zipped({
        **parts_of(made), settings: b"x",
        rels: f'<Relationships xmlns="http://a">{relation}</Relationships>'.encode(),
    })  # fmt: skip
    assert parts_of(marked(hung, ())).keys() == parts_of(typed(official_form())).keys()
