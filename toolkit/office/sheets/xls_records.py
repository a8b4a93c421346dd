"""The records that an .xls is made of, and the texts in them (MS-XLS 2.1.4, 2.5.293)."""

import struct
from collections.abc import Iterator

from toolkit import limits
from toolkit.limits import within

BEGINS, ENDS, CONTINUES = 0x0809, 0x000A, 0x003C
RICH, FOREIGN, WIDE = 0x08, 0x04, 0x01  # what may stand with a text
CODECS = {936: "gb18030", 10008: "gb18030", 1200: "utf-16-le", 65001: "utf-8"}  # by the number of a code page
Body = tuple[bytes, ...]  # a record, and those that continue it
Rich = tuple[str, bytes]  # a text, and the places where another font begins


class Records:
    """A stream of records; so many may be read of it, whatever the places to begin at."""

    def __init__(self, stream: bytes) -> None:
        self._stream, self._count = stream, 0

    def part(self, at: int) -> Iterator[tuple[int, Body]]:
        """Those from the beginning that stands there to its end, without the charts and the like within."""
        depth = 0
        kind, pieces, own = 0, list[bytes](), False
        while depth >= 0 and at + 4 <= len(self._stream):
            found, size = struct.unpack_from("<HH", self._stream, at)
            body = self._stream[at + 4 : at + 4 + size]
            at += 4 + size
            self._count += 1
            within(self._count, limits.RECORDS, "记录超过{}条")
            if found == CONTINUES:
                pieces.append(body)
                continue
            if own:
                yield kind, tuple(pieces)
            depth += (found == BEGINS) - (found == ENDS)
            kind, pieces, own = found, [body], depth == 1
            if depth == 0:
                return
        if own:
            yield kind, tuple(pieces)


class Texts:
    """Reads texts out of a record one after the other, also where another record continues it."""

    def __init__(self, body: Body, at: int = 0) -> None:
        self._pieces, self._number, self._at = body, 0, at

    @property
    def more(self) -> bool:
        """Whether bytes are left, in this record or in one that continues it."""
        return self._number < len(self._pieces) - 1 or self._at < len(self._pieces[-1])

    def take(self, size: int) -> bytes:
        """So many bytes, or as many as there are."""
        taken = b""
        while len(taken) < size and self.more:
            if self._at >= len(self._pieces[self._number]):
                self._number, self._at = self._number + 1, 0
            found = self._pieces[self._number][self._at : self._at + size - len(taken)]
            taken += found
            self._at += len(found)
        return taken

    def number(self, size: int) -> int:
        """The next ``size`` bytes as an unsigned little-endian integer."""
        return int.from_bytes(self.take(size), "little")

    def text(self, length: int = 2) -> Rich:
        """A text behind its length, which takes one or two bytes."""
        count, flags = self.number(length), self.number(1)
        runs = self.number(2) if flags & RICH else 0
        foreign = self.number(4) if flags & FOREIGN else 0
        text = self.characters(count, bool(flags & WIDE))
        fonts = self.take(4 * runs)
        self.take(foreign)
        return text, fonts

    def characters(self, count: int, wide: bool) -> str:
        """Each record that continues a text says anew whether its characters take two bytes."""
        units = bytearray()
        while count and self.more:
            if self._at >= len(self._pieces[self._number]):
                self._number, self._at = self._number + 1, 0
                wide = bool(self.number(1) & WIDE)
                continue
            found = self._pieces[self._number][self._at : self._at + count * (1 + wide)]
            self._at += len(found)
            count -= len(found) // 2 if wide else len(found)
            units += found[: len(found) // 2 * 2] if wide else found.decode("latin-1").encode("utf-16-le")
        return units.decode("utf-16-le", "replace")


def codec(page: int) -> str:
    """How the texts of an Excel 5 file are written; most that come here are Chinese."""
    named = CODECS.get(page, f"cp{page}")
    try:
        return b"".decode(named) or named
    except LookupError:
        return CODECS[936]
