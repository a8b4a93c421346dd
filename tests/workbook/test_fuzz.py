"""Whatever is done to a file, it ends in findings that can be worded or in a refusal that says why.

The long version writes its figures to docs/proof/fuzz.md.
"""

import os
from collections import Counter
from collections.abc import Iterable
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from random import Random

import pytest

from tests.drawn import both_forms, second_form
from tests.oracles.office import needs_office, saved_as
from tests.workbook.drawn_parts import typed
from tests.workbook.mutations import BYTES, KINDS_OF_DAMAGE, damaged
from toolkit.checks.check import check
from toolkit.checks.refusals import refused
from toolkit.checks.wording import worded
from toolkit.files.opening import opened
from toolkit.submission.refusal import Refusal
from toolkit.workbook.read import read_book

PROOF = Path(__file__).resolve().parents[2] / "docs" / "proof" / "fuzz.md"
SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "huaian-2024" / "workbook.xlsx"
SEVERAL = 10_000
CRASHED = "crashed"

Outcome = tuple[str, str, str]  # kind of damage, what came of it, and what went wrong if anything did


@cache
def sources() -> tuple[bytes, bytes]:
    """The small form, filled in, and a sample with figures from life."""
    return typed(second_form()), SAMPLE.read_bytes()


def outcome(data: bytes) -> str:
    """Any exception but a refusal is a fault of ours."""
    try:
        reading = read_book(opened(data), both_forms())
    except Refusal as refusal:
        return refusal.code if refused(refusal) else CRASHED
    findings = check(reading)
    for finding in findings:
        assert worded(finding, reading).message
    return "findings" if findings else "no finding"


def one(seed: int) -> Outcome:
    random = Random(seed)
    kind = KINDS_OF_DAMAGE[seed % len(KINDS_OF_DAMAGE)]
    small, rich = sources()
    data, other = (rich, small) if seed % 5 == 0 else (small, rich)
    try:
        return kind, outcome(damaged(data, other, kind, random)), ""
    except Exception as error:
        return kind, CRASHED, f"seed {seed}, {kind}: {error!r}"


def faults(outcomes: Iterable[Outcome]) -> list[str]:
    return [fault for _, _, fault in outcomes if fault]


def test_two_hundred_damaged_files() -> None:
    """A few of each kind, the same ones each time."""
    outcomes = [one(seed) for seed in range(210)]
    assert faults(outcomes) == []
    found = Counter(result for _, result, _ in outcomes)
    assert {"findings", "unreadable", "no finding"} <= found.keys()


@needs_office
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_damaged_files_of_other_formats(suffix: str, tmp_path: Path) -> None:
    """Whatever reads them may panic; nobody sees it."""
    file = tmp_path / "a.xlsx"
    file.write_bytes(typed(second_form()))
    [saved] = saved_as([file], tmp_path / "saved", suffix)
    data = saved.read_bytes()
    assert outcome(data) in ("findings", "no finding")
    for seed in range(60):
        kinds = list(BYTES) if suffix == "xls" else KINDS_OF_DAMAGE
        outcome(damaged(data, SAMPLE.read_bytes(), kinds[seed % len(kinds)], Random(seed)))


@pytest.mark.prove
def test_ten_thousand_damaged_files() -> None:
    """The long version, for the record."""
    with get_context("spawn").Pool(os.cpu_count()) as pool:
        outcomes = pool.map(one, range(SEVERAL), chunksize=100)
    found = Counter((kind, _column(result)) for kind, result, _ in outcomes)
    lines = ["# Damaged files", "", INTRODUCTION, "", f"| damage | files | {' | '.join(COLUMNS)} |"]
    lines += ["|---|---|" + "---|" * len(COLUMNS)]
    for kind in KINDS_OF_DAMAGE:
        counts = [found[kind, column] for column in COLUMNS]
        lines.append(f"| {kind.replace('_', ' ')} | {sum(counts)} | {' | '.join(map(str, counts))} |")
    PROOF.write_text("\n".join([*lines, ""]), encoding="utf-8")
    assert faults(outcomes) == []


COLUMNS = ("no finding", "findings", "not readable", "too large", "not ours", CRASHED)
NAMED = {"no finding", "findings", CRASHED}


def _column(result: str) -> str:
    if result in NAMED:
        return result
    return {"too-large": "too large", "not-ours": "not ours", "unknown-form": "not ours"}.get(result, "not readable")


INTRODUCTION = """Made by `make prove`. A filled workbook is damaged at random places: the bytes of the file (flip, cut,
insert, duplicate, splice with another file), or the XML of one of its parts before it is zipped again. Each file must
end in a reading whose findings can be worded, or in a refusal with a sentence; an exception would count as “crashed”.
“No finding” means that the damage touched nothing that a report is made of."""
