"""Compound files (MS-CFB) drawn for tests: a few streams in the root, or in a storage below it."""

import struct
from collections.abc import Mapping

from toolkit.office.compound import IN_HEADER, MAGIC

SECTOR, END, FREE, NOBODY = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF
STORAGE, STREAM, ROOT = 1, 2, 5


def compound(streams: Mapping[str, bytes], below: Mapping[str, bytes] | None = None) -> bytes:
    """Each stream is padded to 4,096 bytes or more; ``below`` stand in a storage of their own."""
    every = [
        (name, data + b"\0" * max(0, 4096 - len(data))) for name, data in [*streams.items(), *(below or {}).items()]
    ]
    body = b""
    starts = []
    fat: list[int] = []
    for _, data in every:
        sectors = -(-len(data) // SECTOR)
        starts.append(len(fat))
        fat += [*range(len(fat) + 1, len(fat) + sectors), END]
        body += data.ljust(sectors * SECTOR, b"\0")
    inside = len(streams)
    entries = [_entry("Root Entry", ROOT, below=1 if every else NOBODY)]
    for number, (name, data) in enumerate(every):
        last = number in (inside - 1, len(every) - 1)
        beside = number + 2 if not last else (len(every) + 1 if below and number == inside - 1 else NOBODY)
        entries.append(_entry(name, STREAM, beside, start=starts[number], size=len(data)))
    if below:
        entries.append(_entry("Embedded", STORAGE, below=inside + 1))
    directory = b"".join(entries)
    directory += b"\0" * (-len(directory) % SECTOR)
    first = len(fat)
    sectors = len(directory) // SECTOR
    fat += [*range(first + 1, first + sectors), END]
    table = len(fat)
    tables = next(count for count in range(1, 10**6) if table + count + _lists(count) <= count * 128)
    fat += [0xFFFFFFFD] * tables + [0xFFFFFFFC] * _lists(tables)
    fat += [FREE] * (-len(fat) % 128)
    every_table = range(table, table + tables)
    header = MAGIC + b"\0" * 16 + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    lists = _lists(tables)
    start = table + tables if lists else END
    header += struct.pack("<IIIIIIIII", 0, tables, first, 0, 4096, END, 0, start, lists)
    header += struct.pack(f"<{len(every_table[:IN_HEADER])}I", *every_table[:IN_HEADER])
    written = header.ljust(SECTOR, b"\xff") + body + directory + struct.pack(f"<{len(fat)}I", *fat[: tables * 128])
    for number in range(lists):
        own = every_table[IN_HEADER + number * 127 :][:127]
        after = start + number + 1 if number + 1 < lists else END
        written += struct.pack(f"<{len(own)}I", *own).ljust(508, b"\xff") + struct.pack("<I", after)
    return written


def _lists(tables: int) -> int:
    """The sectors for those tables of sectors that the header cannot list."""
    return -(-max(0, tables - IN_HEADER) // 127)


def _entry(name: str, kind: int, right: int = NOBODY, below: int = NOBODY, start: int = END, size: int = 0) -> bytes:
    written = name.encode("utf-16-le")
    head = written.ljust(64, b"\0") + struct.pack("<HBBIII", len(written) + 2, kind, 1, NOBODY, right, below)
    return head + b"\0" * 36 + struct.pack("<IQ", start, size)
