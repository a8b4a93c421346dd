"""Numbers are thrown where it is said, and their judge is strict: only what the form has room for excuses silence."""

import io
import warnings
from dataclasses import replace
from random import Random

import pytest
from openpyxl import load_workbook

from tests.instruments.vandal.anywhere import WAYS, Thrown, base, thrown, unsaid
from tests.instruments.vandal.judge import Outcome, outcome
from toolkit.checks.finding import Finding, Level, Spot
from toolkit.checks.reading import Reading
from toolkit.form.form import Form
from toolkit.office.sheets.addresses import Place
from toolkit.workbook.design.layout import layout

SHEET, INPUT, LABEL = "三、收到和处理申请", "requests.new.person", "label"


def at(form: Form, place: Place, tag: str = "") -> Thrown:
    return Thrown(b"", base(form)[0], 7654, "number", place, tag, "near")


def judged(case: Thrown, *findings: Finding, figure: int | None = None) -> bool:
    """Whether a reader that read this and found that did well."""
    entries = case.before.entries if figure is None else {**case.before.entries, INPUT: figure}
    return unsaid(case, Outcome(Reading(replace(case.before, entries=entries)), findings)) == []


@pytest.mark.parametrize("seed", range(20))
def test_the_number_is_there(seed: int, official: Form) -> None:
    """openpyxl finds it in the cell that is said, in the way that is said."""
    case = thrown(official, Random(seed))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        cell = load_workbook(io.BytesIO(case.workbook), data_only=True)[case.at.sheet][case.at.ref]
    if type(cell).__name__ == "MergedCell":
        pytest.skip("openpyxl hides what stands beneath a merged area")
    assert cell.value is not None
    if case.way in ("number", "exponent", "formula"):
        assert cell.value == case.number or cell.is_date
    if case.way in ("str", "shared", "runs", "formula-text"):
        assert str(case.number) in str(cell.value)


def test_ways_regions_and_sheets_all_come_up(any_form: Form) -> None:
    """A generator that never throws into the cover proves nothing about it."""
    cases = [thrown(any_form, Random(seed)) for seed in range(80)]
    assert {case.way for case in cases} == set(WAYS)
    assert {case.region for case in cases} == {"cell", "tag", "inside", "near", "far", "end"}
    assert len({case.at.sheet for case in cases}) > len(layout(any_form).sheets)


def test_a_number_in_an_input_is_read(official: Form) -> None:
    place = layout(official).figures[INPUT]
    assert judged(at(official, place, INPUT), figure=7654)
    assert not judged(at(official, place, INPUT), figure=1)
    assert judged(at(official, place, INPUT), Finding("not-a-number", Level.ERROR, (INPUT,)), figure=1)


@pytest.mark.parametrize("tag", ["", LABEL])
def test_a_number_elsewhere_is_named(official: Form, tag: str) -> None:
    """By its own place: another cell's finding is none for this, nor one that was there before."""
    case = at(official, Place(SHEET, 40, 12), tag)
    assert not judged(case)
    assert judged(case, Finding("outside", Level.NOTE, spots=(Spot(SHEET, "K39:M41"),)))
    assert not judged(case, Finding("outside", Level.NOTE, spots=(Spot(SHEET, "L41"),)))
    assert not judged(case, Finding("outside", Level.NOTE, spots=(Spot(SHEET, "AL40"), Spot(SHEET, "L401"))))
    usual = outcome(base(official)[1])
    assert not judged(case, *usual.findings)


def test_only_what_the_form_has_room_for_is_free(official: Form) -> None:
    """Who files it, paragraphs, reasons; not the guide, not the results."""
    placed = layout(official)
    free = [*placed.cover_fields.values(), placed.texts["other"][0], next(iter(placed.reasons.values())).words]
    assert all(judged(at(official, place)) for place in free)
    assert not any(judged(at(official, place.moved(right=30))) for place in free)


def test_a_refusal_or_a_traceback_is_a_fault(official: Form) -> None:
    """But where the number covers whose file it is, a refusal is fair."""
    case, cover = at(official, Place(SHEET, 40, 12)), next(iter(layout(official).identity.values()))
    assert unsaid(case, Outcome(refused="not-ours")) != []
    assert unsaid(case, Outcome(raised="KeyError")) != []
    assert unsaid(at(official, cover), Outcome(refused="not-ours")) == []
