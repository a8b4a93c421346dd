"""What a figure counts as: an input as read, a blank, a declared zero, or a total added up."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn import both_forms
from tests.strategies import submissions
from toolkit.form.expression import Ref
from toolkit.form.form import Form
from toolkit.numbers import Number
from toolkit.submission.submission import ALL_ZERO, BLANKS_ARE_ZERO, Submission

CELL = "visits.workdays.children"


# what was typed | what was chosen above the table | what it counts as
@pytest.mark.parametrize(
    ("typed", "declared", "figure"),
    [
        (3, "", 3),
        (0, "", 0),
        (None, "", None),
        ("", "", None),
        ("/", "", None),
        ("3人次", "", 3),
        (None, BLANKS_ARE_ZERO, 0),
        (None, ALL_ZERO, 0),
        (3, ALL_ZERO, 3),
        ("/", BLANKS_ARE_ZERO, None),
        ("/", ALL_ZERO, None),
    ],
)
def test_what_an_input_counts_as(second: Form, typed: int | str | None, declared: str, figure: int | None) -> None:
    """A declaration turns blanks into zeros; what cannot be read is no blank, and stays unknown."""
    entries: dict[str, Number | str] = {} if typed is None else {CELL: typed}
    some = Submission(second, "青石镇", 2024, entries=entries, declared={"visits": declared} if declared else {})
    assert some.figure(CELL) == figure


def test_a_declaration_is_about_its_own_table(second: Form) -> None:
    """Another table's blanks stay blank."""
    assert Submission(second, "青石镇", 2024, declared={"staff": ALL_ZERO}).figure(CELL) is None


def test_a_total_adds_what_is_there(second: Form) -> None:
    """Totals are always numbers: the findings say what is missing from them."""
    entries: dict[str, Number | str] = {
        CELL: 3,
        "visits.workdays.grown_ups": "/",
        "holdings.grants.money": Decimal("0.1"),
    }
    some = Submission(second, "青石镇", 2024, entries=entries)
    assert some.figure("visits.workdays.everyone") == 3
    assert some.figure("holdings.income.money") == Decimal("0.1")
    assert some.figure("holdings.end.whole") == 0


def test_last_year_is_known_or_not(second: Form) -> None:
    """A figure of last year that nobody wrote down is unknown, not zero."""
    some = Submission(second, "青石镇", 2024, last_year={"staff.keepers.present": 4})
    assert some.known(Ref("staff.keepers.present", last_year=True)) == 4
    assert some.known(Ref("staff.volunteers.present", last_year=True)) is None
    assert some.number(Ref("staff.volunteers.present", last_year=True)) == 0


@given(st.sampled_from(both_forms()).flatmap(lambda form: submissions(form, broken=True)))
@settings(max_examples=40)
def test_every_total_is_the_sum_of_its_inputs(submission: Submission) -> None:
    """By either route, whatever was typed: the second way to add up a corner never gives another number."""
    for cell in submission.form.computed:
        for route in cell.routes:
            assert route.sum.value(submission.number) == submission.figure(cell.id)
