"""Reads compound files, the container of Office before 2007 and of encrypted files (MS-CFB)."""

import struct
import sys
from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit.office.messages import unreadable

MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
SHIFTS = (9, 12)  # sectors of 512 or 4,096 bytes
ENDS = 0xFFFFFFFA  # from here on a number is no sector
IN_HEADER = 109  # sectors of the table of sectors that the header itself lists
ENTRY, STREAM = 128, 2
SMALL, SMALL_SIZE = 64, 4096  # a stream below this size lies in sectors of 64 bytes within the root's own stream


class _Entry(NamedTuple):
    name: str
    kind: int
    beside: tuple[int, int]
    below: int
    start: int
    size: int


class Compound:
    """The streams in its root by name. Raises :class:`UserError` where the file is none or is broken."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(MAGIC) or len(data) < 512:
            raise unreadable()
        (shift,) = struct.unpack_from("<H", data, 30)
        if shift not in SHIFTS:
            raise unreadable()
        self._data, self._sector = data, 1 << shift
        first, small, listed = (struct.unpack_from("<I", data, at)[0] for at in (48, 60, 68))
        self._next = _numbers(b"".join(map(self._at, self._table(listed))))
        directory = self._chain(first)
        self._entries = [_entry(directory, at) for at in range(0, len(directory) - ENTRY + 1, ENTRY)]
        if not self._entries:
            raise unreadable()
        self._next_small = _numbers(self._chain(small))
        self._small = self._chain(self._entries[0].start)
        self._streams = {each.name: each for each in self._in_root() if each.kind == STREAM}

    def __contains__(self, name: str) -> bool:
        return name in self._streams

    def stream(self, name: str) -> bytes:
        """A stream's bytes; never more than the file has."""
        entry = self._streams[name]
        if entry.size >= SMALL_SIZE:
            return self._chain(entry.start)[: entry.size]
        pieces = _followed(entry.start, self._next_small)
        return b"".join(self._small[at * SMALL : (at + 1) * SMALL] for at in pieces)[: entry.size]

    def _at(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        return self._data[start : start + self._sector]

    def _chain(self, first: int) -> bytes:
        return b"".join(map(self._at, _followed(first, self._next)))

    def _table(self, listed: int) -> Iterator[int]:
        """The sectors that hold the table of sectors: some in the header, the others in a list of their own."""
        yield from (sector for sector in _numbers(self._data[76 : 76 + 4 * IN_HEADER]) if sector < ENDS)
        seen: set[int] = set()
        left = len(self._data) // self._sector  # a table that names its sectors again and again is larger than its file
        while listed < ENDS and listed not in seen and left > 0:
            seen.add(listed)
            *sectors, listed = _numbers(self._at(listed)) or (ENDS,)
            yield from (sector for sector in sectors[:left] if sector < ENDS)
            left -= len(sectors)

    def _in_root(self) -> Iterator[_Entry]:
        """What stands in the root itself: a picture or a letter put into a sheet has streams of its own below."""
        waiting, seen = [self._entries[0].below], set()
        while waiting:
            number = waiting.pop()
            if number < len(self._entries) and number not in seen:
                seen.add(number)
                yield self._entries[number]
                waiting += self._entries[number].beside


def _entry(directory: bytes, at: int) -> _Entry:
    name = directory[at : at + 64].decode("utf-16-le", "replace").split("\0")[0]
    kind, left, right, below = struct.unpack_from("<BxIII", directory, at + 66)
    start, size = struct.unpack_from("<II", directory, at + 116)
    return _Entry(name, kind, (left, right), below, start, size)


def _numbers(data: bytes) -> Sequence[int]:
    found = array("I", data[: len(data) // 4 * 4])
    if sys.byteorder == "big":
        found.byteswap()
    return found


def _followed(sector: int, after: Sequence[int]) -> Iterator[int]:
    """A chain of sectors; one that bites its tail ends there."""
    seen: set[int] = set()
    while sector < len(after) and sector not in seen:
        seen.add(sector)
        yield sector
        sector = after[sector]
