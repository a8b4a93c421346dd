"""What the clerk decides about a unit, entered with the time; and the letter that tells the unit."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from toolkit.district.clock import day
from toolkit.district.district import Desk
from toolkit.district.ledger import outbox
from toolkit.district.ledger import read as ledger_read
from toolkit.district.ledger import write as ledger_write
from toolkit.district.ledger.ledger import transaction
from toolkit.district.ledger.outbox import Ours, Page
from toolkit.district.ledger.records import APPROVE, CONFIRM, CORRECT, PUBLISH, REOPEN, RETURN, SEAL, Decision, Entry
from toolkit.district.ledger.standing import State
from toolkit.district.letters import words as letters
from toolkit.district.letters.reply import reply
from toolkit.district.units.roster import Unit
from toolkit.errors import Refusal


def approve(desk: Desk, unit: Unit, number: int, remark: str, now: datetime) -> Ours:
    """审核通过: the submission that counts, or the one of this number. Raises :class:`Refusal` where it cannot be."""
    standing = desk.standing(unit)
    entry = _numbered(desk, unit, number) if number else standing.counted
    if standing.approved and not number and entry:
        if outbox.made(desk, APPROVE, f"{unit.key} {entry.id}"):
            raise Refusal("approved-already", unit=unit.name)
        return _approval(desk, unit, entry, remark, now)  # it was interrupted before the letter was made
    if entry is None and standing.newest is None and standing.unconfirmed:
        raise Refusal("unconfirmed", unit=unit.name, numbers=_numbers(standing.unconfirmed))
    if entry is None:
        raise Refusal("nothing-to-approve" if standing.newest is None else "not-acceptable", unit=unit.name)
    if entry.errors:
        raise Refusal("not-acceptable", unit=unit.name)
    _put(desk, unit, APPROVE, now, entry.id, remark)
    return _approval(desk, unit, entry, remark, now)


def _approval(desk: Desk, unit: Unit, entry: Entry, remark: str, now: datetime) -> Ours:
    text = letters.approval(desk.district, unit, entry.check_code, desk.district.publish_by(unit.group), remark)
    page = Page(f"【年报】{unit.short_name}{desk.district.year}年：审核通过", text)
    return outbox.put(desk, APPROVE, unit.key, f"{unit.key} {entry.id}", unit.addresses, page, now)


def ready(desk: Desk) -> list[Unit]:
    """The units whose newest submission counts and has nothing to be mended or explained."""
    standings = [(unit, desk.standing(unit)) for unit in desk.roster.units]
    return [
        unit for unit, each in standings if each.state is State.FILED and each.counted and not each.counted.warnings
    ]


def turn_back(desk: Desk, unit: Unit, number: int, remark: str, now: datetime) -> Ours:
    """退回修改: the newest submission, or the one of this number, with what the clerk has to say.

    Of one that nobody vouches for: it is not the unit's, and never counts.
    """
    standing = desk.standing(unit)
    strange = standing.unconfirmed if len(standing.unconfirmed) == 1 else ()
    entry = _numbered(desk, unit, number) if number else standing.newest or next(iter(strange), None)
    if entry is None:
        raise Refusal("nothing-to-return", unit=unit.name)
    if standing.approved and standing.counted and entry.id == standing.counted.id:
        raise Refusal("approved-reopen-first", unit=unit.name)
    _put(desk, unit, RETURN, now, entry.id, remark)
    by = day(now) + timedelta(days=desk.district.mend_days)
    returned = letters.refusal if entry in standing.unconfirmed else letters.return_letter
    text = returned(desk.district, unit, entry.check_code, remark, by)
    page = Page(f"【年报】{unit.short_name}{desk.district.year}年：退回修改", text)
    return outbox.put(desk, RETURN, unit.key, f"{unit.key} {entry.id}", unit.addresses, page, now)


def to_confirm(desk: Desk, unit: Unit, number: int) -> tuple[Entry, ...]:
    """What waits in a unit's name and came from one address; or the one of this number. Raises :class:`Refusal`."""
    waiting = desk.standing(unit).unconfirmed
    if number:
        chosen = _numbered(desk, unit, number)
        waiting = tuple(each for each in waiting if each.id == chosen.id)
    if not waiting:
        raise Refusal("nothing-to-confirm", unit=unit.name)
    if len({sender_of(desk, each) for each in waiting}) > 1:
        raise Refusal("several-senders", unit=unit.name, numbers=_numbers(waiting))
    return waiting


def sender_of(desk: Desk, entry: Entry) -> str:
    """The address that a submission came from; "" of one that came without a letter."""
    return ledger_read.message_of(desk.ledger, entry.file).sender


def sent_from(desk: Desk, address: str) -> list[Unit]:
    """The units in whose name something waits that came from an address; raises :class:`Refusal` for none."""
    found = [
        unit
        for unit in desk.roster.units
        if any(sender_of(desk, each) == address.lower() for each in desk.standing(unit).unconfirmed)
    ]
    if not found:
        raise Refusal("nothing-from", address=address)
    return found


def confirm(desk: Desk, unit: Unit, entry: Entry, remark: str, now: datetime) -> tuple[Ours, ...]:
    """确认: it is the unit's. From now on it counts as if it had come from the unit's address, and is answered so."""
    _put(desk, unit, CONFIRM, now, entry.id, remark)
    return reply(desk, ledger_read.message_of(desk.ledger, entry.file), now)


def reopen(desk: Desk, unit: Unit, remark: str, now: datetime) -> None:
    """An approval is taken back; what came later counts again."""
    _approved(desk, unit)
    _put(desk, unit, REOPEN, now, 0, remark)


def seal(desk: Desk, unit: Unit, remark: str, now: datetime) -> None:
    """已签章: the signed and sealed paper has come."""
    _put(desk, unit, SEAL, now, _approved(desk, unit).id, remark)


def publish(desk: Desk, unit: Unit, url: str, remark: str, now: datetime) -> None:
    """登记发布: where the report stands on the web."""
    if not url.startswith(("http://", "https://")) or any(each.isspace() for each in url):
        raise Refusal("no-url", url=url)
    _put(desk, unit, PUBLISH, now, _approved(desk, unit).id, remark, url)


def correct(desk: Desk, unit: Unit, url: str, remark: str, now: datetime) -> None:
    """登记更正: what was published was put right; ``remark`` says what."""
    if not remark:
        raise Refusal("no-remark")
    _put(desk, unit, CORRECT, now, _approved(desk, unit).id, remark, url)


def _approved(desk: Desk, unit: Unit) -> Entry:
    standing = desk.standing(unit)
    if not (standing.approved and standing.counted):
        raise Refusal("not-approved", unit=unit.name)
    return standing.counted


def _numbered(desk: Desk, unit: Unit, number: int) -> Entry:
    entries = ledger_read.entries(desk.ledger, unit.key)
    found = next((each for each in entries if each.id == number), None)
    if found is None:
        numbers = "、".join(str(each.id) for each in entries) or "（没有）"
        raise Refusal("no-such-submission", unit=unit.name, number=number, numbers=numbers)
    return found


def _numbers(entries: Sequence[Entry]) -> str:
    return "、".join(str(each.id) for each in entries)


def _put(desk: Desk, unit: Unit, kind: str, now: datetime, submission: int, remark: str, url: str = "") -> None:
    """The newest submission of the moment is noted: what comes later came after this decision."""
    with transaction(desk.ledger):
        seen = max((each.id for each in ledger_read.entries(desk.ledger, unit.key)), default=0)
        ledger_write.put_decision(desk.ledger, Decision(0, unit.key, kind, now, submission, seen, remark, url))
