"""Inflates a gzip with zlib up to a limit, whatever its content is (RFC 1952)."""

import zlib
from collections.abc import Iterator

from toolkit import limits
from toolkit.mail.attachments.unusable import DAMAGED, TOO_LARGE, TOO_MANY, Room, Unusable

MAGIC = b"\x1f\x8b\x08"
WRAPPED = 16 + zlib.MAX_WBITS  # zlib's word for a stream in gzip's own wrapping
PIECE = 2**16
ENDINGS = {".tgz": ".tar", ".taz": ".tar", ".gz": ""}


def gunzipped(name: str, data: bytes, room: Room) -> Iterator[tuple[str, bytes]]:
    """The one file within, as the gzip is called without its ending; raises :class:`Unusable`."""
    yield _inner(name), _inflated(data, room())


def _inner(name: str) -> str:
    for ending, becomes in ENDINGS.items():
        if name.lower().endswith(ending):
            return name[: -len(ending)] + becomes
    return name


def _inflated(data: bytes, room: int) -> bytes:
    """A gzip may be several, one behind the other; what follows the last and is none is passed over."""
    whole, at = bytearray(), 0
    for _ in range(limits.STREAMS):
        at = _one(data, at, whole, room)
        if not data.startswith(MAGIC, at):
            return bytes(whole)
    raise Unusable(TOO_MANY)


def _one(data: bytes, at: int, whole: bytearray, room: int) -> int:
    """Adds what one stream holds; gives where it ends."""
    stream = zlib.decompressobj(WRAPPED)
    while not stream.eof:
        piece = stream.unconsumed_tail or data[at : at + PIECE]
        if not piece:  # cut off
            raise Unusable(DAMAGED)
        at += 0 if stream.unconsumed_tail else len(piece)
        whole += _decompressed(stream, piece, room + 1 - len(whole))
        if len(whole) > room:
            raise Unusable(TOO_LARGE)
    return at - len(stream.unused_data)


def _decompressed(stream: "zlib._Decompress", piece: bytes, most: int) -> bytes:
    try:
        return stream.decompress(piece, most)
    except zlib.error as error:
        raise Unusable(DAMAGED) from error
