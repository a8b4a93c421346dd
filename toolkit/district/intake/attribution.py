"""Finds the unit a file belongs to: by the workbook's token, else its code, its name, or the sender.

And what vouches for that. A unit's name and code are public, so a file that says them may be anybody's. The token went
to the unit alone, inside its workbook; the list says which mailboxes are the unit's; what lies in a folder of the
clerk's she took from somebody she knows. A token outweighs an unknown address, for officers send from private
mailboxes; but not an address that the list gives to another unit: who has a neighbour's workbook may send it on, not
answer for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.checks.reading import Reading
from toolkit.district.ledger.records import (
    ADDRESS,
    CLERK,
    SUBMISSION,
    TOKEN,
)
from toolkit.district.messages import other_unit, unknown_unit, wrong_form, wrong_year
from toolkit.district.units.roster import Roster, Unit
from toolkit.errors import UserError
from toolkit.form.form import Form


@dataclass(frozen=True, slots=True)
class Attribution:
    """``unit``: whose it is, or whose it was meant for; ``outcome``: whether it can be taken as that unit's.

    ``sentence``: why it cannot, where there is something to say.
    """

    unit: Unit | None
    outcome: str = SUBMISSION
    sentence: str = ""


def rejected(unit: Unit | None, error: UserError) -> Attribution:
    """A file that is not taken; ``unit``: whose it was meant for, if anybody knows."""
    return Attribution(unit, error.code, error.text)


def attributed(reading: Reading, form: Form, year: int, roster: Roster, issued: str, sender: str) -> Attribution:
    """``issued``: the key of the unit that this very workbook was made for, if any was; ``sender``: an address."""
    submission = reading.submission
    by_token = roster.of_key(issued)
    by_code, by_name = roster.of_code(submission.code), roster.of_name(submission.unit)
    said = by_code or by_name
    unit = by_token or said or (roster.of_address(sender) if not submission.unit else None)
    if submission.form is not form:
        return rejected(unit, wrong_form(found=submission.form.name, expected=form.name))
    if submission.year != year:
        return rejected(unit, wrong_year(found=submission.year, expected=year))
    if unit is None:
        return rejected(None, unknown_unit(submission.unit or "（空）"))
    if by_code and by_name and by_code is not by_name:
        return rejected(by_token, other_unit(meant=by_code.name, unit=submission.unit))
    if by_token and (said is not by_token) and (submission.unit or submission.code):
        return rejected(by_token, other_unit(meant=by_token.name, unit=submission.unit))
    return Attribution(unit)


def vouched_by(unit: Unit, roster: Roster, issued: str, sender: str | None) -> str:
    """What says that a file is a unit's, see :class:`.records.NewSubmission`; "" where only the file does.

    ``issued`` as above. ``sender``: an address; None of a file that came without a letter.
    """
    if issued == unit.key and (sender is None or speaks_for(sender, unit, roster) or not listed(sender, roster)):
        return TOKEN
    if sender is None:
        return CLERK
    return ADDRESS if speaks_for(sender, unit, roster) else ""


def speaks_for(address: str, unit: Unit, roster: Roster) -> bool:
    """Whether the list gives an address to the unit, or to one that it says is above it: 主管部门 send for theirs."""
    return any(address.lower() in each.addresses for each in _upwards(unit, roster))


def listed(address: str, roster: Roster) -> bool:
    """Whether it is anybody's on the list."""
    return any(address.lower() in unit.addresses for unit in roster.units)


def _upwards(unit: Unit, roster: Roster) -> Iterator[Unit]:
    """The unit and those above it; the list has been read, so nobody stands above itself."""
    above: Unit | None = unit
    while above:
        yield above
        above = roster.parent_of(above)
