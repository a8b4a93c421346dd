"""An .mbox: many letters in one file, each behind a line that begins with “From ”. Read in pieces, however large."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from toolkit import limits
from toolkit.limits import too_large
from toolkit.office.messages import no_access

BEGINS = re.compile(rb"^From [^\r\n]{0,300}\d\d:\d\d[^\r\n]{0,60}\r?$", re.MULTILINE)  # with a clock, unlike a sentence
QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)  # how such a line is written inside a letter
PIECE, LINE = 2**20, 2**20
HEAD = 4096  # bytes that tell letters apart


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where one letter lies in its file, and a digest of how it begins."""

    start: int
    end: int
    digest: str


def is_mailfile(path: Path) -> bool:
    """Told by its first line; no file at all is none."""
    try:
        with path.open("rb") as file:
            return BEGINS.match(file.readline(HEAD).rstrip(b"\r\n")) is not None
    except OSError:
        return False


def places(path: Path) -> Iterator[Stretch]:
    """Each letter of the file; raises :class:`OSError`."""
    with path.open("rb") as file:
        start = -1
        for found in _starts(file):
            if start >= 0:
                yield Stretch(start, found, _digest(path, start, found))
            start = found
        if start >= 0:
            end = path.stat().st_size
            yield Stretch(start, end, _digest(path, start, end))


def _starts(file: IO[bytes]) -> Iterator[int]:
    at = 0
    while piece := file.read(PIECE) + file.readline(LINE):  # it ends where a line does
        for found in BEGINS.finditer(piece):
            yield at + found.start()
        at += len(piece)


def _digest(path: Path, start: int, end: int) -> str:
    return hashlib.sha256(_bytes(path, start, min(end, start + HEAD))).hexdigest()[:16]


def read(path: Path, place: Stretch) -> bytes:
    """A letter as it was sent; raises :class:`UserError`."""
    if place.end - place.start > limits.LOADED:
        raise too_large(f"超过{limits.LOADED // 1_000_000}MB")
    try:
        data = _bytes(path, place.start, place.end)
    except OSError as error:
        raise no_access(path) from error
    return QUOTED.sub(rb"\1", data.partition(b"\n")[2])


def _bytes(path: Path, start: int, end: int) -> bytes:
    with path.open("rb") as file:
        file.seek(start)
        return file.read(end - start)
