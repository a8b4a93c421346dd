"""Rule kind ``mentions``: a list of words of which at least one must occur, such as “2024年”."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from toolkit.checks.prose.hit import Hit, LiveState, Statement, Texts
from toolkit.form.form import TextRule
from toolkit.submission.submission import Submission


@dataclass(frozen=True)
class Mentions:
    """One of the texts must mention one of ``words``, spaces aside; ``{unit}`` and ``{year}`` in them are filled in."""

    key: ClassVar[str] = "mentions"
    live: ClassVar[LiveState] = LiveState("已写明", "未写明")

    words: tuple[str, ...]

    @classmethod
    def of(cls, rule: TextRule) -> "Mentions":
        """The check for a rule ``mentions`` of a form."""
        return cls(rule.words)

    def find(self, texts: Texts, submission: Submission) -> Iterator[Hit]:
        """One hit with the words that were expected, where none of them is written."""
        wanted = [submission.filled(word) for word in self.words]
        written = "\n".join(each for paragraphs in texts.values() for each in paragraphs).replace(" ", "")
        if not any(word.replace(" ", "") in written for word in wanted):
            yield Hit(tuple(texts), expected=_either(wanted))

    def say(self, hits: Sequence[Hit]) -> Statement:
        """The finding's words: what is not mentioned."""
        wanted = hits[0].expected
        return Statement(f"没有写到{wanted}", f"写明{wanted}", "没有写到")

    def asks(self) -> str:
        """What the rule asks for, as documents state it in Chinese."""
        return f"要写到{_either(word.format(year='××××', unit='（单位名称）') for word in self.words)}"


def _either(words: Sequence[str] | Iterator[str]) -> str:
    return "或".join(f"“{word}”" for word in words)
