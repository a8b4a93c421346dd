"""Whose file it is: by the token of the workbook, else by its code, else by its name, else by who sent it."""

from dataclasses import dataclass, field
from typing import Any

from toolkit.checks.reading import Reading
from toolkit.district.records import OTHER_UNIT, SUBMISSION, UNKNOWN_UNIT, WRONG_FORM, WRONG_YEAR
from toolkit.district.roster import Roster, Unit
from toolkit.form.model import Form


@dataclass(frozen=True, slots=True)
class Attribution:
    """``unit``: whose it is, or whose it was meant for; ``outcome``: whether it can be taken as that unit's."""

    unit: Unit | None
    outcome: str = SUBMISSION
    facts: dict[str, Any] = field(default_factory=dict)


def attributed(reading: Reading, form: Form, year: int, roster: Roster, issued: str, sender: str) -> Attribution:
    """``issued``: the key of the unit that this very workbook was made for, if any was; ``sender``: an address."""
    submission = reading.submission
    by_token = roster.of_key(issued)
    by_code, by_name = roster.of_code(submission.code), roster.of_name(submission.unit)
    said = by_code or by_name
    unit = by_token or said or (roster.of_address(sender) if not submission.unit else None)
    if submission.form is not form:
        return Attribution(unit, WRONG_FORM, {"found": submission.form.name, "expected": form.name})
    if submission.year != year:
        return Attribution(unit, WRONG_YEAR, {"found": submission.year, "expected": year})
    if unit is None:
        return Attribution(None, UNKNOWN_UNIT, {"unit": submission.unit or "（空）"})
    if by_code and by_name and by_code is not by_name:
        return Attribution(by_token, OTHER_UNIT, {"meant": by_code.name, "unit": submission.unit})
    if by_token and (said is not by_token) and (submission.unit or submission.code):
        return Attribution(by_token, OTHER_UNIT, {"meant": by_token.name, "unit": submission.unit})
    return Attribution(unit)
