"""The MIME parts of a letter, without copying their bytes.

``email`` would do for honest letters. It asks every open multipart about every line, goes one call deeper for each,
and takes the square of a header's length: a stranger's letter keeps it busy for minutes. Here the delimiters of a
multipart are searched for, and nothing is read that nobody asks for. tests/mail/message/test_mime.py compares the two.
"""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit import limits
from toolkit.mail.message.words import base64, parameter, text

HEADED = re.compile(rb">?From |[!-9;-~]{1,100}[ \t]*:")
EMPTY = re.compile(rb"\r?\n")  # a part without headers begins with it
BLANK = re.compile(rb"\n\r?\n")
NEXT_FIELD = re.compile(rb"\r?\n(?![ \t])")
FOLD = re.compile(rb"\r?\n[ \t]+")
FIELD = re.compile(rb"([!-9;-~]{1,100})[ \t]*:(.*)", re.DOTALL)
REST_OF_DELIMITER = re.compile(rb"(--)?[ \t]*(?:\r?\n|\Z)")
FIRST_DELIMITER = re.compile(rb"\s*--([^\s]{1,200})[ \t]*\r?\n")
PLAIN_BASE64 = (b"UEsDB", b"0M8R4KGx")  # how a workbook begins whose encoding was not told
ENCODED = ("base64", "quoted-printable")
SPACE = re.compile(rb"\s*")
BEFORE = b"\xef\xbb\xbf\r\n \t"


@dataclass(frozen=True, slots=True)
class MimePart:
    """Headers by lower-case name, the first of each; the body is ``data[start:end]``."""

    fields: dict[str, bytes]
    data: bytes
    start: int
    end: int

    @property
    def type(self) -> str:
        """In lower case; "" where none is told."""
        return text(self.field("content-type").partition(b";")[0]).strip().lower()

    @property
    def disposition(self) -> str:
        """The type of the Content-Disposition in lower case, such as ``attachment`` (RFC 2183); empty without one."""
        return text(self.field("content-disposition").partition(b";")[0]).strip().lower()

    @property
    def name(self) -> str:
        """As written, decoded; "" where there is none."""
        named = parameter(self.field("content-disposition"), "filename")
        return named or parameter(self.field("content-type"), "name")

    def field(self, name: str) -> bytes:
        """The raw value of a header by its lower-case name; empty where there is none."""
        return self.fields.get(name, b"")


def whole(raw: bytes) -> MimePart:
    """A letter, whatever an editor or an .mbox put before it."""
    raw = raw.lstrip(BEFORE)
    return _part(raw, 0, len(raw))


def forwarded(part: MimePart) -> MimePart:
    """The letter that is the body of a part."""
    if text(part.field("content-transfer-encoding")).strip().lower() in ENCODED:
        return whole(_decoded(part))
    begins = SPACE.match(part.data, part.start, part.end)
    return _part(part.data, begins.end() if begins else part.start, part.end)


def _part(data: bytes, start: int, end: int) -> MimePart:
    """Headers end at the first empty line; where that is missing there is no body, or there are no headers."""
    if not HEADED.match(data, start, end):
        empty = EMPTY.match(data, start, end)
        return MimePart({}, data, empty.end() if empty else start, end)
    blank = BLANK.search(data, start, end)
    stop, body = blank.span() if blank else (end, end)
    return MimePart(_fields(data[start : min(stop, start + limits.HEAD)]), data, body, end)


def _fields(head: bytes) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for each in NEXT_FIELD.split(head):
        field = FIELD.fullmatch(each[: limits.FIELD])
        if field:
            found.setdefault(field[1].decode("ascii").lower(), FOLD.sub(b" ", field[2]).strip())
    return found


def children(part: MimePart) -> Iterator[MimePart]:
    """The parts of a multipart; none where its delimiter never comes."""
    boundary = parameter(part.field("content-type"), "boundary")
    guessed = None if boundary else FIRST_DELIMITER.match(part.data, part.start, part.end)
    delimiter = b"--" + (guessed[1] if guessed else boundary.encode("utf-8", "replace"))
    begun = -1
    for at, after, last in _delimiters(part, delimiter) if delimiter != b"--" else ():
        if begun >= 0:
            yield _part(part.data, begun, _without_newline(part.data, begun, at))
        begun = -1 if last else after
        if last:
            return
    if begun >= 0:
        yield _part(part.data, begun, part.end)


def _delimiters(part: MimePart, delimiter: bytes) -> Iterator[tuple[int, int, bool]]:
    """Where each begins and ends, and whether it is the last."""
    at = part.data.find(delimiter, part.start, part.end)
    while at >= 0:
        next_from = at + len(delimiter)
        if at == part.start or part.data[at - 1 : at] == b"\n":
            rest = REST_OF_DELIMITER.match(part.data, next_from, part.end)
            if rest:
                yield at, rest.end(), bool(rest[1])
        at = part.data.find(delimiter, next_from, part.end)


def _without_newline(data: bytes, start: int, end: int) -> int:
    """The line break before a delimiter belongs to the delimiter."""
    for newline in (b"\r\n", b"\n"):
        if data[max(start, end - len(newline)) : end] == newline:
            return end - len(newline)
    return end


def content(part: MimePart, limit: int) -> bytes | None:
    """The body, decoded; what is damaged in it is passed over. None where it has more than ``limit`` bytes."""
    if part.end - part.start > 4 * limit:  # no encoding takes more than three bytes for one, and line breaks
        return None
    decoded = _decoded(part)
    return decoded if len(decoded) <= limit else None


def _decoded(part: MimePart) -> bytes:
    how = text(part.field("content-transfer-encoding")).strip().lower()
    body = part.data[part.start : part.end]
    if how == "base64" or body.startswith(PLAIN_BASE64):
        return base64(body)
    return binascii.a2b_qp(body) if how == "quoted-printable" else body


def beginning(part: MimePart, limit: int) -> str:
    """The first ``limit`` bytes of a text, as text."""
    cut = MimePart(part.fields, part.data, part.start, min(part.end, part.start + limit))
    return text(content(cut, limit) or b"", parameter(part.field("content-type"), "charset"))
