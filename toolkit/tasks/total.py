"""``total``: the sum of several submissions, which is a submission again (design, idea 4)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.checks.messages.naming import SHOWN_PLACES, cell_name
from toolkit.checks.reading import Reading
from toolkit.form.form import Form
from toolkit.form.library import forms
from toolkit.numbers import Number, plain_number, rounded
from toolkit.submission.mean import mean
from toolkit.submission.submission import ABSENT, Submission
from toolkit.tasks.check import errors_in
from toolkit.tasks.last_year import doubtful_names, figures_of
from toolkit.tasks.messages import doubtful_figures, mixed_forms, mixed_years, nothing_to_add, same_unit_twice
from toolkit.tasks.names import bare
from toolkit.workbook.write.book import blank
from toolkit.workbook.write.fill import fill


@dataclass(frozen=True)
class Total:
    """``submission``: all that may be added up. ``asked``: the plain sums of what may not, for whoever knows better.

    ``unknown``: figures that one of the units has not filled in.
    """

    submission: Submission
    asked: Mapping[str, Number]
    unknown: tuple[str, ...]


def total(parts: Sequence[Submission], unit: str, level: str = "", code: str = "") -> Total:
    """What they say together, filed as ``unit``'s.

    Raises :class:`UserError` where they are of several forms or years, or where a unit is there twice.
    """
    _refuse_mixed(parts)
    _refuse_doubtful(parts)
    form, year = parts[0].form, parts[0].year
    sums = {cell.id: mean(parts, cell) if cell.weight else _sum(parts, cell.id) for cell in form.inputs}
    unknown = tuple(id for id, found in sums.items() if found is None)
    known = {id: found for id, found in sums.items() if found is not None}
    asked = {id: found for id, found in known.items() if not form.cells[id].adds and not form.cells[id].weight}
    entries: dict[str, Number | str] = {id: found for id, found in known.items() if id not in asked}
    absent = {each.id: ABSENT for each in form.tables if all(part.declared.get(each.id) == ABSENT for part in parts)}
    before = dict(_last_year(parts))
    summed = Submission(form, unit, year, code, level, entries, declared=absent, last_year=before)
    return Total(summed, asked, unknown)


def with_last_year(summed: Total, before: Submission | None) -> Total:
    """Last year's own total, where it is at hand, knows better than what the units wrote down."""
    found = summed.submission
    known = {**found.last_year, **figures_of(before, found.form)}
    return replace(summed, submission=replace(found, last_year=known))


def _refuse_mixed(parts: Sequence[Submission]) -> None:
    if not parts:
        raise nothing_to_add()
    by_form, by_year = _grouped(parts, lambda part: part.form.key), _grouped(parts, lambda part: f"{part.year}年")
    if len(by_form) > 1:
        raise mixed_forms(_listed(by_form))
    if len(by_year) > 1:
        raise mixed_years(_listed(by_year))
    same = (_grouped(parts, lambda part: part.code), _grouped(parts, lambda part: bare(part.unit)))
    twice = [units[0] for found in same for key, units in found.items() if key and len(units) > 1]
    if twice:
        raise same_unit_twice("、".join(dict.fromkeys(twice)))


def _refuse_doubtful(parts: Sequence[Submission]) -> None:
    """A figure that may be another than was read is added to none."""
    for part in parts:
        if doubtful := [cell.id for cell in part.form.inputs if cell.id in part.doubtful]:
            raise doubtful_figures(part.unit, doubtful_names(part, doubtful))


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


def _last_year(parts: Sequence[Submission]) -> Iterator[tuple[str, Number]]:
    form = parts[0].form
    for id in form.last_year:
        figures = [part.last_year[id] for part in parts if id in part.last_year]
        if len(figures) == len(parts) and form.cells[id].adds:
            yield id, rounded(sum(figures))


def figure_errors(reading: Reading) -> int:
    """How many faults of its figures must be mended before a submission is added up.

    Texts that are not as they should be are no reason not to add up figures: a total has none yet.
    """
    texts = reading.submission.form.texts
    cells = (each.finding.cells for each in errors_in(reading))
    return sum(not (ids and all(id in texts for id in ids)) for ids in cells)


def workbook(summed: Submission, companions: tuple[Form, ...] = (), filed: Iterable[Submission] = ()) -> bytes:
    """A submission as an ordinary workbook of its form with its companions, filled in.

    ``filed``: what there is on the companion forms; the sheet of any other stays blank.
    """
    who = (summed.form, summed.unit, summed.year, summed.code, summed.level, summed.last_year)
    data = blank(*who, companions=companions)
    for each in (summed, *filed):
        data = fill(data, each, forms())
    return data


def asked_lines(summed: Total) -> list[str]:
    """What is left to be filled in by hand, with the plain sum."""
    form = summed.submission.form
    return [f"{cell_name(form.cells[id], form)}：各单位相加是{plain_number(sum)}" for id, sum in summed.asked.items()]
