"""汇总: the sum of several submissions, which is a submission again (design, idea 4)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit.checks.naming import cell_name
from toolkit.checks.wording import difference
from toolkit.form.expression import Number, rounded, said
from toolkit.form.model import Form
from toolkit.submission.refusal import Refusal
from toolkit.submission.submission import Submission


@dataclass(frozen=True)
class Total:
    """``submission``: all that may be added up. ``asked``: the plain sums of what may not, for whoever knows better.

    ``unknown``: figures that one of the units has not filled in.
    """

    submission: Submission
    asked: Mapping[str, Number]
    unknown: tuple[str, ...]


def totalled(parts: Sequence[Submission], unit: str, level: str = "", code: str = "") -> Total:
    """Raises :class:`Refusal` where they are of several forms or years, or where a unit is there twice."""
    _refuse_mixed(parts)
    form, year = parts[0].form, parts[0].year
    sums = {cell.id: _sum(parts, cell.id) for cell in form.inputs}
    unknown = tuple(id for id, found in sums.items() if found is None)
    known = {id: found for id, found in sums.items() if found is not None}
    asked = {id: found for id, found in known.items() if not form.cells[id].adds}
    entries: dict[str, Number | str] = {id: found for id, found in known.items() if form.cells[id].adds}
    last_year = {id: found for id in form.last_year if (found := _last_year(parts, id)) is not None}
    return Total(Submission(form, unit, year, code, level, entries, last_year=last_year), asked, unknown)


def _refuse_mixed(parts: Sequence[Submission]) -> None:
    if not parts:
        raise Refusal("nothing-to-add")
    keys, years = sorted({part.form.key for part in parts}), sorted({part.year for part in parts})
    if len(keys) > 1:
        raise Refusal("mixed-forms", forms="、".join(keys))
    if len(years) > 1:
        raise Refusal("mixed-years", years="、".join(f"{year}年" for year in years))
    names = Counter(part.unit for part in parts) + Counter(part.code for part in parts if part.code)
    twice = [name for name, count in names.items() if count > 1]
    if twice:
        raise Refusal("same-unit-twice", units="、".join(twice))


def _sum(parts: Sequence[Submission], id: str) -> Number | None:
    """None while one of them is not known; a blank is not nothing."""
    figures = [figure for part in parts if (figure := part.figure(id)) is not None]
    return rounded(sum(figures)) if len(figures) == len(parts) else None


def _last_year(parts: Sequence[Submission], id: str) -> Number | None:
    figures = [part.last_year[id] for part in parts if id in part.last_year]
    return rounded(sum(figures)) if len(figures) == len(parts) and parts[0].form.cells[id].adds else None


def compared(own: Submission, children: Submission) -> list[str]:
    """A parent's own figures against the sum of those below it: a line for each that differs."""
    return [
        f"{cell_name(cell, own.form)}：本单位填{said(mine)}，所属单位相加{said(theirs)}，{difference(mine, theirs)}。"
        for cell in own.form.inputs
        if (mine := own.figure(cell.id)) is not None
        and (theirs := children.figure(cell.id)) is not None
        and mine != theirs
    ]


def asked_lines(total: Total) -> list[str]:
    """What is left to be filled in by hand, with the plain sum."""
    form: Form = total.submission.form
    return [f"{cell_name(form.cells[id], form)}：各单位相加是{said(sum)}" for id, sum in total.asked.items()]
