"""The clerk's decisions about a unit: recorded with their time, with the letter that informs the unit."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from toolkit.district.clock import day
from toolkit.district.district import District
from toolkit.district.ledger import outbox
from toolkit.district.ledger.ledger import Ledger
from toolkit.district.ledger.outbox import LetterContent
from toolkit.district.ledger.records import (
    APPROVE,
    CONFIRM,
    CORRECT,
    PUBLISH,
    REOPEN,
    RETURN,
    SEAL,
    Decision,
    OutgoingLetter,
    SubmissionRecord,
)
from toolkit.district.ledger.standing import UnitState
from toolkit.district.letters import words as letters
from toolkit.district.letters.reply import reply
from toolkit.district.messages import (
    approved_already,
    approved_reopen_first,
    no_remark,
    no_such_submission,
    no_url,
    not_acceptable,
    not_approved,
    nothing_from,
    nothing_to_approve,
    nothing_to_confirm,
    nothing_to_return,
    several_senders,
    unconfirmed,
)
from toolkit.district.units.roster import Unit


def approve(district: District, unit: Unit, number: int, remark: str, now: datetime) -> OutgoingLetter:
    """审核通过: the submission that counts, or the one of this number. Raises :class:`UserError` where it cannot be."""
    standing = district.standing(unit)
    entry = _numbered(district.ledger, unit, number) if number else standing.counted
    if standing.approved and not number and entry:
        if outbox.find(district, APPROVE, f"{unit.key} {entry.id}"):
            raise approved_already(unit.name)
        return _approval(district, unit, entry, remark, now)  # it was interrupted before the letter was made
    if entry is None and standing.newest is None and standing.unconfirmed:
        raise unconfirmed(unit=unit.name, numbers=_numbers(standing.unconfirmed))
    if entry is None:
        raise nothing_to_approve(unit.name) if standing.newest is None else not_acceptable(unit.name)
    if entry.errors:
        raise not_acceptable(unit.name)
    _put(district.ledger, unit, APPROVE, now, entry.id, remark)
    return _approval(district, unit, entry, remark, now)


def _approval(district: District, unit: Unit, entry: SubmissionRecord, remark: str, now: datetime) -> OutgoingLetter:
    text = letters.approval(district.settings, unit, entry.check_code, district.settings.publish_by(unit.group), remark)
    content = LetterContent(letters.title(district.settings, unit.short_name, "审核通过"), text)
    return outbox.put(district, APPROVE, unit.key, f"{unit.key} {entry.id}", unit.addresses, content, now)


def ready(district: District) -> list[Unit]:
    """The units whose newest submission counts and has nothing to be mended or explained."""
    standings = [(unit, district.standing(unit)) for unit in district.roster.units]
    return [
        unit for unit, each in standings if each.state is UnitState.FILED and each.counted and not each.counted.warnings
    ]


def turn_back(district: District, unit: Unit, number: int, remark: str, now: datetime) -> OutgoingLetter:
    """退回修改: the newest submission, or the one of this number, with what the clerk has to say.

    Of one that nobody vouches for: it is not the unit's, and never counts.
    """
    standing = district.standing(unit)
    strange = standing.unconfirmed if len(standing.unconfirmed) == 1 else ()
    entry = _numbered(district.ledger, unit, number) if number else standing.newest or next(iter(strange), None)
    if entry is None:
        raise nothing_to_return(unit.name)
    if standing.approved and standing.counted and entry.id == standing.counted.id:
        raise approved_reopen_first(unit.name)
    _put(district.ledger, unit, RETURN, now, entry.id, remark)
    by = day(now) + timedelta(days=district.settings.mend_days)
    returned = letters.refusal if entry in standing.unconfirmed else letters.return_letter
    text = returned(district.settings, unit, entry.check_code, remark, by)
    content = LetterContent(letters.title(district.settings, unit.short_name, "退回修改"), text)
    return outbox.put(district, RETURN, unit.key, f"{unit.key} {entry.id}", unit.addresses, content, now)


def to_confirm(district: District, unit: Unit, number: int) -> tuple[SubmissionRecord, ...]:
    """What waits in a unit's name and came from one address; or the one of this number. Raises :class:`UserError`."""
    waiting = district.standing(unit).unconfirmed
    if number:
        chosen = _numbered(district.ledger, unit, number)
        waiting = tuple(each for each in waiting if each.id == chosen.id)
    if not waiting:
        raise nothing_to_confirm(unit.name)
    if len({sender_of(district.ledger, each) for each in waiting}) > 1:
        raise several_senders(unit=unit.name, numbers=_numbers(waiting))
    return waiting


def sender_of(ledger: Ledger, entry: SubmissionRecord) -> str:
    """The address that a submission came from; "" of one that came without a letter."""
    return ledger.message_of(entry.file).sender


def sent_from(district: District, address: str) -> list[Unit]:
    """The units in whose name something waits that came from an address; raises :class:`UserError` for none."""
    found = [
        unit
        for unit in district.roster.units
        if any(sender_of(district.ledger, each) == address.lower() for each in district.standing(unit).unconfirmed)
    ]
    if not found:
        raise nothing_from(address)
    return found


def confirm(
    district: District, unit: Unit, entry: SubmissionRecord, remark: str, now: datetime
) -> tuple[OutgoingLetter, ...]:
    """确认: it is the unit's. From now on it counts as if it had come from the unit's address, and is answered so."""
    _put(district.ledger, unit, CONFIRM, now, entry.id, remark)
    return reply(district, district.ledger.message_of(entry.file), now)


def reopen(district: District, unit: Unit, remark: str, now: datetime) -> None:
    """An approval is taken back; what came later counts again."""
    _approved(district, unit)
    _put(district.ledger, unit, REOPEN, now, 0, remark)


def seal(district: District, unit: Unit, remark: str, now: datetime) -> None:
    """已签章: the signed and sealed paper has come."""
    _put(district.ledger, unit, SEAL, now, _approved(district, unit).id, remark)


def publish(district: District, unit: Unit, url: str, remark: str, now: datetime) -> None:
    """登记发布: where the report stands on the web."""
    if not url.startswith(("http://", "https://")) or any(each.isspace() for each in url):
        raise no_url(url)
    _put(district.ledger, unit, PUBLISH, now, _approved(district, unit).id, remark, url)


def correct(district: District, unit: Unit, url: str, remark: str, now: datetime) -> None:
    """登记更正: what was published was put right; ``remark`` says what."""
    if not remark:
        raise no_remark()
    _put(district.ledger, unit, CORRECT, now, _approved(district, unit).id, remark, url)


def _approved(district: District, unit: Unit) -> SubmissionRecord:
    standing = district.standing(unit)
    if not (standing.approved and standing.counted):
        raise not_approved(unit.name)
    return standing.counted


def _numbered(ledger: Ledger, unit: Unit, number: int) -> SubmissionRecord:
    entries = ledger.entries(unit.key)
    found = next((each for each in entries if each.id == number), None)
    if found is None:
        numbers = "、".join(str(each.id) for each in entries) or "（没有）"
        raise no_such_submission(unit=unit.name, number=number, numbers=numbers)
    return found


def _numbers(entries: Sequence[SubmissionRecord]) -> str:
    return "、".join(str(each.id) for each in entries)


def _put(ledger: Ledger, unit: Unit, kind: str, now: datetime, submission: int, remark: str, url: str = "") -> None:
    """The newest submission of the moment is noted: what comes later came after this decision."""
    with ledger.transaction():
        seen = max((entry.id for entry in ledger.entries(unit.key)), default=0)
        ledger.put_decision(Decision(0, unit.key, kind, now, submission, seen, remark, url))
