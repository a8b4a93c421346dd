"""汇总: the sum of several submissions, which is a submission again (design, idea 4)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from toolkit.checks.messages.naming import SHOWN_PLACES, cell_name
from toolkit.checks.messages.wording import difference
from toolkit.district.units.roster import bare
from toolkit.errors import Refusal
from toolkit.form.form import Form
from toolkit.numbers import Number, rounded, said
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
    by_form, by_year = _grouped(parts, lambda part: part.form.key), _grouped(parts, lambda part: f"{part.year}年")
    if len(by_form) > 1:
        raise Refusal("mixed-forms", forms=_listed(by_form))
    if len(by_year) > 1:
        raise Refusal("mixed-years", years=_listed(by_year))
    same = (_grouped(parts, lambda part: part.code), _grouped(parts, lambda part: bare(part.unit)))
    twice = [units[0] for found in same for key, units in found.items() if key and len(units) > 1]
    if twice:
        raise Refusal("same-unit-twice", units="、".join(dict.fromkeys(twice)))


def _grouped(parts: Sequence[Submission], key: Callable[[Submission], str]) -> dict[str, list[str]]:
    """The units' names by what they have in common."""
    found: dict[str, list[str]] = {}
    for part in parts:
        found.setdefault(key(part), []).append(part.unit)
    return found


def _listed(groups: Mapping[str, Sequence[str]]) -> str:
    """“甲（A、B等9家）；乙（C）”, the smallest group, where the stray file is, first."""
    ordered = sorted(groups.items(), key=lambda group: (len(group[1]), group[0]))
    return "；".join(f"{key}（{_few(units)}）" for key, units in ordered)


def _few(units: Sequence[str]) -> str:
    named = "、".join(units[:SHOWN_PLACES])
    return named if len(units) <= SHOWN_PLACES else f"{named}等{len(units)}家"


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
