"""The 校验码: six digits over form, year and every input, so that paper and file can be matched by eye (design, 5.4).

A weighted sum modulo a prime. No weight is a multiple of the prime, so changing one input by less than the prime
always changes the code; the weights differ, so swapping two inputs does too. They are small enough for a spreadsheet
to add up exactly, and even, so that a stray half never decides how a sum is rounded.

An amount counts in its sixth decimal (0.01 元 of 万元). Six digits cannot tell more than a million values apart: the
changes of an amount that go unseen are the multiples of 0.999983.
"""

import hashlib
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from toolkit.form.form import Form
from toolkit.form.table import Cell
from toolkit.numbers import Number

PRIME = 999_983
SPREAD = 271_828
YEAR = 7_919
AMOUNT = 1_000_000
REACH = 10**9  # no figure of a real report comes near; below it a spreadsheet adds up exactly, beyond it counts as 0


def weights(form: Form) -> dict[str, int]:
    """An even weight below 10,000 for each input, all different."""
    return {cell.id: 2 * (1 + position * 2_654 % 4_999) for position, cell in enumerate(form.inputs)}


def seed(form: Form) -> int:
    """The start of the weighted sum: SHA-256 of the form's key, modulo :data:`PRIME`."""
    return int(hashlib.sha256(form.key.encode()).hexdigest(), 16) % PRIME


def check_code(form: Form, year: int, number: Callable[[str], Number]) -> str:
    """Six digits; ``number`` gives each input by id, 0 where there is none."""
    total = sum((_share(cell, number(cell.id)) * weight for cell, weight in _weighed(form)), start=Decimal(0))
    whole = _rounded(total) + year * YEAR + seed(form)
    return f"{whole % PRIME * SPREAD % PRIME:06d}"


def in_reach(number: Number) -> bool:
    """Whether a number is small enough to be weighted exactly in a spreadsheet's double: less than :data:`REACH`."""
    return -REACH < number < REACH


def _weighed(form: Form) -> list[tuple[Cell, int]]:
    found = weights(form)
    return [(cell, found[cell.id]) for cell in form.inputs]


def _share(cell: Cell, number: Number) -> Decimal:
    if not in_reach(number):
        return Decimal(0)
    return Decimal(_rounded(Decimal(number) * AMOUNT) % PRIME if cell.kind == "amount" else number)


def _rounded(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))
