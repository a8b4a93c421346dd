"""The ledger of a district folder: one SQLite file, written in whole transactions.

It lies on network shares as often as not, so there is no write-ahead log (which needs shared memory).

Its schema is a list of steps, ``schema/1.sql`` and so on: a ledger's version is how many of them it has taken. A new
ledger takes all, one written by an earlier version of the program those that it lacks, so the two cannot differ.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from toolkit.submission.refusal import Refusal

NAME = "报送情况.sqlite"
SCHEMA = Path(__file__).with_name("schema")
VERSION = len(list(SCHEMA.glob("*.sql")))
PATIENCE = 20  # seconds that one waits for another's transaction

Ledger = sqlite3.Connection


@contextmanager
def opened(folder: Path) -> Iterator[Ledger]:
    """The folder's ledger, made where there is none; raises :class:`Refusal` where it is damaged or a later version."""
    path = folder / NAME
    try:
        ledger = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    except sqlite3.Error as error:
        raise Refusal("ledger-unreadable", path=path) from error
    try:
        _prepare(ledger, path)
        yield ledger
    except sqlite3.Error as error:
        busy = "locked" in str(error)
        raise Refusal("ledger-busy" if busy else "ledger-unreadable", path=path) from error
    finally:
        ledger.close()


def _prepare(ledger: Ledger, path: Path) -> None:
    ledger.execute("PRAGMA journal_mode = DELETE")
    ledger.execute("PRAGMA synchronous = FULL")
    ledger.execute("PRAGMA foreign_keys = ON")
    if _version(ledger) > VERSION:
        raise Refusal("ledger-newer", path=path)
    if _version(ledger) < VERSION:
        with transaction(ledger):
            for step in range(_version(ledger) + 1, VERSION + 1):  # asked again: somebody may have taken them meanwhile
                _take(ledger, step)


def _take(ledger: Ledger, step: int) -> None:
    for statement in (SCHEMA / f"{step}.sql").read_text(encoding="utf-8").split(";\n"):
        ledger.execute(statement)
    ledger.execute(f"PRAGMA user_version = {step}")


def _version(ledger: Ledger) -> int:
    return int(ledger.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def transaction(ledger: Ledger) -> Iterator[None]:
    """All of it, or nothing."""
    ledger.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        ledger.execute("ROLLBACK")
        raise
    ledger.execute("COMMIT")
