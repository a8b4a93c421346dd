"""Every formula of a workbook with the value it has for a given submission, so that no file goes out uncalculated."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from toolkit.form.form import Check, Form
from toolkit.numbers import Number
from toolkit.office.sheets.addresses import Place
from toolkit.office.sheets.xlsx_edit import New
from toolkit.submission.json import code_of
from toolkit.submission.submission import Submission
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import RESULTS, Layout, TextSheet
from toolkit.workbook.formulas import figures as formulas
from toolkit.workbook.formulas import texts as text_formulas
from toolkit.workbook.formulas.progress import glance_cells, glances_with, summary_value
from toolkit.workbook.formulas.totals import total
from toolkit.workbook.formulas.values import (
    Live,
    check_state,
    is_broken,
    phrase_value,
    stamp_value,
    text_value,
    told_value,
    total_value,
)


@cache
def live_cells(form: Form) -> tuple[Live, ...]:
    return tuple(_live_cells(layout(form)))


def _live_cells(placed: Layout) -> Iterator[Live]:
    for cell in placed.form.computed:
        yield Live(placed.figures[cell.id], total(placed, cell), total_value(cell))
    for table in placed.tables.values():
        for check, place in table.lines:
            yield Live(place, formulas.state(placed, check, place.sheet), check_state(check))
    for line in placed.results:
        match line.subject:
            case Check() as check:
                yield Live(line.state, formulas.state(placed, check, line.state.sheet), check_state(check))
                yield Live(line.told, formulas.told(placed, check, line.state), told_value(check))
            case text:
                yield Live(line.state, text_formulas.text_state(placed, text, RESULTS), text_value(text))
    for sheet in placed.sheets:
        for phrase, place in sheet.phrases if isinstance(sheet, TextSheet) else ():
            yield Live(place, text_formulas.phrase(placed, phrase, place.sheet), phrase_value(phrase))
    yield from glance_cells(placed)
    if not placed.form.beside:  # a form beside another has neither results nor a cover of its own
        yield from _of_the_whole(placed)


def _of_the_whole(placed: Layout) -> Iterator[Live]:
    yield Live(placed.summary, formulas.summary(placed, RESULTS), summary_value)
    for place in placed.stamps:
        yield Live(place, formulas.stamp(placed, place), stamp_value(place))
    yield Live(placed.identity["check_code"], formulas.check_code(placed), code_of)


def live_values(submission: Submission) -> dict[Place, New]:
    """What every formula shows for a submission."""
    return {live.place: live.value(submission) for live in live_cells(submission.form)}


def pasted_values(submission: Submission, figures: Mapping[str, Number]) -> dict[Place, New]:
    """What the workbook shows of its state once numbers stand in place of the formulas of these totals."""
    placed = layout(submission.form)
    lines = [(line, line.subject) for line in placed.results if isinstance(line.subject, Check)]
    pasted = [(line, check, figures[check.total]) for line, check in lines if check.total in figures]
    states: dict[Place, New] = {line.state: check_state(check, figure)(submission) for line, check, figure in pasted}
    broken = Counter(placed.sheet_of(line.subject) for line, _, _ in pasted if is_broken(str(states[line.state])))
    states |= {line.told: told_value(check, figure)(submission) for line, check, figure in pasted}
    states |= glances_with(placed, submission, broken)
    return {**states, placed.summary: summary_value(submission, figures)}
