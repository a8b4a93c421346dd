"""What the ledger holds: messages, the files in them, the submissions among those, decisions, letters."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

SUBMISSION = "submission"  # a file that was taken as one
SAME = "same"  # the unit has sent this very file before
AUTOMATIC = "automatic"  # in a bounce or an automatic answer: our own workbook comes back with it
ACCOMPANYING = "beside"  # no workbook, but it came along with one
WRONG_YEAR, WRONG_FORM, OTHER_UNIT, UNKNOWN_UNIT = "wrong-year", "wrong-form", "other-unit", "unknown-unit"
TOKEN, ADDRESS, CLERK, EARLIER = "token", "address", "clerk", "earlier"  # what vouches for a submission

APPROVE, RETURN, REOPEN, SEAL, PUBLISH, CORRECT = "approve", "return", "reopen", "seal", "publish", "correct"
CONFIRM = "confirm"  # it is the unit's, though nothing but its own word said so
DECIDED = {
    APPROVE: "审核通过",
    CONFIRM: "确认是它报的",
    RETURN: "退回修改",
    REOPEN: "撤销审核通过",
    SEAL: "登记签章",
    PUBLISH: "登记发布",
    CORRECT: "登记更正",
}

DRAFTED, SENDING, SENT = "drafted", "sending", "sent"  # how far a letter of ours is on its way
PLACED, KEPT = "placed", "kept"  # among the mailbox's drafts, for a person to send; without an address, to pass on
UNKNOWN = "unknown"  # found after the ledger was lost: whether it was sent, only the mailbox or the clerk can tell
WAITING = (DRAFTED, SENDING, UNKNOWN)
CHANGED = {DRAFTED: "信件待发", SENDING: "开始发信", SENT: "信件已发", PLACED: "信件放进草稿箱"}


@dataclass(frozen=True, slots=True)
class Message:
    """A mail, or a file that came another way. ``id``: the hash of its bytes. ``unit``: whom it is from, if known."""

    id: str
    source: str
    letter: bool
    received: datetime
    collected: datetime
    sender: str = ""
    reply_to: str = ""
    subject: str = ""
    message_id: str = ""
    automatic: bool = False
    duplicate: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """What was in a message. ``outcome``: one of those above, or why it was refused; ``facts`` hold its sentence.

    ``hash`` is empty for what could not be taken out of the message at all.
    """

    id: int
    message: str
    name: str
    hash: str
    outcome: str
    facts: dict[str, Any]
    unit: str


@dataclass(frozen=True, slots=True)
class FaultRecord:
    """A finding as it was told: its code, its level, its sentence, and the cells it is about."""

    code: str
    level: str
    message: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewSubmission:
    """A submission ready to be filed; ``companions``: the district's own indicators in the same file, if any.

    ``vouched``: by what it is known to be its unit's, see ``schema/2.sql``.
    """

    check_code: str
    data: dict[str, Any]
    companions: tuple[dict[str, Any], ...]
    faults: tuple[FaultRecord, ...]
    vouched: str = EARLIER


@dataclass(frozen=True, slots=True)
class SubmissionRecord:
    """A submission in the ledger: which file, when it came, what was found. ``data`` is the submission as JSON.

    ``companions``: the district's own indicators in the same file, as JSON.
    ``vouched``: by what it is known to be its unit's; empty: by its own word alone.
    """

    id: int
    unit: str
    file: int
    hash: str
    name: str
    received: datetime
    check_code: str
    faults: tuple[FaultRecord, ...]
    data: dict[str, Any]
    companions: tuple[dict[str, Any], ...]
    vouched: str = EARLIER

    @property
    def errors(self) -> int:
        """How many findings of level error the submission has."""
        return self.count("error")

    @property
    def warnings(self) -> int:
        """How many findings of level warning the submission has."""
        return self.count("warning")

    def count(self, level: str) -> int:
        """How many findings of this level the submission has."""
        return sum(fault.level == level for fault in self.faults)


@dataclass(frozen=True, slots=True)
class Decision:
    """What the clerk decided about a unit. ``seen``: the newest submission there was, so that later ones are told."""

    id: int
    unit: str
    kind: str
    at: datetime
    submission: int = 0
    seen: int = 0
    remark: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class OutgoingLetter:
    """A letter of ours; ``id``: its Message-ID; ``path``: where it lies, from the district's folder."""

    id: str
    kind: str
    unit: str
    about: str
    recipients: tuple[str, ...]
    subject: str
    path: str
    state: str
    made: datetime
    changed: datetime
