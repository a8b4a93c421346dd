"""What stands in the ledger."""

import json
from datetime import datetime
from decimal import Decimal
from typing import Any

from toolkit.district.ledger import Ledger
from toolkit.district.records import Decision, Entry, Fault, File, Message

ENTRIES = (
    "SELECT submissions.id, submissions.unit, file, hash, name, received, check_code, data, beside, vouched"
    " FROM submissions JOIN files ON files.id = submissions.file"
)


def met(ledger: Ledger, mark: str) -> bool:
    """Whether what stands at this place was collected."""
    return ledger.execute("SELECT 1 FROM marks WHERE mark = ?", (mark,)).fetchone() is not None


def token_of(ledger: Ledger, unit: str) -> str:
    """The token of the workbook that was made for a unit; empty where none was."""
    found = ledger.execute("SELECT token FROM issued WHERE unit = ?", (unit,)).fetchone()
    return str(found[0]) if found else ""


def issued_to(ledger: Ledger, token: str) -> str:
    """The unit whose workbook carries a token; empty where nobody's does."""
    found = ledger.execute("SELECT unit FROM issued WHERE token = ?", (token,)).fetchone() if token else None
    return str(found[0]) if found else ""


def message(ledger: Ledger, id: str) -> Message | None:
    found = ledger.execute("SELECT * FROM messages WHERE id = ?", (id,)).fetchone()
    return _message(found) if found else None


def messages(ledger: Ledger) -> list[Message]:
    """In the order they were collected."""
    return [_message(row) for row in ledger.execute("SELECT * FROM messages ORDER BY rowid")]


def messages_called(ledger: Ledger, message_id: str) -> list[Message]:
    """Those that carry the same Message-ID."""
    rows = ledger.execute("SELECT * FROM messages WHERE message_id = ? ORDER BY rowid", (message_id,))
    return [_message(row) for row in rows] if message_id else []


def files_of(ledger: Ledger, message: str) -> list[File]:
    return [_file(row) for row in ledger.execute("SELECT * FROM files WHERE message = ? ORDER BY id", (message,))]


def filed(ledger: Ledger, hash: str, unit: str) -> File | None:
    """The file with this content that a unit's submission was read from."""
    query = (
        "SELECT files.* FROM files JOIN submissions ON submissions.file = files.id WHERE hash = ? AND files.unit = ?"
    )
    found = ledger.execute(query, (hash, unit)).fetchone()
    return _file(found) if found else None


def entries(ledger: Ledger, unit: str | None = None) -> list[Entry]:
    """The submissions of a unit, or of all, the oldest first."""
    where = " WHERE submissions.unit = ?" if unit is not None else ""
    rows = ledger.execute(f"{ENTRIES}{where} ORDER BY received, submissions.id", () if unit is None else (unit,))
    return [_entry(ledger, row) for row in rows.fetchall()]


def entry_of_file(ledger: Ledger, file: int) -> Entry | None:
    found = ledger.execute(f"{ENTRIES} WHERE file = ?", (file,)).fetchone()
    return _entry(ledger, found) if found else None


def decisions(ledger: Ledger, unit: str | None = None) -> list[Decision]:
    """In the order they were made."""
    where = " WHERE unit = ?" if unit is not None else ""
    rows = ledger.execute(f"SELECT * FROM decisions{where} ORDER BY id", () if unit is None else (unit,))
    return [
        Decision(id, whose, kind, datetime.fromisoformat(at), submission, seen, remark, url)
        for id, whose, kind, at, submission, seen, remark, url in rows
    ]


def _message(row: tuple[Any, ...]) -> Message:
    id, source, letter, received, collected, *rest = row
    sender, reply_to, subject, message_id, automatic, duplicate, unit = rest
    times = (datetime.fromisoformat(received), datetime.fromisoformat(collected))
    flags = (bool(automatic), bool(duplicate))
    return Message(id, source, bool(letter), *times, sender, reply_to, subject, message_id, *flags, unit)


def _file(row: tuple[Any, ...]) -> File:
    id, message, name, hash, outcome, facts, unit = row
    return File(id, message, name, hash, outcome, json.loads(facts), unit)


def _entry(ledger: Ledger, row: tuple[Any, ...]) -> Entry:
    id, unit, file, hash, name, received, check_code, data, beside, vouched = row
    rows = ledger.execute(
        "SELECT code, level, message, cells FROM findings WHERE submission = ? ORDER BY position", (id,)
    )
    faults = tuple(Fault(code, level, said, tuple(json.loads(cells))) for code, level, said, cells in rows)
    when = datetime.fromisoformat(received)
    figures, others = (json.loads(each, parse_float=Decimal) for each in (data, beside))
    return Entry(id, unit, file, hash, name, when, check_code, faults, figures, others, vouched)
