"""Workbooks vandalised in every way we know: each figure comes back, or its loss is named; none is wrong unseen, and
a good file is not accused.

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
from tests.instruments.vandal.anywhere import Thrown, thrown, unsaid
from tests.instruments.vandal.judge import alarms, faults, outcome, tally
from tests.instruments.vandal.kind import Fair, Kind
from tests.instruments.vandal.kinds.json import JSON_KINDS
from tests.instruments.vandal.kinds.kinds import KINDS, vandalised
from tests.instruments.vandal.kinds.people import PEOPLE
from tests.instruments.vandal.kinds.typed import TYPED
from tests.instruments.vandal.mend import unmended
from tests.instruments.vandal.patient import Damaged
from tests.instruments.vandal.samples import drawn_from, sampled, telling, telling_workbook
from toolkit.form.form import Form
from toolkit.numbers import Number
from toolkit.office.sheets.addresses import Place

PROOF = Path(__file__).resolve().parents[3] / "docs" / "proof" / "vandal.md"
WORKBOOKS, SUBMISSIONS, MOST, THROWN = 2000, 60, 4, 2000
MENDED = 4  # each so many-eth is repaired and filled in too, which takes as long as all the rest
ALONE = [(kind, form) for kind in KINDS for form in both_forms() if kind.structural or form is official_form()]


def named(kind: Kind) -> str:
    return kind.name


@cache
def alone(kind: Kind | None, form: Form) -> Damaged:
    """The telling workbook of a form after one kind of damage, or none."""
    damaged = vandalised(
        telling_workbook(form), telling(form), [kind] if kind else [], Random(kind.name if kind else "")
    )
    assert damaged is not None, f"{kind and kind.name} finds nothing to damage in {form.key}"
    return damaged


@pytest.mark.parametrize(("kind", "form"), sampled(ALONE, 60), ids=[f"{kind.name}-{form.id}" for kind, form in ALONE])
def test_each_kind_alone(kind: Kind, form: Form) -> None:
    """Where this fails, the damage and its place are said."""
    damaged = alone(kind, form)
    assert faults(damaged, outcome(damaged.workbook)) == [], damaged.said


@pytest.mark.parametrize("kind", sampled([kind for kind in KINDS if kind.fair is Fair.HARMLESS]), ids=named)
def test_what_is_harmless_raises_no_alarm(kind: Kind, official: Form) -> None:
    """A good file is not accused: every figure is read, and no finding of level error speaks of this."""
    damaged = alone(kind, official)
    assert alarms(damaged, outcome(damaged.workbook)) == [], damaged.said


@pytest.mark.parametrize("kind", sampled([kind for kind in KINDS if kind.stranger]), ids=named)
def test_a_stranger_finds_each_figure_where_the_vandal_says(kind: Kind, official: Form) -> None:
    """The truth itself is proved: python-calamine opens the changed file and sees what the officer meant."""
    damaged = alone(kind, official)
    assert damaged.workbook != alone(None, official).workbook
    shown = _shown(damaged.workbook)
    clear = set(damaged.figures) - damaged.lost - damaged.touched - set(damaged.outside)
    seen = {id: _at(shown, damaged.places[id]) for id in clear}
    wrong = {id for id in clear if not _is(seen[id], damaged.figures[id])}
    assert {id: _at(shown, place) for id, place in damaged.outside.items()} == {
        id: damaged.figures[id] for id in damaged.outside
    }
    if kind in (*TYPED, *PEOPLE):
        wrong = {id for id in wrong if id not in damaged.said[0]}
    assert wrong == set()


def _is(seen: object, figure: Number | None) -> bool:
    """A number, or its digits as text; a blank is nothing, or 0."""
    return seen in (figure, str(figure)) or (seen == "" and not figure)


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
    assert len({kind.name for kind in KINDS}) == len(KINDS) >= 300
    assert len({kind.chinese for kind in KINDS}) == len({kind.english for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("seed", range(20))
def test_a_number_anywhere_is_read_or_named(seed: int) -> None:
    """Whatever cell it is thrown into, on whatever sheet, however it is written."""
    case = anywhere(seed)
    assert unsaid(case, outcome(case.workbook)) == []


def anywhere(seed: int) -> Thrown:
    random = Random(seed)
    return thrown(random.choice(both_forms()), random)


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
    alarms: Counter[str] = field(default_factory=Counter)
    thrown: Counter[str] = field(default_factory=Counter)

    def add(self, damaged: Damaged, seed: int) -> None:
        result = outcome(damaged.workbook)
        found = tally(damaged, result)
        for kind in (*damaged.kinds, ""):
            self.workbooks[kind] += 1
            self.inputs.setdefault(kind, Counter()).update(found)
            self.alarms[kind] += len(alarms(damaged, result))
        wrong = [*faults(damaged, result), *(() if seed % MENDED else unmended(damaged))]
        self.faults += [f"{seed} {'、'.join(damaged.kinds)}: {fault}" for fault in wrong]

    def join(self, other: "Count") -> None:
        self.workbooks.update(other.workbooks)
        for kind, found in other.inputs.items():
            self.inputs.setdefault(kind, Counter()).update(found)
        self.faults += other.faults
        self.alarms.update(other.alarms)
        self.thrown.update(other.thrown)


def counted(seeds: range) -> Count:
    """The work of one process."""
    count = Count()
    for seed in seeds:
        try:
            count.add(combined(seed), seed)
        except Exception as error:  # the vandal's own: told with its seed, and the rest goes on
            count.faults.append(f"{seed}: {error!r}")
    return count


def counted_thrown(seeds: range) -> Count:
    """The same for single numbers."""
    count = Count()
    for seed in seeds:
        case = anywhere(seed)
        wrong = unsaid(case, outcome(case.workbook))
        count.thrown["unsaid" if wrong else "said"] += 1
        count.faults += [f"{seed} {fault}" for fault in wrong]
    return count


@pytest.mark.prove
def test_two_thousand_workbooks() -> None:
    """The long version, for the record: combinations of two to four kinds; what one takes away, another may need."""
    total = Count()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for part in pool.map(counted, (range(start, start + 50) for start in range(0, WORKBOOKS, 50))):
            total.join(part)
        for part in pool.map(counted_thrown, (range(start, start + 50) for start in range(0, THROWN, 50))):
            total.join(part)
    PROOF.write_text("\n".join(_page(total)), encoding="utf-8")
    assert total.faults == []


def _page(total: Count) -> Iterator[str]:
    yield from ("# Vandalised workbooks", "", INTRODUCTION, "")
    yield f"{total.workbooks['']} workbooks, {len(KINDS)} kinds of damage, {len(total.faults)} faults."
    yield f"{total.alarms['']} findings of level error where nothing was lost."
    yield f"{total.thrown.total()} numbers thrown anywhere, {total.thrown['unsaid']} neither read nor named."
    yield ""
    yield f"Apart from these there are {len(JSON_KINDS)} kinds of damage to a submission's JSON, each in the tests."
    yield ""
    yield HEADINGS
    yield "|---|---|---|---|---|---|---|---|---|"
    for name, said, fair in (*((kind.name, f"{kind.chinese} · {kind.english}", _fair(kind)) for kind in KINDS), ALL):
        found = total.inputs.get(name, Counter())
        states = [found[state] for state in ("recovered", "lost", "doubtful", "unnamed", "refused")]
        yield "| " + " | ".join(map(str, (said, fair, total.workbooks[name], *states, total.alarms[name]))) + " |"
    yield ""


def _fair(kind: Kind) -> str:
    return f"{kind.fair}, hostile" if kind.hostile else kind.fair


ALL = ("", "all", "")
HEADINGS = (
    "| damage | fair | workbooks | recovered | loss named | read otherwise, named | wrong without a finding | refused "
    "| alarms where nothing was lost |"
)


INTRODUCTION = """Made by `make prove`. Filled workbooks (every figure another number; random submissions of both
forms; the samples) are damaged in two to four ways at once, read and checked. An input is recovered where it is read as
the officer meant it. Otherwise a finding must name it, and not one that stands there without the damage as well. Each
workbook counts in the line of every damage that it has. Refused is a file in which nothing tells any more whose it
is, or that may be refused in fairness (it is cut off, or says that it is encrypted).

Fair is what a judge may expect of the damage alone: what is harmless leaves every figure readable, and no finding of
level error may come of it; all else is named where it is lost or doubtful. Hostile is what no person and no program
that we know does. The last column is the second measure: findings of level error in a table or text where
nothing was lost, each of them an alarm that is too strict, though other damage of the same workbook may have caused it.

A number thrown anywhere is written in one of sixteen ways into one cell of one sheet, hidden or new ones too: within,
beside, below, at the end, on a label, a key, a total. It is read as that input's figure, or a finding names that cell.

Every fourth was then repaired, what repair lists was filled in as it was meant; the result passes every check that the
undamaged workbook passes, with every figure and paragraph as it was meant, or named when the damage was told."""
