"""Compares the totals stored in a file with the sums of its inputs."""

import re
from collections.abc import Iterator
from decimal import Decimal

from toolkit.checks.finding import Finding, Level, TotalDiffers
from toolkit.checks.reading import Reading, Stated
from toolkit.entry import read
from toolkit.form.expression import Ref
from toolkit.numbers import Number, rounded

DIGIT = re.compile(r"\d")
NOTES = ("formula-replaced", "formula-changed", "formula-stale", "formula-uncalculated")


def check_totals(reading: Reading) -> Iterator[Finding]:
    """A wrong total is an error of its own; what else became of the formulas is said once for all of them."""
    noted: dict[str, list[str]] = {code: [] for code in NOTES}
    for cell in reading.submission.form.computed:
        stated = reading.stated.get(cell.id)
        code = _what_happened(stated, cell.id, reading) if stated else ""
        form = reading.submission.form
        added = {ref.id for ref in (form.fractions[cell.id] if cell.percent else form.sums[cell.id]).refs}
        if stated and added & reading.doubted:
            code = _in_place_of_its_formula(stated)  # by how much it differs nobody can say
        elif stated and added & reading.disturbed:
            code = _following(code, stated, cell.id, reading, lost=bool(added & reading.lost))
        if code in noted:
            noted[code].append(cell.id)
        elif stated and code:
            added_up = reading.submission.figure(cell.id) or 0
            yield TotalDiffers(code, Level.ERROR, (cell.id,), stated=_as_number(stated.value), added=added_up)
    for code, cells in noted.items():
        if cells:
            yield Finding(code, Level.NOTE, tuple(cells))


def _what_happened(stated: Stated, id: str, reading: Reading) -> str:
    """The code of what became of a total; empty where it is as it should be, as far as the file tells."""
    value = _as_number(stated.value)
    figure = reading.submission.figure(id)
    if figure is None and not str(stated.value or "").strip():  # a percentage of nothing is not printed
        return "" if stated.formula is not False else "formula-replaced"
    equal = _equal(value, figure or 0)
    if stated.formula:
        # a text that we read as a number (“12件”) is none to the formula, which is right all the same
        fine = equal or _equal(value, reading.submission.counted(Ref(id)) or 0)
        return "formula-uncalculated" if stated.value is None else "" if fine else "formula-stale"
    if stated.changed and (equal or not isinstance(value, int | Decimal)):
        return "formula-changed"
    if stated.value is None or equal:
        return "" if stated.formula is None else "formula-replaced"
    return "total-differs"


def _in_place_of_its_formula(stated: Stated) -> str:
    """That a total is not its own formula any more, which can be said whatever it adds up."""
    if stated.changed:
        return "formula-changed"
    return "formula-replaced" if stated.formula is False else ""


def _following(code: str, stated: Stated, id: str, reading: Reading, lost: bool) -> str:
    """What is still worth a word where the cells that a total adds up are not where they were, or are lost."""
    if stated.value is None or _equal(_as_number(stated.value), reading.submission.figure(id) or 0):
        return ""
    return _in_place_of_its_formula(stated) if lost and code == "total-differs" else code


def _as_number(stated: Number | str | None) -> Number | str | None:
    """A number that was stored as a text is one; what was written out in words nobody's formula ever gave."""
    number = read(stated).number if isinstance(stated, str) and DIGIT.search(stated) else None
    return stated if number is None else number


def _equal(stated: Number | str | None, figure: Number) -> bool:
    return isinstance(stated, int | Decimal) and rounded(stated - figure) == 0
