"""Workbooks vandalised in every way we know: each figure comes back, or its loss is named; none is wrong unseen.

The long version writes its figures to docs/proof/vandal.md.
"""

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from random import Random

import pytest
from python_calamine import load_workbook

from tests.drawn import both_forms, official_form
from tests.vandal.judge import faults, outcome, tally
from tests.vandal.kind import Kind
from tests.vandal.kinds import KINDS, vandalised
from tests.vandal.kinds_typed import TYPED
from tests.vandal.mend import unmended
from tests.vandal.patient import Damaged
from tests.vandal.samples import drawn_from, telling, telling_workbook
from toolkit.form.model import Form
from toolkit.workbook.places import Place

PROOF = Path(__file__).resolve().parents[2] / "docs" / "proof" / "vandal.md"
WORKBOOKS, SUBMISSIONS, MOST = 2000, 60, 4
ALONE = [(kind, form) for kind in KINDS for form in both_forms() if kind.structural or form is official_form()]


@cache
def alone(kind: Kind | None, form: Form) -> Damaged:
    """The telling workbook of a form after one kind of damage, or none."""
    damaged = vandalised(
        telling_workbook(form), telling(form), [kind] if kind else [], Random(kind.name if kind else "")
    )
    assert damaged is not None, f"{kind and kind.name} finds nothing to damage in {form.key}"
    return damaged


@pytest.mark.parametrize(("kind", "form"), ALONE, ids=[f"{kind.name}-{form.id}" for kind, form in ALONE])
def test_each_kind_alone(kind: Kind, form: Form) -> None:
    """Where this fails, the damage and its place are said."""
    damaged = alone(kind, form)
    assert faults(damaged, outcome(damaged.workbook)) == [], damaged.said


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_stranger_finds_each_figure_where_the_vandal_says(kind: Kind, official: Form) -> None:
    """The truth itself is proved: python-calamine opens the changed file and sees what the officer meant."""
    damaged = alone(kind, official)
    assert damaged.workbook != alone(None, official).workbook
    shown = _shown(damaged.workbook)
    clear = set(damaged.figures) - damaged.lost - damaged.touched
    seen = {id: _at(shown, damaged.places[id]) for id in clear}
    wrong = {id for id in clear if seen[id] != damaged.figures[id] and not (seen[id] == "" and not damaged.figures[id])}
    if kind in TYPED:
        wrong = {id for id in wrong if id not in damaged.said[0]}
    assert wrong == set()


def _shown(workbook: bytes) -> dict[str, Sequence[Sequence[object]]]:
    book = load_workbook(io.BytesIO(workbook))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def _at(shown: dict[str, Sequence[Sequence[object]]], place: Place) -> object:
    rows = shown[place.sheet]
    row = rows[place.row - 1] if place.row <= len(rows) else []
    return row[place.column - 1] if place.column <= len(row) else ""


@pytest.mark.parametrize("seed", range(20))
def test_several_at_once(seed: int) -> None:
    """What one kind leaves to find a figure by, the next may take away."""
    damaged = combined(seed)
    assert faults(damaged, outcome(damaged.workbook)) == [], damaged.said


@pytest.mark.parametrize("seed", range(20))
def test_repaired_and_filled_in_it_passes(seed: int) -> None:
    """Whatever happened to a workbook, there is a way back from it."""
    damaged = combined(seed)
    assert unmended(damaged) == [], damaged.said


def test_kinds_are_told_apart() -> None:
    """The table of the proof has one line for each."""
    assert len({kind.name for kind in KINDS}) == len(KINDS) >= 36
    assert len({kind.chinese for kind in KINDS}) == len({kind.english for kind in KINDS}) == len(KINDS)


def combined(seed: int) -> Damaged:
    """Two to four kinds on one of the filled workbooks; a kind that finds nothing to damage is drawn again."""
    random = Random(seed)
    submission, workbook = drawn_from(random.randrange(SUBMISSIONS))
    while True:
        kinds = random.sample(KINDS, random.randint(2, MOST))
        damaged = vandalised(workbook, submission, kinds, random)
        if damaged is not None:
            return damaged


@dataclass
class Count:
    """How many workbooks a kind damaged, and what became of their inputs."""

    workbooks: Counter[str] = field(default_factory=Counter)
    inputs: dict[str, Counter[str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def add(self, damaged: Damaged, name: str) -> None:
        result = outcome(damaged.workbook)
        found = tally(damaged, result)
        for kind in (*damaged.kinds, ""):
            self.workbooks[kind] += 1
            self.inputs.setdefault(kind, Counter()).update(found)
        wrong = [*faults(damaged, result), *unmended(damaged)]
        self.faults += [f"{name} {'、'.join(damaged.kinds)}: {fault}" for fault in wrong]

    def join(self, other: "Count") -> None:
        self.workbooks.update(other.workbooks)
        for kind, found in other.inputs.items():
            self.inputs.setdefault(kind, Counter()).update(found)
        self.faults += other.faults


def counted(seeds: range) -> Count:
    """The work of one process."""
    count = Count()
    for seed in seeds:
        count.add(combined(seed), str(seed))
    return count


@pytest.mark.prove
def test_two_thousand_workbooks() -> None:
    """The long version, for the record: combinations of two to four kinds; what one takes away, another may need."""
    total = Count()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for part in pool.map(counted, (range(start, start + 50) for start in range(0, WORKBOOKS, 50))):
            total.join(part)
    PROOF.write_text("\n".join(_page(total)), encoding="utf-8")
    assert total.faults == []


def _page(total: Count) -> Iterator[str]:
    yield from ("# Vandalised workbooks", "", INTRODUCTION, "")
    yield f"{total.workbooks['']} workbooks, {len(KINDS)} kinds of damage, {len(total.faults)} faults."
    yield ""
    yield "| damage | workbooks | recovered | loss named | read otherwise, named | wrong without a finding | refused |"
    yield "|---|---|---|---|---|---|---|"
    for name, said in (*((kind.name, f"{kind.chinese} · {kind.english}") for kind in KINDS), ("", "all")):
        found = total.inputs.get(name, Counter())
        states = [found[state] for state in ("recovered", "lost", "doubtful", "unnamed", "refused")]
        yield "| " + " | ".join(map(str, (said, total.workbooks[name], *states))) + " |"
    yield ""


INTRODUCTION = """Made by `make prove`. Filled workbooks (every figure another number; random submissions of both
forms; the samples) are damaged in two to four ways at once, read and checked. An input is recovered where it is read as
the officer meant it. Otherwise a finding must name it, and not one that stands there without the damage as well. Each
workbook counts in the line of every damage that it has. Refused is a file in which nothing tells any more whose it
is.

Each was then repaired, what repair lists was filled in as it was meant, and the result passes every check that the
undamaged workbook passes, with every figure and paragraph as it was meant, or named when the damage was told."""
