"""A unit's years stand beside each other, and what does not follow from the year before is named."""

import io
from dataclasses import replace

import openpyxl
import pytest

from tests.drawn import filled, official_form
from toolkit.checks.reading import Reading
from toolkit.errors import UserError
from toolkit.form.library import find, forms
from toolkit.office.opc import Package
from toolkit.tasks.history import history

NEW, IN, OUT = "requests.new.person", "requests.carried_in.person", "requests.carried_out.person"


def year(number: int, new: int, carried_in: int = 0, carried_out: int = 0) -> Reading:
    entries = {NEW: new, IN: carried_in, OUT: carried_out, "requests.granted.person": new + carried_in - carried_out}
    form = official_form() if number > 2020 else find("disclosure/2019", forms())
    assert form
    return Reading(filled(form, entries, year=number))


def table(data: bytes, sheet: str) -> dict[str, list[object]]:
    ws = openpyxl.load_workbook(io.BytesIO(data))[sheet]
    return {
        str(row[0]): list(row[2:]) for row in ws.iter_rows(min_row=3, values_only=True) if row[1] in ("列", "自然人")
    }


def test_years_side_by_side() -> None:
    """Oldest first, in whatever order they come; those of another format are marked."""
    made = history([year(2022, 7, 1), year(2020, 3), year(2021, 5, 0, 1)])
    rows = table(made.data, "三、收到和处理申请")
    assert rows["行"] == ["2020年（口径不可比）", "2021年", "2022年"]
    assert rows["一、本年新收政府信息公开申请数量"] == [3, 5, 7]
    assert made.years == (2020, 2021, 2022)
    assert made.contradictions == ()


def test_charts_are_native() -> None:
    """One a block, that the program of whoever opens it draws; years that cannot be compared are not in them."""
    made = history([year(2020, 3), year(2021, 5), year(2022, 7)])
    package = Package(made.data)
    charts = [package.part(name).decode() for name in package.names if name.startswith("xl/charts/chart")]
    assert len(charts) == sum(len(each.blocks) for each in official_form().tables)
    assert all("$D$" in chart and "$C$" not in chart for chart in charts)
    assert history([year(2020, 3), year(2021, 5), year(2022, 7)]).data == made.data


def test_what_contradicts_the_year_before() -> None:
    """By the form's own rules; said, and on a sheet of its own."""
    made = history([year(2021, 5, 0, 2), year(2022, 7, 1)])
    assert made.contradictions
    assert all(each.startswith("2022年：") and "上年结转" in each for each in made.contradictions)
    assert "与上年对不上的" in openpyxl.load_workbook(io.BytesIO(made.data)).sheetnames


def test_a_year_left_out_proves_nothing() -> None:
    """2023 need not follow from 2021."""
    assert history([year(2021, 5, 0, 2), year(2023, 7, 1)]).contradictions == ()


def test_doubtful_figures_are_left_out_and_other_names_told() -> None:
    """A doubt is no figure; a unit may have been renamed, or a file may be another's."""
    doubted = year(2021, 5)
    doubted = replace(doubted, submission=replace(doubted.submission, doubtful={NEW: "S"}, unit="青石乡"))
    made = history([doubted, year(2022, 7)])
    assert table(made.data, "三、收到和处理申请")["一、本年新收政府信息公开申请数量"] == [None, 7]
    assert made.names == ("2021年的单位是“青石乡”",)


@pytest.mark.parametrize(("years", "code"), [((2022,), "history-years"), ((2022, 2022), "history-twice")])
def test_too_few_or_twice(years: tuple[int, ...], code: str) -> None:
    """Then nothing can stand beside each other."""
    with pytest.raises(UserError) as refusal:
        history([year(each, 1) for each in years])
    assert refusal.value.code == code
