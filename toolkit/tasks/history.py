"""``history``: a unit's reports of several years beside each other, and what contradicts the year before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from toolkit.checks.check import check
from toolkit.checks.finding import BrokenRule
from toolkit.checks.messages.told import tell
from toolkit.checks.reading import Reading
from toolkit.form.form import Form
from toolkit.submission.submission import Submission
from toolkit.tasks.messages import no_years, year_twice
from toolkit.tasks.names import bare
from toolkit.workbook.write.history_worksheet import Year, history_worksheet


@dataclass(frozen=True, slots=True)
class UnitHistory:
    """``name``: of the file, without a suffix. ``data``: the .xlsx. ``years``: oldest first. ``contradictions``: one
    Chinese sentence each. ``names``: what the reports call the unit, where that is not what the newest one says.
    """

    name: str
    data: bytes
    years: tuple[int, ...]
    contradictions: tuple[str, ...]
    names: tuple[str, ...]


def history(readings: Sequence[Reading]) -> UnitHistory:
    """Reports of one unit in any order, on the form of the newest; years on another one have the figures whose ids are
    the same, and are marked.

    Raises :class:`~toolkit.errors.UserError` for fewer than two, or for a year that is there twice.
    """
    ordered = sorted(readings, key=lambda each: each.submission.year)
    if len(ordered) < 2:
        raise no_years()
    for one, other in pairwise(ordered):
        if one.submission.year == other.submission.year:
            raise year_twice(one.submission.year)
    newest = ordered[-1].submission
    told = tuple(sentence for before, now in pairwise(ordered) for sentence in contradictions(before, now))
    years = tuple(_year(each.submission, newest.form) for each in ordered)
    data = history_worksheet(newest.unit, newest.form, years, told)
    others = dict.fromkeys(f"{each.submission.year}年的单位是“{each.submission.unit}”" for each in _renamed(ordered))
    names = f"{newest.unit}{ordered[0].submission.year}-{newest.year}年历年对照"
    return UnitHistory(names, data, tuple(each.number for each in years), told, tuple(others))


def contradictions(before: Reading, now: Reading) -> Iterator[str]:
    """What of a year does not follow from the year before, by the form's own rules; nothing across a year left out."""
    if now.submission.year != before.submission.year + 1:
        return
    findings = check(now, before.submission)
    broken = [each for each in findings if isinstance(each, BrokenRule) and each.check.looks_back]
    for told in tell(replace(now, last_year=before.submission), broken):
        yield f"{now.submission.year}年：{told.words.message}"


def _renamed(ordered: Sequence[Reading]) -> Iterator[Reading]:
    newest = bare(ordered[-1].submission.unit)
    return (each for each in ordered if bare(each.submission.unit) != newest)


def _year(submission: Submission, form: Form) -> Year:
    figures = {
        id: figure
        for id in form.cells
        if id in submission.form.cells
        and id not in submission.doubtful
        and (figure := submission.figure(id)) is not None
    }
    return Year(submission.year, submission.form.key == form.key, figures)
