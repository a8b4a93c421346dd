"""What is put into the ledger, each inside a transaction of the caller's."""

import json
from datetime import datetime
from typing import Any

from toolkit.district.ledger import Ledger
from toolkit.district.records import Decision, Filing, Message


def put_mark(ledger: Ledger, mark: str, message: str) -> None:
    ledger.execute("INSERT OR IGNORE INTO marks VALUES (?, ?)", (mark, message))


def put_message(ledger: Ledger, message: Message) -> None:
    ledger.execute(
        "INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            message.id, message.source, message.letter, message.received.isoformat(), message.collected.isoformat(),
            message.sender, message.reply_to, message.subject, message.message_id, message.automatic,
            message.duplicate, message.unit,
        ),
    )  # fmt: skip


def put_file(ledger: Ledger, message: str, name: str, hash: str, outcome: str, facts: dict[str, Any], unit: str) -> int:
    """The number it is filed under."""
    cursor = ledger.execute(
        "INSERT INTO files (message, name, hash, outcome, facts, unit) VALUES (?, ?, ?, ?, ?, ?)",
        (message, name, hash, outcome, _json(facts), unit),
    )
    return int(cursor.lastrowid or 0)


def put_submission(ledger: Ledger, unit: str, file: int, received: datetime, filing: Filing) -> int:
    """A submission with what was found in it; the number it is filed under."""
    cursor = ledger.execute(
        "INSERT INTO submissions (unit, file, received, check_code, data, beside, vouched)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            unit, file, received.isoformat(), filing.check_code, _json(filing.data), _json(filing.beside),
            filing.vouched,
        ),
    )  # fmt: skip
    number = int(cursor.lastrowid or 0)
    rows = [
        (number, position, fault.code, fault.level, fault.message, _json(fault.cells))
        for position, fault in enumerate(filing.faults)
    ]
    ledger.executemany("INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?)", rows)
    return number


def put_decision(ledger: Ledger, decision: Decision) -> None:
    ledger.execute(
        "INSERT INTO decisions (unit, kind, at, submission, seen, remark, url) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            decision.unit, decision.kind, decision.at.isoformat(), decision.submission, decision.seen,
            decision.remark, decision.url,
        ),
    )  # fmt: skip


def put_issued(ledger: Ledger, unit: str, token: str, at: datetime) -> None:
    ledger.execute("INSERT INTO issued VALUES (?, ?, ?)", (unit, token, at.isoformat()))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
