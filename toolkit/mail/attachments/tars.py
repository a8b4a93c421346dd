"""Members of a tar, read block by block from a file or pipe within limits.

``tarfile`` recurses with each header that extends another, copies what is said of all files for each of them, and
walks backward where a size is negative. Of all that a tar can say only names and bytes of plain files are wanted here.
"""

from collections.abc import Iterator
from typing import IO

from toolkit import limits
from toolkit.mail.attachments.unusable import DAMAGED, TOO_LARGE, TOO_MANY, UNSUPPORTED, Room, Unusable
from toolkit.mail.message.words import text

BLOCK = 512
SUM = slice(148, 156)  # where the sum of a header's bytes stands, in octal digits
PLAIN = (b"\0", b"0", b"7")  # kinds of members: files
LONG_NAME, FACTS = b"L", b"x"  # what belongs to the next one: its name; all sorts of facts
SPARSE = b"S"
WITHOUT_BYTES = b"123456"  # links, devices, folders, pipes: whatever size they state
BASE_256 = 0x80


def is_tar(data: bytes) -> bool:
    """Told by the sum of its first header."""
    return _is_header(data[:BLOCK])


def untarred(stream: IO[bytes], room: Room) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each plain file; links and devices are passed over. Raises :class:`Unusable`."""
    named = ""
    for _ in range(limits.ARCHIVED):
        header = stream.read(BLOCK)
        if not header.strip(b"\0"):
            return
        if not _is_header(header):
            raise Unusable(DAMAGED)
        kind, name = header[156:157], named or _name(header)
        if kind in WITHOUT_BYTES:
            named = ""
            continue
        if kind == SPARSE:
            raise Unusable(UNSUPPORTED)
        if kind in PLAIN:
            data = _content(stream, _size(header), room())
            if not name.endswith("/"):
                yield name, data
            named = ""
        else:
            said = _content(stream, _size(header), limits.HEAD)
            named = _long_name(kind, said) or named
    raise Unusable(TOO_MANY)


def _is_header(header: bytes) -> bool:
    if len(header) < BLOCK:
        return False
    return _octal(header[SUM]) == sum(header) - sum(header[SUM]) + 8 * ord(" ")


def _octal(field: bytes) -> int:
    """-1 for what is no number."""
    digits = field.strip(b" \0")
    return int(digits, 8) if digits and all(each in b"01234567" for each in digits) else -1


def _size(header: bytes) -> int:
    field = header[124:136]
    size = int.from_bytes(field[1:], "big") if field[0] == BASE_256 else _octal(field)
    if size < 0:
        raise Unusable(DAMAGED)
    return size


def _content(stream: IO[bytes], size: int, most: int) -> bytes:
    if size > most:  # to pass over it would be to unpack it
        raise Unusable(TOO_LARGE)
    data = stream.read(size + -size % BLOCK)
    if len(data) < size:
        raise Unusable(DAMAGED)
    return data[:size]


def _name(header: bytes) -> str:
    """In two fields, the second before the first (POSIX); GNU has other things in the second."""
    name, before = (header[part].split(b"\0")[0] for part in (slice(0, 100), slice(345, 500)))
    return text(b"/".join(filter(None, (before if header[257:263] == b"ustar\0" else b"", name))))


def _long_name(kind: bytes, said: bytes) -> str:
    if kind == LONG_NAME:
        return text(said.split(b"\0")[0])
    facts = _facts(said) if kind == FACTS else {}
    if any(fact.startswith(b"GNU.sparse.") for fact in facts):
        raise Unusable(UNSUPPORTED)
    return text(facts.get(b"path", b""))


def _facts(said: bytes) -> dict[bytes, bytes]:
    """Lines of a length, a name, “=” and a value; as many as there are bytes for."""
    found, at = {}, 0
    while at < len(said):
        length = said[at : at + 8].partition(b" ")[0]
        if not length.isdigit() or not int(length):
            break
        name, _, value = said[at + len(length) + 1 : at + int(length) - 1].partition(b"=")
        found[name] = value
        at += int(length)
    return found
