"""Checks of a submission's texts: required ones, and all rules about texts."""

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.checks.finding import Finding, Level
from toolkit.checks.prose.hit import Hit, characters, text_finding, texts_of
from toolkit.checks.prose.kinds import prose_rule
from toolkit.checks.reading import Reading
from toolkit.form.form import TextRule
from toolkit.submission.submission import Submission


@dataclass(frozen=True, slots=True)
class TextState:
    """How a rule stands, as the workbook shows it; ``count``: the characters of its texts."""

    holds: bool
    count: int


def check_texts(reading: Reading) -> Iterator[Finding]:
    """Required texts that are missing, and the rules that look at the submission's own texts alone."""
    submission = reading.submission
    missing = tuple(id for id, text in submission.form.texts.items() if text.required and not submission.texts.get(id))
    unwritten = tuple(id for id in missing if id not in reading.lost)
    if unwritten:
        yield Finding("text-missing", Level.ERROR, unwritten)
    for rule in submission.form.text_rules:
        written = any(submission.texts.get(id) for id in rule.texts)  # what must be there and is not has been told
        if written and (hits := find_hits(rule, submission)):
            yield text_finding(rule, hits, submission)


def find_hits(rule: TextRule, submission: Submission) -> tuple[Hit, ...]:
    """What a rule finds in a submission; nothing where it is for units of other levels."""
    concerned = rule.concerns(submission.level)
    return tuple(prose_rule(rule).find(texts_of(rule, submission), submission)) if concerned else ()


def text_state(rule: TextRule, submission: Submission) -> TextState:
    """What the live line of a rule tells of a submission."""
    return TextState(not find_hits(rule, submission), characters(texts_of(rule, submission)))
