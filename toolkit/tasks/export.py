"""``export``: submissions as JSON (design, 5.2)."""

import json
from collections.abc import Sequence
from typing import Any

from toolkit.submission.json import to_json
from toolkit.submission.submission import Submission
from toolkit.tasks.names import STEERING


def export(submissions: Submission | Sequence[Submission]) -> bytes:
    """One as a JSON object, several as an array, in UTF-8."""
    return to_bytes(as_json(submissions))


def as_json(submissions: Submission | Sequence[Submission]) -> Any:
    """The same as Python's own values."""
    return to_json(submissions) if isinstance(submissions, Submission) else [to_json(each) for each in submissions]


def to_bytes(value: Any, lines: bool = False) -> bytes:
    """JSON as it stands in our files; what would steer a terminal is written as its number.

    ``lines``: in one line, as one of many documents in a file (JSON Lines).
    """
    text = json.dumps(value, ensure_ascii=False, indent=None if lines else 1)
    steered = STEERING.sub(lambda found: json.dumps(found[0])[1:-1], text)
    return (steered + "\n").encode(errors="replace")
