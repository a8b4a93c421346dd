"""What a formula shows for a submission: the value beside each formula of a total, a check or a text."""

from collections.abc import Callable
from dataclasses import dataclass

from toolkit.checks.messages.naming import addends, identity
from toolkit.checks.messages.wording import (
    ABSENT,
    ADDED,
    BROKEN,
    EXPLAINED,
    HOLDS,
    IN_TABLE,
    LEAST,
    LENGTH,
    NO_LAST_YEAR,
    OPTIONAL,
    OVER,
    PRESENT,
    UNDER,
    WAITING,
    WRITTEN,
    WRITTEN_NOT,
)
from toolkit.checks.prose.texts import TextState, text_state
from toolkit.checks.state import state
from toolkit.form.expression import Ref
from toolkit.form.form import Check, TextField, TextRule
from toolkit.form.phrase import Phrase
from toolkit.form.table import Cell
from toolkit.numbers import Number, said
from toolkit.office.sheets.addresses import Place
from toolkit.submission.check_code import in_reach
from toolkit.submission.json import code_of
from toolkit.submission.phrases import phrase_text, waiting
from toolkit.submission.submission import Submission
from toolkit.workbook.design import labels
from toolkit.workbook.formulas.texts import needed

Value = Number | str
LIMITS = {"length": (LENGTH, OVER), "at_least": (LEAST, UNDER)}


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
    settles = check.reason_key if check.rule and check.rule.level == "warning" else ""

    def value(submission: Submission) -> Value:
        found = state(check, submission.counted, stated)
        if any(ref.last_year and submission.counted(ref) is None for ref in check.inputs):
            return NO_LAST_YEAR
        if found.waiting:
            return WAITING
        if found.difference is None:
            return HOLDS
        return EXPLAINED if submission.reason(settles) else BROKEN + said(found.gap)

    return value


def told_value(check: Check, stated: Number | None = None) -> Callable[[Submission], Value]:
    """What an identity says, with both numbers once it is broken."""

    def number(submission: Submission) -> Callable[[Ref], Number]:
        return lambda ref: submission.counted(ref) or 0

    def value(submission: Submission) -> Value:
        if not str(check_state(check, stated)(submission)).startswith(BROKEN):
            return identity(check)
        counted = number(submission)
        if check.total:
            added = check.right.value(counted)
            left = check.left.value(counted) if stated is None else stated
            return f"{IN_TABLE}{said(left)}，{addends(check)}{ADDED}{said(added)}"
        return f"{check.left.words(counted)}，{check.right.words(counted)}"

    return value


def text_value(subject: TextField | TextRule) -> Callable[[Submission], Value]:
    def value(submission: Submission) -> Value:
        if isinstance(subject, TextField):
            return WRITTEN if submission.texts.get(subject.id) else WAITING
        if not any(submission.texts.get(id) for id in subject.texts):
            return WAITING if needed(submission.form, subject) else OPTIONAL
        found = text_state(subject, submission)
        settled = not found.holds and subject.level == "warning" and submission.reasons.get(subject.id)
        return EXPLAINED if settled else _rule_words(subject, found)

    return value


def _rule_words(rule: TextRule, found: TextState) -> str:
    if rule.kind in LIMITS:
        words, broken = LIMITS[rule.kind]
        return ("" if found.holds else broken) + words.format(count=found.count, limit=rule.limit)
    good, bad = (WRITTEN, WRITTEN_NOT) if rule.kind == "mentions" else (ABSENT, PRESENT)
    return good if found.holds else bad


def phrase_value(phrase: Phrase) -> Callable[[Submission], Value]:
    def value(submission: Submission) -> Value:
        if waiting(submission, phrase):
            return labels.phrase_waits(submission.form, phrase)
        return phrase_text(submission, phrase) or labels.NO_PHRASE

    return value


def stamp_value(place: Place) -> Callable[[Submission], Value]:
    before, between, after = labels.STAMP
    hint = labels.TEXT_HINT if place.row > 1 else ""

    def value(submission: Submission) -> Value:
        return f"{hint}{before}{submission.unit}{between}{submission.year}{after}{code_of(submission)}"

    return value


def is_wrong(number: Number, kind: str) -> bool:
    """A number that may not stand in a cell of this kind."""
    whole = kind == "amount" or number == int(number)
    return not in_reach(number) or (kind != "change" and number < 0) or not whole


BROKEN_STATES = (BROKEN, WRITTEN_NOT, PRESENT, OVER, UNDER)  # how a state begins that has to be mended or explained


def is_broken(state: Value) -> bool:
    return str(state).startswith(BROKEN_STATES)
