"""Checks a submission for the district: against itself, against last year's, and with the district's own indicators."""

from dataclasses import replace

from toolkit.checks.finding import Level
from toolkit.checks.messages.told import Told
from toolkit.checks.reading import Reading
from toolkit.district.district import District
from toolkit.district.ledger.records import FaultRecord, NewSubmission
from toolkit.district.units.issued_workbook import merged_last_year
from toolkit.district.units.roster import Unit
from toolkit.office.filetypes import JSON, kind
from toolkit.office.sheets.open import opened
from toolkit.submission.json import code_of, to_json
from toolkit.tasks.check import check
from toolkit.workbook.read.reader import read_beside


def examined(district: District, reading: Reading, unit: Unit, beside: Reading | None) -> tuple[Told, ...]:
    """What is to be said about it, the gravest first; ``beside``: the district's own indicators in the same file.

    Of a unit that took over several, last year's figures are theirs added up; their texts are not compared.
    """
    before = district.before(unit)
    if len(before) > 1:
        known = merged_last_year(district.settings.form, before)
        reading = replace(reading, submission=replace(reading.submission, last_year=known))
    told = check(reading, before[0] if len(before) == 1 else None)
    more = check(beside) if beside else ()
    return tuple(sorted((*told, *more), key=lambda each: list(Level).index(each.finding.level)))


def beside_in(district: District, reading: Reading, data: bytes) -> Reading | None:
    """The district's own indicators in a unit's file; None where it has none, or was made before there were any."""
    if district.beside is None or kind(data) == JSON:
        return None
    return read_beside(opened(data), district.beside, reading.submission)


def filing_of(district: District, reading: Reading, unit: Unit, data: bytes, vouched: str = "") -> NewSubmission:
    """A reading as it is filed, with what was found in it; ``data``: the bytes of its file."""
    beside = beside_in(district, reading, data)
    told = examined(district, reading, unit, beside)
    faults = (
        FaultRecord(each.finding.code, each.finding.level, each.words.message, each.finding.cells) for each in told
    )
    return NewSubmission(
        check_code=code_of(reading.submission),
        data=to_json(reading.submission),
        beside=to_json(beside.submission) if beside else {},
        faults=tuple(faults),
        vouched=vouched,
    )
