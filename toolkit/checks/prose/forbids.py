"""Rule kind ``forbids``: words that must not occur, such as hints left over and outdated names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from toolkit.checks.prose.hit import Hit, LiveState, Statement, Texts, distinct, quotes
from toolkit.form.form import TextRule
from toolkit.submission.submission import Submission


@dataclass(frozen=True)
class Forbids:
    """None of the texts may hold any of ``words``, spaces aside."""

    key: ClassVar[str] = "forbids"
    live: ClassVar[LiveState] = LiveState("没有", "还有")

    words: tuple[str, ...]

    @classmethod
    def of(cls, rule: TextRule) -> "Forbids":
        """The check for a rule ``forbids`` of a form."""
        return cls(rule.words)

    def find(self, texts: Texts, submission: Submission) -> Iterator[Hit]:
        """A hit for each forbidden word."""
        return quotes(texts, lambda text: [word for word in self.words if word in text.replace(" ", "")])

    def say(self, hits: Sequence[Hit]) -> Statement:
        """The finding's words: which forbidden words there are."""
        found = "、".join(f"“{word}”" for word in distinct(hits))
        return Statement(f"里还有{found}", "没有这些字样", found)

    def asks(self) -> str:
        """What the rule asks for, as documents state it in Chinese."""
        return f"不留{'或'.join(f'“{word}”' for word in self.words)}"
