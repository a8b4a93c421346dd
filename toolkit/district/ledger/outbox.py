"""Letters of ours: each made once, each sent once.

A letter's name (its Message-ID) follows from what it is about, so that making it again makes the same one. Before the
server is spoken to, the letter stands as “sending”; when the server has taken it, as “sent”. Who is killed in between
leaves one that may have gone out: every letter also goes to our own mailbox, and there it is looked for. Found, it was
sent; not found after :data:`PATIENCE`, it was not, and is sent again under the same name. Where there is no mailbox to
look in, it is left to the clerk, and never sent again by itself.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from toolkit.district.district import Desk
from toolkit.district.ledger.ledger import Ledger, transaction
from toolkit.district.ledger.read import row, rows
from toolkit.district.ledger.store import LETTERS
from toolkit.district.ledger.write import insert, note
from toolkit.errors import Refusal
from toolkit.mail.outgoing.compose import composed
from toolkit.office.loading import load
from toolkit.tasks.names import file_name
from toolkit.tasks.outputs import write

NOBODY = "nianbao@nianbao.invalid"  # what a letter is from where there is no mailbox: it is only to be read
DRAFTED, SENDING, SENT = "drafted", "sending", "sent"
PLACED, KEPT = "placed", "kept"  # among the mailbox's drafts, for a person to send; without an address, to pass on
UNKNOWN = "unknown"  # found after the ledger was lost: whether it was sent, only the mailbox or the clerk can tell
WAITING = (DRAFTED, SENDING, UNKNOWN)
CHANGED = {DRAFTED: "信件待发", SENDING: "开始发信", SENT: "信件已发", PLACED: "信件放进草稿箱"}
Send = Callable[[bytes, tuple[str, ...]], None]
Holds = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Ours:
    """A letter of ours; ``path`` is where it lies, from the district's folder."""

    id: str
    kind: str
    unit: str
    about: str
    recipients: tuple[str, ...]
    subject: str
    path: str
    state: str
    made: datetime
    changed: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """What a letter says: ``attachments`` by their file names. ``automatic``: no machine should answer it."""

    subject: str
    text: str
    attachments: tuple[tuple[str, bytes], ...] = ()
    in_reply_to: str = ""
    automatic: bool = False


def name_of(kind: str, about: str, address: str) -> str:
    """The Message-ID of the letter of this kind about this thing."""
    digest = hashlib.sha256(f"{kind}\n{about}".encode()).hexdigest()[:32]
    return f"<{digest}@{address.rpartition('@')[2] or 'nianbao.invalid'}>"


def put(
    desk: Desk, kind: str, unit: str, about: str, to: Sequence[str], page: Page, now: datetime, anew: bool = False
) -> Ours:
    """Write a letter and enter it, unless there is one of this kind about this thing; ``anew``: in its place."""
    found = made(desk, kind, about)
    if found and not anew:
        return found
    id = name_of(kind, about, desk.district.address)
    path = LETTERS / f"{file_name(page.subject)}-{id[1:9]}.eml"
    raw = composed(
        sender=desk.district.address or NOBODY,
        sender_name=desk.district.name,
        to=tuple(to),
        subject=page.subject,
        text=page.text,
        attachments=page.attachments,
        message_id=id,
        date=now,
        in_reply_to=page.in_reply_to,
        automatic=page.automatic or bool(page.in_reply_to),
    )
    write(desk.folder / path, raw)
    state = DRAFTED if to else KEPT
    ours = Ours(id, kind, unit, about, tuple(to), page.subject, path.as_posix(), state, now, now)
    with transaction(desk.ledger):
        if found:
            desk.ledger.execute("DELETE FROM letters WHERE id = ?", (id,))
        enter(desk.ledger, ours, "准备信件")
    return ours


def made(desk: Desk, kind: str, about: str) -> Ours | None:
    """The letter of this kind about this thing, if it was made."""
    return letter(desk.ledger, name_of(kind, about, desk.district.address))


def letter(ledger: Ledger, id: str) -> Ours | None:
    return row(ledger, _ours, "SELECT * FROM letters WHERE id = ?", id)


