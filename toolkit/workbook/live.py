"""Every formula of a workbook with the value it has for a given submission, so that no file goes out uncalculated."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from toolkit.checks.state import state
from toolkit.checks.texts import TextState, text_state
from toolkit.checks.wording import (
    ABSENT,
    BROKEN,
    BROKEN_LINES,
    EXPLAINED,
    HOLDS,
    LENGTH,
    NO_LAST_YEAR,
    OVER,
    PASSED,
    PRESENT,
    PUT_RIGHT,
    UNFIT_CELLS,
    WAITING,
    WRITTEN,
    WRITTEN_NOT,
)
from toolkit.form.expression import Number, Ref, said
from toolkit.form.model import Check, Form, TextField, TextRule
from toolkit.form.phrase import Phrase
from toolkit.form.table import Cell
from toolkit.submission.check_code import check_code, in_reach
from toolkit.submission.phrases import phrase_text, waiting
from toolkit.submission.submission import Submission
from toolkit.workbook import formulas, labels, text_formulas
from toolkit.workbook.layout import RESULTS, Layout, TextSheet, layout
from toolkit.workbook.patch import New
from toolkit.workbook.places import Place

Value = Number | str
NOTHING: Mapping[str, Number] = {}


@dataclass(frozen=True)
class Live:
    """A cell with a formula (without ``=``), and the value that formula gives for what was typed."""

    place: Place
    formula: str
    value: Callable[[Submission], Value]


@cache
def live_cells(form: Form) -> tuple[Live, ...]:
    return tuple(_live_cells(layout(form)))


def _live_cells(placed: Layout) -> Iterator[Live]:
    form = placed.form
    for cell in form.computed:
        yield Live(placed.figures[cell.id], formulas.total(placed, cell), _total(cell))
    for id, table in placed.tables.items():
        yield Live(table.blanks, formulas.blanks(placed, id), _blanks(id))
        for check, place in table.lines:
            yield Live(place, formulas.state(placed, check, place.sheet), _check_state(check))
    for line in placed.results:
        match line.subject:
            case Check() as check:
                yield Live(line.state, formulas.state(placed, check, RESULTS), _check_state(check))
            case text:
                yield Live(line.state, text_formulas.text_state(placed, text, RESULTS), _text_state(text))
    for sheet in placed.sheets:
        for phrase, place in sheet.phrases if isinstance(sheet, TextSheet) else ():
            yield Live(place, text_formulas.phrase(placed, phrase, place.sheet), _phrase(phrase))
    yield Live(placed.summary, formulas.summary(placed, RESULTS), _summary)
    yield Live(placed.identity["check_code"], formulas.check_code(placed), _code)


def _total(cell: Cell) -> Callable[[Submission], Value]:
    return lambda submission: submission.counted(Ref(cell.id)) or 0


def _blanks(table: str) -> Callable[[Submission], Value]:
    def count(submission: Submission) -> Value:
        inputs = submission.form.inputs_of(table)
        return 0 if table in submission.declared else sum(cell.id not in submission.entries for cell in inputs)

    return count


def _check_state(check: Check, stated: Number | None = None) -> Callable[[Submission], Value]:
    """``stated``: what was pasted over the formula of a total."""
    settles = check.rule.id if check.rule and check.rule.level == "warning" else ""

    def value(submission: Submission) -> Value:
        found = state(check, submission.counted, stated)
        if any(ref.last_year and submission.counted(ref) is None for ref in check.inputs):
            return NO_LAST_YEAR
        if found.waiting:
            return WAITING
        if found.difference is None:
            return HOLDS
        return EXPLAINED if submission.reasons.get(settles) else BROKEN + said(found.gap)

    return value


def _text_state(subject: TextField | TextRule) -> Callable[[Submission], Value]:
    def value(submission: Submission) -> Value:
        if isinstance(subject, TextField):
            return WRITTEN if submission.texts.get(subject.id) else WAITING
        if not any(submission.texts.get(id) for id in subject.texts):
            return WAITING
        state = text_state(subject, submission)
        settled = not state.holds and subject.level == "warning" and submission.reasons.get(subject.id)
        return EXPLAINED if settled else _rule_words(subject, state)

    return value


def _rule_words(rule: TextRule, state: TextState) -> str:
    if rule.kind == "length":
        return ("" if state.holds else OVER) + LENGTH.format(count=state.count, limit=rule.limit)
    good, bad = (WRITTEN, WRITTEN_NOT) if rule.kind == "mentions" else (ABSENT, PRESENT)
    return good if state.holds else bad


def _phrase(phrase: Phrase) -> Callable[[Submission], Value]:
    def value(submission: Submission) -> Value:
        if waiting(submission, phrase):
            return labels.phrase_waits(submission.form, phrase)
        return phrase_text(submission, phrase) or labels.NO_PHRASE

    return value


def _summary(submission: Submission, pasted: Mapping[str, Number] = NOTHING) -> Value:
    """``pasted``: what stands over the formulas of totals."""
    lines = [line.subject for line in layout(submission.form).results if isinstance(line.subject, Check)]
    states = [str(_check_state(check, pasted.get(check.total))(submission)) for check in lines]
    broken = sum(state.startswith(BROKEN) for state in states)
    unfit = sum(not _fit(submission, cell) for cell in submission.form.inputs)
    if not broken and not unfit:
        return PASSED
    said = [words.format(count=count) for words, count in ((BROKEN_LINES, broken), (UNFIT_CELLS, unfit)) if count]
    return "，".join(said) + PUT_RIGHT


def _fit(submission: Submission, cell: Cell) -> bool:
    """A number that may stand there, or a blank of a declared table."""
    figure = submission.counted(Ref(cell.id))
    if figure is None or not in_reach(figure):
        return False
    return (cell.kind == "change" or figure >= 0) and (cell.kind == "amount" or figure == int(figure))


def _code(submission: Submission) -> Value:
    return check_code(submission.form, submission.year, lambda id: submission.counted(Ref(id)) or 0)


def live_values(submission: Submission) -> dict[Place, New]:
    """What every formula shows for a submission."""
    return {live.place: live.value(submission) for live in live_cells(submission.form)}


def pasted_values(submission: Submission, figures: Mapping[str, Number]) -> dict[Place, New]:
    """What the sheet of results shows once numbers stand in place of the formulas of these totals."""
    lines = [(line.state, line.subject) for line in layout(submission.form).results if isinstance(line.subject, Check)]
    states = {
        place: _check_state(check, figures[check.total])(submission) for place, check in lines if check.total in figures
    }
    return {**states, layout(submission.form).summary: _summary(submission, figures)}
