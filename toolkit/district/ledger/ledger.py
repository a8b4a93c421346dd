"""The ledger of a district folder: one SQLite file, written in whole transactions.

It lies on network shares as often as not, so there is no write-ahead log (which needs shared memory).

Its schema is a list of steps, ``schema/1.sql`` and so on: a ledger's version is how many of them it has taken. A new
ledger takes all, one written by an earlier version of the program those that it lacks, so the two cannot differ.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from toolkit.district.ledger import backups, journal
from toolkit.district.ledger.journal import Note
from toolkit.district.ledger.store import LETTERS, RAW
from toolkit.errors import Refusal

NAME = "报送情况.sqlite"
SCHEMA = Path(__file__).with_name("schema")
VERSION = len(list(SCHEMA.glob("*.sql")))
PATIENCE = 20  # seconds that one waits for another's transaction
NOTED = {  # what the journal holds of each table: of a submission all but what can be read again
    "units": "id, key, label, seen",
    "issued": "unit, token, at",
    "messages": "id, source, letter, received, collected, sender, reply_to, subject, message_id, automatic, duplicate,"
    " unit",
    "files": "id, message, name, hash, outcome, facts, unit",
    "submissions": "id, unit, file, received, check_code, vouched",
    "decisions": "id, unit, kind, at, submission, seen, remark, url",
    "letters": "id, kind, unit, about, recipients, subject, path, state, made, changed",
}
EARLIER = "此前的记录"
DAMAGE = (sqlite3.Error, ValueError, TypeError, LookupError)  # what reading a row that was written over may raise


class Ledger(sqlite3.Connection):
    """``path``: the file; ``folder``: the district's; ``noted``: what goes into the journal with the transaction.

    ``quiet``: it is not written there yet, but left to whoever opened the ledger.
    """

    path: Path
    folder: Path
    noted: list[Note]
    quiet: bool


@contextmanager
def opened(folder: Path) -> Iterator[Ledger]:
    """The folder's ledger, made where there is none.

    Raises :class:`Refusal` where it is damaged or a later version, or where it is gone and what came in is not.
    """
    path = folder / NAME
    if _empty(path) and worked_in(folder):
        raise Refusal("ledger-lost", path=path)
    with opened_at(path, folder) as ledger:
        if not journal.there(folder):
            seed(ledger)
        yield ledger


def seed(ledger: Ledger) -> None:
    """Begin the journal with what stands in the ledger: an earlier version kept none, or somebody took it away."""
    with transaction(ledger):
        if not journal.there(ledger.folder):
            notes = [Note(_at(row), EARLIER, _unit(row), "", table, row) for table, row in _noted(ledger)]
            journal.start(ledger.folder, notes)


def _noted(ledger: Ledger) -> Iterator[tuple[str, dict[str, Any]]]:
    """All rows of the tables that the journal knows, as it knows them."""
    for table, columns in NOTED.items():
        for row in ledger.execute(f"SELECT {columns} FROM {table} ORDER BY rowid"):
            yield table, dict(zip(columns.split(", "), row, strict=True))


def _unit(row: Mapping[str, Any]) -> str:
    return str(row.get("unit") or row.get("key", ""))


def _at(row: Mapping[str, Any]) -> datetime:
    times = (row.get(column) for column in ("changed", "collected", "received", "at", "seen"))
    return datetime.fromisoformat(next((each for each in times if isinstance(each, str)), "1970-01-01T08:00:00+08:00"))


@contextmanager
def opened_at(path: Path, folder: Path, quiet: bool = False) -> Iterator[Ledger]:
    """A ledger that may lie elsewhere, found sound."""
    with told(path), closing(sqlite3.connect(path, PATIENCE, isolation_level=None, factory=Ledger)) as ledger:
        ledger.path, ledger.folder, ledger.noted, ledger.quiet = path, folder, [], quiet
        _prepare(ledger)
        yield ledger


@contextmanager
def told(path: Path, *damage: type[Exception]) -> Iterator[None]:
    """What SQLite says, and whatever else is named here as damage, becomes a :class:`Refusal`."""
    kinds: tuple[type[Exception], ...] = (sqlite3.Error, *damage)
    try:
        yield
    except kinds as error:
        raise Refusal(_reason(error), path=path) from error


def _reason(error: Exception) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return "ledger-busy"
    return "no-access" if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY) else "ledger-unreadable"


def worked_in(folder: Path) -> bool:
    """Whether anything came in or went out here."""
    return journal.there(folder) or any(any((folder / each).glob("*.*")) for each in (RAW, LETTERS))


def _empty(path: Path) -> bool:
    """No ledger, or one in which nothing was ever laid out, as a share leaves it that broke off."""
    if not path.exists() or not path.stat().st_size:
        return True
    with told(path), closing(sqlite3.connect(path, PATIENCE)) as ledger:
        return not ledger.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() and not _version(ledger)


def _prepare(ledger: Ledger) -> None:
    ledger.execute("PRAGMA journal_mode = DELETE")
    ledger.execute("PRAGMA synchronous = FULL")
    ledger.execute("PRAGMA foreign_keys = ON")
    before = _version(ledger)
    if before > VERSION:
        raise Refusal("ledger-newer", path=ledger.path)
    if before and ledger.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
        raise Refusal("ledger-unreadable", path=ledger.path)
    if before < VERSION:
        if before and not ledger.quiet:
            backups.copy_version(ledger.path, before)
        with transaction(ledger):
            for step in range(_version(ledger) + 1, VERSION + 1):  # asked again: somebody may have taken them meanwhile
                _take(ledger, step)


def _take(ledger: Ledger, step: int) -> None:
    for statement in (SCHEMA / f"{step}.sql").read_text(encoding="utf-8").split(";\n"):
        ledger.execute(statement)
    ledger.execute(f"PRAGMA user_version = {step}")


def _version(ledger: sqlite3.Connection) -> int:
    return int(ledger.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def transaction(ledger: Ledger) -> Iterator[None]:
    """All of it, or nothing. What it does stands in the journal before it stands in the ledger."""
    with told(ledger.path):
        ledger.execute("BEGIN IMMEDIATE")
        before = len(ledger.noted)
        try:
            yield
            if ledger.noted and not ledger.quiet:
                journal.add(ledger.folder, ledger.noted)
            ledger.execute("COMMIT")
        except BaseException:
            del ledger.noted[before:]
            if ledger.in_transaction:  # a full disk has ended it already
                ledger.execute("ROLLBACK")
            raise
        if not ledger.quiet:
            ledger.noted.clear()
