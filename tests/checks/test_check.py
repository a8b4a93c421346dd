"""Each check on its own: what is found, of which level, in which cells, and nothing besides."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn import both_forms, figures, filing, filled, found, official_form, second_form, texts, without
from tests.strategies import submissions
from toolkit.checks.check import accepted, check
from toolkit.checks.finding import Finding, Level, Quoting, Spot
from toolkit.checks.messages.damage import DAMAGE
from toolkit.checks.messages.wording import SENTENCES, where, worded
from toolkit.checks.reading import Reading, Stated, from_filing
from toolkit.form.form import Form
from toolkit.numbers import Number
from toolkit.rich_text import from_markup
from toolkit.submission.json import to_json
from toolkit.submission.submission import Submission

BOTH = st.sampled_from(both_forms())


def findings(reading: Reading | Submission) -> list[str]:
    """Each finding in a line: level, code, cells."""
    read = reading if isinstance(reading, Reading) else Reading(reading)
    return [f"{finding.level} {finding.code} {' '.join(finding.cells)}".strip() for finding in check(read)]


def official(entries: Mapping[str, Number | str] | None = None) -> Submission:
    return filled(official_form(), entries)


def second(entries: Mapping[str, Number | str] | None = None) -> Submission:
    return filled(second_form(), entries)


def stated(
    value: Number | str | None, formula: bool | None = False, places: bool = False, changed: str = ""
) -> Reading:
    """A reading in which one computed figure, 5 by its inputs, is stated as ``value``."""
    total = "visits.club_days.everyone"
    spots = {total: Spot("到室人次", "I5")} if places else {}
    return Reading(second({"visits.club_days.children": 5}), {total: Stated(value, formula, changed)}, spots)


def printed(code: str, id: str) -> Callable[[], Reading]:
    """A reading of a printed report in which one figure is remarked on."""
    return lambda: Reading(second(), findings=(Finding(code, Level.NOTE, (id,)),))


# a wrong submission, and everything that must be said about it
CASES: dict[str, tuple[Callable[[], Submission | Reading], list[str]]] = {
    "nothing": (second, []),
    "nothing, official": (official, []),
    "blank": (
        lambda: without(second(), "staff.keepers.moved", "visits.workdays.children"),
        ["error blank visits.workdays.children", "error blank staff.keepers.moved"],
    ),
    "blank but declared": (
        lambda: replace(without(second(), "staff.keepers.moved"), declared={"staff": "blanks-are-zero"}),
        [],
    ),
    "not-a-number": (
        lambda: second({"staff.keepers.moved": "/", "staff.keepers.present": "无", "staff.volunteers.moved": "/"}),
        [
            "error not-a-number staff.keepers.moved staff.volunteers.moved",
            "error not-a-number staff.keepers.present",
        ],
    ),
    "not-a-number, three of a kind": (
        lambda: second({"staff.keepers.moved": "约1", "staff.keepers.present": "约2", "staff.volunteers.moved": "约3"}),
        [
            "error not-a-number staff.keepers.moved",
            "error not-a-number staff.keepers.present",
            "error not-a-number staff.volunteers.moved",
        ],
    ),
    "not-a-number, many of a kind": (
        lambda: second(
            {
                "visits.workdays.children": "约1",
                "visits.workdays.grown_ups": "2左右",
                "visits.weekends.children": "约1",
                "visits.weekends.grown_ups": "3余",
                "visits.club_days.children": ">4",
                "visits.club_days.grown_ups": "5万",
            }
        ),
        [
            "error not-a-number visits.workdays.grown_ups visits.workdays.children visits.weekends.grown_ups"
            " visits.weekends.children visits.club_days.children",
            "error not-a-number visits.club_days.grown_ups",
        ],
    ),
    "not-a-number though declared": (
        lambda: replace(second({"staff.keepers.moved": "/"}), declared={"staff": "blanks-are-zero"}),
        ["error not-a-number staff.keepers.moved"],
    ),
    "text-number": (
        lambda: second({"visits.workdays.children": "12人次", "visits.weekends.children": "12人次"}),
        ["note text-number visits.workdays.children visits.weekends.children"],
    ),
    "remark-in-cell": (
        lambda: second({"visits.workdays.children": "12人次（其中寒假3人次）", "visits.weekends.children": "十二"}),
        ["note remark-in-cell visits.workdays.children", "note text-number visits.weekends.children"],
    ),
    "not-whole": (
        lambda: second({"visits.workdays.children": Decimal("1.5")}),
        ["error not-whole visits.workdays.children"],
    ),
    "an amount need not be whole": (lambda: second({"holdings.grants.money": Decimal("1.5")}), []),
    "negative": (
        lambda: second({"visits.workdays.children": -1, "holdings.grants.money": -1, "holdings.donations.money": 1}),
        ["error negative holdings.grants.money", "error negative visits.workdays.children"],
    ),
    "a change may be negative": (
        lambda: replace(second({"staff.keepers.moved": -1}), last_year={"staff.keepers.present": 1}),
        [],
    ),
    "but a change is whole": (
        lambda: replace(second({"staff.keepers.moved": Decimal("0.5")}), last_year={}),
        ["error not-whole staff.keepers.moved"],
    ),
    "out-of-reach": (
        lambda: second({"visits.workdays.children": 10**9, "visits.workdays.grown_ups": 10**9 - 1}),
        ["error out-of-reach visits.workdays.children"],
    ),
    "zero-contradicted": (
        lambda: replace(second({"visits.weekends.children": 3}), declared={"visits": "all-zero"}),
        ["error zero-contradicted visits.weekends.children"],
    ),
    "zero-contradicted by a word": (
        lambda: replace(second({"visits.weekends.children": "三多"}), declared={"visits": "all-zero"}),
        ["error not-a-number visits.weekends.children", "error zero-contradicted visits.weekends.children"],
    ),
    "total-differs": (lambda: stated(6), ["error total-differs visits.club_days.everyone"]),
    "total-differs by a word": (lambda: stated("五"), ["error total-differs visits.club_days.everyone"]),
    "total as it should be": (lambda: stated(5, formula=None), []),
    "formula-replaced": (lambda: stated(5, places=True), ["note formula-replaced visits.club_days.everyone"]),
    "formula-replaced by nothing": (
        lambda: stated(None, places=True),
        ["note formula-replaced visits.club_days.everyone"],
    ),
    "formula-stale": (lambda: stated(4, formula=True), ["note formula-stale visits.club_days.everyone"]),
    "formula as it should be": (lambda: stated(5, formula=True, places=True), []),
    "formula-uncalculated": (
        lambda: stated(None, formula=True, places=True),
        ["note formula-uncalculated visits.club_days.everyone"],
    ),
    "formula-changed": (lambda: stated(5, changed="1+4"), ["note formula-changed visits.club_days.everyone"]),
    "formula-changed into an error": (
        lambda: stated("#REF!", changed="#REF!+1"),
        ["note formula-changed visits.club_days.everyone"],
    ),
    "formula changed and wrong": (
        lambda: stated(6, changed="1+5"),
        ["error total-differs visits.club_days.everyone"],
    ),
    "year-missing": (lambda: replace(second(), year=0), ["error year-missing"]),
    "text-missing": (lambda: without(second(), "voices"), ["error text-missing voices"]),
    "text-missing settles the rule about it": (
        lambda: without(second(), "voices", "opening.hours"),
        ["error text-missing opening.hours voices"],
    ),
    "text-missing, official": (lambda: without(official(), "other"), ["error text-missing other"]),
    "a text rule": (
        lambda: replace(official(), texts={**texts(official_form()), "other": (from_markup("没有。"),)}),
        ["error fee-statement other"],
    ),
    "a text rule of level warning": (
        lambda: replace(second(), texts={**texts(second_form()), "opening.hours": (from_markup("每周五天。"),)}),
        ["warning free-of-charge opening opening.hours"],
    ),
    "a text rule with its reason": (
        lambda: replace(
            second(),
            texts={**texts(second_form()), "opening.hours": (from_markup("每周五天。"),)},
            reasons={"free-of-charge": "试行"},
        ),
        ["note free-of-charge opening opening.hours"],
    ),
    "a text rule found in another text": (
        lambda: replace(
            second(),
            texts={
                **texts(second_form()),
                "opening": (from_markup("不**收费**"),),
                "opening.hours": (from_markup("每周五天。"),),
            },
        ),
        [],
    ),
    "import-doubtful": (
        lambda: replace(second(), doubtful={"staff.keepers.moved": "5O", "staff.volunteers.moved": ""}),
        ["warning import-doubtful staff.keepers.moved staff.volunteers.moved"],
    ),
    "import-missing": (
        lambda: Reading(
            without(second(), "staff.keepers.moved"),
            findings=(Finding("import-missing", Level.ERROR, ("staff.keepers.moved",)),),
        ),
        ["error import-missing staff.keepers.moved"],
    ),
    **{
        code: (printed(code, "visits.workdays.children"), [f"note {code} visits.workdays.children"])
        for code in ("import-place", "import-shape", "import-heading", "import-group", "import-run-on")
    },
    "import-undivided": (
        lambda: Reading(without(second(), "voices"), findings=(Finding("import-undivided", Level.NOTE, ("voices",)),)),
        ["note import-undivided voices"],
    ),
    "import-stray": (
        lambda: Reading(second(), findings=(Quoting("import-stray", Level.NOTE, quotes=("甲",) * 4),)),
        ["note import-stray"],
    ),
    "unit-not-chosen": (
        lambda: Reading(replace(second(), unit=""), findings=(Quoting("unit-not-chosen", Level.ERROR, quotes=("",)),)),
        ["error unit-not-chosen"],
    ),
    "unit-missing": (lambda: replace(second(), unit=""), ["error unit-missing"]),
    "unit-missing, a number instead": (lambda: replace(second(), unit="６０５５"), ["error unit-missing"]),
    "wrong-year before": (lambda: filled(official_form(), year=2020), ["error wrong-year"]),
    "wrong-year after": (lambda: replace(second(), year=2031), ["error wrong-year"]),
    "unknown-key": (lambda: from_filing(filing({**to_json(second()), "x": 1})), ["note unknown-key"]),
    "last-year-unused": (
        lambda: from_filing(
            filing(
                {**to_json(second()), "last_year": {"figures": {"staff.keepers.present": 0, "staff.keepers.moved": 1}}}
            )
        ),
        ["note last-year-unused"],
    ),
    "a rule within a year": (
        lambda: second({"holdings.spending.money": Decimal("0.1"), "holdings.grants.money": Decimal("0.09")}),
        ["error within-income holdings.spending.money holdings.income.money"],
    ),
    "a rule across tables": (
        lambda: second({"holdings.clubs.held": 2, "visits.club_days.children": 1}),
        ["error clubs-have-readers holdings.clubs.held visits.club_days.everyone"],
    ),
    "a rule across years": (
        lambda: second({"staff.keepers.present": 2}),
        ["warning staff-flow staff.keepers.present staff.keepers.moved"],
    ),
    "a rule across years with its reason": (
        lambda: replace(second({"staff.keepers.present": 2}), reasons={"staff-flow": "新建"}),
        ["note staff-flow staff.keepers.present staff.keepers.moved"],
    ),
    "a rule waits for blanks": (lambda: replace(second({"staff.keepers.present": 2}), last_year={}), []),
    "an error takes no reason": (
        lambda: replace(second({"staff.keepers.trained": 1}), reasons={"trained-present": "本来如此"}),
        ["error trained-present staff.keepers.present staff.keepers.trained"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_found(case: str) -> None:
    """Each fault is found where it is, with its level, and brings no other finding with it."""
    make, expected = CASES[case]
    assert findings(make()) == expected


def test_every_word_of_the_program_about_a_filing_is_tested_here() -> None:
    """A finding nobody provokes is a finding nobody has read."""
    provoked = {line.split()[1] for _, expected in CASES.values() for line in expected}
    assert set(SENTENCES) - set(DAMAGE) - provoked == set()


def test_a_forms_rules_have_names_of_their_own(any_form: Form) -> None:
    """A finding's code is the rule's id or one of the program's own: never both."""
    assert set(any_form.rule_ids) & set(SENTENCES) == set()


