"""A submission as the district checks it: against itself, against last year's, and its own indicators."""

from dataclasses import replace

from toolkit.checks.check import check
from toolkit.checks.reading import Reading
from toolkit.checks.told import Told, tell
from toolkit.district.desk import Desk
from toolkit.district.issue_book import merged_last_year
from toolkit.district.roster import Unit


def examined(desk: Desk, reading: Reading, unit: Unit) -> tuple[Told, ...]:
    """What is to be said about it, the gravest first.

    Of a unit that took over several, last year's figures are theirs added up; their texts are not compared.
    """
    before = desk.before(unit)
    if len(before) > 1:
        known = merged_last_year(desk.district.form, before)
        reading = replace(reading, submission=replace(reading.submission, last_year=known))
    told = tell(reading, check(reading, before[0] if len(before) == 1 else None))
    return (*told, *_beside(desk, reading))


def _beside(desk: Desk, reading: Reading) -> tuple[Told, ...]:
    return ()
