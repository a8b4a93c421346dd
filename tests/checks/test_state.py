"""The three states of an identity; the workbook's live check lines show the same."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from toolkit.checks.state import compare, state
from toolkit.form.expression import Ref, Sum, Term
from toolkit.form.form import Check
from toolkit.numbers import Number, rounded

CHECK = Check(None, "t", None, "column", "==", Sum((Term("甲", 1, (Ref("a"),)),)), Sum((Term("乙", 1, (Ref("b"),)),)))

# left | sign | right | difference, empty while it holds
COMPARED = """
3        | ==  | 3        |
3        | ==  | 5        | -2
0.1      | ==  | 0.1      |
0.1      | ==  | 0.1000001 |
0.1      | ==  | 0.100001 | -0.000001
3        | <=  | 3        |
2        | <=  | 3        |
3.5      | <=  | 3        | 0.5
3        | >=  | 3        |
2        | >=  | 3        | -1
3.0000004 | <= | 3        |
"""


@pytest.mark.parametrize("line", [line for line in COMPARED.splitlines() if line])
def test_when_an_identity_holds(line: str) -> None:
    """Differences below a hundredth of a 元 are rounding, not faults."""
    left, sign, right, difference = (cell.strip() for cell in line.split("|"))
    found = compare(sign, Decimal(left), Decimal(right))
    assert found.difference == (Decimal(difference) if difference else None)
    assert found.holds is (not difference)


@pytest.mark.parametrize(
    ("known", "waiting", "difference"),
    [
        ({"a": 1, "b": 1}, False, None),
        ({"a": 1, "b": 3}, False, -2),
        ({"a": 1, "b": None}, True, None),
        ({"a": None, "b": None}, True, None),
        ({"a": 0, "b": 0}, False, None),
    ],
)
def test_a_blank_waits(known: Mapping[str, Number | None], waiting: bool, difference: int | None) -> None:
    """While something is blank nothing can be said: neither that it holds nor that it is broken."""
    found = state(CHECK, lambda ref: known[ref.id])
    assert (found.waiting, found.difference) == (waiting, difference)
    assert not (found.waiting and found.holds)


def test_a_stated_total_stands_for_the_left_side() -> None:
    """Of a total, what stands in the cell is compared, not what it should be."""
    assert state(CHECK, lambda ref: 1, stated=4).difference == 3


@pytest.mark.parametrize(("value", "kept"), [(3, 3), ("2.50", "2.5"), ("1.0000004", 1), ("0.0000005", "0.000001")])
def test_what_counts_in_a_difference(value: int | str, kept: int | str) -> None:
    """Six decimals of 万元; whole differences are said without a point."""
    assert rounded(value if isinstance(value, int) else Decimal(value)) == Decimal(kept)
