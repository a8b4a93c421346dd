"""收件: what came in, kept raw, opened, told whose it is, checked, and filed, each message in one transaction.

Whatever is interrupted is done again from the beginning of that message; what is kept already is not kept twice.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from toolkit import limits
from toolkit.checks.reading import Reading
from toolkit.district.clock import in_china
from toolkit.district.district import Desk
from toolkit.district.intake.attribution import Attribution, attributed, vouched_by
from toolkit.district.intake.examine import beside_in, examined
from toolkit.district.ledger import outbox
from toolkit.district.ledger import read as ledger_read
from toolkit.district.ledger import write as ledger_write
from toolkit.district.ledger.ledger import transaction
from toolkit.district.ledger.records import AUTOMATIC, BESIDE, SAME, SUBMISSION, Fault, Filing, Message
from toolkit.district.ledger.store import hash_of, keep_file, keep_raw
from toolkit.district.units.roster import Unit
from toolkit.errors import Refusal
from toolkit.form.library import forms
from toolkit.mail.letter import Attachment, Letter, Remark, letter, unpacked
from toolkit.mail.mailbox.delivery import Delivery
from toolkit.submission.json import code_of, to_json
from toolkit.tasks.guard import working_on
from toolkit.tasks.inputs import Filed, read_data

BEYOND = "超过了上限"
NO_TABLES = ("word", "pdf", "picture", "plain-text", "web-page")  # welcome beside a workbook, not instead of one


@dataclass(frozen=True, slots=True)
class Collected:
    """What became of one delivery: the message it was filed as, or why it could not be read this time."""

    delivery: Delivery
    message: str = ""
    new: bool = False
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class _Taken:
    """A file ready to be filed; ``filing`` is what goes into the ledger with it."""

    name: str
    hash: str
    whose: Attribution
    filing: Filing | None = None


def collect(desk: Desk, deliveries: Iterable[Delivery], now: datetime) -> Iterator[Collected]:
    """Every delivery that was not met before, one after another; what cannot be read now is tried again next time."""
    for delivery in deliveries:
        if ledger_read.met(desk.ledger, delivery.mark):
            continue
        try:
            with working_on(delivery.name):
                yield _collected(desk, delivery, now)
        except Refusal as refusal:
            yield Collected(delivery, refusal=refusal)


def _collected(desk: Desk, delivery: Delivery, now: datetime) -> Collected:
    data = delivery.read()
    id = keep_raw(desk.folder, data, delivery.letter)
    new = ledger_read.message(desk.ledger, id) is None
    if new:
        _file(desk, delivery, id, data, now)
    with transaction(desk.ledger):
        ledger_write.put_mark(desk.ledger, delivery.mark, id)
    return Collected(delivery, id, new)


def _file(desk: Desk, delivery: Delivery, id: str, data: bytes, now: datetime) -> None:
    """The message and all that is in it; told apart from what was sent before."""
    opened = _opened(delivery, data)
    if outbox.letter(desk.ledger, opened.message_id):  # a copy of ours, sent to be found by: its files are no answer
        opened = replace(opened, automatic=True, attachments=(), remarks=())
    received = in_china(delivery.received or opened.sent or now)
    message = Message(
        id=id,
        source=delivery.name,
        letter=delivery.letter,
        received=received,
        collected=now,
        sender=opened.sender,
        reply_to=opened.reply_to,
        subject=opened.subject,
        message_id=opened.message_id,
        automatic=opened.automatic,
        duplicate=_duplicate(desk, opened),
    )
    taken = list(_bounded(desk, opened, delivery.letter))
    if opened.automatic:
        taken = [replace(each, whose=Attribution(None, AUTOMATIC), filing=None) for each in taken]
    taken = _beside(taken) + [_remarked(remark) for remark in opened.remarks]
    with transaction(desk.ledger):
        ledger_write.put_message(desk.ledger, replace(message, unit=_sender_unit(desk, taken, opened.sender)))
        for each in taken:
            _put(desk, message, each)


def _opened(delivery: Delivery, data: bytes) -> Letter:
    if delivery.letter:
        return letter(data)
    name = Path(delivery.name).name
    attachments, remarks = unpacked(name, data)
    return Letter("", "", "", "", name, None, False, attachments, remarks)


def _duplicate(desk: Desk, opened: Letter) -> bool:
    """The same mail once more, by another way: its name and its files are those of one we have."""
    hashes = {hash_of(each.data) for each in opened.attachments}
    return any(
        {each.hash for each in ledger_read.files_of(desk.ledger, before.id) if each.hash} == hashes
        for before in ledger_read.messages_called(desk.ledger, opened.message_id)
    )


def _bounded(desk: Desk, opened: Letter, letter: bool) -> Iterator[_Taken]:
    """What is in a message, up to as much as one may hold; the rest is not even looked at, and that is said."""
    sender = opened.sender if letter else None
    rows = (each for attachment in opened.attachments for each in _taken(desk, attachment, sender))
    submissions = 0
    for number, each in enumerate(rows):
        submissions += each.filing is not None
        if number == limits.FILES_A_LETTER or submissions > limits.SUBMISSIONS_A_LETTER:
            yield _remarked(Remark("too-many"))
            return
        yield each


def _taken(desk: Desk, attachment: Attachment, sender: str | None) -> Iterator[_Taken]:
    """A file may hold several submissions (an array of JSON), so it may be filed several times.

    ``sender``: None of a file that came without a letter.
    """
    hash = keep_file(desk.folder, attachment.data)
    name = "/".join((*attachment.inside, attachment.name))
    for filed in read_data(Path(attachment.name or "附件"), attachment.data, forms()):
        shown = f"{name}（第{filed.position}份）" if filed.position else name
        yield _one(desk, filed, shown, hash, sender, attachment.data)


def _one(desk: Desk, filed: Filed, name: str, hash: str, sender: str | None, data: bytes) -> _Taken:
    if isinstance(filed.outcome, Refusal):
        return _Taken(name, hash, Attribution(None, filed.outcome.code, _plain(filed.outcome)))
    reading = filed.outcome
    token_of = ledger_read.issued_to(desk.ledger, reading.token)
    whose = attributed(reading, desk.district.form, desk.district.year, desk.roster, token_of, sender or "")
    if whose.outcome != SUBMISSION or whose.unit is None:
        return _Taken(name, hash, whose)
    vouched = vouched_by(whose.unit, desk.roster, token_of, sender)
    if not filed.position and _there(desk, whose.unit, hash, vouched):
        return _Taken(name, hash, replace(whose, outcome=SAME))
    return _Taken(name, hash, whose, filing_of(desk, reading, whose.unit, data, vouched))


def _there(desk: Desk, unit: Unit, hash: str, vouched: str) -> bool:
    """Whether the unit has sent this file before; what a stranger sent before does not stand in the unit's way."""
    standing = desk.standing(unit)
    before = standing.own if vouched else (*standing.own, *standing.unconfirmed)
    return any(each.hash == hash for each in before)


