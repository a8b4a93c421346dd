"""Submissions as JSON in a file of ours, and whether such a file is still as we wrote it."""

import json
from collections.abc import Iterator
from typing import Any

from toolkit.errors import Refusal
from toolkit.form.library import forms
from toolkit.submission.json import from_json, parse, to_json
from toolkit.submission.submission import Submission
from toolkit.tasks.inputs import json_text
from toolkit.tasks.outputs import STEERING


def to_bytes(value: Any) -> bytes:
    """JSON as it stands in our files; what would steer a terminal is written as its number."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    steered = STEERING.sub(lambda found: json.dumps(found[0])[1:-1], text)
    return (steered + "\n").encode(errors="replace")


def replaces(content: bytes, there: bytes) -> bool:
    """Whether data may be replaced by newer data of the same units.

    Figures certify themselves: with one changed by hand, the sums and the 校验码 beside it are not what we would write.
    Words do not (one of the same length leaves the 校验码 as it is): they must be the same.
    """
    new = {_whose(each): each for each in _submissions(content)}
    old = list(_submissions(there))
    return bool(old) and all(_whose(each) in new and _words(new[_whose(each)]) == _words(each) for each in old)


def _submissions(data: bytes) -> Iterator[Submission]:
    """All in a file, or none where it is not, to the byte, what we would write."""
    try:
        given = parse(json_text(data) or "")
        found = [from_json(each, forms()).submission for each in (given if isinstance(given, list) else [given])]
    except Refusal:
        return
    again = [to_json(each) for each in found]
    if to_bytes(again if isinstance(given, list) else again[0]) == data:
        yield from found


def _whose(submission: Submission) -> tuple[str, str, int]:
    return submission.form.key, submission.unit, submission.year


def _words(submission: Submission) -> tuple[object, ...]:
    return submission.texts, submission.reasons, submission.code, submission.level, submission.declared
