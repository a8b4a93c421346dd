"""Totals: what a file states against what its inputs add up to."""

from collections.abc import Iterator
from decimal import Decimal

from toolkit.checks.finding import Finding, Level
from toolkit.checks.reading import Reading
from toolkit.form.expression import Number, Ref, rounded


def check_totals(reading: Reading) -> Iterator[Finding]:
    overwritten: list[str] = []
    stale: list[str] = []
    for cell in reading.submission.form.computed:
        stated = reading.stated.get(cell.id)
        if stated is None or (stated.formula and stated.value is None):
            continue
        added = reading.submission.figure(cell.id) or 0
        equal = _equal(stated.value, added)
        if stated.formula:
            # a text that we read as a number (“12件”) is none to the formula, which is right all the same
            if not equal and not _equal(stated.value, reading.submission.counted(Ref(cell.id)) or 0):
                stale.append(cell.id)
        elif stated.value is None or equal:
            overwritten.append(cell.id)
        else:
            facts = {"stated": stated.value, "added": added}
            yield Finding("total-differs", Level.ERROR, (cell.id,), facts)
    if overwritten and reading.places:
        yield Finding("formula-replaced", Level.NOTE, tuple(overwritten))
    if stale:
        yield Finding("formula-stale", Level.NOTE, tuple(stale))


def _equal(stated: Number | str | None, figure: Number) -> bool:
    return isinstance(stated, int | Decimal) and rounded(stated - figure) == 0
