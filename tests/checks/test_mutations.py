"""One figure changed by one, in a real report: each of the 200 changes is caught, or nothing binds that input."""

from dataclasses import replace
from functools import cache

import pytest

from tests.drawn import both_forms, huaian, official_form
from toolkit.checks.check import check
from toolkit.checks.finding import Finding
from toolkit.checks.reading import Reading, from_filing
from toolkit.submission.json import from_json

FORM = official_form()
INPUTS = [cell.id for cell in FORM.inputs]
COMPUTED = [cell.id for cell in FORM.computed]

# Figures that stand alone in the printed tables: nothing in the form says what they should be.
UNBOUND_TABLES = ("publication", "disputes")


@cache
def report() -> Reading:
    """The report as published: inputs and the totals stated beside them."""
    return from_filing(from_json(huaian(), both_forms()))


def errors(reading: Reading) -> list[Finding]:
    return [finding for finding in check(reading) if finding.level == "error"]


def mutated(id: str) -> Reading:
    """The report with one input raised by one; the stated totals are as they were."""
    reading = report()
    figure = reading.submission.figure(id)
    assert figure is not None
    return replace(
        reading, submission=replace(reading.submission, entries={**reading.submission.entries, id: figure + 1})
    )


def line(id: str, place: int) -> str:
    return id.split(".")[place]


def test_the_report_is_sound() -> None:
    """All that follows is measured against a report without a fault."""
    assert errors(report()) == []
    assert len(report().submission.entries) == 166
    assert len(report().stated) == 34


@pytest.mark.parametrize("id", INPUTS)
def test_a_changed_input_breaks_the_balance_of_its_column(id: str) -> None:
    """Inputs alone, without any total: only the form's own identity can notice, and it names the right column."""
    found = errors(replace(mutated(id), stated={}))
    if id.startswith(UNBOUND_TABLES):
        assert found == []
    else:
        assert [finding.code for finding in found] == ["requests-balance"]
        assert {line(cell, 2) for cell in found[0].cells} == {line(id, 2)}


@pytest.mark.parametrize("id", INPUTS)
def test_a_changed_input_differs_from_the_stated_totals(id: str) -> None:
    """With the totals as printed, every total over the changed figure is named, and no other."""
    differing = {finding.cells[0] for finding in errors(mutated(id)) if finding.code == "total-differs"}
    over = {total for total, added in FORM.sums.items() if id in {ref.id for ref in added.refs}}
    assert differing == over
    assert bool(over) is not id.startswith("publication")


@pytest.mark.parametrize("id", COMPUTED)
def test_a_changed_total_is_named_itself(id: str) -> None:
    """A total that does not add up is one finding, in its own cell: no balance is blamed for it."""
    reading = report()
    value = reading.stated[id].value
    assert isinstance(value, int)
    stated = {**reading.stated, id: replace(reading.stated[id], value=value + 1)}
    (finding,) = errors(replace(reading, stated=stated))
    assert (finding.code, finding.cells) == ("total-differs", (id,))
