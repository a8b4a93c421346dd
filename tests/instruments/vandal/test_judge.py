"""The judge sees a wrong figure, a silent loss, a lost paragraph; and it is content with a reader that is right."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from tests.drawn import without
from tests.instruments.vandal.judge import Outcome, alarms, faults, outcome, tally
from tests.instruments.vandal.kinds.kinds import vandalised
from tests.instruments.vandal.patient import Damaged
from tests.instruments.vandal.samples import telling, telling_workbook
from toolkit.checks.finding import Finding, Level, SheetsAmiss, Spot
from toolkit.checks.reading import Reading
from toolkit.form.form import Form
from toolkit.office.sheets.addresses import Place
from toolkit.submission.submission import Submission

FIGURE, TEXT = "requests.new.person", "overview.platform"


def unharmed(form: Form) -> Damaged:
    damaged = vandalised(telling_workbook(form), telling(form), [], Random(0))
    assert damaged
    return damaged


def judged(form: Form, change: Callable[[Submission], Submission], *findings: Finding) -> list[str]:
    """What is wrong with a reader that read this, and found that."""
    return faults(unharmed(form), Outcome(Reading(change(telling(form))), findings))


def misread(submission: Submission) -> Submission:
    return replace(submission, entries={**submission.entries, FIGURE: 7})


def test_an_undamaged_workbook_passes(any_form: Form) -> None:
    """Whatever the judge complains of later is the damage's doing."""
    damaged = unharmed(any_form)
    result = outcome(damaged.workbook)
    assert faults(damaged, result) == []
    assert tally(damaged, result) == {"recovered": len(any_form.inputs)}


@pytest.mark.parametrize("change", [misread, lambda submission: without(submission, FIGURE)], ids=["wrong", "blank"])
def test_a_wrong_figure_is_a_fault_unless_named(official: Form, change: Callable[[Submission], Submission]) -> None:
    """The promise: never a wrong figure without a finding; a loss that counts as 0 is a wrong figure too."""
    [fault] = judged(official, change)
    assert fault.startswith(f"{FIGURE}: read as")
    assert judged(official, change, Finding("cell-missing", Level.NOTE, (FIGURE,))) == []


@pytest.mark.parametrize(("sheet", "right"), [("三、收到和处理申请", True), ("二、主动公开", False)])
def test_a_finding_on_a_whole_sheet_names_its_figures(official: Form, sheet: str, right: bool) -> None:
    """A lost sheet is one finding; one on another sheet is none for this."""
    lost = SheetsAmiss("cell-missing", Level.ERROR, sheets=(sheet,))
    assert (judged(official, misread, lost) == []) is right


def test_what_is_always_found_names_nothing(official: Form) -> None:
    """A warning that stands there without any damage does not excuse a wrong figure."""
    [usual, *_] = [finding for finding in outcome(telling_workbook(official)).findings if FIGURE in finding.cells]
    assert judged(official, misread, usual) != []


def test_a_lost_or_foreign_paragraph_is_a_fault_unless_named(official: Form) -> None:
    texts = telling(official).texts
    for said in (texts[TEXT][:1], (*texts[TEXT], texts["other"][0])):
        change = lambda submission, said=said: replace(submission, texts={**submission.texts, TEXT: said})  # noqa: E731
        [fault] = judged(official, change)
        assert fault.startswith(f"{TEXT}: missing")
        assert judged(official, change, Finding("text-lost", Level.NOTE, (TEXT,))) == []


def test_what_is_ambiguous_must_be_named(official: Form) -> None:
    """Even where the figure happens to be right."""
    damaged = replace(unharmed(official), touched=frozenset({FIGURE}))
    result = Outcome(Reading(telling(official)))
    assert faults(damaged, result) == [f"{FIGURE}: must be named"]
    assert faults(damaged, replace(result, findings=(Finding("date", Level.ERROR, (FIGURE,)),))) == []


