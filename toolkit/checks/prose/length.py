"""Rule kind ``length``: the maximum length of texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from toolkit.checks.prose.hit import Hit, LiveState, Statement, Texts, characters
from toolkit.form.form import TextRule
from toolkit.submission.submission import Submission


@dataclass(frozen=True)
class Length:
    """The texts together have at most ``limit`` characters."""

    key: ClassVar[str] = "length"
    live: ClassVar[LiveState] = LiveState("已写{count}字，上限{limit}字", "超过上限，")

    limit: int

    @classmethod
    def of(cls, rule: TextRule) -> "Length":
        """The check for a rule ``length`` of a form."""
        return cls(rule.limit)

    def find(self, texts: Texts, submission: Submission) -> Iterator[Hit]:
        """One hit with the number of characters, where they are too many."""
        if (count := characters(texts)) > self.limit:
            yield Hit(tuple(texts), count=count)

    def say(self, hits: Sequence[Hit]) -> Statement:
        """The finding's words: how many characters there are, and how many are too many."""
        count = hits[0].count
        remark = f"已写{count}字，上限{self.limit}字，多{count - self.limit}字"
        return Statement(remark, f"不超过{self.limit}字", f"{count}字")

    def asks(self) -> str:
        """What the rule asks for, as documents state it in Chinese."""
        return f"合起来不超过{self.limit}字"
