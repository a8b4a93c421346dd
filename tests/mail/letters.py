"""Letters for tests: honest ones by the standard library, the others byte by byte."""

import base64
from email.message import EmailMessage

from toolkit.mail.letter import Letter, letter
from toolkit.office.compound import MAGIC

SHEET = MAGIC + bytes(range(60))  # begins like an old workbook
BOUNDARY = "=_next"


def encoded(data: bytes) -> bytes:
    return base64.encodebytes(data).replace(b"\n", b"\r\n")


def part(headers: bytes, data: bytes) -> bytes:
    """A part in base64 under these headers."""
    return headers + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + encoded(data)


def mixed(*parts: bytes, headers: bytes = b"From: a@b.cn", boundary: str = BOUNDARY) -> bytes:
    """A multipart letter of these parts."""
    mark = b"--" + boundary.encode()
    start = headers + b'\r\nContent-Type: multipart/mixed; boundary="' + boundary.encode() + b'"\r\n\r\n'
    return start + b"".join(mark + b"\r\n" + each + b"\r\n" for each in parts) + mark + b"--\r\n"


def honest(*files: tuple[str, bytes], words: str = "见附件") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "炭山乡 <tanshan@163.com>", "年报", "<1@163.com>"
    message.set_content(words)
    for name, data in files:
        message.add_attachment(data, "application", "octet-stream", filename=name)
    return message


def codes(found: Letter) -> set[str]:
    return {remark.code for remark in found.remarks}


def nested(depth: int, inmost: bytes) -> bytes:
    """Letters forwarded in letters."""
    raw = inmost
    for level in range(depth):
        raw = mixed(b"Content-Type: message/rfc822\r\n\r\n" + raw, boundary=f"level{level}")
    return raw


def files(raw: bytes) -> list[tuple[str, bytes]]:
    return [(each.name, each.data) for each in letter(raw).attachments]
