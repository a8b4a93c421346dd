"""汇总: a total of submissions is a submission, whatever they hold."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from tests.drawn import filled, found, official_form
from tests.strategies import random_submission
from toolkit.checks.reading import Reading
from toolkit.checks.rules import rule_state
from toolkit.errors import UserError
from toolkit.form.form import Form
from toolkit.form.library import forms
from toolkit.numbers import Number, rounded
from toolkit.submission.submission import Submission
from toolkit.tasks.total import total
from toolkit.workbook.read.reader import read
from toolkit.workbook.write.book import blank
from toolkit.workbook.write.fill import fill


def units(form: Form, seed: int, count: int) -> list[Submission]:
    """So many random submissions of one year, each unit another."""
    drawn = (random_submission(form, Random(f"{seed} {number}")) for number in range(count))
    return [replace(each, unit=f"单位{number}", code=str(number), year=2024) for number, each in enumerate(drawn)]


def test_what_is_doubtful_is_not_added_up() -> None:
    """A figure that was read from print with doubt must be looked at first."""
    id = "requests.new.person"
    with pytest.raises(UserError) as refusal:
        total([replace(filled(official_form()), unit=unit, code=unit, doubtful={id: "5O"}) for unit in "甲乙"], "全区")
    assert refusal.value.code == "doubtful-figures"
    assert "“5O”" in refusal.value.text


def complete(part: Submission) -> Submission:
    """With 0 wherever nothing readable was typed."""
    entries: dict[str, Number | str] = {cell.id: part.figure(cell.id) or 0 for cell in part.form.inputs}
    return replace(part, entries=entries, declared={})


@pytest.mark.parametrize("seed", range(20))
def test_every_figure_is_the_sum_of_the_parts(any_form: Form, seed: int) -> None:
    """Computed ones too, for sums of sums are sums."""
    parts = [complete(each) for each in units(any_form, seed, 2 + seed % 5)]
    summed = total(parts, "全区")
    for cell in any_form.cells.values():
        together = rounded(sum((part.figure(cell.id) or 0) for part in parts))
        if cell.id in summed.asked:
            assert summed.asked[cell.id] == together
            assert summed.submission.figure(cell.id) is None
        elif set(any_form.sums[cell.id].refs if cell.computed else ()).isdisjoint(summed.asked):
            assert summed.submission.figure(cell.id) == together
    assert summed.unknown == ()
    assert set(summed.asked) == {cell.id for cell in any_form.inputs if not cell.adds}


@pytest.mark.parametrize("seed", range(20))
def test_what_holds_in_every_part_holds_in_the_sum(any_form: Form, seed: int) -> None:
    """A district of units without a fault has no fault."""
    parts = [complete(each) for each in units(any_form, seed, 3)]
    summed = Reading(total(parts, "全区").submission)
    for check in any_form.checks:
        if check.rule and not check.looks_back and all(rule_state(check, Reading(part)).holds for part in parts):
            state = rule_state(check, summed)
            assert state.holds or state.waiting


@pytest.mark.parametrize("seed", range(10))
def test_a_total_of_totals_is_the_total_of_all(official: Form, seed: int) -> None:
    """镇街 and 区直部门 added up are the district."""
    parts = [complete(each) for each in units(official, seed, 5)]
    halves = [total(parts[:2], "镇街").submission, total(parts[2:], "区直部门").submission]
    assert total(halves, "全区").submission.entries == total(parts, "全区").submission.entries


def test_the_total_is_an_ordinary_workbook(official: Form) -> None:
    """Written and read it is the same; what is missing is what nobody can add up."""
    filed: list[dict[str, Number | str]] = [
        {"requests.new.person": number, "requests.granted.person": number, "publication.fees.amount": Decimal("0.1")}
        for number in range(3)
    ]
    parts = [
        filled(official, figures, unit=f"单位{number}", code=str(number), year=2024)
        for number, figures in enumerate(filed)
    ]
    summed = total(parts, "原州区", "county").submission
    workbook = blank(official, summed.unit, 2024, "", "county", summed.last_year)
    assert read(fill(workbook, summed, forms()), forms()).submission == summed
    assert summed.figure("requests.new.total") == 3
    assert summed.figure("publication.fees.amount") == Decimal("0.3")
    assert set(found(summed)) == {"blank", "text-missing"}


def test_a_blank_is_not_nothing(official: Form) -> None:
    """A figure that one unit has not filled in is not known of the district either."""
    known = filled(official, unit="甲", code="1")
    unfilled = replace(known, unit="乙", code="2", entries={**known.entries, "requests.new.person": "/"})
    summed = total([known, unfilled], "全区")
    assert summed.unknown == ("requests.new.person",)
    assert "requests.new.person" not in summed.submission.entries


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"year": 2022}, "mixed-years"),
        ({"code": "1"}, "same-unit-twice"),
        ({"unit": "甲", "code": ""}, "same-unit-twice"),
    ],
)
def test_what_cannot_be_added_up_is_refused(official: Form, changes: dict[str, object], code: str) -> None:
    """Another year's, or the same unit twice."""
    one = filled(official, unit="甲", code="" if "unit" in changes else "1")
    other = replace(filled(official, unit="乙", code="2"), **changes)  # type: ignore[arg-type]
    assert refusal([one, other]) == code


def test_other_forms_and_nothing_are_refused(official: Form, second: Form) -> None:
    """Nothing is added to something else."""
    assert refusal([filled(official, unit="甲", code="1"), filled(second, unit="乙", code="2")]) == "mixed-forms"
    assert refusal([]) == "nothing-to-add"


def test_the_stray_one_is_named(official: Form, second: Form) -> None:
    """Among three hundred, by its name, before the many."""
    many = [filled(official, unit=f"单位{number}", code=str(number)) for number in range(12)]
    stray = filled(official, unit="迟到乡", code="99", year=2022)
    assert "2022年（迟到乡）；2024年（单位0、" in sentence([*many, stray])
    assert "单位7等12家）" in sentence([*many, stray])
    other = filled(second, unit="阅览室", code="99")
    assert f"{second.key}（阅览室）；{official.key}（" in sentence([*many, other])


def test_a_unit_is_the_same_with_and_without_its_code(official: Form) -> None:
    """One file may lack the code, or have the name with a space."""
    one = filled(official, unit="炭山乡", code="640402")
    assert "炭山乡" in sentence([one, replace(one, unit="炭山 乡", code="")])
    assert "炭山乡" in sentence([one, replace(one, unit="炭山乡政府")])


def sentence(parts: Sequence[Submission]) -> str:
    with pytest.raises(UserError) as raised:
        total(parts, "全区")
    return raised.value.text


def refusal(parts: Sequence[Submission]) -> str:
    with pytest.raises(UserError) as raised:
        total(parts, "全区")
    assert raised.value.text
    return raised.value.code
