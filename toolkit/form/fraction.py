"""A part of a whole, and the percentage that it is."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from toolkit.form.expression import Ref, Sum
from toolkit.numbers import Number, rounded

STEPS = 10_000  # of a whole: a percentage has two decimals


@dataclass(frozen=True, slots=True)
class Fraction:
    """A part of a whole, by their sums."""

    part: Sum
    whole: Sum

    @property
    def refs(self) -> tuple[Ref, ...]:
        """Every figure of both."""
        return self.part.refs + self.whole.refs

    def percentage(self, number: Callable[[Ref], Number]) -> Number | None:
        """To two decimals, with ``number`` giving each figure; None of a whole that is 0."""
        whole = self.whole.value(number)
        return quotient(Decimal(100 * self.part.value(number)), whole) if whole else None

    def words(self) -> str:
        """“甲÷乙”."""
        return "÷".join(f"（{one.words()}）" if len(one.terms) > 1 else one.words() for one in (self.part, self.whole))

    def expanded(self, routes: Callable[[Ref], Sum | None]) -> "Fraction":
        """The same over inputs only."""
        return Fraction(self.part.expanded(routes), self.whole.expanded(routes))


def quotient(part: Number, whole: Number) -> Number:
    """To two decimals, halves away from 0, as a spreadsheet rounds."""
    hundredths = (100 * Decimal(part) / Decimal(whole)).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return rounded(hundredths / 100)
