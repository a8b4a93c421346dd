"""Deliveries from a folder of files, letters (.eml), an .mbox or a Maildir, each read on demand."""

import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Never

from toolkit.mail.mailbox import mbox as mailfile
from toolkit.mail.mailbox.delivery import Delivery
from toolkit.office.loading import LOCK, load
from toolkit.office.messages import no_access, no_file

LITTER = ("thumbs.db", "desktop.ini")
UNFINISHED = (".tmp", ".part", ".crdownload", ".download")
LETTER = ".eml"
MAILDIR = ("new", "cur")
FLAGS = re.compile(r"[:;!]2,[^/]*$")  # of a letter in a Maildir: they change when it is read


def in_folder(path: Path) -> Iterator[Delivery]:
    """What lies in a folder and those below it, sorted by name, or in one file; raises :class:`UserError`.

    Left out: hidden files and folders, what Office and browsers leave lying about, links (they may lead anywhere).
    """
    if not path.exists():
        raise no_file(path)
    return _in_folder(path, path) if path.is_dir() else _in_file(path, path.parent)


def _in_folder(folder: Path, root: Path) -> Iterator[Delivery]:
    try:
        found = sorted(folder.iterdir(), key=lambda each: each.name)
    except OSError:
        yield _closed(folder, root)
        return
    if _is_maildir(folder):
        yield from _in_maildir(folder, root)
        found = [each for each in found if each.name not in (*MAILDIR, "tmp")]
    for each in found:
        if _is_litter(each.name) or each.is_symlink():
            continue
        if each.is_dir():
            yield from _in_folder(each, root)
        elif each.is_file():
            yield from _in_file(each, root)


def _is_litter(name: str) -> bool:
    return name.startswith((".", LOCK)) or name.lower() in LITTER or name.lower().endswith(UNFINISHED)


def _is_maildir(folder: Path) -> bool:
    return all((folder / part).is_dir() for part in MAILDIR)


def _in_file(path: Path, root: Path) -> Iterator[Delivery]:
    if mailfile.is_mailfile(path):
        yield from _in_mailfile(path, root)
    elif stat := _stat(path):
        mark = f"{_relative(path, root)}|{stat.st_size}|{stat.st_mtime_ns}"
        yield _delivery(path, mark, path.suffix.lower() == LETTER, stat.st_mtime)


def _stat(path: Path) -> os.stat_result | None:
    """None for a file that is gone in the meantime."""
    try:
        return path.stat()
    except OSError:
        return None


def _in_maildir(folder: Path, root: Path) -> Iterator[Delivery]:
    """By the part of the name that stays when a letter is read or flagged."""
    found = [each for part in MAILDIR for each in (folder / part).iterdir() if each.is_file() and not each.is_symlink()]
    for each in sorted(found, key=lambda each: each.name):
        stat = _stat(each)
        if stat and not each.name.startswith("."):
            mark = f"{_relative(folder, root)}/{FLAGS.sub('', _text(each.name))}"
            yield _delivery(each, mark, True, stat.st_mtime)


def _in_mailfile(path: Path, root: Path) -> Iterator[Delivery]:
    """No time: the file's own is that of its newest letter."""
    try:
        for number, place in enumerate(mailfile.places(path), start=1):
            mark = f"{_relative(path, root)}|{place.start}|{place.digest}"
            yield Delivery(mark, f"{_text(path)}（第{number}封）", True, None, partial(mailfile.read, path, place))
    except OSError:
        yield _closed(path, root)


def _delivery(path: Path, mark: str, letter: bool, changed: float) -> Delivery:
    return Delivery(mark, _text(path), letter, _time(changed), partial(load, path))


def _time(changed: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(changed, UTC)
    except (OverflowError, OSError, ValueError):
        return None


def _closed(path: Path, root: Path) -> Delivery:
    """A folder or file that cannot be opened is told like one that cannot be read: the others go on."""
    return Delivery(f"{_relative(path, root)}|closed", _text(path), False, None, _refusing(path))


def _refusing(path: Path) -> Callable[[], Never]:
    def read() -> Never:
        raise no_access(path)

    return read


def _relative(path: Path, root: Path) -> str:
    return _text(path.relative_to(root).as_posix())


def _text(path: Path | str) -> str:
    """A name that can be stored and shown, whatever bytes it was made of."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