BALANCE = """
              | person | business | research | charity | legal | other
    new         | 5    | 0        | 0        | 0       | 3     | 0
    carried_in  | 1    | 0        | 0        | 0       | 0     | 0
    granted     | 4    | 0        | 0        | 0       | 0     | 0
    not_held    | 0    | 0        | 0        | 0       | 2     | 0
    carried_out | 1    | 0        | 0        | 0       | 0     | 0
"""


def test_a_line_of_totals_is_named_only_when_none_of_its_parts_is() -> None:
    """Root cause once: two columns that do not balance make the total column not balance, which says nothing new."""
    form = official_form()
    both = official({**figures(form, "requests", BALANCE), "requests.carried_in.person": 0, "requests.new.person": 6})
    assert [line.split()[2] for line in findings(both)] == ["requests.new.person", "requests.new.legal"]


def test_last_years_report_outweighs_what_was_written_down() -> None:
    """The clerk has last year's file at hand: its figures count, not those the officer copied."""
    this = official({"requests.carried_in.person": 3, "requests.carried_out.person": 3})
    last = replace(official({"requests.carried_out.person": 3, "requests.new.person": 3}), year=2023)
    assert found(this) == ["carried-in-matches"]
    assert check(Reading(this), last) == ()


def test_errors_come_first_and_findings_from_reading_are_kept() -> None:
    """The officer reads from the top."""
    damaged = Finding("cell-missing", Level.ERROR, ("staff.keepers.moved",))
    reading = Reading(second({"staff.keepers.moved": "12人", "staff.keepers.present": 99}), findings=(damaged,))
    assert [finding.level for finding in check(reading)] == ["error", "warning", "note"]
    assert check(reading)[0] is damaged


