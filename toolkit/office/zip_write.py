"""Writes zip files from entries that are compressed already, so that what many files share is compressed once.

The layout is that of APPNOTE 6.3 without ZIP64. It is the one that Python's own ``zipfile`` writes, byte for byte, with
nothing in it that depends on when or where the file was made.
"""

import zlib
from collections.abc import Iterable
from struct import Struct
from typing import NamedTuple

LOCAL = Struct("<4s5H3L2H")  # 4.3.7: local file header
LISTED = Struct("<4s6H3L5H2L")  # 4.3.12: central directory header
END = Struct("<4s4H2LH")  # 4.3.16: end of central directory record
VERSION = 20  # of the format, 2.0: what deflate needs
UNIX = 3 << 8  # the system of the file's attributes
ATTRIBUTES = 0o600 << 16  # for the owner to read and write
DEFLATED = 8
UTF_8 = 0x800
TIME, DATE = 0, 1 << 5 | 1  # 1980-01-01, 0:00: the first there is


class PackedPart(NamedTuple):
    """A part as it lies in a zip: compressed, and the CRC-32 and the number of the bytes that it is made from."""

    name: str
    crc: int
    size: int
    deflated: bytes


def packed(name: str, data: bytes) -> PackedPart:
    """A part, compressed."""
    deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return PackedPart(name, zlib.crc32(data), len(data), deflate.compress(data) + deflate.flush())


def assembled(entries: Iterable[PackedPart]) -> bytes:
    """The zip with these entries in this order."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for name, crc, size, deflated in entries:
        written = name.encode()
        facts = (0 if name.isascii() else UTF_8, DEFLATED, TIME, DATE, crc, len(deflated), size, len(written), 0)
        header = LOCAL.pack(b"PK\3\4", VERSION, *facts)
        directory += [LISTED.pack(b"PK\1\2", UNIX | VERSION, VERSION, *facts, 0, 0, 0, ATTRIBUTES, at), written]
        pieces += [header, written, deflated]
        at += len(header) + len(written) + len(deflated)
    listed, count = b"".join(directory), len(directory) // 2
    return b"".join([*pieces, listed, END.pack(b"PK\5\6", 0, 0, count, count, len(listed), at, 0)])
