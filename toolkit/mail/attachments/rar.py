"""Recognises encrypted rar archives, which bsdtar would report as damaged."""

import struct

OLD, NEW = b"Rar!\x1a\x07\0", b"Rar!\x1a\x07\x01\0"  # versions 4 and 5
BLOCKS = 10_000
OLD_ARCHIVE, OLD_LOCKED_HEADERS = 0x73, 0x80
OLD_FILE, OLD_LOCKED, OLD_HAS_DATA = 0x74, 0x04, 0x8000
FILE, LOCKED_HEADERS, LOCK = 2, 4, 1  # kinds of blocks; of a record that belongs to a file
HAS_EXTRA, HAS_DATA = 1, 2


def has_password(data: bytes) -> bool:
    """For at least one of its files; False for what is no rar, or is cut off before it says so."""
    try:
        if data.startswith(NEW):
            return _new(data)
        return data.startswith(OLD) and _old(data)
    except (struct.error, IndexError):
        return False


def _old(data: bytes) -> bool:
    at = len(OLD)
    for _ in range(BLOCKS):
        kind, flags, size = struct.unpack_from("<BHH", data, at + 2)
        if (kind == OLD_FILE and flags & OLD_LOCKED) or (kind == OLD_ARCHIVE and flags & OLD_LOCKED_HEADERS):
            return True
        (more,) = struct.unpack_from("<I", data, at + 7) if flags & OLD_HAS_DATA else (0,)
        at += max(size, 7) + more
    return False


def _new(data: bytes) -> bool:
    at = len(NEW)
    for _ in range(BLOCKS):
        size, begin = _number(data, at + 4)  # behind a sum
        kind, at = _number(data, begin)
        flags, at = _number(data, at)
        extra, at = _number(data, at) if flags & HAS_EXTRA else (0, at)
        more, at = _number(data, at) if flags & HAS_DATA else (0, at)
        end = begin + size
        if kind == LOCKED_HEADERS or (kind == FILE and _locked(data, end - extra, end)):
            return True
        at = end + more
    return False


def _locked(data: bytes, at: int, end: int) -> bool:
    while at < end:
        size, begin = _number(data, at)
        if _number(data, begin)[0] == LOCK:
            return True
        at = begin + size
    return False


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Seven bits a byte, the lowest first; and where it ends."""
    number = 0
    for shift in range(0, 70, 7):
        number |= (data[at] & 0x7F) << shift
        at += 1
        if data[at - 1] < 0x80:
            break
    return number, at
