"""Converts rows of the ledger's tables to records and back; columns are read by name."""

import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from sqlite3 import Row
from typing import Any

from toolkit.district.ledger.records import (
    Decision,
    FaultRecord,
    File,
    Message,
    NewSubmission,
    OutgoingLetter,
    SubmissionRecord,
)

Values = Mapping[str, Any]  # of one row, by column
COLUMNS = {  # what the journal holds of each table: of a submission all but what can be read again
    "units": "id, key, label, seen",
    "issued": "unit, token, at",
    "messages": "id, source, letter, received, collected, sender, reply_to, subject, message_id, automatic, duplicate,"
    " unit",
    "files": "id, message, name, hash, outcome, facts, unit",
    "submissions": "id, unit, file, received, check_code, vouched",
    "decisions": "id, unit, kind, at, submission, seen, remark, url",
    "letters": "id, kind, unit, about, recipients, subject, path, state, made, changed",
}


def message(row: Row) -> Message:
    """The record of a row of the table ``messages``; times are ISO 8601 there."""
    return Message(
        id=row["id"],
        source=row["source"],
        letter=bool(row["letter"]),
        received=datetime.fromisoformat(row["received"]),
        collected=datetime.fromisoformat(row["collected"]),
        sender=row["sender"],
        reply_to=row["reply_to"],
        subject=row["subject"],
        message_id=row["message_id"],
        automatic=bool(row["automatic"]),
        duplicate=bool(row["duplicate"]),
        unit=row["unit"],
    )


def message_values(message: Message) -> Values:
    """A message as the columns of its row."""
    return {
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


def file(row: Row) -> File:
    """The record of a row of the table ``files``; ``facts`` is JSON there."""
    return File(
        id=row["id"],
        message=row["message"],
        name=row["name"],
        hash=row["hash"],
        outcome=row["outcome"],
        facts=json.loads(row["facts"]),
        unit=row["unit"],
    )


def entry(row: Row, faults: tuple[FaultRecord, ...]) -> SubmissionRecord:
    """Raises :class:`ValueError` where the parts of a submission's row do not agree."""
    data, companion = (json.loads(row[column], parse_float=Decimal) for column in ("data", "beside"))
    if not isinstance(companion, dict) or data["check_code"] != row["check_code"]:
        raise ValueError
    return SubmissionRecord(
        id=row["id"],
        unit=row["unit"],
        file=row["file"],
        hash=row["hash"],
        name=row["name"],
        received=datetime.fromisoformat(row["received"]),
        check_code=row["check_code"],
        faults=faults,
        data=data,
        companions=(companion,) if companion else (),
        vouched=row["vouched"],
    )


def filing_values(filing: NewSubmission) -> Values:
    """What the journal does not hold of a submission: it can be read again from the kept file."""
    (companion,) = filing.companions or ({},)  # the table has a column for one
    return {"data": as_json(filing.data), "beside": as_json(companion)}


def fault(row: Row) -> FaultRecord:
    """The record of a row of the table of findings; ``cells`` is a JSON array there."""
    return FaultRecord(row["code"], row["level"], row["message"], tuple(json.loads(row["cells"])))


def fault_values(submission: int, position: int, fault: FaultRecord) -> Values:
    """A finding as the columns of its row; ``position`` is its place in the submission's list."""
    return {
        "submission": submission,
        "position": position,
        "code": fault.code,
        "level": fault.level,
        "message": fault.message,
        "cells": as_json(fault.cells),
    }


def decision(row: Row) -> Decision:
    """The record of a row of the table ``decisions``."""
    return Decision(
        id=row["id"],
        unit=row["unit"],
        kind=row["kind"],
        at=datetime.fromisoformat(row["at"]),
        submission=row["submission"],
        seen=row["seen"],
        remark=row["remark"],
        url=row["url"],
    )


def decision_values(decision: Decision) -> Values:
    """All but the number, which the ledger gives."""
    return {
        "unit": decision.unit,
        "kind": decision.kind,
        "at": decision.at.isoformat(),
        "submission": decision.submission,
        "seen": decision.seen,
        "remark": decision.remark,
        "url": decision.url,
    }


def letter(row: Row) -> OutgoingLetter:
    """The record of a row of the table ``letters``; recipients are one a line there."""
    return OutgoingLetter(
        id=row["id"],
        kind=row["kind"],
        unit=row["unit"],
        about=row["about"],
        recipients=tuple(filter(None, row["recipients"].split("\n"))),
        subject=row["subject"],
        path=row["path"],
        state=row["state"],
        made=datetime.fromisoformat(row["made"]),
        changed=datetime.fromisoformat(row["changed"]),
    )


def letter_values(letter: OutgoingLetter) -> Values:
    """An outgoing letter as the columns of its row."""
    return {
        "id": letter.id,
        "kind": letter.kind,
        "unit": letter.unit,
        "about": letter.about,
        "recipients": "\n".join(letter.recipients),
        "subject": letter.subject,
        "path": letter.path,
        "state": letter.state,
        "made": letter.made.isoformat(),
        "changed": letter.changed.isoformat(),
    }


def as_json(value: object) -> str:
    """A value as JSON, with Chinese characters as they are."""
    return json.dumps(value, ensure_ascii=False)
