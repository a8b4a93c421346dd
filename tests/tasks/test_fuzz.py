"""Whatever is done to an .ods, an .xls or JSON, it ends in findings that can be worded or in a refusal that says why.

The long version writes its figures to docs/proof/fuzz.md.
"""

import json
from collections import Counter
from functools import cache, partial
from random import Random

import pytest

from tests.drawn import ROOT, filled, second_form
from tests.office.sheets.drawn_ods import ods
from tests.office.sheets.drawn_parts import typed
from tests.office.sheets.drawn_xls import xls
from tests.tasks.mutations import RECORDS, WORDS, damaged_records, damaged_words
from tests.workbook.fuzzed import Outcome, faults, many, measured, outcome, write
from tests.workbook.mutations import BYTES, KINDS_OF_DAMAGE, damaged
from toolkit.office.sheets.open import opened
from toolkit.submission.json import to_json

SAMPLE = ROOT / "samples" / "huaian-2024"
SHARES = {".ods": 3_000, ".xls": 4_000, "JSON": 3_000}  # ten thousand files
KINDS = {".ods": KINDS_OF_DAMAGE, ".xls": (*BYTES, *RECORDS), "JSON": (*BYTES, *WORDS)}


@cache
def sources(suffix: str) -> tuple[bytes, bytes]:
    """The small form, filled in, and a sample with figures from life."""
    if suffix == "JSON":
        two = json.dumps([to_json(filled(second_form()))] * 2, ensure_ascii=False)
        return two.encode(), (SAMPLE / "submission.json").read_bytes()
    books = opened(typed(second_form())), opened((SAMPLE / "workbook.xlsx").read_bytes())
    small, rich = (ods(book) if suffix == ".ods" else xls(book) for book in books)
    return small, rich


def of(suffix: str, seed: int) -> Outcome:
    kind = KINDS[suffix][seed % len(KINDS[suffix])]
    small, rich = sources(suffix)
    data, other = (rich, small) if seed % 5 == 0 else (small, rich)
    return measured(kind, seed, partial(_damaged, data, other, kind, Random(seed)))


def _damaged(data: bytes, other: bytes, kind: str, random: Random) -> bytes:
    if kind in RECORDS:
        return damaged_records(data, kind, random)
    return damaged_words(data, kind, random) if kind in WORDS else damaged(data, other, kind, random)


@pytest.mark.parametrize("suffix", KINDS)
def test_the_files_that_are_damaged_are_good(suffix: str) -> None:
    """Else nothing that is done to them would tell anything."""
    assert {outcome(data) for data in sources(suffix)} <= {"findings", "no finding"}


@pytest.mark.parametrize("suffix", KINDS)
def test_a_few_damaged_files(suffix: str) -> None:
    """Of each kind some, the same ones each time."""
    outcomes = [of(suffix, seed) for seed in range(2 * len(KINDS[suffix]))]
    assert faults(outcomes) == []
    assert len(Counter(each.result for each in outcomes)) > 1


@pytest.mark.prove
@pytest.mark.parametrize("suffix", SHARES)
def test_ten_thousand_damaged_files(suffix: str) -> None:
    """The long version, for the record."""
    outcomes = many(partial(of, suffix), SHARES[suffix])
    write(suffix, outcomes)
    assert faults(outcomes) == []
