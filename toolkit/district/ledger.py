"""The ledger of a district folder: one SQLite file, written in whole transactions.

It lies on network shares as often as not, so there is no write-ahead log (which needs shared memory).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from toolkit.submission.refusal import Refusal

NAME = "报送情况.sqlite"
VERSION = 1
SCHEMA = Path(__file__).with_name("ledger.sql")
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
    if _version(ledger) == 0:
        with transaction(ledger):
            if _version(ledger) == 0:  # nobody else made it meanwhile
                for statement in SCHEMA.read_text(encoding="utf-8").split(";\n"):
                    ledger.execute(statement)
                ledger.execute(f"PRAGMA user_version = {VERSION}")
    if _version(ledger) != VERSION:
        raise Refusal("ledger-newer", path=path)


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
