"""Checks a submission for the district: against itself, against last year's, and with the district's own indicators."""

from dataclasses import replace
from itertools import chain

from toolkit.checks.finding import Level
from toolkit.checks.messages.told import Told
from toolkit.checks.reading import Reading
from toolkit.district.district import District
from toolkit.district.ledger.records import FaultRecord, NewSubmission
from toolkit.district.units.issued_workbook import merged_last_year
from toolkit.district.units.roster import Unit
from toolkit.submission.json import code_of, to_json
from toolkit.tasks.check import check


def examined(district: District, reading: Reading, unit: Unit) -> tuple[Told, ...]:
    """What is to be said about it and about the district's own indicators in the same file, the gravest first.

    Of a unit that took over several, last year's figures are theirs added up; their texts are not compared.
    """
    before = district.before(unit)
    if len(before) > 1:
        known = merged_last_year(district.settings.form, before)
        reading = replace(reading, submission=replace(reading.submission, last_year=known))
    told = [*check(reading, before[0] if len(before) == 1 else None), *chain(*map(check, reading.companions))]
    return tuple(sorted(told, key=lambda each: list(Level).index(each.finding.level)))


def filing_of(district: District, reading: Reading, unit: Unit, vouched: str = "") -> NewSubmission:
    """A reading as it is filed, with what was found in it."""
    faults = (
        FaultRecord(each.finding.code, each.finding.level, each.words.message, each.finding.cells)
        for each in examined(district, reading, unit)
    )
    return NewSubmission(
        check_code=code_of(reading.submission),
        data=to_json(reading.submission),
        companions=tuple(to_json(each.submission) for each in reading.companions),
        faults=tuple(faults),
        vouched=vouched,
    )
