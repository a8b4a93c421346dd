"""Rule kind ``at_least``: the minimum length of texts, since “无” describes no problem."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from toolkit.checks.prose.hit import Hit, LiveState, Statement, Texts, characters
from toolkit.form.form import TextRule
from toolkit.submission.submission import Submission


@dataclass(frozen=True)
class AtLeast:
    """The texts together have no fewer than ``limit`` characters."""

    key: ClassVar[str] = "at_least"
    live: ClassVar[LiveState] = LiveState("已写{count}字，至少{limit}字", "字数不足，")

    limit: int

    @classmethod
    def of(cls, rule: TextRule) -> "AtLeast":
        """The check for a rule ``at_least`` of a form."""
        return cls(rule.limit)

    def find(self, texts: Texts, submission: Submission) -> Iterator[Hit]:
        """One hit with the number of characters, where they are too few."""
        if (count := characters(texts)) < self.limit:
            yield Hit(tuple(texts), count=count)

    def say(self, hits: Sequence[Hit]) -> Statement:
        """The finding's words: how many characters there are, and how many are missing."""
        count = hits[0].count
        remark = f"合起来只有{count}字，少{self.limit - count}字"
        return Statement(remark, f"不少于{self.limit}字", f"{count}字")

    def asks(self) -> str:
        """What the rule asks for, as documents state it in Chinese."""
        return f"合起来不少于{self.limit}字"
