"""What a formula shows for a submission: the value beside each formula of a total, a check or a text."""

from collections.abc import Callable
from dataclasses import dataclass

from toolkit.checks.state import state
from toolkit.checks.texts import mentioned
from toolkit.checks.wording import BROKEN, EXPLAINED, HOLDS, NO_LAST_YEAR, WAITING, WRITTEN, WRITTEN_NOT
from toolkit.form.expression import Number, Ref, said
from toolkit.form.model import Check, TextField, TextRule
from toolkit.form.table import Cell
from toolkit.submission.submission import Submission
from toolkit.workbook.places import Place

Value = Number | str


@dataclass(frozen=True)
class Live:
    """A cell with a formula (without ``=``), and the value that formula gives for what was typed."""

    place: Place
    formula: str
    value: Callable[[Submission], Value]


def total_value(cell: Cell) -> Callable[[Submission], Value]:
    return lambda submission: submission.counted(Ref(cell.id)) or 0


def check_state(check: Check, stated: Number | None = None) -> Callable[[Submission], Value]:
    """``stated``: what was pasted over the formula of a total."""
    settles = check.rule.id if check.rule and check.rule.level == "warning" else ""

    def value(submission: Submission) -> Value:
        found = state(check, submission.counted, stated)
        if any(ref.last_year and submission.counted(ref) is None for ref in check.inputs):
            return NO_LAST_YEAR
        if found.waiting:
            return WAITING
        if found.difference is None:
            return HOLDS
        return EXPLAINED if submission.reasons.get(settles) else BROKEN + said(found.gap)

    return value


def text_state(subject: TextField | TextRule) -> Callable[[Submission], Value]:
    def value(submission: Submission) -> Value:
        if isinstance(subject, TextField):
            return WRITTEN if submission.texts.get(subject.id) else WAITING
        if not any(submission.texts.get(id) for id in subject.texts):
            return WAITING
        if mentioned(submission, subject.texts, subject.words):
            return WRITTEN
        return EXPLAINED if subject.level == "warning" and submission.reasons.get(subject.id) else WRITTEN_NOT

    return value


def is_broken(state: Value) -> bool:
    """Whether a state is one that has to be mended or explained."""
    return str(state).startswith(BROKEN) or state == WRITTEN_NOT
