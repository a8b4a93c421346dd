"""收件 in five stages: store a message unchanged, unpack it, attribute its files to units, check them, record them.

Whatever is interrupted is done again from the beginning of that message; what is kept already is not kept twice.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from toolkit import limits
from toolkit.checks.reading import Reading
from toolkit.district.clock import in_china
from toolkit.district.district import District
from toolkit.district.intake.attribution import Attribution, attributed, rejected, vouched_by
from toolkit.district.intake.examine import filing_of
from toolkit.district.ledger.ledger import Ledger
from toolkit.district.ledger.records import ACCOMPANYING, AUTOMATIC, SAME, SUBMISSION, Message, NewSubmission
from toolkit.district.ledger.standing import Standing
from toolkit.district.ledger.store import hash_of, keep_file, keep_raw
from toolkit.district.units.roster import Roster
from toolkit.errors import UserError
from toolkit.mail.letter import Attachment, Letter, Remark, unpacked
from toolkit.mail.letter import letter as read_letter
from toolkit.mail.mailbox.delivery import Delivery
from toolkit.tasks.files.guard import working_on
from toolkit.tasks.files.inputs import Filed, read_data

NOBODYS = Attribution(None)
NO_TABLES = ("word", "pdf", "picture", "plain-text", "web-page")  # welcome beside a workbook, not instead of one


@dataclass(frozen=True, slots=True)
class Collected:
    """What became of one delivery: the message it was filed as, or why it could not be read this time."""

    delivery: Delivery
    message: str = ""
    new: bool = False
    refusal: UserError | None = None


@dataclass(frozen=True, slots=True)
class _Attributed:
    """A file of a message and whose it is; ``reading``: what it holds, where that is to be examined.

    ``vouched``: by what it is known to be its unit's.
    """

    name: str
    hash: str
    whose: Attribution
    reading: Reading | None = None
    vouched: str = ""


@dataclass(frozen=True, slots=True)
class _Examined:
    """A file ready to be filed; ``filing``: the submission in it, if there is one."""

    name: str
    hash: str
    whose: Attribution
    filing: NewSubmission | None = None


def collect(district: District, deliveries: Iterable[Delivery], now: datetime) -> Iterator[Collected]:
    """Every delivery that was not met before, one after another; what cannot be read now is tried again next time."""
    for delivery in deliveries:
        if district.ledger.met(delivery.mark):
            continue
        try:
            with working_on(delivery.name):
                yield _collect_one(district, delivery, now)
        except UserError as refusal:
            yield Collected(delivery, refusal=refusal)


def _collect_one(district: District, delivery: Delivery, now: datetime) -> Collected:
    """Keep, open, attribute, examine, file."""
    data = delivery.read()
    id = keep_raw(district.folder, data, delivery.letter)
    new = district.ledger.message(id) is None
    if new:
        letter = _open(district.ledger, delivery, data)
        attributed = _attribute(district, letter, delivery.letter)
        examined = [_examine(district, file) for file in attributed]
        _file(district, _message(district.ledger, delivery, id, letter, now), letter, examined)
    with district.ledger.transaction():
        district.ledger.put_mark(delivery.mark, id)
    return Collected(delivery, id, new)


# Open


def _open(ledger: Ledger, delivery: Delivery, data: bytes) -> Letter:
    """A letter with its attachments out of their archives; a file that came otherwise, as a letter of nobody."""
    if not delivery.letter:
        name = Path(delivery.name).name
        attachments, remarks = unpacked(name, data)
        return Letter("", "", "", "", name, None, False, attachments, remarks)
    opened = read_letter(data)
    if ledger.letter(opened.message_id):  # a copy of ours, sent to be found by: its files are no answer
        return replace(opened, automatic=True, attachments=(), remarks=())
    return opened


def _message(ledger: Ledger, delivery: Delivery, id: str, letter: Letter, now: datetime) -> Message:
    return Message(
        id=id,
        source=delivery.name,
        letter=delivery.letter,
        received=in_china(delivery.received or letter.sent or now),
        collected=now,
        sender=letter.sender,
        reply_to=letter.reply_to,
        subject=letter.subject,
        message_id=letter.message_id,
        automatic=letter.automatic,
        duplicate=_duplicate(ledger, letter),
    )


def _duplicate(ledger: Ledger, letter: Letter) -> bool:
    """The same mail once more, by another way: its name and its files are those of one we have."""
    hashes = {hash_of(attachment.data) for attachment in letter.attachments}
    return any(
        {file.hash for file in ledger.files_of(before.id) if file.hash} == hashes
        for before in ledger.messages_called(letter.message_id)
    )


# Attribute


def _attribute(district: District, letter: Letter, by_mail: bool) -> Iterator[_Attributed]:
    """What is in a message, up to as much as one may hold; the rest is not even looked at, and that is said."""
    sender = letter.sender if by_mail else None
    files = (file for attachment in letter.attachments for file in _attributed(district, attachment, sender))
    submissions = 0
    for number, file in enumerate(files):
        submissions += file.reading is not None
        if number == limits.FILES_A_LETTER or submissions > limits.SUBMISSIONS_A_LETTER:
            remark = _remarked(Remark("too-many"))
            yield replace(remark, whose=Attribution(None, AUTOMATIC)) if letter.automatic else remark
            return
        yield replace(file, whose=Attribution(None, AUTOMATIC), reading=None) if letter.automatic else file


def _attributed(district: District, attachment: Attachment, sender: str | None) -> Iterator[_Attributed]:
    """A file may hold several submissions (an array of JSON), so it may be filed several times.

    ``sender``: None of a file that came without a letter.
    """
    hash = keep_file(district.folder, attachment.data)
    name = "/".join((*attachment.inside, attachment.name))
    for filed in read_data(Path(attachment.name or "附件"), attachment.data, district.forms):
        shown = f"{name}（第{filed.position}份）" if filed.position else name
        yield _one(district, filed, _Attributed(shown, hash, NOBODYS), sender)


def _one(district: District, filed: Filed, file: _Attributed, sender: str | None) -> _Attributed:
    if isinstance(filed.outcome, UserError):
        return replace(file, whose=rejected(None, filed.outcome))
    settings, roster, reading = district.settings, district.roster, filed.outcome
    issued = district.ledger.issued_to(reading.token)
    whose = attributed(reading, settings.form, settings.year, roster, issued, sender or "")
    if whose.outcome != SUBMISSION or whose.unit is None:
        return replace(file, whose=whose)
    vouched = vouched_by(whose.unit, roster, issued, sender)
    if not filed.position and _there(district.standing(whose.unit), file.hash, vouched):
        return replace(file, whose=replace(whose, outcome=SAME))
    return replace(file, whose=whose, reading=reading, vouched=vouched)


def _there(standing: Standing, hash: str, vouched: str) -> bool:
    """Whether the unit has sent this file before; what a stranger sent before does not stand in the unit's way."""
    before = standing.own if vouched else (*standing.own, *standing.unconfirmed)
    return any(entry.hash == hash for entry in before)


