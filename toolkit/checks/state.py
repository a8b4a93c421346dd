"""The three states of an identity: waiting (something is blank), holding, broken. Workbook and program share them."""

from collections.abc import Callable
from dataclasses import dataclass

from toolkit.form.expression import HOLDS, Ref
from toolkit.form.form import Check
from toolkit.numbers import Number, plain_number, rounded


@dataclass(frozen=True, slots=True)
class State:
    """``waiting`` without a difference, else ``difference`` is left minus right, None while the identity holds."""

    waiting: bool
    difference: Number | None = None

    @property
    def gap(self) -> Number:
        """The difference without its sign."""
        difference = self.difference or 0
        return -difference if difference < 0 else difference

    @property
    def holds(self) -> bool:
        """Whether all figures are there and the identity is true."""
        return not self.waiting and self.difference is None


WAITING = State(True)


def state(check: Check, known: Callable[[Ref], Number | None], stated: Number | None = None) -> State:
    """``known`` gives a figure or None; ``stated`` is what stands in the cell of a total, if anything does."""
    if any(known(ref) is None for ref in check.inputs):
        return WAITING

    def number(ref: Ref) -> Number:
        return known(ref) or 0

    left = stated if stated is not None else check.left.value(number)
    return compare(check.operator, left, check.right.value(number))


def compare(operator: str, left: Number, right: Number) -> State:
    """The state of ``left operator right``, with the difference rounded against errors of binary fractions."""
    difference = rounded(left - right)
    return State(False, None if HOLDS[operator](difference, 0) else difference)


def difference(left: Number, right: Number) -> str:
    """By how much the first misses the second: “少6”, “多2”."""
    return f"少{plain_number(rounded(right - left))}" if left < right else f"多{plain_number(rounded(left - right))}"
