"""Last year's report of a unit, among those at hand."""

from collections.abc import Callable, Sequence

from toolkit.checks.messages.naming import SHOWN_PLACES, cell_name
from toolkit.form.form import Form
from toolkit.numbers import Number
from toolkit.submission.submission import Submission
from toolkit.tasks.messages import doubtful_last_year, no_last_year, wrong_last_year

LookUp = Callable[[Submission], Submission | None]  # last year's report of a unit, None if there is nothing to compare


def doubtful_names(submission: Submission, ids: Sequence[str]) -> str:
    """What some doubtful figures are called, with what was seen of them."""
    form = submission.form
    named = [f"{cell_name(form.cells[id], form)}（原文“{submission.doubtful[id]}”）" for id in ids[:SHOWN_PLACES]]
    return "、".join(named) + (f"等{len(ids)}处" if len(ids) > SHOWN_PLACES else "")


def of_last_year(filed: Sequence[Submission], submission: Submission) -> Submission | None:
    """Those of the unit, by its code or else its name, that are of the year before."""
    return next((each for each in _of_unit(filed, submission) if each.year == submission.year - 1), None)


def required(filed: Sequence[Submission], submission: Submission, where: str) -> Submission:
    """The same from what was given for this unit, called ``where``; raises :class:`UserError` where it is not there."""
    if found := of_last_year(filed, submission):
        return found
    expected = submission.year - 1
    if others := _of_unit(filed, submission):
        raise wrong_last_year(path=where, found=others[0].year, expected=expected)
    raise no_last_year(path=where, unit=submission.unit, year=expected)


def _of_unit(filed: Sequence[Submission], submission: Submission) -> list[Submission]:
    """By code, then by unit, on the same form."""
    same = [each for each in filed if each.form.id == submission.form.id]
    by_code = [each for each in same if each.code and each.code == submission.code]
    return by_code + [each for each in same if each.unit == submission.unit and each not in by_code]


def figures_of(before: Submission | None, form: Form) -> dict[str, Number]:
    """Last year's figures that a rule of this year asks for, as far as they are known.

    Raises :class:`UserError` while one of them may be another than was read.
    """
    if before is None:
        return {}
    if doubtful := [id for id in form.last_year if id in before.doubtful]:
        raise doubtful_last_year(doubtful_names(before, doubtful))
    known = {id: before.figure(id) for id in form.last_year if id in before.form.cells}
    return {id: figure for id, figure in known.items() if figure is not None}
