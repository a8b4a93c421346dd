"""The workbook that a unit is sent, and the figures of last year that it starts from."""

from dataclasses import replace

from tests.drawn import both_forms, figures, filled, official_form, without
from tests.workbook.write.drawn_common import both_read, companion_form, units
from toolkit.district.units.issued_workbook import merged_last_year, unit_book
from toolkit.form.form import Form
from toolkit.numbers import Number
from toolkit.submission.submission import Submission
from toolkit.workbook.read.reader import read

YEAR = 2024


def reported(carried_out: int, in_force: int) -> Submission:
    told: dict[str, Number | str] = {
        "requests.carried_out.person": carried_out,
        "requests.new.person": carried_out,
        "publication.norms.in_force": in_force,
    }
    return filled(official_form(), told, year=YEAR - 1)


def test_one_predecessor() -> None:
    """All that the rules ask for, totals too."""
    found = merged_last_year(official_form(), [reported(3, 20)])
    assert found.keys() == set(official_form().last_year)
    assert found["requests.carried_out.person"] == found["requests.carried_out.total"] == 3
    assert found["publication.norms.in_force"] == 20


def test_merged_units() -> None:
    """What may be added up is; 现行有效 of several is for the unit to say."""
    found = merged_last_year(official_form(), [reported(3, 20), reported(4, 5)])
    assert found["requests.carried_out.person"] == 7
    assert not any(not official_form().cells[id].adds for id in found)
    assert any(not official_form().cells[id].adds for id in official_form().last_year)


def test_what_one_of_them_did_not_report() -> None:
    """A sum over some of them would look like one over all."""
    gap = without(reported(4, 5), "requests.carried_out.person")
    assert "requests.carried_out.person" not in merged_last_year(official_form(), [reported(3, 20), gap])
    assert merged_last_year(official_form(), []) == {}


def test_a_form_that_does_not_know_the_figure(second: Form) -> None:
    """Last year's form may have been another one."""
    assert merged_last_year(official_form(), [filled(second)]) == {}


def test_the_workbook_of_a_unit(any_form: Form) -> None:
    """Everything that was given is in it."""
    unit = units(any_form)[0]
    last_year = dict.fromkeys(any_form.last_year, 5)
    sent = unit_book(any_form, unit, YEAR, last_year, "word", (companion_form(),))
    main, companion = both_read(sent)
    expected = Submission(any_form, unit.name, YEAR, unit.code, unit.level, last_year=last_year)
    assert main.submission == expected
    assert main.token == "word"
    assert companion
    assert companion.submission == replace(expected, form=companion_form(), last_year={})
    assert read(unit_book(any_form, unit, YEAR, {}, ""), both_forms()).token == ""


def test_figures_are_drawn_for_this_form() -> None:
    """The table of the test names real cells."""
    assert figures(official_form(), "requests", "| person\ncarried_out | 3") == {"requests.carried_out.person": 3}
