"""What is put into the ledger, and noted for the journal, each inside a transaction of the caller's."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from toolkit.district.ledger.journal import Note
from toolkit.district.ledger.ledger import Ledger
from toolkit.district.ledger.records import DECIDED, SUBMISSION, Decision, Fault, Filing, Message

Row = Mapping[str, Any]


def put_mark(ledger: Ledger, mark: str, message: str) -> None:
    """Not noted: without it a message is read once more, and known by its content."""
    ledger.execute("INSERT OR IGNORE INTO marks VALUES (?, ?)", (mark, message))


def put_message(ledger: Ledger, message: Message) -> None:
    row = {
        "id": message.id,
        "source": message.source,
        "letter": int(message.letter),
        "received": message.received.isoformat(),
        "collected": message.collected.isoformat(),
        "sender": message.sender,
        "reply_to": message.reply_to,
        "subject": message.subject,
        "message_id": message.message_id,
        "automatic": int(message.automatic),
        "duplicate": int(message.duplicate),
        "unit": message.unit,
    }
    insert(ledger, "messages", row)
    said = f"{message.sender} {message.subject}" if message.letter else message.source
    note(ledger, message.collected, "收件", said, "messages", row)


def put_file(ledger: Ledger, message: str, name: str, hash: str, outcome: str, facts: dict[str, Any], unit: str) -> int:
    """The number it is filed under."""
    row = {"message": message, "name": name, "hash": hash, "outcome": outcome, "facts": _json(facts), "unit": unit}
    number = insert(ledger, "files", row)
    what = "报来的填报表" if outcome == SUBMISSION else "报来的文件"
    note(ledger, _collected(ledger, message), what, name, "files", {"id": number, **row})
    return number


def put_submission(ledger: Ledger, unit: str, file: int, received: datetime, filing: Filing, number: int = 0) -> int:
    """A submission with what was found in it; the number it is filed under, the next one unless it is given."""
    row = {
        "unit": unit,
        "file": file,
        "received": received.isoformat(),
        "check_code": filing.check_code,
        "vouched": filing.vouched,
    }
    read = {"data": _json(filing.data), "beside": _json(filing.beside)}  # read again from the kept file if need be
    number = insert(ledger, "submissions", {**({"id": number} if number else {}), **row, **read})
    ledger.executemany(
        "INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?)",
        [(number, position, *_fault(fault)) for position, fault in enumerate(filing.faults)],
    )
    errors = sum(fault.level == "error" for fault in filing.faults)
    said = f"序号{number}，校验码{filing.check_code}，必须改正{errors}处"
    note(ledger, received, "登记填报表", said, "submissions", {"id": number, **row})
    return number


def _fault(fault: Fault) -> tuple[str, ...]:
    return fault.code, fault.level, fault.message, _json(fault.cells)


def put_decision(ledger: Ledger, decision: Decision) -> None:
    row = {
        "unit": decision.unit,
        "kind": decision.kind,
        "at": decision.at.isoformat(),
        "submission": decision.submission,
        "seen": decision.seen,
        "remark": decision.remark,
        "url": decision.url,
    }
    number = insert(ledger, "decisions", row)
    about = f"序号{decision.submission}" if decision.submission else ""
    said = "，".join(filter(None, (about, decision.remark, decision.url)))
    what = DECIDED.get(decision.kind, decision.kind)
    note(ledger, decision.at, what, said, "decisions", {"id": number, **row})


def put_issued(ledger: Ledger, unit: str, token: str, at: datetime) -> None:
    row = {"unit": unit, "token": token, "at": at.isoformat()}
    insert(ledger, "issued", row)
    note(ledger, at, "制作填报表", "", "issued", row)


def put_unit(ledger: Ledger, key: str, label: str, at: datetime) -> None:
    """How the files of a unit are called."""
    row = {"key": key, "label": label, "seen": at.isoformat()}
    number = insert(ledger, "units", row)
    note(ledger, at, "登记单位", label, "units", {"id": number, **row})


def insert(ledger: Ledger, table: str, row: Row) -> int:
    """The number of the new row."""
    columns, places = ", ".join(row), ", ".join("?" * len(row))
    cursor = ledger.execute(f"INSERT INTO {table} ({columns}) VALUES ({places})", tuple(row.values()))
    return int(cursor.lastrowid or 0)


def note(ledger: Ledger, at: datetime, what: str, said: str, table: str, row: Row) -> None:
    """A line for the journal, written with the transaction."""
    ledger.noted.append(Note(at, what, _label(ledger, str(row.get("unit") or row.get("key", ""))), said, table, row))


def _label(ledger: Ledger, unit: str) -> str:
    found = ledger.execute("SELECT label FROM units WHERE key = ?", (unit,)).fetchone()
    return str(found[0]) if found else unit


def _collected(ledger: Ledger, message: str) -> datetime:
    found = ledger.execute("SELECT collected FROM messages WHERE id = ?", (message,)).fetchone()
    return datetime.fromisoformat(found[0])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
