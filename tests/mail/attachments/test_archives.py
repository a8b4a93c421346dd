"""What lies in archives: zip by the standard library, rar and 7z by bsdtar, winmail.dat by ourselves."""

import io
import shutil
import struct
import subprocess
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tnefparse import TNEF

from tests.instruments.oracles.needed import needed
from tests.mail.letters import SHEET, honest
from tests.office.sheets.drawn_parts import small
from toolkit import limits
from toolkit.mail.attachments import bsdtar, tnef
from toolkit.mail.attachments.rar import has_password
from toolkit.mail.letter import Attachment, Remark, unpacked

NAME = "炭山乡/年报（定稿）.xlsx"
SHOWN = "炭山乡_年报（定稿）.xlsx"
BSDTAR = needed(shutil.which("bsdtar") is not None, "bsdtar")


def zipped(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return stream.getvalue()


def raw_named(name: bytes, data: bytes, flags: int = 0) -> bytes:
    """A zip whose only name is these bytes, without the flag that says UTF-8."""
    stand_in = b"n" * len(name)
    made = bytearray(zipped((stand_in.decode(), data)).replace(stand_in, name))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", made, made.index(mark) + at, flags)
    return bytes(made)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_in_a_zip(encoding: str) -> None:
    """Windows writes GBK, a Mac UTF-8, and neither says so."""
    assert unpacked("a.zip", raw_named(NAME.encode(encoding), SHEET))[0] == (Attachment(SHOWN, SHEET, ("a.zip",)),)
    assert unpacked("a.zip", zipped((NAME, SHEET)))[0] == (Attachment(SHOWN, SHEET, ("a.zip",)),)


def test_archives_in_archives() -> None:
    """A unit packs the folder that was packed for it, and a letter may lie in it."""
    letter = honest(("表.xlsx", SHEET)).as_bytes()
    raw = zipped(("内.zip", zipped(("a.xlsx", small("")))), ("信.eml", letter), ("空/", b""), ("__MACOSX/._a", b"x"))
    assert unpacked("外.zip", raw) == (
        (Attachment("a.xlsx", small(""), ("外.zip", "内.zip")), Attachment("表.xlsx", SHEET, ("外.zip", "信.eml"))),
        (),
    )


def test_a_zip_with_a_password() -> None:
    """The unit must send it without."""
    assert unpacked("a.zip", raw_named(b"a.xlsx", SHEET, flags=1)) == ((), (Remark("archive-password", "a.zip"),))


def test_a_damaged_zip() -> None:
    """What can be read of it is."""
    raw = bytearray(zipped(("a.xlsx", SHEET), ("b.xlsx", SHEET), method=zipfile.ZIP_STORED))
    raw[raw.index(SHEET) + 20] ^= 1
    found, remarks = unpacked("a.zip", bytes(raw))
    assert (found, remarks) == ((Attachment("b.xlsx", SHEET, ("a.zip",)),), (Remark("archive-damaged", "a.zip"),))
    assert unpacked("a.zip", bytes(raw[:-10])) == ((), (Remark("archive-damaged", "a.zip"),))


def test_other_ways_to_pack_a_zip() -> None:
    """They inflate without a bound."""
    raw = zipped(("a.xlsx", SHEET), method=zipfile.ZIP_BZIP2)
    assert unpacked("a.zip", raw) == ((), (Remark("archive-unsupported", "a.zip"),))


def test_an_archive_with_nothing_in_it() -> None:
    """It stays a file, so that somebody is told about it."""
    assert unpacked("a.zip", zipped()) == ((Attachment("a.zip", zipped()),), ())


@settings(deadline=None)
@given(st.binary(max_size=300), st.integers(0, 400))
def test_no_damage_to_a_zip_ends_the_work(dirt: bytes, at: int) -> None:
    """Any bytes anywhere in it."""
    raw = zipped((NAME, SHEET), ("b", b"x" * 100))
    unpacked("a.zip", raw[:at] + dirt + raw[at + len(dirt) :])


def seven(folder: Path, *files: tuple[str, bytes], options: tuple[str, ...] = ()) -> bytes:
    for name, data in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    command = ["bsdtar", "--format=7zip", *options, "-cf", "-", *(name for name, _ in files)]
    return subprocess.run(command, cwd=folder, capture_output=True, check=True, env={"LC_ALL": "C.UTF-8"}).stdout


@BSDTAR
def test_7z(tmp_path: Path) -> None:
    """With the names that its format keeps in UTF-16."""
    raw = seven(tmp_path, (NAME, SHEET), ("b.zip", zipped(("c.xlsx", SHEET))))
    found, remarks = unpacked("a.7z", raw)
    assert (found, remarks) == (
        (Attachment(SHOWN, SHEET, ("a.7z",)), Attachment("c.xlsx", SHEET, ("a.7z", "b.zip"))),
        (),
    )
    assert unpacked("a.7z", raw.rstrip(b"\0")[:-20]) == ((), (Remark("archive-damaged", "a.7z"),))


def block(kind: int, flags: int, fields: bytes) -> bytes:
    """A block of a rar, version 4: a sum, what it is, flags, its size, fields."""
    body = struct.pack("<BHH", kind, flags, 7 + len(fields)) + fields
    return struct.pack("<H", zlib.crc32(body) & 0xFFFF) + body


def rar(name: bytes, data: bytes, flags: int = 0x8000) -> bytes:
    """One file, stored as it is."""
    size, sum = len(data), zlib.crc32(data)
    fields = struct.pack("<IIBIIBBHI", size, size, 2, sum, 0x58210000, 20, 0x30, len(name), 0x20) + name
    return b"Rar!\x1a\x07\0" + block(0x73, 0, b"\0" * 6) + block(0x74, flags, fields) + data + block(0x7B, 0x4000, b"")


@BSDTAR
def test_rar() -> None:
    """Written by hand, since only its owner's program makes them."""
    assert unpacked("a.rar", rar(b"a.xlsx", SHEET)) == ((Attachment("a.xlsx", SHEET, ("a.rar",)),), ())
    assert unpacked("a.rar", rar(b"a.xlsx", SHEET)[:-30])[1] == (Remark("archive-damaged", "a.rar"),)


def new_block(kind: int, fields: bytes, extra: bytes = b"", data: bytes = b"") -> bytes:
    """A block of a rar, version 5; all numbers in it are below 128."""
    flags = bool(extra) + 2 * bool(data)
    sizes = bytes(len(each) for each in (extra, data) if each)
    body = bytes((kind, flags)) + sizes + fields + extra
    body = bytes((len(body),)) + body
    return struct.pack("<I", zlib.crc32(body)) + body + data


def new_rar(data: bytes, extra: bytes = b"") -> bytes:
    file = bytes((4, len(data), 0x20)) + struct.pack("<I", zlib.crc32(data)) + b"\0\0\6a.xlsx"
    return b"Rar!\x1a\x07\1\0" + new_block(1, b"\0") + new_block(2, file, extra, data) + new_block(5, b"\0")


@BSDTAR
def test_rar_5() -> None:
    """What its owner's program has written since 2013."""
    assert unpacked("a.rar", new_rar(SHEET)) == ((Attachment("a.xlsx", SHEET, ("a.rar",)),), ())


def test_a_rar_with_a_password() -> None:
    """Of one file or of all its headers."""
    lock = b"\x03\x05\x00\x00" + b"\x02\x01\x00"  # a time, then what makes it secret
    locked = b"Rar!\x1a\x07\1\0" + new_block(4, b"\0\0\x0f")
    old_locked = b"Rar!\x1a\x07\0" + block(0x73, 0x80, b"\0" * 6) + b"secret" * 20
    for raw in (rar(b"a.xlsx", SHEET, 0x8004), old_locked, new_rar(SHEET, lock), locked):
        assert unpacked("a.rar", raw) == ((), (Remark("archive-password", "a.rar"),))


@settings(deadline=None)
@given(st.binary(max_size=30), st.integers(0, 60), st.booleans())
def test_no_damage_to_a_rar_ends_the_search_for_its_password(dirt: bytes, at: int, new: bool) -> None:
    """Any bytes anywhere in it."""
    raw = new_rar(SHEET) if new else rar(b"a.xlsx", SHEET)
    has_password(raw[:at] + dirt + raw[at + len(dirt) :])


def test_without_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """The unit is asked for a zip."""
    monkeypatch.setattr(bsdtar, "opener", lambda: None)
    assert unpacked("a.rar", rar(b"a.xlsx", SHEET)) == ((), (Remark("archive-unsupported", "a.rar"),))


@BSDTAR
def test_a_7z_that_unpacks_to_more_than_there_may_be(tmp_path: Path) -> None:
    """The program is ended as soon as the first of them is announced."""
    raw = seven(tmp_path, ("a", b"\0" * (limits.ATTACHMENT + 1)), options=("--options=7zip:compression=deflate",))
    assert unpacked("a.7z", raw) == ((), (Remark("too-large", "a.7z"),))


@BSDTAR
def test_a_program_that_hangs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is ended; some archives make it run for ever."""
    program = tmp_path / "bsdtar"
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setattr(bsdtar, "opener", lambda: str(program))
    monkeypatch.setattr(limits, "SECONDS", 0.1)
    assert unpacked("a.rar", rar(b"a.xlsx", SHEET)) == ((), (Remark("archive-damaged", "a.rar"),))


def attribute(level: int, id: int, kind: int, data: bytes) -> bytes:
    return struct.pack("<BHHI", level, id, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def properties(*pairs: tuple[int, int, bytes]) -> bytes:
    made = struct.pack("<I", len(pairs))
    for kind, id, data in pairs:
        made += struct.pack("<HHII", kind, id, 1, len(data)) + data + b"\0" * (-len(data) % 4)
    return made


def winmail(*files: tuple[str, str, bytes]) -> bytes:
    """Short name, long name ("": none) and bytes of each."""
    made = tnef.SIGNATURE + struct.pack("<H", 1)
    made += attribute(1, 0x9006, 8, struct.pack("<I", 0x10000)) + attribute(1, 0x9007, 6, struct.pack("<II", 936, 0))
    for short, long, data in files:
        made += attribute(2, 0x9002, 6, b"\0" * 14) + attribute(2, 0x8010, 1, short.encode("gb18030") + b"\0")
        made += attribute(2, 0x800F, 6, data)
        if long:
            made += attribute(2, 0x9005, 6, properties((0x1F, 0x3707, long.encode("utf-16-le") + b"\0\0")))
    return made


def test_winmail() -> None:
    """Names in GBK; the long one, where there is one."""
    raw = winmail(("年报.xls", "年度报告.xlsx", SHEET), ("年报.xls", "", b"x"))
    assert unpacked("winmail.dat", raw) == (
        (Attachment("年度报告.xlsx", SHEET, ("winmail.dat",)), Attachment("年报.xls", b"x", ("winmail.dat",))),
        (),
    )


@settings(deadline=None)
@given(st.lists(st.tuples(st.text("ab.", min_size=1, max_size=9), st.binary(min_size=1, max_size=50)), max_size=4))
def test_winmail_is_read_like_the_library_reads_it(files: list[tuple[str, bytes]]) -> None:
    """An independent reader of honest files."""
    raw = winmail(*((name, "", data) for name, data in files)) + b"\0" * 12
    assert list(tnef.members(raw)) == [(each.name, each.data) for each in TNEF(raw).attachments]


def test_a_file_carried_in_the_properties_of_a_winmail() -> None:
    """Newer programs put it there, with other properties before it."""
    inner = properties(
        (0x1E, 0x3704, b"a.xlsx\0"),
        (0x102, 0x3701, SHEET),
    )
    before = struct.pack("<HHI", 0x03, 0x3705, 1) + struct.pack("<HHQ", 0x40, 0x3007, 0)
    named = struct.pack("<HH16sIII", 0x03, 0x8001, b"\0" * 16, 0, 1, 7)
    raw = (
        tnef.SIGNATURE
        + b"\0\0"
        + attribute(2, 0x9002, 6, b"")
        + attribute(2, 0x9005, 6, inner[:4] + before + named + inner[4:])
    )
    assert unpacked("winmail.dat", raw)[0] == (Attachment("a.xlsx", SHEET, ("winmail.dat",)),)


@settings(deadline=None)
@given(st.binary(max_size=80), st.integers(0, 200))
def test_no_damage_to_a_winmail_ends_the_work(dirt: bytes, at: int) -> None:
    """Any bytes anywhere in it, its sizes and counts included."""
    raw = winmail(("a", "年报", SHEET))
    list(tnef.members(raw[:at] + dirt + raw[at + len(dirt) :]))
