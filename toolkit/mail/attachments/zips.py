"""Members of a zip within limits, the same under every Python version."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from toolkit import limits
from toolkit.mail.attachments.unusable import DAMAGED, PASSWORD, TOO_LARGE, TOO_MANY, UNSUPPORTED, Room, Unusable
from toolkit.mail.message.words import text

LISTED = b"PK\x01\x02"  # before each line of the directory of a zip
LOCKED, UTF8 = 0x1, 0x800  # flags of a line
READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others inflate without a bound
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
HEADER, LENGTHS = 30, 26  # bytes before the name of an entry; where the lengths of its name and its extras stand


def zipped(data: bytes, room: Room) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file; raises :class:`Unusable`, where only one is bad after all others."""
    faults: list[str] = []
    with _directory(data) as archive:
        shared = _overlapping(data, archive)
        for each in archive.infolist():
            if not each.is_dir():
                try:
                    yield _name(each), _inflated(archive, each, room(), each.header_offset in shared)
                except Unusable as fault:
                    faults.append(fault.code)
    if faults:
        raise Unusable(faults[0])


def _directory(data: bytes) -> zipfile.ZipFile:
    if data.count(LISTED) > limits.ARCHIVED:  # each becomes an object before anybody can count them
        raise Unusable(TOO_MANY)
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (*BROKEN, struct.error) as error:
        raise Unusable(DAMAGED) from error


def _overlapping(data: bytes, archive: zipfile.ZipFile) -> set[int]:
    """Where entries begin that share bytes with another: a bomb. Newer Pythons refuse most of them, older ones none."""
    found: set[int] = set()
    last, reached = -1, 0
    for begin, end in sorted((line.header_offset, _end(data, line)) for line in archive.infolist()):
        if begin < reached:
            found |= {last, begin}
        if end > archive.start_dir:
            found.add(begin)
        if end > reached:
            last, reached = begin, end
    return found


def _end(data: bytes, line: zipfile.ZipInfo) -> int:
    at = line.header_offset
    named, extra = struct.unpack_from("<HH", data, at + LENGTHS) if 0 <= at <= len(data) - HEADER else (0, 0)
    return at + HEADER + int(named) + int(extra) + line.compress_size


def _name(line: zipfile.ZipInfo) -> str:
    """Without the flag that says UTF-8 it is GBK on Windows, and UTF-8 all the same on a Mac."""
    return line.orig_filename if line.flag_bits & UTF8 else text(line.orig_filename.encode("cp437", "replace"))


def _inflated(archive: zipfile.ZipFile, line: zipfile.ZipInfo, room: int, overlaps: bool) -> bytes:
    if line.flag_bits & LOCKED:
        raise Unusable(PASSWORD)
    if line.compress_type not in READABLE:
        raise Unusable(UNSUPPORTED)
    if overlaps:
        raise Unusable(DAMAGED)
    if line.file_size > room:
        raise Unusable(TOO_LARGE)
    try:
        with archive.open(line) as stream:
            data = stream.read(room + 1)
    except BROKEN as error:
        raise Unusable(DAMAGED) from error
    if len(data) > room:  # its size was a lie
        raise Unusable(TOO_LARGE)
    return data