def _remarked(remark: Remark) -> _Attributed:
    return _Attributed(remark.name, "", rejected(None, remark.error))


# Examine


def _examine(district: District, file: _Attributed) -> _Examined:
    filing = None
    if file.reading and file.whose.unit:
        filing = filing_of(district, file.reading, file.whose.unit, file.vouched)
    return _Examined(file.name, file.hash, file.whose, filing)


# File


def _file(district: District, message: Message, letter: Letter, files: list[_Examined]) -> None:
    """The message and all that is in it, in one transaction."""
    files = [*_accompanied(files), *(_examine(district, _remarked(remark)) for remark in letter.remarks)]
    with district.ledger.transaction():
        district.ledger.put_message(replace(message, unit=_sender_unit(district.roster, files, letter.sender)))
        for file in files:
            _put(district.ledger, message, file)


def _accompanied(files: list[_Examined]) -> list[_Examined]:
    """With a workbook in the same message, a Word file or a scan is no mistake."""
    if not any(file.whose.outcome in (SUBMISSION, SAME) for file in files):
        return files
    return [
        replace(file, whose=Attribution(file.whose.unit, ACCOMPANYING)) if file.whose.outcome in NO_TABLES else file
        for file in files
    ]


def _sender_unit(roster: Roster, files: list[_Examined], sender: str) -> str:
    units = {file.whose.unit.key for file in files if file.whose.unit}
    if len(units) == 1:
        return units.pop()
    known = roster.of_address(sender)
    return known.key if known else ""


def _put(ledger: Ledger, message: Message, file: _Examined) -> None:
    unit = file.whose.unit.key if file.whose.unit else ""
    number = ledger.put_file(message.id, file.name, file.hash, file.whose.outcome, file.whose.sentence, unit)
    if file.filing:
        ledger.put_submission(unit, number, message.received, file.filing)
