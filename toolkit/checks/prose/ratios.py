"""Percentages that a text gives to its own numbers: “共80件，其中网上54件，占67.5%，信函26件，占32.5%”."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import ClassVar, NamedTuple

from toolkit.checks.prose.adds_up import passages
from toolkit.checks.prose.hit import SHOWN, Hit, Statement, Texts, distinct
from toolkit.checks.prose.percent import Percentage, percentages
from toolkit.checks.prose.sentences import Figure, figures
from toolkit.form.form import TextRule
from toolkit.numbers import Number, plain_number
from toolkit.submission.submission import Submission

OF = "占"  # stands between a number and its percentage
APART = 14  # characters between the two, at most
TOLD = 2  # others that must agree on the whole before one can be wrong
HUNDRED = Decimal(100)


class Part(NamedTuple):
    """A number and the percentage that is said to be its part of a whole."""

    figure: Figure
    percentage: Percentage

    def agrees(self, whole: Number) -> bool:
        """Rounded, or cut off, to the places that are printed."""
        exact, step = HUNDRED * Decimal(self.figure.value) / Decimal(whole), self.percentage.step
        return self.percentage.value in (exact.quantize(step, ROUND_HALF_UP), exact.quantize(step, ROUND_DOWN))


@dataclass(frozen=True)
class Ratios:
    """Percentages of one whole agree with their numbers, in ``units``; ``words`` open the list of them.

    The whole is the number that most of them agree with: one before them, or what they add up to. One that misses by
    its last place was made to fit a hundred, and is told mildly. Formulas know no patterns.
    """

    key: ClassVar[str] = "ratios"

    words: tuple[str, ...]
    units: tuple[str, ...]

    @classmethod
    def of(cls, rule: TextRule) -> "Ratios":
        """The check for a rule ``ratios`` of a form."""
        return cls(rule.words, rule.units)

    def find(self, texts: Texts, submission: Submission) -> Iterator[Hit]:
        """A hit for each percentage that its number does not make."""
        for id, paragraphs in texts.items():
            said = "\n".join(paragraphs)
            for passage in passages(said, self.words) if OF in said else ():
                for mild, quote in self._wrong(passage):
                    yield Hit((id,), quote, mild=mild)

    def say(self, hits: Sequence[Hit]) -> Statement:
        """The finding's words: the percentages that differ."""
        found = "；".join(distinct(hits)[:SHOWN])
        return Statement(f"里百分比与文中的数对不上：{found}", "与文中的数算出的百分比一致", found)

    def asks(self) -> str:
        """What the rule asks for, as documents state it in Chinese."""
        return "里几个数各占总数的百分比，与这些数相符"

    def _wrong(self, passage: str) -> Iterator[tuple[bool, str]]:
        parts = tuple(_parts(passage, figures(passage, self.units)))
        if len(parts) <= TOLD:
            return
        first = parts[0].figure
        same = [part for part in parts if part.figure.unit == first.unit]
        before = [each.value for each in figures(passage, (first.unit,)) if each.end <= first.start]
        whole = max((*before, sum(part.figure.value for part in same)), key=lambda each: _agreeing(same, each))
        if _agreeing(same, whole) < max(TOLD, (len(same) + 1) // 2):
            return
        for figure, percentage in same:
            if not Part(figure, percentage).agrees(whole):
                yield _told(passage, figure, percentage, whole)


def _parts(passage: str, numbers: Sequence[Figure]) -> Iterator[Part]:
    """Each percentage with the number right before it."""
    last = 0
    for percentage in percentages(passage):
        before = [each for each in numbers if last <= each.start and each.end <= percentage.start]
        if before and OF in (between := passage[before[-1].end : percentage.start]) and len(between) <= APART:
            yield Part(before[-1], percentage)
        last = percentage.end


def _agreeing(parts: Sequence[Part], whole: Number) -> int:
    return sum(part.agrees(whole) for part in parts) if whole else 0


def _told(passage: str, figure: Figure, percentage: Percentage, whole: Number) -> tuple[bool, str]:
    exact = HUNDRED * Decimal(figure.value) / Decimal(whole)
    nearly = abs(exact - percentage.value) < percentage.step
    computed = plain_number(exact.quantize(percentage.step, ROUND_HALF_UP))
    quote = passage[figure.start : percentage.end]
    return (
        nearly,
        f"“{quote}”（{plain_number(whole)}{figure.unit}中的{plain_number(figure.value)}{figure.unit}是{computed}%）",
    )
