"""The zip around the parts: how programs, mailers and drives write it."""

import io
import struct
import warnings
import zipfile
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from tests.instruments.vandal.kind import Act, Fair, Kind
from tests.instruments.vandal.patient import ZIP, Patient

Entries = list[tuple[zipfile.ZipInfo, bytes]]
NOW = (2025, 1, 15, 9, 30, 0)


def entries(workbook: bytes) -> Entries:
    with zipfile.ZipFile(io.BytesIO(workbook)) as book:
        return [(info, book.read(info)) for info in book.infolist()]


def packed(given: Entries, method: int = zipfile.ZIP_DEFLATED, comment: bytes = b"", streamed: bool = False) -> bytes:
    """The entries as one zip; ``streamed``: sizes follow the data, as a program writes that cannot go back."""
    out = io.BytesIO()
    target: Any = _Stream(out) if streamed else out
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", method) as book:
        warnings.simplefilter("ignore")  # of two entries of one name
        for info, data in given:
            info.compress_type = method
            book.writestr(info, data)
        book.comment = comment
    return out.getvalue()


class _Stream:
    """A file that cannot seek."""

    def __init__(self, out: io.BytesIO) -> None:
        self.out = out

    def write(self, data: bytes) -> int:
        return self.out.write(data)

    def flush(self) -> None: ...


def fresh(given: Entries, **attributes: object) -> Entries:
    """The same entries with nothing but their names, and with these attributes."""
    made = []
    for old, data in given:
        info = zipfile.ZipInfo(old.filename, NOW)
        for name, value in attributes.items():
            setattr(info, name, value)
        made.append((info, data))
    return made


def folders(given: Entries) -> Entries:
    """An entry for each folder, as when a folder was zipped by hand."""
    names = sorted(
        {
            "/".join(info.filename.split("/")[:depth]) + "/"
            for info, _ in given
            for depth in (1, 2)
            if info.filename.count("/") >= depth
        }
    )
    return [*((zipfile.ZipInfo(name, NOW), b"") for name in names), *fresh(given)]


def zip64(given: Entries) -> bytes:
    """Sizes in the extra fields of large files, though the file is small."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for info, data in fresh(given):
            with book.open(info, "w", force_zip64=True) as part:
                part.write(data)
    return out.getvalue()


def twins(given: Entries, other: bool) -> Entries:
    """A sheet's entry twice; ``other``: with other numbers."""
    twice = max(given, key=lambda pair: (b"<v>" in pair[1], len(pair[1])))  # whatever it is called by now
    again = twice[1].replace(b"<v>1", b"<v>7") if other else twice[1]
    return fresh([*given, (twice[0], again)])


def flagged(workbook: bytes) -> bytes:
    """Every entry says that it is encrypted."""
    data = bytearray(workbook)
    for start, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = data.find(start)
        while found >= 0:
            data[found + at] |= 1
            found = data.find(start, found + 4)
    return bytes(data)


def misnamed(workbook: bytes) -> bytes:
    """The local headers give other names than the list at the end."""
    return workbook.replace(b"xl/worksheets/sheet", b"xl/worksheets/sheeT", 1)


def wrong_sum(workbook: bytes) -> bytes:
    """A checksum that is wrong: a bit fell over on the way."""
    data = bytearray(workbook)
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"xl/worksheets/sheet"))
    data[at + 16] ^= 1
    return bytes(data)


def many_comments(given: Entries) -> bytes:
    return packed(fresh(given, comment="年报".encode(), extra=_extra()), comment="政府信息公开".encode("gb18030"))


def _extra() -> bytes:
    """A Unix time, and a field nobody knows."""
    return struct.pack("<HHBI", 0x5455, 5, 1, 1_736_900_000) + struct.pack("<HH4s", 0x7777, 4, b"\1\2\3\4")


Change = Callable[[bytes], bytes]


