"""办理记录: an append-only text log of everything done in a district folder, for the clerk and for ``restore``.

A line has the time, what was done, whose it is about, a few words, and for the program the row as it went into the
ledger. It is written before the ledger takes the row, so that whatever stands in the ledger stands here. The lines of
one transaction are numbered: one that was cut off in the middle, as by a kill, is none.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from toolkit.office.messages import no_access
from toolkit.tasks.files.outputs import write

NAME = "办理记录.txt"
HEAD = "\ufeff时间\t事项\t单位\t说明\t供程序恢复用，请不要改动\r\n"  # marked as UTF-8, else old editors take it for GBK
END = "\r\n"


@dataclass(frozen=True, slots=True)
class Note:
    """``at``: when it was done; ``row``: what went into ``table``, by column."""

    at: datetime
    what: str
    unit: str
    said: str
    table: str
    row: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Journal:
    """``rows``: each with its table, in order; ``unread``: lines that could not be read; ``there``: whether any are."""

    rows: tuple[tuple[str, dict[str, Any]], ...]
    unread: int
    there: bool


def written(notes: Sequence[Note]) -> str:
    """The lines of one transaction."""
    return "".join(_line(note, number, len(notes)) for number, note in enumerate(notes, start=1))


def _line(note: Note, number: int, of: int) -> str:
    row = json.dumps({"table": note.table, "number": number, "of": of, "row": note.row}, ensure_ascii=False)
    shown = (f"{note.at:%Y-%m-%d %H:%M:%S}", note.what, note.unit, note.said)
    return "\t".join((*(" ".join(each.split()) for each in shown), row)) + END


def add(folder: Path, notes: Sequence[Note]) -> None:
    """Put lines at the end, on the disk before this returns; raises :class:`UserError`."""
    path = folder / NAME
    try:
        with path.open("ab+") as file:
            file.write((_joint(file.tell(), path) + written(notes)).encode("utf-8", "backslashreplace"))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise no_access(path) from error


def start(folder: Path, notes: Sequence[Note]) -> None:
    """Make a journal that holds these from the beginning, whole or not at all; none for nothing."""
    if notes:
        write(folder / NAME, (HEAD + written(notes)).encode("utf-8", "backslashreplace"))


def _joint(size: int, path: Path) -> str:
    """What comes between the lines that are there and new ones: the last may have been cut off."""
    if not size:
        return HEAD
    with path.open("rb") as file:
        file.seek(size - 1)
        return "" if file.read() == b"\n" else END


def there(folder: Path) -> bool:
    """Whether the folder has a journal with anything in it."""
    path = folder / NAME
    return path.is_file() and path.stat().st_size > len(HEAD.encode())


def read(folder: Path) -> Journal:
    """All whole transactions; what cannot be read is counted and left out."""
    if not there(folder):
        return Journal((), 0, there=False)
    try:
        lines = (folder / NAME).read_bytes().split(b"\n")[1:]
    except OSError as error:
        raise no_access(folder / NAME) from error
    parsed = [_parsed(line) for line in lines if line.strip()]
    rows = tuple(_whole(parsed))
    return Journal(rows, len(parsed) - len(rows), there=True)


@dataclass(frozen=True, slots=True)
class _Line:
    """``number``: its place among the ``of`` lines of its transaction."""

    table: str
    row: dict[str, Any]
    number: int
    of: int


def _parsed(line: bytes) -> _Line | None:
    try:
        found = json.loads(line.decode("utf-8").rpartition("\t")[2])
        return _Line(str(found["table"]), dict(found["row"]), int(found["number"]), int(found["of"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _whole(lines: Iterable[_Line | None]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of transactions all of whose lines are there."""
    waiting: list[_Line] = []
    for line in lines:
        if line and line.number == 1:
            waiting = []
        waiting = [*waiting, line] if line and line.number == len(waiting) + 1 else []
        if waiting and waiting[-1].number == waiting[-1].of:
            yield from ((each.table, each.row) for each in waiting)
            waiting = []
