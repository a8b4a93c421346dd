"""Replays the journal into a ledger: rows as they were, submissions read again from the stored files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from toolkit.checks.reading import Reading
from toolkit.district.district import District
from toolkit.district.intake.examine import filing_of
from toolkit.district.ledger.ledger import Ledger
from toolkit.district.ledger.records import DRAFTED, KEPT, PLACED, SENDING, SENT, UNKNOWN, File, NewSubmission
from toolkit.district.ledger.rows import COLUMNS, Values
from toolkit.district.ledger.store import kept
from toolkit.district.units.roster import Unit
from toolkit.errors import UserError
from toolkit.submission.messages import not_ours
from toolkit.tasks.files.inputs import read_data

Rows = Mapping[str, Sequence[dict[str, Any]]]  # of each table, the last that was said of each
KEYS = {"issued": "unit", "units": "key"}  # what a row is known by where that is not its id
REACHED = (DRAFTED, KEPT, UNKNOWN, SENDING, PLACED, SENT)  # how far a letter is on its way


def collapsed(rows: Sequence[tuple[str, dict[str, Any]]]) -> Rows:
    """A number is given again where what had it first never came into the ledger: what was said last holds."""
    found: dict[str, dict[Any, dict[str, Any]]] = {table: {} for table in COLUMNS}
    for table, row in rows:
        columns = COLUMNS.get(table, "").split(", ")
        key = row.get(KEYS.get(table, "id"))
        if key is not None and all(column in row for column in columns):
            found[table].pop(key, None)
            found[table][key] = {column: row[column] for column in columns}
    return {table: list(rows.values()) for table, rows in found.items()}


def put_rows(ledger: Ledger, rows: Rows) -> None:
    """All but submissions, each in the place of what is there; a letter never goes back on its way."""
    for table in ("units", "issued", "messages", "files", "decisions"):
        for row in rows[table]:
            ledger.put_row(table, row)
    for row in rows["letters"]:
        before = ledger.letter(row["id"])
        after = _reached(datetime.fromisoformat(row["changed"]), row["state"])
        if before is None or _reached(before.changed, before.state) <= after:
            ledger.put_row("letters", row)


def _reached(changed: datetime, state: str) -> tuple[datetime, int]:
    return changed, REACHED.index(state)


def put_submissions(district: District, rows: Rows) -> Iterator[UserError]:
    """Those that are not in the ledger, read again from the kept files; why where one could not be."""
    for row in rows["submissions"]:
        if entry := district.ledger.entry_of_file(row["file"]):
            district.ledger.set_vouched(entry.id, row["vouched"])
            continue
        try:
            _put_submission(district, row)
        except UserError as refusal:
            yield refusal


def _put_submission(district: District, row: Values) -> None:
    if file := district.ledger.file(row["file"]):
        filing = replace(_filing(district, file, row["unit"]), vouched=row["vouched"])
        received = datetime.fromisoformat(row["received"])
        district.ledger.put_submission(row["unit"], row["file"], received, filing, row["id"])


def _filing(district: District, file: File, key: str) -> NewSubmission:
    """The submission in a kept file as the district checks it today."""
    data = kept(district.folder, file.hash)
    unit = district.roster.of_key(key) or Unit(key, key)
    for filed in read_data(Path(file.name), data, district.forms):
        if isinstance(filed.outcome, Reading) and (not filed.position or file.name.endswith(f"第{filed.position}份）")):
            return filing_of(district, filed.outcome, unit)
        if isinstance(filed.outcome, UserError) and not filed.position:
            raise filed.outcome
    raise not_ours()
