"""A submission as the district checks it: against itself, against last year's, and its own indicators."""

from dataclasses import replace

from toolkit.checks.finding import Level
from toolkit.checks.messages.told import Told
from toolkit.checks.reading import Reading
from toolkit.district.district import Desk
from toolkit.district.units.issued_workbook import merged_last_year
from toolkit.district.units.roster import Unit
from toolkit.office.filetypes import JSON, kind
from toolkit.office.sheets.open import opened
from toolkit.tasks.check import check
from toolkit.workbook.read.reader import read_beside


def examined(desk: Desk, reading: Reading, unit: Unit, beside: Reading | None) -> tuple[Told, ...]:
    """What is to be said about it, the gravest first; ``beside``: the district's own indicators in the same file.

    Of a unit that took over several, last year's figures are theirs added up; their texts are not compared.
    """
    before = desk.before(unit)
    if len(before) > 1:
        known = merged_last_year(desk.district.form, before)
        reading = replace(reading, submission=replace(reading.submission, last_year=known))
    told = check(reading, before[0] if len(before) == 1 else None)
    more = check(beside) if beside else ()
    return tuple(sorted((*told, *more), key=lambda each: list(Level).index(each.finding.level)))


def beside_in(desk: Desk, reading: Reading, data: bytes) -> Reading | None:
    """The district's own indicators in a unit's file; None where it has none, or was made before there were any."""
    if desk.beside is None or kind(data) == JSON:
        return None
    return read_beside(opened(data), desk.beside, reading.submission)