def filing_of(desk: Desk, reading: Reading, unit: Unit, data: bytes, vouched: str = "") -> Filing:
    """A reading as it is filed, with what was found in it."""
    beside = beside_in(desk, reading, data)
    told = examined(desk, reading, unit, beside)
    faults = (Fault(each.finding.code, each.finding.level, each.words.message, each.finding.cells) for each in told)
    return Filing(
        check_code=code_of(reading.submission),
        data=to_json(reading.submission),
        beside=to_json(beside.submission) if beside else {},
        faults=tuple(faults),
        vouched=vouched,
    )


def _beside(taken: list[_Taken]) -> list[_Taken]:
    """With a workbook in the same message, a Word file or a scan is no mistake."""
    if not any(each.whose.outcome in (SUBMISSION, SAME) for each in taken):
        return taken
    return [
        replace(each, whose=Attribution(each.whose.unit, BESIDE)) if each.whose.outcome in NO_TABLES else each
        for each in taken
    ]


def _remarked(remark: Remark) -> _Taken:
    return _Taken(remark.name, "", Attribution(None, remark.code, {"name": remark.name, "what": BEYOND}))


def _sender_unit(desk: Desk, taken: list[_Taken], sender: str) -> str:
    units = {each.whose.unit.key for each in taken if each.whose.unit}
    if len(units) == 1:
        return units.pop()
    known = desk.roster.of_address(sender)
    return known.key if known else ""


def _put(desk: Desk, message: Message, taken: _Taken) -> None:
    unit = taken.whose.unit.key if taken.whose.unit else ""
    file = ledger_write.put_file(
        desk.ledger, message.id, taken.name, taken.hash, taken.whose.outcome, taken.whose.facts, unit
    )
    if taken.filing:
        ledger_write.put_submission(desk.ledger, unit, file, message.received, taken.filing)


def _plain(refusal: Refusal) -> dict[str, Any]:
    return {key: value if isinstance(value, int | str) else str(value) for key, value in refusal.facts.items()}