def rezipped(change: Change, said: str, refusable: bool = False) -> Act:
    """The file's zip written otherwise; one such change a workbook, after all else."""

    def act(patient: Patient, random: Random) -> str | None:
        if any(phase == ZIP for phase, _ in patient.finishes):
            return None
        patient.refusable = patient.refusable or refusable
        patient.finishes.append((ZIP, change))
        return said

    return act


# name, in English, in Chinese, and how; what may be refused is apart
HARMLESS: tuple[tuple[str, str, str, Change], ...] = (
    (
        "stored",
        "entries stored, not deflated",
        "压缩包未压缩",
        lambda data: packed(fresh(entries(data)), zipfile.ZIP_STORED),
    ),
    ("streamed", "sizes behind the data", "大小记在数据之后", lambda data: packed(fresh(entries(data)), streamed=True)),
    (
        "streamed-stored",
        "stored, with sizes behind the data",
        "未压缩且大小在后",
        lambda data: packed(fresh(entries(data)), zipfile.ZIP_STORED, streamed=True),
    ),
    ("extra-fields", "comments and extra fields", "压缩包带备注和附加字段", lambda data: many_comments(entries(data))),
    ("zip64", "sizes as of large files", "压缩包用64位格式", lambda data: zip64(entries(data))),
    ("folders", "entries for folders", "压缩包带文件夹条目", lambda data: packed(folders(entries(data)))),
    (
        "unix",
        "made on Unix, with rights",
        "在Unix上打包",
        lambda data: packed(fresh(entries(data), create_system=3, external_attr=0o100644 << 16)),
    ),
    ("backwards", "entries in another order", "压缩包条目次序颠倒", lambda data: packed(fresh(entries(data)[::-1]))),
    ("slowly", "deflated to the utmost", "压缩到最小", lambda data: packed(fresh(entries(data), _compresslevel=9))),
    (
        "odd-times",
        "times from 1980 to 2107",
        "时间离奇",
        lambda data: packed(fresh(entries(data), date_time=(2107, 12, 31, 23, 59, 58))),
    ),
)
DOUBTFUL: tuple[tuple[str, str, str, Change, bool], ...] = (
    ("prefixed-bytes", "bytes before the zip", "文件头前有多余字节", lambda data: b"\r\n\r\n" + data, False),
    ("trailing-bytes", "bytes behind the zip", "文件尾后有多余字节", lambda data: data + b"\r\n" * 20, False),
    (
        "trailing-zeros",
        "zeros up to a full block behind the zip",
        "文件尾补零",
        lambda data: data + b"\0" * (4096 - len(data) % 4096),
        False,
    ),
    ("truncated", "the end of the file cut off", "文件没有传完", lambda data: data[: len(data) * 9 // 10], False),
    ("wrong-sum", "a checksum that is wrong", "校验和不对", wrong_sum, False),
    (
        "twin-entries",
        "two entries of one name, alike",
        "同名条目两个，内容相同",
        lambda data: packed(twins(entries(data), False)),
        True,
    ),
    (
        "rival-entries",
        "two entries of one name, other figures",
        "同名条目两个，内容不同",
        lambda data: packed(twins(entries(data), True)),
        True,
    ),
    ("encrypted-flag", "entries that say they are encrypted", "条目标为加密", flagged, True),
    ("misnamed", "names that differ within the zip", "压缩包内名称前后不一", misnamed, True),
    (
        "bzip2",
        "packed by another method",
        "用别的方法压缩",
        lambda data: packed(fresh(entries(data)), zipfile.ZIP_BZIP2),
        True,
    ),
)


def _all() -> Iterator[Kind]:
    for name, english, chinese, change in HARMLESS:
        yield Kind(f"zip-{name}", english, chinese, rezipped(change, chinese), fair=Fair.HARMLESS)
    for name, english, chinese, change, hostile in DOUBTFUL:
        yield Kind(f"zip-{name}", english, chinese, rezipped(change, chinese, True), hostile=hostile, stranger=False)


ARCHIVES = tuple(_all())
