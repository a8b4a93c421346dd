"""A letter as bytes; the same input gives the same bytes, so that a letter is known again by what it is."""

import base64
import re
from collections.abc import Iterator
from datetime import datetime
from email.charset import BASE64, Charset
from email.header import Header
from email.utils import format_datetime
from hashlib import sha256
from pathlib import PurePosixPath
from urllib.parse import quote

from toolkit.mail.server_errors import one_line, require_address

LINE_END = "\r\n"
NAME = 90  # characters of a file's name: encoded, they still fit into a line of 998
UTF_8 = Charset("utf-8")
UTF_8.header_encoding = BASE64
PLAIN = re.compile(r"[A-Za-z0-9][\w .\-]*", re.ASCII)  # needs no encoding, and cannot be taken for one
MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,900}>")
CONTENT_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
}


def composed(
    sender: str,
    sender_name: str,
    to: tuple[str, ...],
    subject: str,
    text: str,
    attachments: tuple[tuple[str, bytes], ...],
    message_id: str,
    date: datetime,
    in_reply_to: str = "",
    automatic: bool = False,
) -> bytes:
    """A letter with its attachments, each a name and its bytes; raises :class:`Refusal` for what is no address.

    Nothing in a name, a subject or a text becomes a header of its own.
    """
    if not MESSAGE_ID.fullmatch(message_id):
        raise ValueError(f"not a Message-ID: {message_id!r}")
    for address in (sender, *to):
        require_address(address)
    heads = [
        f"From: {_words(sender_name, 'From')} <{sender}>" if one_line(sender_name) else f"From: {sender}",
        f"To: {f',{LINE_END} '.join(to)}",
        f"Subject: {_words(subject, 'Subject')}",
        f"Date: {format_datetime(date)}",
        f"Message-ID: {message_id}",
        *_answering(in_reply_to),
        *_by_itself(automatic),
        "MIME-Version: 1.0",
    ]
    return LINE_END.join([*heads, *_body(text, attachments, message_id), ""]).encode("ascii")


def _answering(in_reply_to: str) -> list[str]:
    """What a letter that came in calls itself, if that can be written down at all."""
    if not MESSAGE_ID.fullmatch(in_reply_to):
        return []
    return [f"In-Reply-To: {in_reply_to}", f"References: {in_reply_to}"]


def _by_itself(automatic: bool) -> list[str]:
    """Keeps other programs from answering a program (RFC 3834), Exchange in its own way."""
    return ["Auto-Submitted: auto-replied", "X-Auto-Response-Suppress: All"] if automatic else []


def _body(text: str, attachments: tuple[tuple[str, bytes], ...], message_id: str) -> Iterator[str]:
    """The text alone, or followed by the attachments; everything is base64, in which no boundary can occur."""
    if not attachments:
        yield from _text(text)
        return
    boundary = f"=_{sha256(message_id.encode()).hexdigest()[:32]}"
    yield from (f'Content-Type: multipart/mixed; boundary="{boundary}"', "")
    yield from (f"--{boundary}", *_text(text))
    for name, data in attachments:
        yield from (f"--{boundary}", *_attachment(name, data))
    yield f"--{boundary}--"


def _text(text: str) -> Iterator[str]:
    yield "Content-Type: text/plain; charset=utf-8"
    yield from _encoded(LINE_END.join(text.splitlines()).encode("utf-8", "replace"))


def _attachment(name: str, data: bytes) -> Iterator[str]:
    """Its name twice: as QQ, Foxmail and 163 write it themselves, and as RFC 2231 has it."""
    shown = _file_name(name)
    kind = CONTENT_TYPES.get(PurePosixPath(shown).suffix.lower(), "application/octet-stream")
    yield f'Content-Type: {kind};{LINE_END} name="{_words(shown, "name")}"'
    written = f'filename="{shown}"' if PLAIN.fullmatch(shown) else f"filename*=utf-8''{quote(shown, safe='')}"
    yield f"Content-Disposition: attachment;{LINE_END} {written}"
    yield from _encoded(data)


def _encoded(data: bytes) -> Iterator[str]:
    yield from ("Content-Transfer-Encoding: base64", "")
    yield base64.encodebytes(data).decode("ascii").replace("\n", LINE_END).rstrip()


def _file_name(name: str) -> str:
    """One printable line that is no path, with its ending even where it is too long."""
    shown = one_line(name).replace("/", "_").replace("\\", "_") or "附件"
    ending = PurePosixPath(shown).suffix
    return shown if len(shown) <= NAME else shown[: NAME - len(ending)] + ending


def _words(text: str, header: str) -> str:
    """One line of text as a header takes it: as it stands, or as encoded words that no reader cuts through."""
    line = one_line(text)
    if PLAIN.fullmatch(line) and len(line) < 60:
        return line
    return Header(line, UTF_8, header_name=header).encode(linesep=LINE_END)
