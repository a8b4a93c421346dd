"""What the journal says put into a ledger: rows as they were, submissions read again from the kept files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from toolkit.checks.reading import Reading
from toolkit.district.district import Desk
from toolkit.district.intake import collect as intake
from toolkit.district.ledger import read as ledger_read
from toolkit.district.ledger import write as ledger_write
from toolkit.district.ledger.ledger import NOTED, Ledger
from toolkit.district.ledger.outbox import DRAFTED, KEPT, PLACED, SENDING, SENT, UNKNOWN
from toolkit.district.ledger.records import File, Filing
from toolkit.district.ledger.store import kept
from toolkit.district.units.roster import Unit
from toolkit.errors import Refusal
from toolkit.form.library import forms
from toolkit.tasks.inputs import read_data

Rows = Mapping[str, Sequence[dict[str, Any]]]  # of each table, the last that was said of each
KEYS = {"issued": "unit", "units": "key"}  # what a row is known by where that is not its id
REACHED = (DRAFTED, KEPT, UNKNOWN, SENDING, PLACED, SENT)  # how far a letter is on its way


def collapsed(rows: Sequence[tuple[str, dict[str, Any]]]) -> Rows:
    """A number is given again where what had it first never came into the ledger: what was said last holds."""
    found: dict[str, dict[Any, dict[str, Any]]] = {table: {} for table in NOTED}
    for table, row in rows:
        columns = NOTED.get(table, "").split(", ")
        key = row.get(KEYS.get(table, "id"))
        if key is not None and all(column in row for column in columns):
            found[table].pop(key, None)
            found[table][key] = {column: row[column] for column in columns}
    return {table: list(rows.values()) for table, rows in found.items()}


def put_rows(ledger: Ledger, rows: Rows) -> None:
    """All but submissions, each in the place of what is there; a letter never goes back on its way."""
    for table in ("units", "issued", "messages", "files", "decisions"):
        for row in rows[table]:
            _replace(ledger, table, row)
    for row in rows["letters"]:
        before = ledger.execute("SELECT changed, state FROM letters WHERE id = ?", (row["id"],)).fetchone()
        if before is None or _reached(before) <= _reached((row["changed"], row["state"])):
            _replace(ledger, "letters", row)


def _reached(found: Sequence[str]) -> tuple[datetime, int]:
    return datetime.fromisoformat(found[0]), REACHED.index(found[1])


def _replace(ledger: Ledger, table: str, row: Mapping[str, Any]) -> None:
    columns, places = ", ".join(row), ", ".join("?" * len(row))
    ledger.execute(f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({places})", tuple(row.values()))


def drop_orphans(ledger: Ledger) -> None:
    """Files whose message is not known any more: it is read again as a whole."""
    ledger.execute("DELETE FROM files WHERE message NOT IN (SELECT id FROM messages)")
    ledger.execute("DELETE FROM marks WHERE message NOT IN (SELECT id FROM messages)")
    ledger.execute("DELETE FROM submissions WHERE file NOT IN (SELECT id FROM files)")
    ledger.execute("DELETE FROM findings WHERE submission NOT IN (SELECT id FROM submissions)")


def put_submissions(desk: Desk, rows: Rows) -> Iterator[Refusal]:
    """Those that are not in the ledger, read again from the kept files; why where one could not be."""
    for row in rows["submissions"]:
        found = ledger_read.entry_of_file(desk.ledger, row["file"])
        if found:
            desk.ledger.execute("UPDATE submissions SET vouched = ? WHERE id = ?", (row["vouched"], found.id))
            continue
        try:
            _put_submission(desk, row)
        except Refusal as refusal:
            yield refusal


def _put_submission(desk: Desk, row: Mapping[str, Any]) -> None:
    if file := ledger_read.file(desk.ledger, row["file"]):
        filing = replace(_filing(desk, file, row["unit"]), vouched=row["vouched"])
        received = datetime.fromisoformat(row["received"])
        ledger_write.put_submission(desk.ledger, row["unit"], row["file"], received, filing, row["id"])


def _filing(desk: Desk, file: File, key: str) -> Filing:
    """The submission in a kept file as the district checks it today."""
    data = kept(desk.folder, file.hash)
    unit = desk.roster.of_key(key) or Unit(key, key)
    for filed in read_data(Path(file.name), data, forms()):
        if isinstance(filed.outcome, Reading) and (not filed.position or file.name.endswith(f"第{filed.position}份）")):
            return intake.filing_of(desk, filed.outcome, unit, data)
        if isinstance(filed.outcome, Refusal) and not filed.position:
            raise filed.outcome
    raise Refusal("not-ours")
