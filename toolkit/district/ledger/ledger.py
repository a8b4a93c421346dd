"""The ledger of a district folder: a method for every question it answers and for everything that is put into it.

What is put into it goes into the journal too, with a line that a person can read, inside a transaction of the
caller's. What cannot be read raises :class:`UserError`: the ledger is damaged, whatever the damage looks like.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from sqlite3 import Row

from toolkit.district.ledger import rows
from toolkit.district.ledger.database import Database
from toolkit.district.ledger.journal import Note
from toolkit.district.ledger.records import (
    CHANGED,
    DECIDED,
    SUBMISSION,
    Decision,
    FaultRecord,
    File,
    Message,
    NewSubmission,
    OutgoingLetter,
    SubmissionRecord,
)
from toolkit.district.ledger.rows import COLUMNS, Values

MESSAGES, FILES, DECISIONS, LETTERS = (
    f"SELECT {COLUMNS[table]} FROM {table}" for table in ("messages", "files", "decisions", "letters")
)
ENTRIES = (
    "SELECT submissions.id AS id, submissions.unit AS unit, file, hash, name, received, check_code, data, beside,"
    " vouched FROM submissions JOIN files ON files.id = submissions.file"
)


@dataclass(frozen=True, slots=True)
class Ledger:
    """``database``: where its tables lie."""

    database: Database

    @property
    def path(self) -> Path:
        """The ledger's SQLite file."""
        return self.database.path

    @property
    def folder(self) -> Path:
        """The district's."""
        return self.database.folder

    @property
    def notes(self) -> list[Note]:
        """What is not written into the journal yet."""
        return self.database.notes

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it, or nothing. What it does stands in the journal before it stands in the ledger."""
        with self.database.transaction():
            yield

    # Units and their workbooks

    def labels(self) -> dict[str, str]:
        """What the files of each unit are called, by its key."""
        found = self.database.rows(lambda row: (row["key"], row["label"]), "SELECT key, label FROM units ORDER BY id")
        return {str(key): str(label) for key, label in found}

    def put_unit(self, key: str, label: str, at: datetime) -> None:
        """How the files of a unit are called."""
        values = {"key": key, "label": label, "seen": at.isoformat()}
        number = self.database.insert("units", values)
        self._note(at, "登记单位", label, "units", {"id": number, **values})

    def token_of(self, unit: str) -> str:
        """The token of the workbook that was made for a unit; empty where none was."""
        return self.database.text("SELECT token AS value FROM issued WHERE unit = ?", unit) or ""

    def issued_to(self, token: str) -> str:
        """The unit whose workbook carries a token; empty where nobody's does."""
        found = self.database.text("SELECT unit AS value FROM issued WHERE token = ?", token) if token else None
        return found or ""

    def put_issued(self, unit: str, token: str, at: datetime) -> None:
        """Record that a workbook with this token was made for the unit."""
        values = {"unit": unit, "token": token, "at": at.isoformat()}
        self.database.insert("issued", values)
        self._note(at, "制作填报表", "", "issued", values)

    # Messages and the files in them

    def met(self, mark: str) -> bool:
        """Whether what stands at this place was collected."""
        return self.database.text("SELECT message AS value FROM marks WHERE mark = ?", mark) is not None

    def put_mark(self, mark: str, message: str) -> None:
        """Not noted: without it a message is read once more, and known by its content."""
        self.database.insert("marks", {"mark": mark, "message": message}, "INSERT OR IGNORE")

    def message(self, id: str) -> Message | None:
        """The message of this id, or None."""
        return self.database.row(rows.message, f"{MESSAGES} WHERE id = ?", id)

    def messages(self) -> list[Message]:
        """In the order they were collected."""
        return self.database.rows(rows.message, f"{MESSAGES} ORDER BY rowid")

    def messages_called(self, message_id: str) -> list[Message]:
        """Those that carry the same Message-ID."""
        query = f"{MESSAGES} WHERE message_id = ? ORDER BY rowid"
        return self.database.rows(rows.message, query, message_id) if message_id else []

    def message_of(self, file: int) -> Message:
        """The message that a file was in."""
        query = f"{MESSAGES} WHERE id = (SELECT message FROM files WHERE id = ?)"
        (message,) = self.database.rows(rows.message, query, file)
        return message

    def put_message(self, message: Message) -> None:
        """Record a message that was collected."""
        values = rows.message_values(message)
        self.database.insert("messages", values)
        text = f"{message.sender} {message.subject}" if message.letter else message.source
        self._note(message.collected, "收件", text, "messages", values)

    def set_duplicate(self, message: str) -> None:
        """From now on a message is a second copy, which nobody is answered to. Not noted."""
        self.database.execute("UPDATE messages SET duplicate = 1 WHERE id = ?", message)

    def file(self, id: int) -> File | None:
        """The file of this id, or None."""
        return self.database.row(rows.file, f"{FILES} WHERE id = ?", id)

    def files_of(self, message: str) -> list[File]:
        """The files that came with the message of this id, in the order they were recorded."""
        return self.database.rows(rows.file, f"{FILES} WHERE message = ? ORDER BY id", message)

    def put_file(self, message: str, name: str, hash: str, outcome: str, sentence: str, unit: str) -> int:
        """The number it is filed under; ``sentence``: why it was not taken, where there is something to say."""
        values = {
            "message": message,
            "name": name,
            "hash": hash,
            "outcome": outcome,
            "facts": rows.as_json({"sentence": sentence} if sentence else {}),
            "unit": unit,
        }
        number = self.database.insert("files", values)
        what = "报来的填报表" if outcome == SUBMISSION else "报来的文件"
        self._note(self._collected(message), what, name, "files", {"id": number, **values})
        return number

    # Submissions

    def entries(self, unit: str | None = None) -> list[SubmissionRecord]:
        """The submissions of a unit, or of all, the oldest first."""
        where, values = (" WHERE submissions.unit = ?", (unit,)) if unit is not None else ("", ())
        return self.database.rows(self._entry, f"{ENTRIES}{where} ORDER BY received, submissions.id", *values)

    def entry_of_file(self, file: int) -> SubmissionRecord | None:
        """The submission read from the file of this id, or None."""
        return self.database.row(self._entry, f"{ENTRIES} WHERE file = ?", file)

    def put_submission(self, unit: str, file: int, received: datetime, filing: NewSubmission, number: int = 0) -> int:
        """A submission with what was found in it; the number it is filed under, the next one unless it is given."""
        noted = {
            "unit": unit,
            "file": file,
            "received": received.isoformat(),
            "check_code": filing.check_code,
            "vouched": filing.vouched,
        }
        given = {"id": number} if number else {}
        number = self.database.insert("submissions", {**given, **noted, **rows.filing_values(filing)})
        for position, fault in enumerate(filing.faults):
            self.database.insert("findings", rows.fault_values(number, position, fault))
        errors = sum(fault.level == "error" for fault in filing.faults)
        text = f"序号{number}，校验码{filing.check_code}，必须改正{errors}处"
        self._note(received, "登记填报表", text, "submissions", {"id": number, **noted})
        return number

    def set_vouched(self, submission: int, vouched: str) -> None:
        """By what a submission is known to be its unit's. Not noted."""
        self.database.execute("UPDATE submissions SET vouched = ? WHERE id = ?", vouched, submission)

    def _entry(self, row: Row) -> SubmissionRecord:
        query = "SELECT code, level, message, cells FROM findings WHERE submission = ? ORDER BY position"
        faults: list[FaultRecord] = self.database.rows(rows.fault, query, row["id"])
        return rows.entry(row, tuple(faults))

    # Decisions

    def decisions(self, unit: str | None = None) -> list[Decision]:
        """In the order they were made."""
        where, values = (" WHERE unit = ?", (unit,)) if unit is not None else ("", ())
        return self.database.rows(rows.decision, f"{DECISIONS}{where} ORDER BY id", *values)

    def put_decision(self, decision: Decision) -> None:
        """Record a decision about a unit."""
        values = rows.decision_values(decision)
        number = self.database.insert("decisions", values)
        about = f"序号{decision.submission}" if decision.submission else ""
        text = "，".join(filter(None, (about, decision.remark, decision.url)))
        what = DECIDED.get(decision.kind, decision.kind)
        self._note(decision.at, what, text, "decisions", {"id": number, **values})

    # Letters of ours

    def letter(self, id: str) -> OutgoingLetter | None:
        """The outgoing letter of this id, or None."""
        return self.database.row(rows.letter, f"{LETTERS} WHERE id = ?", id)

    def letters(self, *states: str) -> list[OutgoingLetter]:
        """In the order they were made; of these states, or of all."""
        found = self.database.rows(rows.letter, f"{LETTERS} ORDER BY rowid")
        return [letter for letter in found if not states or letter.state in states]

    def put_letter(self, letter: OutgoingLetter, what: str) -> None:
        """``what`` is said of it in the journal."""
        values = rows.letter_values(letter)
        self.database.insert("letters", values)
        self._note(letter.changed, what, _letter_text(letter), "letters", values)

    def drop_letter(self, id: str) -> None:
        """One that another is put in the place of. Not noted: the other is."""
        self.database.execute("DELETE FROM letters WHERE id = ?", id)

    def change_letter(self, letter: OutgoingLetter, state: str, now: datetime) -> None:
        """In a transaction of its own: a letter never waits for another."""
        changed = replace(letter, state=state, changed=now)
        with self.transaction():
            self.database.execute(
                "UPDATE letters SET state = ?, changed = ? WHERE id = ?", state, now.isoformat(), letter.id
            )
            self._note(now, CHANGED[state], _letter_text(changed), "letters", rows.letter_values(changed))

    # What restoring needs

    def noted_rows(self) -> Iterator[tuple[str, Values]]:
        """All rows of the tables that the journal knows, as it knows them, each with its table."""
        for table, columns in COLUMNS.items():
            for row in self.database.rows(dict, f"SELECT {columns} FROM {table} ORDER BY rowid"):
                yield table, row

    @contextmanager
    def replaying(self) -> Iterator[None]:
        """One transaction in which rows may come in any order; none is noted, for the journal holds them already."""
        self.database.execute("PRAGMA foreign_keys = OFF")
        with self.transaction():
            yield
        self.notes.clear()
        self.database.execute("PRAGMA foreign_keys = ON")

    def put_row(self, table: str, values: Values) -> None:
        """A row of the journal, in the place of what is there. Not noted."""
        self.database.insert(table, values, "INSERT OR REPLACE")

    def drop_orphans(self) -> None:
        """Files whose message is not known any more: it is read again as a whole."""
        self.database.execute("DELETE FROM files WHERE message NOT IN (SELECT id FROM messages)")
        self.database.execute("DELETE FROM marks WHERE message NOT IN (SELECT id FROM messages)")
        self.database.execute("DELETE FROM submissions WHERE file NOT IN (SELECT id FROM files)")
        self.database.execute("DELETE FROM findings WHERE submission NOT IN (SELECT id FROM submissions)")

    def _note(self, at: datetime, what: str, text: str, table: str, values: Values) -> None:
        """A line for the journal, written with the transaction."""
        unit = str(values.get("unit") or values.get("key", ""))
        label = self.database.text("SELECT label AS value FROM units WHERE key = ?", unit)
        self.notes.append(Note(at, what, unit if label is None else label, text, table, values))

    def _collected(self, message: str) -> datetime:
        """When a message was collected that is in the ledger."""
        return datetime.fromisoformat(
            self.database.text("SELECT collected AS value FROM messages WHERE id = ?", message) or ""
        )


def _letter_text(letter: OutgoingLetter) -> str:
    return f"{letter.subject} → {'、'.join(letter.recipients) or '（没有邮箱）'}"
