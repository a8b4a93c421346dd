"""Lists and extracts rar and 7z with the program bsdtar, which is used for these two alone.

bsdtar recognises many formats by itself, and one of them (mtree) is a list of files to be read from this machine. It
cannot be told which formats to take, so it is never given bytes that begin in another way; in a letter no stranger
names a file of ours. It runs in an empty folder, without our environment, for a time, and writes to a pipe.
"""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from toolkit.mail.attachments.rar import has_password
from toolkit.mail.attachments.tars import untarred
from toolkit.mail.attachments.unusable import DAMAGED, PASSWORD, UNSUPPORTED, Room, Unusable

SIGNATURES = (b"Rar!\x1a\x07\0", b"Rar!\x1a\x07\x01\0", b"7z\xbc\xaf\x27\x1c")  # rar 4, rar 5, 7z: all of each
SECRET = re.compile(rb"passphrase|password|encrypt|crypto", re.I)
UNKNOWN = re.compile(rb"unrecognized|unsupported|not supported|unavailable", re.I)
KEPT = ("SYSTEMROOT",)  # without it no program starts on Windows
CHUNK = 2**20


def packed(data: bytes, room: Room, seconds: float) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each plain file in a rar or 7z; raises :class:`Unusable`, also for all that is neither.

    The program hands the archive on as a tar, member by member. Without the program: ``archive-unsupported``.
    """
    if not data.startswith(SIGNATURES):
        raise Unusable(DAMAGED)
    if has_password(data):
        raise Unusable(PASSWORD)
    program = opener()
    if not program:
        raise Unusable(UNSUPPORTED)
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as said:
        source.write(data)
        source.seek(0)
        with _running(program, source, said, seconds) as process:
            fault = yield from _members(process, room)
        said.seek(0)
        if process.returncode:
            raise Unusable(_reason(said.read(CHUNK)))
        if fault:
            raise fault


def _members(process: subprocess.Popen[bytes], room: Room) -> Generator[tuple[str, bytes], None, Unusable | None]:
    """Returns what is wrong with the tar itself: a program that ended early says the reason better."""
    assert process.stdout
    try:
        yield from untarred(process.stdout, room)
    except Unusable as fault:
        if fault.code != DAMAGED:
            raise
        return fault
    process.stdout.read(CHUNK)  # what fills the last block
    process.stdout.close()
    process.wait()
    return None


def opener() -> str | None:
    """The program bsdtar; Windows 10 and later have it under another name."""
    windows = Path(os.environ.get("SYSTEMROOT", ""), "System32", "tar.exe")
    found = shutil.which("bsdtar")
    if found:
        return str(Path(found).absolute())  # it is started in another folder
    return str(windows) if os.name == "nt" and windows.is_file() else None


@contextmanager
def _running(program: str, source: IO[bytes], said: IO[bytes], seconds: float) -> Iterator[subprocess.Popen[bytes]]:
    """Ended, with whatever it started, when nobody reads on, or the time is up."""
    command = [program, "-cf", "-", "--format=pax", "@-"]
    environment = {"LC_ALL": "C.UTF-8", **{name: os.environ[name] for name in KEPT if name in os.environ}}
    with (
        tempfile.TemporaryDirectory() as empty,
        subprocess.Popen(
            command,
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=said,
            cwd=empty,
            env=environment,
            start_new_session=True,
        ) as process,
    ):
        clock = threading.Timer(seconds, _end, [process])
        clock.start()
        try:
            yield process
        finally:
            clock.cancel()
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    with suppress(OSError):
        if os.name == "nt":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)


def _reason(said: bytes) -> str:
    if SECRET.search(said):
        return PASSWORD
    return UNSUPPORTED if UNKNOWN.search(said) else DAMAGED
