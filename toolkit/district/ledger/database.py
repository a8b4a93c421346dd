"""The SQLite file of a ledger: opening with an integrity check, migration to the newest schema, transactions.

It lies on network shares as often as not, so there is no write-ahead log (which needs shared memory).

Its schema is a list of steps, ``schema/1.sql`` and so on: a ledger's version is how many of them it has taken. A new
ledger takes all, one written by an earlier version of the program those that it lacks, so the two cannot differ.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from toolkit.district.ledger import backups, journal
from toolkit.district.ledger.journal import Note
from toolkit.district.messages import ledger_busy, ledger_newer, ledger_unreadable
from toolkit.errors import UserError
from toolkit.office.messages import no_access

SCHEMA = Path(__file__).with_name("schema")
VERSION = len(list(SCHEMA.glob("*.sql")))
PATIENCE = 20  # seconds that one waits for another's transaction
DAMAGE = (sqlite3.Error, ValueError, TypeError, LookupError)  # what reading a row that was written over may raise
Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Database:
    """``path``: the file; ``folder``: the district's; ``notes``: what goes into the journal with the transaction.

    ``quiet``: it is not written there yet, but left to whoever opened the ledger.
    """

    connection: sqlite3.Connection
    path: Path
    folder: Path
    quiet: bool
    notes: list[Note] = field(default_factory=list)

    def rows(self, make: Callable[[sqlite3.Row], Record], query: str, *values: object) -> list[Record]:
        """The rows a query finds, each as the record it stands for; raises :class:`UserError` where one is damaged."""
        with sqlite_errors(self.path, *DAMAGE):
            return [make(row) for row in self.connection.execute(query, values).fetchall()]

    def row(self, make: Callable[[sqlite3.Row], Record], query: str, *values: object) -> Record | None:
        """The first of them."""
        return next(iter(self.rows(make, query, *values)), None)

    def text(self, query: str, *values: object) -> str | None:
        """The first row's only value."""
        return self.row(lambda row: str(row["value"]), query, *values)

    def insert(self, table: str, values: Mapping[str, Any], verb: str = "INSERT") -> int:
        """The number of the new row; ``verb``: “INSERT OR …”, what happens where such a row is there."""
        columns, places = ", ".join(values), ", ".join("?" * len(values))
        cursor = self.connection.execute(f"{verb} INTO {table} ({columns}) VALUES ({places})", tuple(values.values()))
        return int(cursor.lastrowid or 0)

    def execute(self, statement: str, *values: object) -> None:
        """Run one SQL statement with its parameters, inside the caller's transaction if there is one."""
        self.connection.execute(statement, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it, or nothing. What it does stands in the journal before it stands in the ledger."""
        with sqlite_errors(self.path):
            self.execute("BEGIN IMMEDIATE")
            before = len(self.notes)
            try:
                yield
                if self.notes and not self.quiet:
                    journal.add(self.folder, self.notes)
                self.execute("COMMIT")
            except BaseException:
                del self.notes[before:]
                if self.connection.in_transaction:  # a full disk has ended it already
                    self.execute("ROLLBACK")
                raise
            if not self.quiet:
                self.notes.clear()


@contextmanager
def open_database(path: Path, folder: Path, quiet: bool = False) -> Iterator[Database]:
    """The file at a path, found sound and brought to the newest schema; raises :class:`UserError`."""
    with sqlite_errors(path), closing(_connect(path, isolation_level=None)) as connection:
        database = Database(connection, path, folder, quiet)
        _prepare(database)
        yield database


def is_empty(path: Path) -> bool:
    """No ledger, or one in which nothing was ever laid out, as a share leaves it that broke off."""
    if not path.exists() or not path.stat().st_size:
        return True
    with sqlite_errors(path), closing(_connect(path)) as connection:
        return not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() and not _version(connection)


@contextmanager
def sqlite_errors(path: Path, *damage: type[Exception]) -> Iterator[None]:
    """Translate SQLite's errors, and whatever else is named here as damage, into a :class:`UserError`."""
    kinds: tuple[type[Exception], ...] = (sqlite3.Error, *damage)
    try:
        yield
    except kinds as error:
        raise _reason(error)(path) from error


def _reason(error: Exception) -> Callable[[Path], UserError]:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return ledger_busy
    return no_access if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY) else ledger_unreadable


def _connect(path: Path, **options: Any) -> sqlite3.Connection:
    connection: sqlite3.Connection = sqlite3.connect(path, PATIENCE, **options)
    connection.row_factory = sqlite3.Row
    return connection


def _prepare(database: Database) -> None:
    connection, path = database.connection, database.path
    for setting in ("journal_mode = DELETE", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {setting}")
    before = _version(connection)
    if before > VERSION:
        raise ledger_newer(path)
    if before and connection.execute("PRAGMA integrity_check(1)").fetchone()["integrity_check"] != "ok":
        raise ledger_unreadable(path)
    if before < VERSION:
        if before and not database.quiet:
            backups.copy_version(path, before)
        with database.transaction():
            for step in range(_version(connection) + 1, VERSION + 1):  # asked again: somebody may have taken them
                _take(connection, step)


def _take(connection: sqlite3.Connection, step: int) -> None:
    for statement in (SCHEMA / f"{step}.sql").read_text(encoding="utf-8").split(";\n"):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {step}")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()["user_version"])