def test_warnings_and_notes_do_not_stand_in_the_way(second: Form) -> None:
    """Only an error keeps a report from being accepted."""
    warned = check(Reading(filled(second, {"staff.keepers.present": 2, "visits.workdays.children": "2人次"})))
    assert {finding.level for finding in warned} == {Level.WARNING, Level.NOTE}
    assert accepted(warned)
    assert not accepted(check(Reading(without(filled(second), "voices"))))


def test_where_a_finding_is(second: Form) -> None:
    """Each cell that the file has, in the finding's order; JSON has none."""
    spot = Spot("服务人手", "B4")
    reading = Reading(filled(second, {"staff.keepers.moved": "/"}), places={"staff.keepers.moved": spot})
    (finding,) = check(reading)
    assert where(finding, reading) == [spot]
    assert where(finding, Reading(reading.submission)) == []


@given(BOTH.flatmap(submissions))
@settings(max_examples=40)
def test_sound_submissions_are_accepted(submission: Submission) -> None:
    """No false alarm: what keeps every rule passes, however odd its texts and large its figures."""
    assert [line for line in findings(submission) if line.startswith("error")] == []


@given(BOTH.flatmap(lambda form: submissions(form, broken=True)))
@settings(max_examples=60)
def test_everything_found_can_be_said(submission: Submission) -> None:
    """Whatever people type, there is a sentence for it that ends with a full stop."""
    reading = Reading(submission)
    for finding in check(reading):
        said = worded(finding, reading)
        assert said.message.endswith("。"), said
        assert said.expected
        assert said.found
