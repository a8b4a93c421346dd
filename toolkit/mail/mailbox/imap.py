"""The district's mailbox over IMAP: reads new letters without changing them, and appends drafts."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timezone
from functools import partial
from itertools import islice

import imapclient
from imapclient import IMAPClient

from toolkit import __version__, limits
from toolkit.errors import UserError
from toolkit.limits import too_large
from toolkit.mail.account import Account
from toolkit.mail.mailbox.bounded import Client
from toolkit.mail.mailbox.connection import Connection, line
from toolkit.mail.mailbox.conversation import examine, folder_error, folders, imap_errors, server_reply
from toolkit.mail.mailbox.delivery import Delivery
from toolkit.mail.messages import (
    answer_unreadable,
    host_not_found,
    letter_gone,
    login_failed,
    login_mistyped,
    no_drafts,
    no_encryption,
)
from toolkit.mail.server_errors import PRINTABLE, can_log_in, spoken, unreachable

CONNECT_SECONDS, ANSWER_SECONDS = 20, 120
BATCH = 500  # messages whose dates and sizes are asked for at once
PIECE = 2**20  # bytes of a message that are fetched at once
LIMIT = limits.LOADED // 10**6  # MB of one message
YEARS = range(1970, 9999)
ODD = ("mail-odd", "mail-refused", "mail-lost")  # what the server may have done because of a single letter
Glance = tuple[datetime | None, int]
NOTHING: Glance = (None, 0)
DRAFTS = ("草稿箱", "草稿", "草稿夹", "drafts", "draft")


@contextmanager
def connected(account: Account) -> Iterator[Client]:
    """A connection that is logged in, for the functions below; raises :class:`UserError`."""
    with _opened(account) as client:
        with imap_errors(client):
            _log_in(client, account)
            _introduce(client)
        yield client


def deliveries(
    client: Client, folder: str, known: Callable[[str], bool], account: Account | None = None
) -> Iterator[Delivery]:
    """The letters of a folder, oldest first, but those whose mark is known; each is fetched when it is read.

    Nothing is marked as seen, and nothing is moved or deleted. Whatever the server says of one letter, or does when it
    is asked for it, is a refusal of that letter alone; with an ``account`` it is called again where it broke off.
    """
    with line(client, account, connected) as held:
        yield from _deliveries(held, folder, known)


def _deliveries(held: Connection, folder: str, known: Callable[[str], bool]) -> Iterator[Delivery]:
    with held.asking() as client:
        validity = examine(client, folder)
        with imap_errors(client):
            found = sorted(client.search("ALL"))
    unread = iter(uid for uid in found if not known(_mark(folder, validity, uid)))
    while batch := list(islice(unread, BATCH)):
        for uid, (received, size) in _glances(held, folder, validity, batch):
            read = partial(_message, held, folder, validity, uid, size)
            yield Delivery(_mark(folder, validity, uid), f"{_shown(folder)} {uid}", True, received, read)


def holds(client: Client, folder: str, message_id: str) -> bool:
    """Whether a letter with this Message-ID lies in the folder."""
    if not PRINTABLE.fullmatch(message_id):
        return False
    examine(client, folder)
    header = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"
    with imap_errors(client):
        found = client.search(["HEADER", "Message-ID", message_id])  # may find more: it looks for parts of words
        headers = client.fetch(found, [header]).values()
    return any(message_id.encode() in b" ".join(_bodies(each)).split() for each in headers)


def append_draft(client: Client, folder: str, raw: bytes) -> None:
    """Puts a letter among the drafts, for a person to look at and to send."""
    with imap_errors(client):
        try:
            client.append(folder, raw, flags=(imapclient.DRAFT, imapclient.SEEN))
        except IMAPClient.AbortError:
            raise
        except IMAPClient.Error as error:
            raise folder_error(client, folder, error) from error


def drafts_folder(client: Client, account: Account) -> str:
    """The folder for drafts: as the account says, else the one the server marks so, else by its usual names."""
    if account.drafts:
        return account.drafts
    with imap_errors(client):
        there = folders(client)
    for folder in there:
        if b"\\drafts" in folder.flags:
            return folder.name
    for usual in DRAFTS:
        for folder in there:
            if folder.last.lower() == usual:
                return folder.name
    raise no_drafts("、".join(folder.name for folder in there))


def _opened(account: Account) -> Client:
    host, port = account.imap_host, account.imap_port
    if not host:  # imaplib would take this machine
        raise host_not_found(host)
    try:
        client = Client(
            host,
            port,
            ssl=account.imap_security == "tls",
            ssl_context=ssl.create_default_context(),
            timeout=imapclient.SocketTimeout(CONNECT_SECONDS, ANSWER_SECONDS),
        )
    except (OSError, UnicodeError, IMAPClient.Error) as error:
        raise unreachable(error, host, port) from error
    client.normalise_times, client.secret = False, account.password
    if account.imap_security == "starttls":
        _encrypt(client)
    return client


def _encrypt(client: Client) -> None:
    """STARTTLS, or no connection: a password is not sent in the clear where that was not asked for."""
    try:
        client.starttls(ssl.create_default_context())
    except (OSError, IMAPClient.Error) as error:
        with suppress(OSError):
            client.shutdown()
        raise no_encryption(host=client.host, port=client.port) from error


def _log_in(client: Client, account: Account) -> None:
    if not can_log_in(account.user, account.password):
        raise login_mistyped(spoken(account.user))
    try:
        client.login(account.user, account.password)
    except IMAPClient.Error as error:
        if isinstance(error.__context__, IMAPClient.AbortError):
            raise error.__context__ from error
        raise login_failed(user=account.user, reply=server_reply(error, account.password)) from error


def _introduce(client: Client) -> None:
    """Says which program this is: 163 and 126 let nobody into a folder who did not (RFC 2971)."""
    if client.has_capability("ID"):
        try:
            client.id_({"name": "nianbao", "version": __version__})
        except IMAPClient.AbortError:
            raise
        except IMAPClient.Error:  # a server that does not want to know
            return


def _glances(held: Connection, folder: str, validity: int, uids: list[int]) -> list[tuple[int, Glance]]:
    """When each letter came and how large it is said to be; nothing of both where the server speaks oddly of it.

    One odd answer spoils those of all that were asked for with it: it is looked for by halves.
    """
    try:
        with held.asking() as client:
            _same_folder(client, folder, validity)
            with imap_errors(client):
                found = client.fetch(uids, ["INTERNALDATE", "RFC822.SIZE"])
    except UserError as refusal:
        held.odd += 1
        if held.dead or held.odd > limits.ODD_ANSWERS or refusal.code not in ODD:
            raise
        half = len(uids) // 2
        halves = (uids[:half], uids[half:]) if half else ()
        return [each for part in halves for each in _glances(held, folder, validity, part)] or [(uids[0], NOTHING)]
    return [(uid, _glance(found.get(uid, {}))) for uid in uids]


def _glance(fetched: dict[bytes, object]) -> Glance:
    """Neither is relied on: a date or a size that is none is not known."""
    size = fetched.get(b"RFC822.SIZE")
    return _aware(fetched.get(b"INTERNALDATE")), size if isinstance(size, int) else 0


def _message(held: Connection, folder: str, validity: int, uid: int, size: int) -> bytes:
    """One whole letter, fetched piece by piece; the size a server states is not relied on."""
    within = too_large(f"超过{LIMIT}MB")
    if size > LIMIT * 10**6:
        raise within
    pieces: list[bytes] = []
    with held.asking() as client:
        _same_folder(client, folder, validity)
        while piece := _piece(client, uid, len(pieces), folder):
            pieces.append(piece)
            if len(piece) != PIECE:  # the last; or all of it, from a server that knows no pieces
                break
            if len(pieces) * PIECE > LIMIT * 10**6:
                raise within
    return b"".join(pieces)


def _piece(client: Client, uid: int, position: int, folder: str) -> bytes:
    """Empty behind the end. An answer without it, or with another one, is no letter."""
    start = position * PIECE
    with imap_errors(client):
        found = client.fetch(uid, [f"BODY.PEEK[]<{start}.{PIECE}>"])
    if uid not in found:
        raise letter_gone(_shown(folder))
    asked = (b"BODY[]<%d>" % start, b"BODY[]")
    pieces = [found[uid][key] for key in asked if key in found[uid]]
    if pieces and pieces[0] is None and position:
        return b""
    if not pieces or not isinstance(pieces[0], bytes) or (not pieces[0] and not position):
        raise answer_unreadable()
    return pieces[0]


def _bodies(fetched: dict[bytes, object]) -> Iterator[bytes]:
    """What was fetched of a body, under whichever name the server gives it."""
    return (value for key, value in fetched.items() if key.startswith(b"BODY[") and isinstance(value, bytes))


def _same_folder(client: Client, folder: str, validity: int) -> None:
    """Another folder may have been looked into since, or this one been made anew under its old name."""
    if examine(client, folder) != validity:
        raise letter_gone(_shown(folder))


def _mark(folder: str, validity: int, uid: int) -> str:
    return f"imap {folder} {validity} {uid}"


def _shown(folder: str) -> str:
    return "收件箱" if folder.upper() == "INBOX" else folder


def _aware(moment: object) -> datetime | None:
    """None for what is no time, and for times that another zone could not express."""
    try:
        offset = moment.utcoffset() if isinstance(moment, datetime) else None
        if not isinstance(moment, datetime) or offset is None or moment.year not in YEARS:
            return None
        return moment.replace(tzinfo=timezone(offset))
    except ValueError:  # an offset of days
        return None
