"""Whatever the language of forms has, in the workbook of one small form: what LibreOffice makes of it."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from tests.drawn import THIRD, codes, drawing, edited, figures, filing, filled, third_form
from tests.instruments.oracles.office import needs_office, recalculated
from tests.instruments.oracles.typist import Reaction, needs_typist, typed
from tests.strategies import random_submission
from tests.workbook.test_recalculated import _sheets as sheets
from tests.workbook.test_recalculated import compared
from toolkit.checks.check import check
from toolkit.checks.messages.wording import BROKEN, PASSED, worded
from toolkit.checks.reading import Reading, from_filing
from toolkit.errors import UserError
from toolkit.fields import DefinitionError
from toolkit.form.definition.load import load
from toolkit.form.form import Form
from toolkit.form.grid import DASH, grid
from toolkit.numbers import Number
from toolkit.report.content import Prose, report
from toolkit.report.content import figures as content_figures
from toolkit.report.user_template.default import default_template
from toolkit.report.user_template.template import prepare
from toolkit.report.verify.prove import prove
from toolkit.report.web.html import page
from toolkit.report.word.word import render
from toolkit.submission.json import from_json, to_json
from toolkit.submission.submission import ABSENT, Submission
from toolkit.tasks.total import total
from toolkit.workbook.design.layout import layout
from toolkit.workbook.formulas.workbook import shown_values
from toolkit.workbook.lint.lint import lint_form
from toolkit.workbook.read.reader import read
from toolkit.workbook.write.book import blank
from toolkit.workbook.write.fill import fill
from toolkit.workbook.write.total_worksheet import Traced, total_worksheet

CASES = {
    "fine": """
        desks   | taken | done | moved | days
        permits | 7     | 5    | -5    | 2.5
        in      | 0     | 3    | 0     | 1
        else    | 1     | 0    |       | 0
    """,
    "below nothing": """
        desks   | taken | done | moved | days
        permits | 5     | 3    | -6    | 0
        in      | 0     | 4    | 0     | 0
        else    | 0     | 0    |       | 0
    """,
}
LOCKED = "Information"  # LibreOffice's own box, in the language it was installed in


def drawn(case: str) -> Submission:
    return filled(third_form(), figures(third_form(), "desks", CASES[case]))


def test_the_form_makes_a_sound_workbook() -> None:
    """What Excel would stumble over, and whether every rule is live."""
    assert lint_form(third_form()) == ()


def test_a_rule_with_a_constant_holds_or_breaks() -> None:
    """By one: 5 - 6 is less than nothing, 4 - 1 more than 0 + 2."""
    assert codes(check(Reading(drawn("fine")))) == []
    assert codes(check(Reading(drawn("below nothing")))) == ["no-fewer-than-nothing", "one-open"]
    shown = [value for value in shown_values(drawn("below nothing")).values() if isinstance(value, str)]
    assert f"{BROKEN}1" in shown
    assert "收件5+比上年增减-6=-1，0" in shown


def test_a_blocked_cell_is_printed_and_has_no_figure() -> None:
    """Sums go past it, rules that need it do not stand there, and nobody asks for it."""
    form = third_form()
    assert "desks.else.moved" not in form.cells
    assert [ref.id for ref in form.sums["desks.all.moved"].refs] == ["desks.permits.moved", "desks.in.moved"]
    found = (check for check in form.checks if check.rule and check.rule.id == "no-fewer-than-nothing")
    assert [check.line.id for check in found if check.line] == ["permits", "in", "else", "all"]
    assert drawing(grid(form.table("desks")))[3][:4] == ["别的事项", "else.taken", "else.done", DASH]
    [row] = re.findall(r"<tr>(?:(?!<tr>).)*别的事项.*?</tr>", page(drawn("fine")).decode(), re.DOTALL)
    assert [cell.strip() for cell in re.findall(r">([^<>]+)</t", row)] == ["别的事项", "1", "0", DASH, "0%", "0", ""]
    prove(render(drawn("fine")), drawn("fine"))


def test_a_percentage_is_worked_out_everywhere() -> None:
    """To two decimals; of nothing there is none. In a line of sums it is that of the sums."""
    one = drawn("fine")
    rates = {row: one.figure(f"desks.{row}.rate") for row in ("permits", "in", "else", "all")}
    assert rates == {"permits": Decimal("71.43"), "in": None, "else": 0, "all": 100}
    figures = content_figures(one, "desks").values
    assert [figures[f"desks.{row}.rate"] for row in rates] == ["71.43%", DASH, "0%", "100%"]
    assert "desks.in.rate" not in to_json(one)["figures"]
    assert filing(to_json(one), third_form()).submission == one


def test_a_percentage_that_was_typed_over_is_told() -> None:
    """With what it is made of."""
    known = filing(to_json(drawn("fine")), third_form())
    reading = from_filing(replace(known, stated={**known.stated, "desks.permits.rate": 71}))
    [finding] = check(reading)
    assert (finding.code, finding.cells) == ("total-differs", ("desks.permits.rate",))
    assert "表内是71，按“办结÷收件”算是71.43，少0.43。" in worded(finding, reading).message


def test_a_workbook_with_percentages_is_read_as_it_was_typed() -> None:
    """An empty one is no formula that gives nothing."""
    book = fill(blank(third_form(), "青石镇", 2024, level="hall"), drawn("fine"), (third_form(),))
    found = read(book, (third_form(),))
    assert [each.code for each in check(found)] == []
    assert found.submission.entries == drawn("fine").entries


def test_a_total_has_the_percentage_of_the_sums_and_the_weighed_mean() -> None:
    """Not the sum of either: (5 × 2.5 + 10 × 4) ÷ 15; 15 of 17."""
    more = {"desks.permits.taken": 10, "desks.permits.done": 10, "desks.permits.days": 4}
    other = replace(filled(third_form(), more), unit="白石厅", code="2")
    summed = total([drawn("fine"), other], "全区")
    assert summed.asked == {}
    assert summed.submission.figure("desks.permits.days") == Decimal("3.5")
    assert summed.submission.figure("desks.permits.rate") == Decimal("88.24")


@needs_office
def test_the_worksheet_of_a_total_calculates_them_too(tmp_path: Path) -> None:
    """Line by line, for each group and for all."""
    other = replace(drawn("below nothing"), unit="白石厅", code="2")
    third = replace(drawn("fine"), unit="黑石厅", code="3")
    path = tmp_path / "底稿.xlsx"
    parts = [Traced(drawn("fine"), "甲"), Traced(other, "甲"), Traced(third, "乙")]
    path.write_bytes(total_worksheet(parts, "全区", ""))
    (again,) = recalculated([path], tmp_path / "out")
    before, after = sheets(path), sheets(again)
    assert before == after
    cells = [cell for row in after["窗口办件"] for cell in row]
    assert {68.42, 1.92} <= {round(each, 2) for each in cells if isinstance(each, float)}


FAULTS = """
kind = "percent", is = "done / taken" | kind = "percent" | blocks[0].columns[3].is | 两样都要有
kind = "percent", is = "done / taken" | is = "done / taken" | blocks[0].columns[3].is | 两样都要有
kind = "percent", is = "done / taken" | kind = "percent", is = "done / token" | blocks[0].rate.is | token
label = "收件" | label = "收件", is = "rate + done" | blocks[0].taken.is | 是百分比，不能相加
mean = "done" | mean = "gone" | blocks[0].columns[4].mean | 没有叫“gone”的
mean = "done" | mean = "rate" | blocks[0].columns[4].mean | 可以用来加权
unit = "天", mean | unit = "天", is = "taken", mean | blocks[0].columns[4].mean | 不写 is
blocked = ["days"] | blocked = ["moved"] | blocks[0] | 不能是平均数
says = "taken + moved >= 0" | says = "taken + rate >= 0" | rules.no-fewer-than-nothing.says | 是百分比
absent = "本单位不设窗口" | absent = "不设,也没有" | absent | 不能有英文的逗号
"""


@pytest.mark.parametrize("fault", [line.split("|") for line in FAULTS.strip().splitlines()])
def test_a_fault_in_the_definition_is_told(tmp_path: Path, fault: list[str]) -> None:
    """With its path."""
    old, new, path, words = (part.strip() for part in fault)
    with pytest.raises(DefinitionError) as caught:
        load(edited(THIRD, tmp_path, ("desks.toml", old, new)))
    told = caught.value.problems
    assert [each for each in told if each.startswith(f"desks.toml.{path}：") and words in each], told


def absent(**entries: Number | str) -> Submission:
    """Nothing is typed, and the sheet says why."""
    return replace(filled(third_form()), entries=dict(entries), declared={"desks": ABSENT})


def test_what_is_not_ones_duty_is_said_so() -> None:
    """The figures count as 0; the report has the form's words in place of the table, with and without a template."""
    one = absent()
    assert codes(check(Reading(one))) == []
    assert one.figure("desks.all.taken") == 0
    assert [part.runs[0].text for part in report(one).parts if isinstance(part, Prose)] == ["本单位不设窗口"]
    prove(render(one), one)
    template = prepare(default_template(third_form()), third_form())
    prove(template.render(one), one, own=True)
    assert filing(to_json(one), third_form()).submission.declared == one.declared