def letters(ledger: Ledger, *states: str) -> list[Ours]:
    """In the order they were made; of these states, or of all."""
    found = rows(ledger, _ours, "SELECT * FROM letters ORDER BY rowid")
    return [ours for ours in found if not states or ours.state in states]


def enter(ledger: Ledger, ours: Ours, what: str) -> None:
    """Put a letter into the ledger, inside a transaction of the caller's; ``what`` is said of it in the journal."""
    columns = ledger_row(ours)
    insert(ledger, "letters", columns)
    note(ledger, ours.changed, what, _told(ours), "letters", columns)


def ledger_row(ours: Ours) -> dict[str, str]:
    return {
        "id": ours.id,
        "kind": ours.kind,
        "unit": ours.unit,
        "about": ours.about,
        "recipients": "\n".join(ours.recipients),
        "subject": ours.subject,
        "path": ours.path,
        "state": ours.state,
        "made": ours.made.isoformat(),
        "changed": ours.changed.isoformat(),
    }


def _told(ours: Ours) -> str:
    return f"{ours.subject} → {'、'.join(ours.recipients) or '（没有邮箱）'}"


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of a letter: its state now, and why it was not sent."""

    letter: Ours
    state: str
    refusal: Refusal | None = None


def post(desk: Desk, send: Send, holds: Holds | None, now: datetime) -> Iterator[Posted]:
    """Send all that waits to be sent, one after another; ``holds`` tells whether our own mailbox has a letter."""
    for ours in letters(desk.ledger, *WAITING):
        if ours.state == DRAFTED:
            yield _send(desk, ours, send, bool(holds), now)
        elif holds and holds(ours.id):
            _change(desk.ledger, ours, SENT, now)
            yield Posted(ours, SENT)
        elif holds and ours.state == SENDING and (now - ours.changed).total_seconds() >= desk.district.patience:
            yield _send(desk, ours, send, True, now)
        else:
            yield Posted(ours, SENDING)


def _send(desk: Desk, ours: Ours, send: Send, copied: bool, now: datetime) -> Posted:
    to = [*ours.recipients, *([desk.district.address] if copied else [])]
    try:
        raw = load(desk.folder / ours.path)
    except Refusal as refusal:  # somebody took it away: the others still go
        return Posted(ours, ours.state, refusal)
    _change(desk.ledger, ours, SENDING, now)
    try:
        send(raw, tuple(dict.fromkeys(to)))
    except Refusal as refusal:
        if refusal.code != "mail-unclear":
            _change(desk.ledger, ours, DRAFTED, now)
            return Posted(ours, DRAFTED, refusal)
        return Posted(ours, SENDING, refusal)
    _change(desk.ledger, ours, SENT, now)
    return Posted(ours, SENT)


def placed(desk: Desk, ours: Ours, now: datetime) -> None:
    """It lies among the mailbox's drafts: from there a person sends it, and the program does not."""
    _change(desk.ledger, ours, PLACED, now)


def settle(desk: Desk, state: str, now: datetime) -> int:
    """What the clerk knows of the letters that may have been sent; how many there were."""
    unclear = letters(desk.ledger, SENDING, UNKNOWN)
    for ours in unclear:
        _change(desk.ledger, ours, state, now)
    return len(unclear)


def _change(ledger: Ledger, ours: Ours, state: str, now: datetime) -> None:
    changed = replace(ours, state=state, changed=now)
    with transaction(ledger):
        ledger.execute("UPDATE letters SET state = ?, changed = ? WHERE id = ?", (state, now.isoformat(), ours.id))
        note(ledger, now, CHANGED[state], _told(changed), "letters", ledger_row(changed))


def _ours(row: Sequence[str]) -> Ours:
    id, kind, unit, about, recipients, subject, path, state, made, changed = row
    to = tuple(filter(None, recipients.split("\n")))
    times = (datetime.fromisoformat(made), datetime.fromisoformat(changed))
    return Ours(id, kind, unit, about, to, subject, path, state, *times)
