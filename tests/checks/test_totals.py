"""What is said of a total whose parts cannot be read: never by how much it differs, always that its formula is gone."""

import pytest

from tests.drawn import filled
from toolkit.checks.check import check
from toolkit.checks.finding import Finding, Level
from toolkit.checks.reading import Reading, Stated
from toolkit.form.form import Form

PART, TOTAL = "requests.new.person", "requests.new.total"


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        (Stated(99, formula=True), []),
        (Stated(99, formula=False), ["formula-replaced"]),
        (Stated(99, formula=False, changed="81+18"), ["formula-changed"]),
        (Stated(99, formula=None), []),
    ],
    ids=["its own formula", "a number", "another formula", "a file without formulas"],
)
@pytest.mark.parametrize("doubt", ["cell-rivals", "figure-struck"])
def test_of_a_doubtful_sum_only_the_formula_is_told(
    official: Form, stated: Stated, told: list[str], doubt: str
) -> None:
    """An officer who mends the part should not find a pasted total afterwards."""
    reading = Reading(filled(official), findings=(Finding(doubt, Level.ERROR, (PART,)),), stated={TOTAL: stated})
    assert [each.code for each in check(reading) if TOTAL in each.cells] == told
