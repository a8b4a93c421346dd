"""Examples are run against the rules of their form, and what a rule does otherwise is told."""

from dataclasses import replace

from toolkit.checks.cases import failures
from toolkit.form.definition.cases import Case, Example
from toolkit.form.form import Form

TEXTS = Case(
    file="cases/a.toml",
    rule="free-of-charge",
    alarms=(Example("每周开放。"),),
    quiet=(Example("免费。"), Example("借书不收费。")),
    unit="某单位",
    year=2025,
    level="village",
    text="opening.hours",
)
PRESENT, BEFORE = "staff.keepers.present", "last_year.staff.keepers.present"
FIGURES = replace(
    TEXTS,
    rule="staff-flow",
    alarms=(Example(figures={PRESENT: 1}),),
    quiet=(Example(figures={PRESENT: 1, BEFORE: 1}),),
    text="",
)


def failed(case: Case, form: Form) -> list[tuple[str, str]]:
    return [(str(failure.example), failure.message) for failure in failures([case], form)]


def test_a_rule_that_does_as_its_examples_say(second: Form) -> None:
    """Nothing is told of it."""
    assert failed(TEXTS, second) == []
    assert failed(FIGURES, second) == []


def test_an_alarm_that_is_missed(second: Form) -> None:
    """There is no message to show."""
    assert failed(replace(TEXTS, alarms=(Example("免费开放。"),)), second) == [("免费开放。", "")]
    missed = replace(FIGURES, alarms=(Example(figures={PRESENT: 0}),))
    assert failed(missed, second) == [("staff.keepers.present = 0", "")]


def test_a_false_alarm(second: Form) -> None:
    """With what the filer would have read."""
    (said, message) = failed(replace(TEXTS, quiet=(Example("每天开放。"),)), second)[0]
    assert said == "每天开放。"
    assert "没有写到“免费”或“不收费”" in message


def test_figures_are_the_same_for_all_examples(second: Form) -> None:
    """What one of them gives goes first."""
    two, one = (Example(figures={PRESENT: number}) for number in (2, 1))
    common = replace(FIGURES, figures={BEFORE: 1}, alarms=(two,), quiet=(one,))
    assert failed(common, second) == []
    assert failed(replace(common, quiet=(Example(figures={PRESENT: 1, BEFORE: 0}),)), second) != []


def test_other_rules_are_not_asked(second: Form) -> None:
    """A sentence is about one rule; what else is wrong with it is another one's case."""
    assert failed(replace(TEXTS, quiet=(Example("免费，电话13800138000。"),)), second) == []
