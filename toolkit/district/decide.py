"""What the clerk decides about a unit, entered with the time; and the letter that tells the unit."""

from datetime import datetime, timedelta

from toolkit.district import ledger_read, ledger_write, letters, outbox
from toolkit.district.clock import day
from toolkit.district.desk import Desk
from toolkit.district.ledger import transaction
from toolkit.district.outbox import Ours, Page
from toolkit.district.records import APPROVE, CORRECT, PUBLISH, REOPEN, RETURN, SEAL, Decision, Entry
from toolkit.district.roster import Unit
from toolkit.district.states import State
from toolkit.submission.refusal import Refusal


def approve(desk: Desk, unit: Unit, number: int, remark: str, now: datetime) -> Ours:
    """审核通过: the submission that counts, or the one of this number. Raises :class:`Refusal` where it cannot be."""
    standing = desk.standing(unit)
    entry = _numbered(desk, unit, number) if number else standing.counted
    if standing.approved and not number and entry:
        if outbox.made(desk, APPROVE, f"{unit.key} {entry.id}"):
            raise Refusal("approved-already", unit=unit.name)
        return _approval(desk, unit, entry, remark, now)  # it was interrupted before the letter was made
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
    """退回修改: the newest submission, or the one of this number, with what the clerk has to say."""
    standing = desk.standing(unit)
    entry = _numbered(desk, unit, number) if number else standing.newest
    if entry is None:
        raise Refusal("nothing-to-return", unit=unit.name)
    if standing.approved and standing.counted and entry.id == standing.counted.id:
        raise Refusal("approved-reopen-first", unit=unit.name)
    _put(desk, unit, RETURN, now, entry.id, remark)
    by = day(now) + timedelta(days=desk.district.mend_days)
    text = letters.return_letter(desk.district, unit, entry.check_code, remark, by)
    page = Page(f"【年报】{unit.short_name}{desk.district.year}年：退回修改", text)
    return outbox.put(desk, RETURN, unit.key, f"{unit.key} {entry.id}", unit.addresses, page, now)


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


def _put(desk: Desk, unit: Unit, kind: str, now: datetime, submission: int, remark: str, url: str = "") -> None:
    """The newest submission of the moment is noted: what comes later came after this decision."""
    with transaction(desk.ledger):
        seen = max((each.id for each in ledger_read.entries(desk.ledger, unit.key)), default=0)
        ledger_write.put_decision(desk.ledger, Decision(0, unit.key, kind, now, submission, seen, remark, url))
