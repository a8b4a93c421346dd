"""The texts: those that must be there, what must be said in them, and what must not."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from toolkit.checks.finding import Finding, Level
from toolkit.checks.reading import Reading
from toolkit.form.model import TextRule
from toolkit.submission.entry import HALF_WIDTH
from toolkit.submission.submission import Submission
from toolkit.submission.text import plain

BIRTHDAY = r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
# As people write them: digits in one run, or in groups. Landlines begin with 0 or have fewer digits.
SEARCHED = {
    "mobile": re.compile(r"(?:(?<!\d)|(?<=\+86))1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)", re.ASCII),
    "identity": re.compile(rf"(?<!\d)[1-9]\d{{5}}{BIRTHDAY}\d{{3}}[\dXx](?![\dA-Za-z])", re.ASCII),
}


@dataclass(frozen=True, slots=True)
class TextState:
    """How a rule about texts stands: the texts it is about or is broken in, what was found there, how long they are."""

    holds: bool
    texts: tuple[str, ...]
    found: tuple[str, ...] = ()
    count: int = 0


def check_texts(reading: Reading) -> Iterator[Finding]:
    submission = reading.submission
    missing = tuple(id for id, text in submission.form.texts.items() if text.required and not submission.texts.get(id))
    unwritten = tuple(id for id in missing if id not in reading.lost)
    if unwritten:
        yield Finding("text-missing", Level.ERROR, unwritten)
    for rule in submission.form.text_rules:
        state = text_state(rule, submission)
        empty = not any(submission.texts.get(id) for id in rule.texts)
        if state.holds or (empty and set(rule.texts) & set(missing)):
            continue
        reason = submission.reasons.get(rule.id, "")
        settled = rule.level == "warning" and reason
        facts = {"rule": rule, "state": state, "reason": reason if settled else ""}
        yield Finding(rule.id, Level.NOTE if settled else Level(rule.level), state.texts, facts, kind="text-rule")


def text_state(rule: TextRule, submission: Submission) -> TextState:
    return KINDS[rule.kind](rule, submission)


def _mentions(rule: TextRule, submission: Submission) -> TextState:
    words = tuple(submission.filled(word) for word in rule.words)
    said = _said(submission, rule.texts).replace(" ", "")
    return TextState(any(word in said for word in words), rule.texts, words)


def _length(rule: TextRule, submission: Submission) -> TextState:
    """Characters as a spreadsheet's LEN counts them, spaces and line ends too; headings are not part of a text.

    A character beyond Unicode's first plane (a rare hanzi, an emoji) counts once, as in LibreOffice and WPS's own
    display; Excel's LEN counts it twice, which a limit of this size can bear.
    """
    count = sum(len(plain(runs)) for id in rule.texts for runs in submission.texts.get(id, ()))
    return TextState(count <= rule.limit, rule.texts, count=count)


def _forbids(rule: TextRule, submission: Submission) -> TextState:
    return _free_of(rule, submission, lambda said: [word for word in rule.words if word in said.replace(" ", "")])


def _forbids_pattern(rule: TextRule, submission: Submission) -> TextState:
    def numbers(said: str) -> list[str]:
        narrow = said.translate(HALF_WIDTH)
        return [masked(each.group()) for name in rule.words for each in SEARCHED[name].finditer(narrow)]

    return _free_of(rule, submission, numbers)


def _free_of(rule: TextRule, submission: Submission, search: Callable[[str], list[str]]) -> TextState:
    found = {id: search(_said(submission, (id,))) for id in rule.texts}
    all_found = tuple(dict.fromkeys(each for hits in found.values() for each in hits))
    return TextState(not all_found, tuple(id for id, hits in found.items() if hits), all_found)


def masked(number: str) -> str:
    """138****1234: enough to find it by, and no more than that in a list that is passed on."""
    digits = re.sub("[ -]", "", number)
    shown = 3 if len(digits) == 11 else 6
    return digits[:shown] + "*" * (len(digits) - shown - 4) + digits[-4:]


def _said(submission: Submission, texts: tuple[str, ...]) -> str:
    return "\n".join(plain(runs) for id in texts for runs in submission.texts.get(id, ()))


KINDS: dict[str, Callable[[TextRule, Submission], TextState]] = {
    "mentions": _mentions,
    "forbids": _forbids,
    "forbids_pattern": _forbids_pattern,
    "length": _length,
}
