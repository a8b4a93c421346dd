"""An outgoing answer: letter, marked copy, return notice, Word 送审稿, and a short text for a chat."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from toolkit import limits
from toolkit.checks.finding import Level
from toolkit.checks.messages.wording import LEVELS
from toolkit.district.clock import day
from toolkit.district.district import District
from toolkit.district.intake.attribution import listed, speaks_for
from toolkit.district.ledger import outbox
from toolkit.district.ledger.labels import label
from toolkit.district.ledger.outbox import LetterContent
from toolkit.district.ledger.records import Message, OutgoingLetter
from toolkit.district.ledger.store import CHATS
from toolkit.district.letters import words as letters
from toolkit.district.letters.answer import Answer, Answered, answer, is_for_elsewhere, whose_submissions
from toolkit.district.letters.return_notice import return_notice
from toolkit.district.units.roster import Roster, Unit
from toolkit.errors import UserError
from toolkit.limits import within
from toolkit.mail.server_errors import is_address
from toolkit.report.finished import DRAFT
from toolkit.tasks.files.guard import working_on
from toolkit.tasks.files.outputs import write
from toolkit.tasks.mark import mark
from toolkit.tasks.render import render
from toolkit.workbook.mark.from_findings import MARKED
from toolkit.workbook.strip.strip import stripped

REPLY, NOTICE = "reply", "notice"  # kinds of letters: an answer; that something came in a unit's name


@dataclass(frozen=True, slots=True)
class Piece:
    """A file that goes with a letter, and what it is for."""

    name: str
    data: bytes
    use: str


def reply(district: District, message: Message, now: datetime) -> tuple[OutgoingLetter, ...]:
    """The answers to a message, made and entered unless they are there: one to each unit that it is from.

    A unit in whose name alone something came is told so, at its own address, once a day. To addresses that are not on
    the list nothing goes, so that nobody can have anything sent to himself, or to others.
    """
    if message.automatic or message.duplicate or is_for_elsewhere(district, message):
        return ()
    whose = whose_submissions(district, message)
    alone = len(whose.known) < 2
    made = [_reply(district, message, unit, alone, now) for unit in whose.known or (() if whose.any else (None,))]
    made += [_notice(district, message, unit, now) for unit in whose.unconfirmed]
    return tuple(filter(None, made))


def _reply(
    district: District, message: Message, whose: Unit | None, alone: bool, now: datetime
) -> OutgoingLetter | None:
    about = message.id if alone or whose is None else f"{message.id} {whose.key}"
    if there := _made(district, message, whose.key if whose else "", about):
        return there
    said = answer(district, message, whose, alone)
    to = recipients(district.roster, said)
    if not said.submission and not to:
        return None  # a stranger's mail is no business of ours; it is listed for the clerk
    pieces = tuple(_pieces(district, said, said.submission)) if said.submission else ()
    if said.submission:
        _chat(district, said, said.submission)
    uses = [(piece.name, piece.use) for piece in pieces]
    back = message.letter and to[:1] in ((message.reply_to,), (message.sender,))
    content = LetterContent(
        subject=letters.subject(district.settings, said),
        text=letters.text(district.settings, said, uses, from_elsewhere=not back),
        attachments=tuple((piece.name, piece.data) for piece in pieces),
        in_reply_to=message.message_id if back else "",
        automatic=True,
    )
    return outbox.put(district, REPLY, said.unit.key if said.unit else "", about, to, content, now)


def _made(district: District, message: Message, unit: str, about: str) -> OutgoingLetter | None:
    """An answer that was made as the only one, when nobody else was to be answered yet, is that unit's."""
    alone = outbox.find(district, REPLY, message.id)
    return alone if alone and alone.unit in (unit, "") else outbox.find(district, REPLY, about)


def recipients(roster: Roster, said: Answer) -> tuple[str, ...]:
    """To the unit itself always; back to whoever wrote, as far as the list gives the address to it or one above it.

    What is no submission is answered to whoever on the list sent it, and to nobody else.
    """
    message, unit = said.message, said.unit
    known = [each for each in (message.reply_to, message.sender) if unit and speaks_for(each, unit, roster)]
    back: list[str] = []
    if message.letter and said.submission is None:
        back = [*known, message.sender][:1] if listed(message.sender, roster) else []
    elif message.letter and message.sender in known:
        back = known[:1]
    alone = message.letter and said.submission is None
    own = unit.addresses if unit and not alone and not set(back) & set(unit.addresses) else ()
    return tuple(dict.fromkeys(filter(is_address, (*back, *own))))


def _notice(district: District, message: Message, unit: Unit, now: datetime) -> OutgoingLetter:
    """To the unit alone, and once a day however much comes: whoever sends it must not be able to fill its mailbox."""
    about = f"{unit.key} {day(message.collected)}"
    content = LetterContent(
        subject=letters.title(district.settings, unit.short_name, "收到来历不明的填报表"),
        text=letters.notice(district.settings, unit, message),
        automatic=True,
    )
    return outbox.put(district, NOTICE, unit.key, about, tuple(filter(is_address, unit.addresses)), content, now)


def _chat(district: District, said: Answer, each: Answered) -> None:
    brief = letters.short(district.settings, each, letters.mend_by(district.settings, said))
    write(district.folder / CHATS / f"{label(district.ledger, each.unit)}-{each.entry.id}.txt", brief.encode())


def _pieces(district: District, said: Answer, each: Answered) -> Iterator[Piece]:
    """What cannot be made of somebody's file, or would be too large, is left out; the letter itself still goes."""
    stem = f"{label(district.ledger, each.unit)}-{district.settings.year}"
    grave = [one for one in each.told if one.finding.level is not Level.NOTE]
    if grave and each.workbook:
        with suppress(UserError), working_on(each.entry.name):
            harmless = stripped(each.workbook)
            data = mark(harmless.data, each.reading, each.told).data
            within(len(data), limits.COPY, f"超过{limits.COPY >> 20}MB")
            yield Piece(f"{stem}-{MARKED}.xlsx", data, letters.mend_here(harmless.left_out))
    if grave:
        by = letters.mend_by(district.settings, said)
        use = f"全部{LEVELS[Level.ERROR]}和{LEVELS[Level.WARNING]}的内容"
        with suppress(UserError):
            data = return_notice(district.settings, each, by)
            within(len(data), limits.ANSWER // 2, f"超过{limits.ANSWER >> 21}MB")
            yield Piece(f"{stem}-{letters.SLIP}.docx", data, use)
    with suppress(UserError), working_on(each.entry.name):
        data = render(each.reading, draft=True).data
        within(len(data), limits.COPY, f"超过{limits.COPY >> 20}MB")
        yield Piece(f"{stem}-{DRAFT}.docx", data, "按这一份数据生成的报告，供审签")
