"""Rule kind ``similar``: how much of a text is copied from last year's report or from another unit's."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from toolkit.checks.prose.hit import BrokenTextRule, Hit, Statement, Texts, text_finding
from toolkit.form.form import TextRule
from toolkit.submission.phrases import phrase_text
from toolkit.submission.submission import Submission

LENGTH = 5  # of the pieces that are compared
LEAST = 60  # pieces: a text of a few lines may well be said in the same words
KEPT = re.compile(r"[\u4e00-\u9fff]")
SENTENCE = re.compile("[^。；！？\n]+")


@dataclass(frozen=True)
class Similar:
    """At most ``limit`` per cent of the texts is another report's; what a text says alone cannot break it."""

    key: ClassVar[str] = "similar"

    limit: int

    @classmethod
    def of(cls, rule: TextRule) -> "Similar":
        """The check for a rule ``similar`` of a form."""
        return cls(rule.limit)

    def find(self, texts: Texts, submission: Submission) -> Iterator[Hit]:
        """Nothing: see :func:`check_alike` and :func:`alike`."""
        return iter(())

    def say(self, hits: Sequence[Hit]) -> Statement:
        """The finding's words: how many per cent are the same, and as whose report."""
        count, other = hits[0].count, hits[0].quote
        remark = f"有{count}%的文字与{other}相同，超过{self.limit}%"
        return Statement(remark, f"不超过{self.limit}%", f"{count}%")

    def asks(self) -> str:
        """What the rule asks for, as documents state it in Chinese."""
        return f"与上年或别的单位相同的文字不超过{self.limit}%"


def check_alike(submission: Submission, last_year: Submission | None) -> Iterator[BrokenTextRule]:
    """Against the unit's own report of the year before."""
    if last_year is not None:
        for rule in _rules(submission):
            share = _share(_pieces(submission, rule), _pieces(last_year, rule))
            if share > rule.limit:
                yield _finding(rule, submission, "上年年报", share)


def alike(submissions: Sequence[Submission]) -> Iterator[tuple[int, BrokenTextRule]]:
    """Of several units' reports for one year: each that is like another, by its position, with the one it is most like.

    Comparing all pairs of 300 reports takes seconds, as each is cut into pieces once.
    """

    @cache
    def pieces(position: int, rule: TextRule) -> frozenset[str]:
        return _pieces(submissions[position], rule)

    for position, submission in enumerate(submissions):
        others = [number for number, other in enumerate(submissions) if _comparable(submission, other)]
        for rule in _rules(submission) if others else ():
            own = pieces(position, rule)
            share, most = max((_share(own, pieces(number, rule)), -number) for number in others)
            if share > rule.limit:
                yield position, _finding(rule, submission, f"{submissions[-most].unit}的年报", share)


def _comparable(one: Submission, other: Submission) -> bool:
    return (one.form, one.year) == (other.form, other.year) and (one.unit, one.code) != (other.unit, other.code)


def _rules(submission: Submission) -> Iterator[TextRule]:
    rules = submission.form.text_rules
    return (rule for rule in rules if rule.kind == Similar.key and rule.concerns(submission.level))


def _finding(rule: TextRule, submission: Submission, other: str, share: int) -> BrokenTextRule:
    return text_finding(rule, [Hit(rule.texts, other, count=share)], submission)


def _share(own: frozenset[str], other: frozenset[str]) -> int:
    """How much of a text is in another one, in per cent; of a short one none."""
    return len(own & other) * 100 // len(own) if len(own) >= LEAST else 0


def _pieces(submission: Submission, rule: TextRule) -> frozenset[str]:
    """What a text says in pieces of hanzi, without the ready-made sentences that only repeat figures."""
    ready = {
        _bare(sentence)
        for phrase in submission.form.phrases
        if phrase.text in rule.texts
        for sentence in SENTENCE.findall(phrase_text(submission, phrase))
    }
    said = "\n".join(line for id in rule.texts for line in submission.plain_texts.get(id, ()))
    kept = [bare for sentence in SENTENCE.findall(said) if (bare := _bare(sentence)) not in ready]
    return frozenset(bare[start : start + LENGTH] for bare in kept for start in range(len(bare) - LENGTH + 1))


def _bare(sentence: str) -> str:
    return "".join(KEPT.findall(sentence))