def test_a_total_that_states_something_else_must_be_named(official: Form) -> None:
    damaged = replace(unharmed(official), stated={"requests.new.total": 1})
    [fault] = faults(damaged, Outcome(Reading(telling(official))))
    assert fault.startswith("requests.new.total: states 1")


def test_another_unit_is_a_fault(official: Form) -> None:
    assert judged(official, lambda submission: replace(submission, unit="别的镇")) == ["unit: '别的镇', not '青石镇'"]


def test_a_refusal_is_a_fault_unless_nothing_tells_whose_file_it_is(official: Form) -> None:
    damaged, refused = unharmed(official), Outcome(refused="not-ours")
    assert faults(damaged, refused) == ["refused: not-ours"]
    assert faults(replace(damaged, nameless=True), refused) == []
    assert tally(damaged, refused) == {"refused": 1}


def test_a_file_that_may_be_refused_need_not_be_read(official: Form) -> None:
    """What is cut off; but where it is read all the same, nothing may be wrong."""
    damaged = replace(unharmed(official), refusable=True)
    assert faults(damaged, Outcome(refused="archive-damaged")) == []
    assert faults(damaged, Outcome(Reading(misread(telling(official))))) != []


@pytest.mark.parametrize(("ref", "right"), [("L40", True), ("K39:M41", True), ("A1 L40", True), ("L41", False)])
def test_a_number_outside_is_named_by_its_place(official: Form, ref: str, right: bool) -> None:
    """The input that it left need not be known: the officer sees the number itself."""
    sheet = "三、收到和处理申请"
    damaged = replace(unharmed(official), outside={FIGURE: Place(sheet, 40, 12)})
    told = Finding("outside", Level.ERROR, spots=(Spot(sheet, ref),))
    assert (faults(damaged, Outcome(Reading(misread(telling(official))), (told,))) == []) is right


def test_a_total_that_says_the_sum_as_text_is_no_fault(official: Form) -> None:
    total = telling(official).figure("requests.new.total")
    damaged = replace(unharmed(official), stated={"requests.new.total": f"{total}"})
    assert faults(damaged, Outcome(Reading(telling(official)))) == []


ACCUSED = Finding("not-a-number", Level.ERROR, (FIGURE,))


def test_an_error_where_nothing_was_lost_is_an_alarm(official: Form) -> None:
    """The second measure; a note is none, nor what stands there without the damage."""
    whole, usual = unharmed(official), outcome(telling_workbook(official)).findings
    reading = Reading(telling(official))
    assert alarms(whole, Outcome(reading, (*usual, ACCUSED))) == [f"not-a-number {(FIGURE,)}"]
    assert alarms(whole, Outcome(reading, (*usual, replace(ACCUSED, level=Level.NOTE)))) == []
    assert alarms(whole, Outcome(refused="not-ours")) == []


@pytest.mark.parametrize(("id", "excused"), [("requests.granted.person", True), ("disputes.review.upheld", False)])
def test_what_follows_from_a_loss_is_no_alarm(official: Form, id: str, excused: bool) -> None:
    """In the same table; what is lost in another table excuses nothing."""
    damaged = replace(unharmed(official), touched=frozenset({id}))
    assert (alarms(damaged, Outcome(Reading(telling(official)), (ACCUSED,))) == []) is excused


def test_an_error_on_the_whole_file_accuses_all(official: Form) -> None:
    """Only where nothing at all was lost is it an alarm."""
    reading, whole = Reading(telling(official)), Finding("unreadable", Level.ERROR)
    assert alarms(unharmed(official), Outcome(reading, (whole,))) != []
    assert alarms(replace(unharmed(official), touched=frozenset({FIGURE})), Outcome(reading, (whole,))) == []


def test_a_traceback_is_always_a_fault(official: Form) -> None:
    """What is no workbook at all is refused; only a defect raises."""
    assert outcome(b"").refused == "empty-file"
    assert faults(unharmed(official), Outcome(raised="KeyError: 1")) == ["raised KeyError: 1"]
