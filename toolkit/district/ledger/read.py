"""What stands in the ledger. What cannot be read is told as a damaged ledger, whatever the damage looks like."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

from toolkit.district.ledger.ledger import DAMAGE, Ledger, told
from toolkit.district.ledger.records import Decision, Entry, Fault, File, Message

Made = TypeVar("Made")
ENTRIES = (
    "SELECT submissions.id, submissions.unit, file, hash, name, received, check_code, data, beside, vouched"
    " FROM submissions JOIN files ON files.id = submissions.file"
)


def rows(ledger: Ledger, make: Callable[[tuple[Any, ...]], Made], query: str, *values: object) -> list[Made]:
    """What a query finds, each row made into something; raises :class:`Refusal` where one cannot be."""
    with told(ledger.path, *DAMAGE):
        return [make(row) for row in ledger.execute(query, values).fetchall()]


def row(ledger: Ledger, make: Callable[[tuple[Any, ...]], Made], query: str, *values: object) -> Made | None:
    """The first of them."""
    return next(iter(rows(ledger, make, query, *values)), None)


def _first(found: Sequence[Any]) -> str:
    return str(found[0])


def met(ledger: Ledger, mark: str) -> bool:
    """Whether what stands at this place was collected."""
    return row(ledger, _first, "SELECT message FROM marks WHERE mark = ?", mark) is not None


def token_of(ledger: Ledger, unit: str) -> str:
    """The token of the workbook that was made for a unit; empty where none was."""
    return row(ledger, _first, "SELECT token FROM issued WHERE unit = ?", unit) or ""


def issued_to(ledger: Ledger, token: str) -> str:
    """The unit whose workbook carries a token; empty where nobody's does."""
    return (row(ledger, _first, "SELECT unit FROM issued WHERE token = ?", token) if token else None) or ""


def labels(ledger: Ledger) -> dict[str, str]:
    """What the files of each unit are called, by its key."""
    return dict(rows(ledger, lambda found: (str(found[0]), str(found[1])), "SELECT key, label FROM units ORDER BY id"))


def message(ledger: Ledger, id: str) -> Message | None:
    return row(ledger, _message, "SELECT * FROM messages WHERE id = ?", id)


def messages(ledger: Ledger) -> list[Message]:
    """In the order they were collected."""
    return rows(ledger, _message, "SELECT * FROM messages ORDER BY rowid")


def messages_called(ledger: Ledger, message_id: str) -> list[Message]:
    """Those that carry the same Message-ID."""
    query = "SELECT * FROM messages WHERE message_id = ? ORDER BY rowid"
    return rows(ledger, _message, query, message_id) if message_id else []


def files_of(ledger: Ledger, message: str) -> list[File]:
    return rows(ledger, _file, "SELECT * FROM files WHERE message = ? ORDER BY id", message)


def file(ledger: Ledger, id: int) -> File | None:
    return row(ledger, _file, "SELECT * FROM files WHERE id = ?", id)


def message_of(ledger: Ledger, file: int) -> Message:
    """The message that a file was in."""
    query = "SELECT messages.* FROM messages JOIN files ON files.message = messages.id WHERE files.id = ?"
    (found,) = rows(ledger, _message, query, file)
    return found


def entries(ledger: Ledger, unit: str | None = None) -> list[Entry]:
    """The submissions of a unit, or of all, the oldest first."""
    where, values = (" WHERE submissions.unit = ?", (unit,)) if unit is not None else ("", ())
    query = f"{ENTRIES}{where} ORDER BY received, submissions.id"
    return rows(ledger, lambda found: _entry(ledger, found), query, *values)


def entry_of_file(ledger: Ledger, file: int) -> Entry | None:
    return row(ledger, lambda found: _entry(ledger, found), f"{ENTRIES} WHERE file = ?", file)


def decisions(ledger: Ledger, unit: str | None = None) -> list[Decision]:
    """In the order they were made."""
    where, values = (" WHERE unit = ?", (unit,)) if unit is not None else ("", ())
    return rows(ledger, _decision, f"SELECT * FROM decisions{where} ORDER BY id", *values)


def _decision(row: tuple[Any, ...]) -> Decision:
    id, unit, kind, at, submission, seen, remark, url = row
    return Decision(id, unit, kind, datetime.fromisoformat(at), submission, seen, remark, url)


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
    query = "SELECT code, level, message, cells FROM findings WHERE submission = ? ORDER BY position"
    faults = tuple(rows(ledger, _fault, query, id))
    when = datetime.fromisoformat(received)
    figures, others = (json.loads(each, parse_float=Decimal) for each in (data, beside))
    if not isinstance(others, dict) or figures["check_code"] != check_code:
        raise ValueError
    return Entry(id, unit, file, hash, name, when, check_code, faults, figures, others, vouched)


def _fault(row: tuple[Any, ...]) -> Fault:
    code, level, said, cells = row
    return Fault(code, level, said, tuple(json.loads(cells)))
