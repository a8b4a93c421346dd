"""The states at a glance say what the program says when the file comes in."""

from dataclasses import replace
from random import Random

import pytest

from tests.drawn import filled, rows, second_form, typed_number
from tests.strategies import random_submission
from toolkit.checks.check import check
from toolkit.checks.finding import Level
from toolkit.checks.messages.wording import passed
from toolkit.checks.reading import Reading
from toolkit.form.form import Form
from toolkit.submission.submission import ALL_ZERO, Submission
from toolkit.workbook.design.layout import layout
from toolkit.workbook.formulas.progress import BROKEN_STATES
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
    assert summary(submission) != passed(any_form) or wrong_figures(submission) == []


def test_a_contradicted_declaration_does_not_pass(official: Form) -> None:
    """The table says all zero, and a figure stands there."""
    figures = {"requests.new.person": 3, "requests.granted.person": 3}
    submission = replace(filled(official, figures), declared={"requests": ALL_ZERO})
    assert wrong_figures(submission) == ["zero-contradicted"]
    assert summary(submission) != passed(official)
    assert summary(filled(official, figures)) == passed(official)


WRONG = """
    count  | -1 -0.5 1.5 1000000000 1000000000.5 /        | 0 7 999999999
    amount | -1 -0.5 1000000000 1000000000.5 / 1.5件       | 0 1.5 999999999.5
    change | 1.5 -1.5 1000000000 -1000000000 -999999999.5 | 0 -7 999999999 -999999999
"""


@pytest.mark.parametrize(("kind", "wrong", "right"), rows(WRONG))
def test_each_figure_of_the_wrong_kind_counts_once(kind: str, wrong: str, right: str) -> None:
    """Below 0, with decimals, too large, or no number; what is wrong twice is one cell to be mended."""
    cell = next(cell for cell in second_form().inputs if cell.kind == kind)
    placed = layout(second_form())
    glance = placed.glance(placed.figures[cell.id].sheet)

    lines = (line for line in placed.results if line.level == "error")
    mine = [line for line in lines if placed.sheet_of(line.subject) == glance.sheet]

    def errors(typed: str) -> int:
        """Without the lines that the figure breaks besides."""
        shown = shown_values(filled(second_form(), {cell.id: typed_number(typed)}))
        own = (str(shown[line.state]) for line in mine)
        return int(shown[glance.errors]) - sum(state.startswith(BROKEN_STATES) for state in own)

    assert [errors(typed) for typed in wrong.split()] == [1] * len(wrong.split())
    assert [errors(typed) for typed in right.split()] == [0] * len(right.split())


def test_how_a_broken_state_begins_means_itself_to_countif() -> None:
    """A wildcard in the words would count other lines too."""
    assert not set("*?~<>=") & set("".join(BROKEN_STATES))
