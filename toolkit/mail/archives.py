"""What lies in an archive, read without writing any of it to the disk and never more than there may be."""

import io
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from toolkit.mail.names import text
from toolkit.mail.rar import has_password
from toolkit.submission import limits

PASSWORD, DAMAGED, UNSUPPORTED = "archive-password", "archive-damaged", "archive-unsupported"
TOO_MANY, TOO_LARGE = "too-many", "too-large"
LISTED = b"PK\x01\x02"  # before each line of the directory of a zip
LOCKED, UTF8 = 0x1, 0x800  # flags of a line
READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others inflate without a bound
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
SECRET = re.compile(rb"passphrase|password|encrypt|crypto", re.I)
UNKNOWN = re.compile(rb"unrecognized|unsupported|not supported|unavailable", re.I)
CHUNK = 2**20
Room = Callable[[], int]  # how many bytes the next member may have


class Unusable(Exception):
    """An archive, or the rest of it, cannot be used; ``code`` is that of the remark."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def zipped(data: bytes, room: Room) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file in a zip; raises :class:`Unusable`, where only one is bad after all others."""
    faults: list[str] = []
    with _directory(data) as archive:
        for each in archive.infolist():
            if not each.is_dir():
                try:
                    yield _name(each), _inflated(archive, each, room())
                except Unusable as fault:
                    faults.append(fault.code)
    if faults:
        raise Unusable(faults[0])


def _directory(data: bytes) -> zipfile.ZipFile:
    if data.count(LISTED) > limits.ARCHIVED:  # each becomes an object before anybody can count them
        raise Unusable(TOO_MANY)
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as error:
        raise Unusable(DAMAGED) from error


def _name(line: zipfile.ZipInfo) -> str:
    """Without the flag that says UTF-8 it is GBK on Windows, and UTF-8 all the same on a Mac."""
    return line.orig_filename if line.flag_bits & UTF8 else text(line.orig_filename.encode("cp437", "replace"))


def _inflated(archive: zipfile.ZipFile, line: zipfile.ZipInfo, room: int) -> bytes:
    if line.flag_bits & LOCKED:
        raise Unusable(PASSWORD)
    if line.compress_type not in READABLE:
        raise Unusable(UNSUPPORTED)
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


def packed(data: bytes, room: Room) -> Iterator[tuple[str, bytes]]:
    """As :func:`zipped`, for rar, 7z and whatever else bsdtar reads.

    It hands the archive on as a tar, member by member. Without the program: ``archive-unsupported``.
    """
    program = opener()
    if has_password(data):
        raise Unusable(PASSWORD)
    if not program:
        raise Unusable(UNSUPPORTED)
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as said:
        source.write(data)
        source.seek(0)
        with _running(program, source, said) as process:
            assert process.stdout
            yield from _untarred(process.stdout, room)
            process.stdout.read(CHUNK)  # what fills the last block
            process.stdout.close()
            failed = process.wait() != 0
        said.seek(0)
        if failed:
            raise Unusable(_reason(said.read(CHUNK)))


def opener() -> str | None:
    """The program bsdtar; Windows 10 and later have it under another name."""
    windows = Path(os.environ.get("SYSTEMROOT", ""), "System32", "tar.exe")
    return shutil.which("bsdtar") or (str(windows) if os.name == "nt" and windows.is_file() else None)


@contextmanager
def _running(program: str, source: IO[bytes], said: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Ended when nobody reads on, or the time is up."""
    command = [program, "-cf", "-", "--format=pax", "@-"]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        command, stdin=source, stdout=subprocess.PIPE, stderr=said, env=environment, start_new_session=True
    ) as process:
        clock = threading.Timer(limits.SECONDS, process.kill)
        clock.start()
        try:
            yield process
        finally:
            clock.cancel()
            process.kill()


def _untarred(stream: IO[bytes], room: Room) -> Iterator[tuple[str, bytes]]:
    try:
        with tarfile.open(fileobj=stream, mode="r|", errors="replace") as tar:
            for position, each in enumerate(tar):
                if position >= limits.ARCHIVED:
                    raise Unusable(TOO_MANY)
                if not each.isreg():
                    continue
                if each.size > room():
                    raise Unusable(TOO_LARGE)  # to pass over it would be to unpack it
                member = tar.extractfile(each)
                yield each.name, member.read() if member else b""
    except (tarfile.TarError, EOFError, OSError, ValueError):
        return  # the program ended early, and says why


def _reason(said: bytes) -> str:
    if SECRET.search(said):
        return PASSWORD
    return UNSUPPORTED if UNKNOWN.search(said) else DAMAGED
