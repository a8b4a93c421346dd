"""The format of 2019, for the reports of 2019 and 2020: real ones pass it, and it is nobody's default."""

from dataclasses import replace
from random import Random

import pytest

from tests.drawn import figures, filled, official_form
from tests.published import printed
from tests.published.test_read import assert_all_right
from tests.strategies import random_submission
from toolkit.checks.check import check
from toolkit.checks.finding import Level
from toolkit.checks.reading import Reading
from toolkit.form.form import Form
from toolkit.form.library import default_forms, find, forms
from toolkit.published.read import readings
from toolkit.published.source import web, word
from toolkit.report.word.word import render
from toolkit.submission.submission import Submission
from toolkit.tasks.compare import compare
from toolkit.tasks.new import form_for


def former() -> Form:
    form = find("disclosure/2019", forms())
    assert form
    return form


def test_it_is_nobodys_default() -> None:
    """Whoever names no form gets the one in force; that of 2019 serves its two years when it is named."""
    assert form_for(2025, forms()) is official_form()
    assert form_for(2020, forms(), "disclosure/2019") is former()
    assert former() not in default_forms(forms())
    assert all(former().serves(year) == (year in (2019, 2020)) for year in range(2017, 2024))


PINGTAN = """
                      | person | other
new                   | 20     | 1
granted               | 6      | 1
partial               | 6      |
not_held              | 4      |
unclear               | 3      |
repeated              | 3      |
otherwise             | 4      |
"""


def pingtan() -> Submission:
    """As published for 2020: more was handled than came in."""
    drawn = figures(former(), "requests", PINGTAN)
    return filled(former(), {**drawn, "publication.penalties.moved": -18}, year=2020)


def test_a_real_break_is_found() -> None:
    """The six kinds of result make 26, and 20 applications came in."""
    told = [each for each in check(Reading(pingtan())) if each.level is Level.ERROR]
    assert {each.code for each in told} == {"requests-balance"}
    assert "person" in {id.rpartition(".")[2] for each in told for id in each.cells}


@pytest.mark.parametrize("seed", range(4))
def test_it_is_read_back(seed: int) -> None:
    """From a Word report and from a page, told from the form in force by its tables, negative changes included."""
    known = (official_form(), former())
    given = random_submission(former(), Random(seed))
    for blocks in (word.blocks(render(given)), web.of_page(printed.page(given, printed.plain_table))):
        (found,) = readings(blocks, known)
        assert found.submission.form is former()
        assert_all_right(found, given)
    now = random_submission(official_form(), Random(seed))
    (found,) = readings(web.of_page(printed.page(now, printed.plain_table)), known)
    assert found.submission.form is official_form()


def test_two_of_its_reports_are_compared() -> None:
    """Like any other's."""
    other = replace(pingtan(), entries={**pingtan().entries, "requests.otherwise.person": 5})
    assert {each.first for each in compare(Reading(pingtan()), Reading(other))} == {"4", "26", "27"}
