"""Attachments in a winmail.dat, which Outlook sends to recipients it takes for Outlook users ([MS-OXTNEF]).

Only the attachments are read. The library there is, tnefparse, is kept busy for ten minutes by 53 bytes that announce
four thousand million properties; the tests ask it whether we read honest files alike.
"""

import struct
from collections.abc import Iterator

from toolkit.mail.message.words import text

SIGNATURE = struct.pack("<I", 0x223E9F78)
HEADER = len(SIGNATURE) + 2  # a key that nobody needs
BEGINS, TITLE, DATA, PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005  # of an attachment
SHORT_NAME, LONG_NAME, CONTENT = 0x3704, 0x3707, 0x3701  # properties of an attachment
FIXED = {0x01: 0, 0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}
COUNTED = (0x0D, 0x1E, 0x1F, 0x102)  # objects, texts and bytes: how many, then each with its length before it
UNICODE = 0x1F
SEVERAL, NAMED = 0x1000, 0x8000
INTERFACE = 16  # bytes before the letter or object that an attachment is


def members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each attachment; of a file that was cut off, those before the cut."""
    found: dict[int, bytes | str] = {}
    for attribute, value in _attributes(data):
        if attribute == BEGINS:
            yield from _member(found)
            found = {}
        elif attribute == PROPERTIES:
            found |= _properties(value)
        elif attribute in (TITLE, DATA):
            found[attribute] = value
    yield from _member(found)


def _member(found: dict[int, bytes | str]) -> Iterator[tuple[str, bytes]]:
    content = found.get(DATA, found.get(CONTENT))
    if isinstance(content, bytes):
        name = found.get(LONG_NAME) or found.get(TITLE) or found.get(SHORT_NAME) or ""
        yield (name if isinstance(name, str) else text(name)).rstrip("\0"), content


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each is a level, an id, a type, a length, so many bytes, and a sum of them."""
    at = HEADER
    while at + 9 <= len(data):
        attribute, _, length = struct.unpack_from("<HHI", data, at + 1)
        if at + 9 + length > len(data):
            return
        yield attribute, data[at + 9 : at + 9 + length]
        at += 9 + length + 2


def _properties(data: bytes) -> dict[int, bytes | str]:
    """Those of an attachment that we need; as many as there are bytes for, whatever number is announced."""
    found: dict[int, bytes | str] = {}
    try:
        at = 4
        while at < len(data):
            kind, id = struct.unpack_from("<HH", data, at)
            at = _after_name(data, at + 4) if id >= NAMED else at + 4
            value, at = _value(data, at, kind)
            if id in (SHORT_NAME, LONG_NAME, CONTENT) and value is not None:
                found[id] = value
    except struct.error:
        pass  # cut off, or of a type that nobody knows: what stands before is good
    return found


def _after_name(data: bytes, at: int) -> int:
    """A property with a name of its own has that before its value."""
    by_text, length = struct.unpack_from("<II", data, at + 16)
    return at + 24 + (_padded(length) if by_text else 0)


def _value(data: bytes, at: int, kind: int) -> tuple[bytes | str | None, int]:
    count = 1
    several, kind = bool(kind & SEVERAL), kind & ~SEVERAL
    if several or kind in COUNTED:
        (count,) = struct.unpack_from("<I", data, at)
        at += 4
    if kind in FIXED:
        return None, at + count * FIXED[kind]
    if kind not in COUNTED:
        raise struct.error
    value: bytes | str | None = None
    for _ in range(count):
        (length,) = struct.unpack_from("<I", data, at)
        value = value if value is not None else _read(data[at + 4 : at + 4 + length], kind)
        at += 4 + _padded(length)
    return value, at


def _read(value: bytes, kind: int) -> bytes | str:
    if kind == UNICODE:
        return value.decode("utf-16-le", "replace").rstrip("\0")
    return value[INTERFACE:] if kind == 0x0D else value


def _padded(length: int) -> int:
    return length + -length % 4
