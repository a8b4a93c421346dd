"""Whatever is done to a file, it ends in findings that can be worded or in a refusal that says why.

The long version writes its figures to docs/proof/fuzz.md; other formats are in tests/tasks.
"""

from collections import Counter
from functools import cache, partial
from pathlib import Path
from random import Random

import pytest

from tests.drawn import second_form
from tests.office.sheets.drawn_parts import typed
from tests.workbook.fuzzed import Outcome, faults, many, measured, write
from tests.workbook.mutations import KINDS_OF_DAMAGE, damaged

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "huaian-2024" / "workbook.xlsx"
SEVERAL = 10_000


@cache
def sources() -> tuple[bytes, bytes]:
    """The small form, filled in, and a sample with figures from life."""
    return typed(second_form()), SAMPLE.read_bytes()


def one(seed: int) -> Outcome:
    kind = KINDS_OF_DAMAGE[seed % len(KINDS_OF_DAMAGE)]
    small, rich = sources()
    data, other = (rich, small) if seed % 5 == 0 else (small, rich)
    return measured(kind, seed, partial(damaged, data, other, kind, Random(seed)))


def test_two_hundred_damaged_files() -> None:
    """A few of each kind, the same ones each time."""
    outcomes = [one(seed) for seed in range(210)]
    assert faults(outcomes) == []
    assert {"findings", "unreadable", "no finding"} <= Counter(each.result for each in outcomes).keys()


@pytest.mark.prove
def test_ten_thousand_damaged_files() -> None:
    """The long version, for the record."""
    outcomes = many(one, SEVERAL)
    write(".xlsx", outcomes)
    assert faults(outcomes) == []
