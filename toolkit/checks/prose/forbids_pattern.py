"""Rule kind ``forbids_pattern``: typographical errors and personal numbers, found by a named pattern."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from toolkit.checks.prose.hit import SHOWN, Hit, Statement, Texts, distinct, quotes
from toolkit.checks.prose.patterns import PATTERNS
from toolkit.form.form import TextRule
from toolkit.submission.submission import Submission


@dataclass(frozen=True)
class ForbidsPattern:
    """None of the texts may hold what one of ``names``, keys of :data:`PATTERNS`, finds. Formulas know no patterns."""

    key: ClassVar[str] = "forbids_pattern"

    names: tuple[str, ...]

    @classmethod
    def of(cls, rule: TextRule) -> "ForbidsPattern":
        """The check for a rule ``forbids_pattern`` of a form."""
        return cls(rule.words)

    def find(self, texts: Texts, submission: Submission) -> Iterator[Hit]:
        """A hit for each place that one of the patterns finds."""

        def search(text: str) -> list[str]:
            return [found for name in self.names for found in PATTERNS[name].search(text, submission)]

        return quotes(texts, search)

    def say(self, hits: Sequence[Hit]) -> Statement:
        """The finding's words: what was found, and what it looks like."""
        found = distinct(hits)
        shown = "、".join(found[:SHOWN]) + (f"等{len(found)}个" if len(found) > SHOWN else "")
        names = "或".join(PATTERNS[name].label for name in self.names)
        return Statement(f"里有{shown}，像是{names}", f"没有{names}", shown)

    def asks(self) -> str:
        """What the rule asks for, as documents state it in Chinese."""
        return f"不写{'、'.join(PATTERNS[name].label for name in self.names)}"
