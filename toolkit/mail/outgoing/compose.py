"""Composes a letter as bytes, deterministically, so that a letter can be recognised by its content."""

import base64
import re
from datetime import datetime
from email.charset import BASE64, Charset
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from pathlib import PurePosixPath
from urllib.parse import quote

from toolkit.mail.server_errors import one_line, require_address

# What is set raw stays as it is written. Python's own folding makes encoded words of a long Message-ID, which nobody
# finds again, drops a space where a long subject breaks, and splits a file name in a way that old programs do not read.
POLICY = SMTP.clone(refold_source="none")
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
    """A letter with its attachments, each a name and its bytes; raises :class:`UserError` for what is no address.

    Nothing in a name, a subject or a text becomes a header of its own.
    """
    if not MESSAGE_ID.fullmatch(message_id):
        raise ValueError(f"not a Message-ID: {message_id!r}")
    for address in (sender, *to):
        require_address(address)
    letter = EmailMessage(POLICY)
    letter.set_raw("From", f"{_words(sender_name, 'From')} <{sender}>" if one_line(sender_name) else sender)
    letter["To"] = [Address(addr_spec=address) for address in to]
    letter.set_raw("Subject", _words(subject, "Subject"))
    letter["Date"] = date
    letter.set_raw("Message-ID", message_id)
    if MESSAGE_ID.fullmatch(in_reply_to):  # what a letter that came in calls itself, if that can be written at all
        letter.set_raw("In-Reply-To", in_reply_to)
        letter.set_raw("References", in_reply_to)
    if automatic:  # keeps other programs from answering a program (RFC 3834), Exchange in its own way
        letter["Auto-Submitted"] = "auto-replied"
        letter["X-Auto-Response-Suppress"] = "All"
    letter.set_content("\n".join(text.encode("utf-8", "replace").decode().splitlines()), cte="base64")
    if attachments:
        letter.make_mixed(f"=_{sha256(message_id.encode()).hexdigest()[:32]}")
    for name, data in attachments:
        letter.attach(_attachment(name, data))
    return letter.as_bytes()


def _attachment(name: str, data: bytes) -> EmailMessage:
    """Its name twice: as QQ, Foxmail and 163 write it themselves, and as RFC 2231 has it."""
    shown = _file_name(name)
    kind = CONTENT_TYPES.get(PurePosixPath(shown).suffix.lower(), "application/octet-stream")
    written = f'filename="{shown}"' if PLAIN.fullmatch(shown) else f"filename*=utf-8''{quote(shown, safe='')}"
    part = EmailMessage(POLICY)
    part.set_raw("Content-Type", f'{kind};\n name="{_words(shown, "name")}"')
    part.set_raw("Content-Disposition", f"attachment;\n {written}")
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload(base64.encodebytes(data).decode())
    return part


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
    return Header(line, UTF_8, header_name=header).encode()
