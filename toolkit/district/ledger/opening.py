"""Opens the ledger of a district folder, or creates it together with its journal."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from toolkit.district.ledger import journal
from toolkit.district.ledger.database import is_empty, open_database
from toolkit.district.ledger.journal import Note
from toolkit.district.ledger.ledger import Ledger
from toolkit.district.ledger.store import LETTERS, RAW
from toolkit.district.messages import ledger_lost

NAME = "报送情况.sqlite"
EARLIER = "此前的记录"


@contextmanager
def open_ledger(folder: Path) -> Iterator[Ledger]:
    """The folder's ledger, made where there is none.

    Raises :class:`UserError` where it is damaged or a later version, or where it is gone and what came in is not.
    """
    path = folder / NAME
    if is_empty(path) and worked_in(folder):
        raise ledger_lost(path)
    with open_ledger_at(path, folder) as ledger:
        if not journal.there(folder):
            begin_journal(ledger, folder)
        yield ledger


@contextmanager
def open_ledger_at(path: Path, folder: Path, quiet: bool = False) -> Iterator[Ledger]:
    """A ledger that may lie elsewhere; ``quiet``: its journal is left to the caller."""
    with open_database(path, folder, quiet) as database:
        yield Ledger(database)


def worked_in(folder: Path) -> bool:
    """Whether anything came in or went out here."""
    return journal.there(folder) or any(any((folder / name).glob("*.*")) for name in (RAW, LETTERS))


def begin_journal(ledger: Ledger, folder: Path) -> None:
    """Begin the journal with what stands in the ledger: an earlier version kept none, or somebody took it away."""
    with ledger.transaction():
        if not journal.there(folder):
            rows = ledger.noted_rows()
            journal.start(folder, [Note(_at(row), EARLIER, _unit(row), "", table, row) for table, row in rows])


def _unit(row: Mapping[str, Any]) -> str:
    return str(row.get("unit") or row.get("key", ""))


def _at(row: Mapping[str, Any]) -> datetime:
    times = (row.get(column) for column in ("changed", "collected", "received", "at", "seen"))
    return datetime.fromisoformat(next((time for time in times if isinstance(time, str)), "1970-01-01T08:00:00+08:00"))
