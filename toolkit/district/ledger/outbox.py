"""Outgoing mail: every message is created once and sent at most once.

A letter's Message-ID follows from what it is about, so that making it again makes the same one. Before the server is
spoken to, the letter stands as “sending”; when the server has taken it, as “sent”. Who is killed in between leaves one
that may have gone out: every letter also goes to our own mailbox, and there it is looked for. Found, it was sent; not
found after the settings' ``patience``, it was not, and is sent again under the same name. Where there is no mailbox to
look in, it is left to the clerk, and never sent again by itself.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from toolkit.district.district import District
from toolkit.district.ledger.ledger import Ledger
from toolkit.district.ledger.records import DRAFTED, KEPT, SENDING, SENT, UNKNOWN, WAITING, OutgoingLetter
from toolkit.district.ledger.store import LETTERS
from toolkit.errors import UserError
from toolkit.mail.outgoing.compose import composed
from toolkit.office.loading import load
from toolkit.tasks.files.outputs import write
from toolkit.tasks.names import file_name

NOBODY = "nianbao@nianbao.invalid"  # what a letter is from where there is no mailbox: it is only to be read
Send = Callable[[bytes, tuple[str, ...]], None]
Holds = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class LetterContent:
    """What a letter says: ``attachments`` by their file names. ``automatic``: no machine should answer it."""

    subject: str
    text: str
    attachments: tuple[tuple[str, bytes], ...] = ()
    in_reply_to: str = ""
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of a letter: its state now, and why it was not sent."""

    letter: OutgoingLetter
    state: str
    refusal: UserError | None = None


def message_id(kind: str, about: str, address: str) -> str:
    """The Message-ID of the letter of this kind about this thing."""
    digest = hashlib.sha256(f"{kind}\n{about}".encode()).hexdigest()[:32]
    return f"<{digest}@{address.rpartition('@')[2] or 'nianbao.invalid'}>"


def put(
    district: District,
    kind: str,
    unit: str,
    about: str,
    to: Sequence[str],
    content: LetterContent,
    now: datetime,
    anew: bool = False,
) -> OutgoingLetter:
    """Write a letter and enter it, unless there is one of this kind about this thing; ``anew``: in its place."""
    before = find(district, kind, about)
    if before and not anew:
        return before
    id = message_id(kind, about, district.settings.address)
    path = LETTERS / f"{file_name(content.subject)}-{id[1:9]}.eml"
    write(district.folder / path, _composed(district, id, to, content, now))
    state = DRAFTED if to else KEPT
    letter = OutgoingLetter(id, kind, unit, about, tuple(to), content.subject, path.as_posix(), state, now, now)
    with district.ledger.transaction():
        if before:
            district.ledger.drop_letter(id)
        district.ledger.put_letter(letter, "准备信件")
    return letter


def _composed(district: District, id: str, to: Sequence[str], content: LetterContent, now: datetime) -> bytes:
    """The letter's bytes (RFC 5322)."""
    return composed(
        sender=district.settings.address or NOBODY,
        sender_name=district.settings.name,
        to=tuple(to),
        subject=content.subject,
        text=content.text,
        attachments=content.attachments,
        message_id=id,
        date=now,
        in_reply_to=content.in_reply_to,
        automatic=content.automatic or bool(content.in_reply_to),
    )


def find(district: District, kind: str, about: str) -> OutgoingLetter | None:
    """The letter of this kind about this thing, if it was made."""
    return district.ledger.letter(message_id(kind, about, district.settings.address))


def post(district: District, send: Send, holds: Holds | None, now: datetime) -> Iterator[Posted]:
    """Send all that waits to be sent, one after another; ``holds`` tells whether our own mailbox has a letter."""
    ledger = district.ledger
    for letter in ledger.letters(*WAITING):
        if letter.state == DRAFTED:
            yield _send(district, letter, send, bool(holds), now)
        elif holds and holds(letter.id):
            ledger.change_letter(letter, SENT, now)
            yield Posted(letter, SENT)
        elif holds and letter.state == SENDING and (now - letter.changed).total_seconds() >= district.settings.patience:
            yield _send(district, letter, send, True, now)
        else:
            yield Posted(letter, SENDING)


def _send(district: District, letter: OutgoingLetter, send: Send, copied: bool, now: datetime) -> Posted:
    ledger, to = district.ledger, [*letter.recipients, *([district.settings.address] if copied else [])]
    try:
        raw = load(district.folder / letter.path)
    except UserError as refusal:  # somebody took it away: the others still go
        return Posted(letter, letter.state, refusal)
    ledger.change_letter(letter, SENDING, now)
    try:
        send(raw, tuple(dict.fromkeys(to)))
    except UserError as refusal:
        if refusal.code != "mail-unclear":
            ledger.change_letter(letter, DRAFTED, now)
            return Posted(letter, DRAFTED, refusal)
        return Posted(letter, SENDING, refusal)
    ledger.change_letter(letter, SENT, now)
    return Posted(letter, SENT)


def settle(ledger: Ledger, state: str, now: datetime) -> int:
    """What the clerk knows of the letters that may have been sent; how many there were."""
    unclear = ledger.letters(SENDING, UNKNOWN)
    for letter in unclear:
        ledger.change_letter(letter, state, now)
    return len(unclear)