def test_a_figure_contradicts_it() -> None:
    """As it does 全部为0; the message has the words that were chosen."""
    reading = Reading(absent(**{"desks.in.done": 2}))
    [finding] = [each for each in check(reading) if each.code == "zero-contradicted"]
    assert "“本单位不设窗口”" in worded(finding, reading).message


def test_a_workbook_says_it_and_is_read_back() -> None:
    """It is one of the choices above the table; nothing is left to be filled in."""
    book = fill(blank(third_form(), "某厅", 2025), replace(absent(), year=2025), (third_form(),))
    assert read(book, (third_form(),)).submission.declared == {"desks": ABSENT}
    assert PASSED in shown_values(absent()).values()


def test_it_is_no_choice_where_a_form_has_no_words_for_it(second: Form) -> None:
    """Nor in JSON."""
    with pytest.raises(UserError):
        from_json({**to_json(filled(second)), "declared": {"visits": ABSENT}}, (second,))


def test_a_total_of_such_units_has_it_too() -> None:
    """Where one of them has figures, the total has them."""
    other = replace(drawn("fine"), unit="白石厅", code="2")
    assert total([absent(), replace(absent(), unit="白石厅", code="2")], "全区").submission.declared == {
        "desks": ABSENT
    }
    assert total([absent(), other], "全区").submission.declared == {}
    assert total([absent(), other], "全区").submission.figure("desks.in.done") == 3


@needs_typist
def test_a_blocked_cell_takes_no_typing() -> None:
    """It is locked as a total is."""
    form = third_form()
    beside = layout(form).figures["desks.else.done"]
    cells = [(place.sheet, place.ref, "3") for place in (beside, beside.moved(right=1))]
    session = typed(blank(form, "某厅", 2025), cells, asked=[])
    assert session.reactions == [Reaction("", "3"), Reaction(LOCKED, DASH)]


@needs_office
def test_libreoffice_calculates_the_same(tmp_path: Path) -> None:
    """Of drawn submissions and of random ones."""
    form = third_form()
    randomly = (random_submission(form, Random(seed), broken=seed % 3 == 0) for seed in range(10))
    assert (
        compared(form, [absent(), absent(**{"desks.in.done": 2}), *map(drawn, CASES), *randomly], tmp_path).differences
        == []
    )
