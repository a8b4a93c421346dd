"""The states at a glance say what the program says when the file comes in."""

from random import Random

import pytest

from tests.drawn import filled
from tests.strategies import random_submission
from toolkit.checks.check import check
from toolkit.checks.finding import Level
from toolkit.checks.messages.wording import PASSED
from toolkit.checks.reading import Reading
from toolkit.form.form import Form
from toolkit.submission.submission import ALL_ZERO, Submission
from toolkit.workbook.design.layout import layout
from toolkit.workbook.formulas.workbook import shown_values


def wrong_figures(submission: Submission) -> list[str]:
    """The codes of the errors that are about figures."""
    findings = [each for each in check(Reading(submission)) if each.level is Level.ERROR]
    return [each.code for each in findings if each.cells and each.cells[0] in submission.form.cells]


def summary(submission: Submission) -> object:
    return shown_values(submission)[layout(submission.form).summary]


@pytest.mark.parametrize("seed", range(60))
def test_what_passes_in_the_workbook_passes_in_the_district(any_form: Form, seed: int) -> None:
    """An officer who was told that the figures pass must not be told otherwise by mail."""
    submission = random_submission(any_form, Random(seed), broken=seed % 2 == 0)
    assert summary(submission) != PASSED or wrong_figures(submission) == []


def test_a_contradicted_declaration_does_not_pass(official: Form) -> None:
    """The table says all zero, and a figure stands there."""
    figures = {"requests.new.person": 3, "requests.granted.person": 3}
    submission = Submission(**{**vars(filled(official, figures)), "declared": {"requests": ALL_ZERO}})
    assert wrong_figures(submission) == ["zero-contradicted"]
    assert summary(submission) != PASSED
    assert summary(filled(official, figures)) == PASSED
