"""A parsed letter: sender, date, subject and every file in it."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from toolkit import limits
from toolkit.errors import UserError
from toolkit.mail.attachments.attachment import Attachment, Remark
from toolkit.mail.attachments.unpack import Taken, take_file, take_letter
from toolkit.mail.message.mime import whole
from toolkit.mail.message.senders import is_automatic, mailbox
from toolkit.mail.message.words import line, text, words
from toolkit.office.filetypes import ENCRYPTED, ENCRYPTED_ODS, ODS, OLD, OTHER_WORKBOOK, WORKBOOK, kind

__all__ = ["Attachment", "Letter", "Remark", "letter", "unpacked"]

WORKBOOKS = (WORKBOOK, OLD, ODS, ENCRYPTED, ENCRYPTED_ODS, OTHER_WORKBOOK)
IDENTITY = re.compile(r"<([^<>\s]{1,900})>|([^<>\s]{1,900})")
YEARS = range(1970, 9999)


@dataclass(frozen=True, slots=True)
class Letter:
    """``automatic`` ones are never answered; ``reply_to`` is where an answer goes. What is not told is "" or None."""

    message_id: str
    sender: str
    sender_name: str
    reply_to: str
    subject: str
    sent: datetime | None
    automatic: bool
    attachments: tuple[Attachment, ...]
    remarks: tuple[Remark, ...]


def letter(raw: bytes) -> Letter:
    """A letter's bytes read; whatever is wrong with them, there is a letter."""
    top = whole(raw)
    sender, name = mailbox(top.field("from"))
    taken = Taken()
    take_letter(taken, raw)
    if taken.linked and not any(map(_is_workbook, taken.attachments)):
        taken.remark("link-instead")
    return Letter(
        message_id=_identity(top.field("message-id")),
        sender=sender,
        sender_name=name,
        reply_to=mailbox(top.field("reply-to"))[0] or sender,
        subject=line(words(text(top.field("subject"))), limits.SUBJECT),
        sent=_date(text(top.field("date"))),
        automatic=is_automatic(top, sender),
        attachments=tuple(taken.attachments),
        remarks=taken.remarks,
    )


def unpacked(name: str, data: bytes) -> tuple[tuple[Attachment, ...], tuple[Remark, ...]]:
    """A file that came without a letter: itself, or everything inside it if it is an archive or a letter."""
    taken = Taken()
    take_file(taken, name, data)
    return tuple(taken.attachments), taken.remarks


def _identity(field: bytes) -> str:
    found = IDENTITY.search(line(text(field), limits.FIELD))
    return f"<{found[1] or found[2]}>" if found else ""


def _date(written: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(written[: limits.NAME])
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    if found.year not in YEARS:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)  # “-0000”: in UTC, from a place unknown


def _is_workbook(attachment: Attachment) -> bool:
    try:
        return kind(attachment.data) in WORKBOOKS
    except UserError:
        return False
