"""备份: full copies of the ledger, made before it is worked on; only the newest few are kept."""

import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from toolkit.office.messages import no_access

FOLDER = Path("备份")
KEPT = 5  # copies
AWAY = "原来的"  # how the names of ledgers begin that were put away


def copy(ledger: Path, now: datetime) -> None:
    """A copy of a ledger that was found sound, unless nothing was written since the last; raises :class:`UserError`."""
    folder = ledger.parent / FOLDER
    copies = _dated(ledger)
    if not ledger.is_file() or (copies and copies[0].stat().st_mtime_ns > ledger.stat().st_mtime_ns):
        return
    copied(ledger, folder / f"{ledger.stem}-{now:%Y%m%d-%H%M%S}{ledger.suffix}")
    for old in _dated(ledger)[KEPT:]:
        old.unlink(missing_ok=True)


def copy_version(ledger: Path, version: int) -> None:
    """A copy that stays, made before the ledger is changed to a later version."""
    path = ledger.parent / FOLDER / f"{ledger.stem}-第{version}版{ledger.suffix}"
    if not path.exists():
        copied(ledger, path)


def copies(ledger: Path) -> list[Path]:
    """All there are, the newest first."""
    found = (ledger.parent / FOLDER).glob(f"{ledger.stem}-*{ledger.suffix}")
    return sorted(found, key=_changed, reverse=True)


def aside(ledger: Path, now: datetime) -> Path | None:
    """Put a ledger away, with SQLite's own journal, which would be played into the next one; where it lies now."""
    path = None
    for each in (ledger.with_name(f"{ledger.name}-journal"), ledger):
        if each.exists():
            path = ledger.parent / FOLDER / f"{AWAY}{now:%Y%m%d-%H%M%S}-{each.name}"
            path.parent.mkdir(exist_ok=True)
            each.replace(path)
    return path


def _changed(path: Path) -> int:
    return path.stat().st_mtime_ns


def _dated(ledger: Path) -> list[Path]:
    found = (ledger.parent / FOLDER).glob(f"{ledger.stem}-[0-9]*{ledger.suffix}")
    return sorted(found, key=lambda path: path.name, reverse=True)


def copied(ledger: Path, path: Path) -> None:
    """A whole copy of one that can be read, or none; raises :class:`UserError`."""
    beside = path.with_name(f".{path.name}.tmp")
    try:
        path.parent.mkdir(exist_ok=True)
        beside.unlink(missing_ok=True)
        with closing(sqlite3.connect(ledger)) as source, closing(sqlite3.connect(beside)) as target:
            source.backup(target)
        beside.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise no_access(path) from error
    finally:
        with suppress(OSError):  # the folder may be none
            beside.unlink(missing_ok=True)
