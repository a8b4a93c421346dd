"""An answer as it goes out: the letter, the marked copy, the slip, the Word 送审稿; and a few words for a chat."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from toolkit.checks.finding import Level
from toolkit.checks.wording import LEVELS
from toolkit.district import letters, outbox
from toolkit.district.answer import Answer, Answered, answer
from toolkit.district.desk import Desk
from toolkit.district.outbox import Ours, Page
from toolkit.district.records import Message
from toolkit.district.slip import slip
from toolkit.district.store import CHATS
from toolkit.district.units import label
from toolkit.files.outputs import write
from toolkit.files.working import working_on
from toolkit.mail.faults import is_address
from toolkit.report.finished import DRAFT, finished
from toolkit.submission.refusal import Refusal
from toolkit.workbook.mark import marked
from toolkit.workbook.mark_told import MARKED, marks, suffix, whose

REPLY = "reply"  # the kind of letter that an answer is


@dataclass(frozen=True, slots=True)
class Piece:
    """A file that goes with a letter, and what it is for."""

    name: str
    data: bytes
    use: str


def reply(desk: Desk, message: Message, now: datetime) -> Ours | None:
    """The one answer to a message, made and entered unless it is there; None where nobody is to be answered."""
    if message.automatic or message.duplicate:
        return None
    if found := outbox.made(desk, REPLY, message.id):
        return found
    said = answer(desk, message)
    if not said.submissions and said.unit is None:
        return None  # a stranger's mail is no business of ours; it is listed for the clerk
    pieces = tuple(piece for each in said.submissions for piece in _pieces(desk, said, each))
    for each in said.submissions:
        brief = letters.short(desk.district, each, letters.mend_by(desk.district, said))
        write(desk.folder / CHATS / f"{label(desk.ledger, each.unit)}-{each.entry.id}.txt", brief.encode())
    page = Page(
        subject=letters.subject(desk.district, said),
        text=letters.text(desk.district, said, [(piece.name, piece.use) for piece in pieces]),
        attachments=tuple((piece.name, piece.data) for piece in pieces),
        in_reply_to=message.message_id,
    )
    unit = said.unit.key if said.unit else ""
    return outbox.put(desk, REPLY, unit, message.id, _recipients(said), page, now)


def _recipients(said: Answer) -> tuple[str, ...]:
    """Who wrote; of a file that came another way, the addresses of its unit."""
    written = (said.message.reply_to,) if said.message.letter else said.unit.addresses if said.unit else ()
    return tuple(filter(is_address, written))


def _pieces(desk: Desk, said: Answer, each: Answered) -> Iterator[Piece]:
    """What cannot be made of somebody's file is left out; the letter itself still goes."""
    stem = f"{label(desk.ledger, each.unit)}-{desk.district.year}"
    grave = [one for one in each.told if one.finding.level is not Level.NOTE]
    if grave and each.workbook:
        with suppress(Refusal), working_on(each.entry.name):
            data = marked(each.workbook, marks(each.told), whose(each.reading.submission))
            yield Piece(f"{stem}-{MARKED}{suffix(each.workbook)}", data, letters.MEND_HERE)
    if grave:
        by = letters.mend_by(desk.district, said)
        use = f"全部{LEVELS[Level.ERROR]}和{LEVELS[Level.WARNING]}的内容"
        yield Piece(f"{stem}-{letters.SLIP}.docx", slip(desk.district, each, by), use)
    with suppress(Refusal), working_on(each.entry.name):
        use = "按这一份数据生成的报告，供审签"
        yield Piece(f"{stem}-{DRAFT}.docx", finished(each.reading.submission, draft=True), use)
