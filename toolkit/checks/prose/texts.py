"""The texts: those that must be there, what must be said in them, and what must not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from toolkit.checks.finding import Finding, Level
from toolkit.checks.prose.numbers import Slip, slips
from toolkit.checks.prose.parts import uneven
from toolkit.checks.prose.patterns import SEARCHES
from toolkit.checks.prose.percentages import uneven_shares
from toolkit.checks.reading import Reading
from toolkit.form.form import TextRule
from toolkit.rich_text import plain
from toolkit.submission.submission import Submission


@dataclass(frozen=True, slots=True)
class TextState:
    """How a rule about texts stands: the texts it is about or is broken in, what was found there, how long they are.

    ``mild``: what is wrong is only that something more should be said.
    """

    holds: bool
    texts: tuple[str, ...]
    found: tuple[str, ...] = ()
    count: int = 0
    slips: tuple[Slip, ...] = ()

    @property
    def mild(self) -> bool:
        return bool(self.slips) and all(slip.unsaid for slip in self.slips)


def check_texts(reading: Reading) -> Iterator[Finding]:
    submission = reading.submission
    missing = tuple(id for id, text in submission.form.texts.items() if text.required and not submission.texts.get(id))
    unwritten = tuple(id for id in missing if id not in reading.lost)
    if unwritten:
        yield Finding("text-missing", Level.ERROR, unwritten)
    for rule in submission.form.text_rules:
        state = text_state(rule, submission)
        written = any(submission.texts.get(id) for id in rule.texts)  # what must be there and is not has been told
        if written and not state.holds:
            yield text_finding(rule, state, submission)


def text_finding(rule: TextRule, state: TextState, submission: Submission) -> Finding:
    reason = submission.reasons.get(rule.id, "") if rule.level == "warning" else ""
    level = Level.NOTE if reason or state.mild else Level(rule.level)
    facts = {"rule": rule, "state": state, "reason": reason}
    return Finding(rule.id, level, state.texts, facts, kind="text-rule")


def text_state(rule: TextRule, submission: Submission) -> TextState:
    """Of a kind that looks at the text alone; another text is compared in :mod:`toolkit.checks.prose.similar`."""
    known = rule.kind in KINDS and rule.concerns(submission.level)
    return KINDS[rule.kind](rule, submission) if known else TextState(True, rule.texts)


def _mentions(rule: TextRule, submission: Submission) -> TextState:
    words = tuple(submission.filled(word) for word in rule.words)
    said = _said(submission, rule.texts).replace(" ", "")
    return TextState(any(word.replace(" ", "") in said for word in words), rule.texts, words)


def _length(rule: TextRule, submission: Submission) -> TextState:
    """Characters as a spreadsheet's LEN counts them, spaces and line ends too; headings are not part of a text.

    A character beyond Unicode's first plane (a rare hanzi, an emoji) counts once, as in LibreOffice and WPS's own
    display; Excel's LEN counts it twice, which a limit of this size can bear.
    """
    count = _characters(rule, submission)
    return TextState(count <= rule.limit, rule.texts, count=count)


def _at_least(rule: TextRule, submission: Submission) -> TextState:
    count = _characters(rule, submission)
    return TextState(count >= rule.limit, rule.texts, count=count)


def _characters(rule: TextRule, submission: Submission) -> int:
    return sum(len(plain(runs)) for id in rule.texts for runs in submission.texts.get(id, ()))


def _forbids(rule: TextRule, submission: Submission) -> TextState:
    return _free_of(rule, submission, lambda said: [word for word in rule.words if word in said.replace(" ", "")])


def _forbids_pattern(rule: TextRule, submission: Submission) -> TextState:
    def search(said: str) -> list[str]:
        return [each for name in rule.words for each in SEARCHES[name](said, submission)]

    return _free_of(rule, submission, search)


def _adds_up(rule: TextRule, submission: Submission) -> TextState:
    return _free_of(rule, submission, lambda said: list(uneven(said, rule.words, rule.units, rule.ends)))


def _percent(rule: TextRule, submission: Submission) -> TextState:
    return _free_of(rule, submission, lambda said: list(uneven_shares(rule.shares, said, submission)))


def _number(rule: TextRule, submission: Submission) -> TextState:
    found = tuple(
        slip
        for id in rule.texts
        for runs in submission.texts.get(id, ())
        for count in rule.counts
        for slip in slips(count, id, plain(runs), submission)
    )
    return TextState(not found, tuple(dict.fromkeys(slip.text for slip in found)), slips=found)


def _free_of(rule: TextRule, submission: Submission, search: Callable[[str], list[str]]) -> TextState:
    found = {id: search(_said(submission, (id,))) for id in rule.texts}
    all_found = tuple(dict.fromkeys(each for hits in found.values() for each in hits))
    return TextState(not all_found, tuple(id for id, hits in found.items() if hits), all_found)


def _said(submission: Submission, texts: tuple[str, ...]) -> str:
    return "\n".join(plain(runs) for id in texts for runs in submission.texts.get(id, ()))


KINDS: dict[str, Callable[[TextRule, Submission], TextState]] = {
    "mentions": _mentions,
    "forbids": _forbids,
    "forbids_pattern": _forbids_pattern,
    "length": _length,
    "at_least": _at_least,
    "number": _number,
    "adds_up": _adds_up,
    "percent": _percent,
}
