"""Whose workbook it is: by its cells, by its properties when the cells are gone, or not ours at all."""

from dataclasses import replace

import pytest

from tests.drawn import both_forms, rows
from tests.office.sheets.drawn_parts import (
    UNIT,
    YEAR,
    code_of_refusal,
    empty,
    replacing,
    small,
    typed_over,
    with_part,
    without_name,
    without_part,
    without_sheet,
)
from toolkit.errors import UserError
from toolkit.form.form import Form
from toolkit.form.library import fingerprint
from toolkit.office.opc import Package
from toolkit.office.sheets.xlsx import Contents
from toolkit.submission.messages import unknown_form
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import COVER
from toolkit.workbook.read.identity import Identity, identify
from toolkit.workbook.write.book import blank

CUSTOM = "docProps/custom.xml"

# what the cell of the year holds | the year that is meant
YEARS = """
2023     | 2023
2023年   | 2023
二〇二四 | 0
24       | 0
20245    | 0
"""


def who(workbook: bytes) -> Identity:
    return identify(Contents(Package(workbook)).book, both_forms())[0]


def ours(form: Form) -> Identity:
    return Identity(form, UNIT, YEAR, "640402", form.levels[0].id, fingerprint(form))


def test_by_its_cells(any_form: Form) -> None:
    """Programs that drop custom properties leave the cells."""
    assert who(without_part(empty(any_form), CUSTOM)) == ours(any_form)


def test_by_its_properties(any_form: Form) -> None:
    """The cover was deleted, or unlocked and wiped."""
    assert who(without_sheet(empty(any_form), COVER)) == ours(any_form)
    wiped = typed_over(empty(any_form), dict.fromkeys(layout(any_form).identity.values()))
    assert who(wiped) == ours(any_form)


def test_by_whatever_is_left_of_both(official: Form) -> None:
    """A name that was lost costs one cell; its property stands in."""
    assert who(without_name(empty(official), "nianbao.unit")) == ours(official)


def test_cells_come_before_properties(official: Form) -> None:
    """The cells are what people see and what the report is about."""
    other = with_part(empty(official), CUSTOM, replacing(UNIT, "红石镇"))
    assert who(other).unit == UNIT


def test_by_its_tables(any_form: Form) -> None:
    """Nobody says whose it is any more; the figures are there, and their form is told by them."""
    bare = without_part(without_sheet(empty(any_form), COVER), CUSTOM)
    assert who(bare) == Identity(any_form, "", 0, "", "", "")


def test_some_other_workbook_is_not_ours() -> None:
    """A few words in common do not make a report."""
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>总计</t></is></c><c r="B1"><v>7</v></c></row>'
    assert code_of_refusal(lambda: who(small(rows))) == "not-ours"


def test_a_form_that_nobody_knows(official: Form) -> None:
    """Last year's program with next year's form: the clerk is told which."""
    place = layout(official).identity["form"]
    other = typed_over(empty(official), {place: "disclosure/2099"})
    with pytest.raises(UserError) as refusal:
        who(other)
    assert (refusal.value.code, refusal.value.text) == ("unknown-form", unknown_form("disclosure/2099").text)


def test_a_form_name_of_any_length_is_said_in_short(official: Form) -> None:
    """The sentence is read in a console."""
    other = typed_over(empty(official), {layout(official).identity["form"]: "x" * 5000})
    with pytest.raises(UserError) as refusal:
        who(other)
    assert refusal.value.text == unknown_form("x" * 60).text


@pytest.mark.parametrize(("typed", "year"), rows(YEARS))
def test_years(typed: str, year: str, official: Form) -> None:
    """What is no year is none; the file's property stands in where it is there."""
    workbook = typed_over(empty(official), {layout(official).identity["year"]: typed})
    assert who(without_part(workbook, CUSTOM)).year == int(year)
    assert who(workbook).year == (int(year) or YEAR)


def test_a_year_typed_as_text_counts(official: Form) -> None:
    """Some program stored the number as text."""
    workbook = typed_over(empty(official), {layout(official).identity["year"]: " 2023 "})
    assert who(workbook).year == 2023


def test_spaces_around_the_unit_are_dropped(official: Form) -> None:
    """Nobody sees them, and names are compared."""
    workbook = typed_over(empty(official), {layout(official).identity["unit"]: "　青石镇 "})
    assert who(workbook) == ours(official)


@pytest.mark.parametrize("unit", ["=1+1", "<a&b>", "{year}", "_x000D_", "张三'S“开发区”"])
def test_any_name_is_read_back(unit: str, official: Form) -> None:
    """From the cell and from the properties alike."""
    workbook = blank(official, unit, YEAR)
    expected = replace(ours(official), unit=unit, code="", level="")
    assert who(workbook) == expected
    assert who(without_sheet(workbook, COVER)) == expected


def test_the_level_is_found_by_its_label(official: Form) -> None:
    """The cover shows 乡镇, the program says ``township``; an unknown label leaves what the properties say."""
    place = layout(official).identity["level"]
    assert who(typed_over(empty(official), {place: official.levels[1].label})).level == official.levels[1].id
    assert who(typed_over(empty(official), {place: "别的"})).level == official.levels[0].id
