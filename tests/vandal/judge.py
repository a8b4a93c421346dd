"""Judges a reader: what it made of a damaged workbook, against the truth."""

from collections import Counter
from dataclasses import dataclass

from tests.drawn import both_forms
from tests.vandal.patient import HEAD, Damaged
from toolkit.checks.check import check
from toolkit.checks.finding import Finding
from toolkit.checks.reading import Reading
from toolkit.checks.wording import worded
from toolkit.submission.refusal import Refusal
from toolkit.submission.text import plain
from toolkit.workbook.layout import layout
from toolkit.workbook.read import read


@dataclass(frozen=True)
class Outcome:
    """What a reader made of a workbook: a reading with all that was found, or why there is none."""

    reading: Reading | None = None
    findings: tuple[Finding, ...] = ()
    refused: str = ""
    raised: str = ""


def outcome(workbook: bytes) -> Outcome:
    """Read, check and put every finding into words; whatever is raised but a refusal is a fault."""
    try:
        reading = read(workbook, both_forms())
        findings = check(reading)
        for finding in findings:
            worded(finding, reading)
    except Refusal as refusal:
        return Outcome(refused=refusal.code)
    except Exception as error:
        return Outcome(raised=f"{type(error).__name__}: {error}")
    return Outcome(reading, findings)


def faults(damaged: Damaged, result: Outcome) -> list[str]:
    """What the reader did wrong; nothing where every figure and paragraph is right or named."""
    if result.raised:
        return [f"raised {result.raised}"]
    if result.reading is None:
        return [] if damaged.nameless else [f"refused: {result.refused}"]
    called = named(damaged, result)
    return [
        *_identity(damaged, result.reading),
        *_figures(damaged, result.reading, called),
        *_texts(damaged, result.reading, called),
        *_totals(damaged, result.reading, called),
        *(f"{id}: must be named" for id in sorted(damaged.touched - called)),
    ]


def named(damaged: Damaged, result: Outcome) -> set[str]:
    """The figures and texts that findings name: each by itself, or as parts of a table or sheet as a whole.

    What would be found without any damage names nothing: it says nothing about the damage.
    """
    usual = {(finding.code, finding.cells) for finding in check(Reading(damaged.original))}
    told = [finding for finding in result.findings if (finding.code, finding.cells) not in usual]
    found = {id for finding in told for id in finding.cells}
    facts = [fact for finding in told if not finding.cells for fact in finding.facts.values()]
    wholes = {fact for fact in facts if isinstance(fact, str)}
    return found | {id for id, places in _wholes(damaged).items() if places & wholes}


def _wholes(damaged: Damaged) -> dict[str, set[str]]:
    """Of each figure and text: its table, its sheet as it was drawn and as it is now."""
    form, placed = damaged.original.form, layout(damaged.original.form)
    now = {tag: place.sheet for tag, place in damaged.places.items()}
    found = {id: {cell.table, placed.figures[id].sheet, now.get(id, "")} for id, cell in form.cells.items()}
    found |= {id: {places[0].sheet, now.get(HEAD + id, "")} for id, places in placed.texts.items()}
    return {id: places - {""} for id, places in found.items()}


def _identity(damaged: Damaged, reading: Reading) -> list[str]:
    if damaged.nameless:
        return []
    read, meant = reading.submission, damaged.original
    pairs = {"form": (read.form, meant.form), "unit": (read.unit, meant.unit), "year": (read.year, meant.year)}
    return [f"{what}: {got!r}, not {right!r}" for what, (got, right) in pairs.items() if got != right]


def _figures(damaged: Damaged, reading: Reading, called: set[str]) -> list[str]:
    return [
        f"{id}: read as {reading.submission.figure(id)}, is {figure}, and no finding names it"
        for id, figure in damaged.figures.items()
        if id not in called and reading.submission.figure(id) != figure
    ]


def _texts(damaged: Damaged, reading: Reading, called: set[str]) -> list[str]:
    wrong = []
    for id, written in damaged.texts.items():
        got = Counter(plain(each) for each in reading.submission.texts.get(id, ()))
        missing, foreign = Counter(written) - got, got - Counter(written)
        if id not in called and (missing or foreign):
            wrong.append(f"{id}: missing {list(missing)}, foreign {list(foreign)}, and no finding names it")
    return wrong


def _totals(damaged: Damaged, reading: Reading, called: set[str]) -> list[str]:
    """A total that states another number than the sum of what was read."""
    return [
        f"{id}: states {value}, is {reading.submission.figure(id)}, and no finding names it"
        for id, value in damaged.stated.items()
        if id not in called and value != reading.submission.figure(id)
    ]


def tally(damaged: Damaged, result: Outcome) -> Counter[str]:
    """Inputs by what became of them: recovered; or named as lost, or as read otherwise; or neither."""
    if result.reading is None:
        return Counter(refused=1)
    called = named(damaged, result)
    count: Counter[str] = Counter()
    for id, figure in damaged.figures.items():
        got = result.reading.submission.figure(id)
        if got == figure:
            count["recovered"] += 1
        elif id not in called:
            count["unnamed"] += 1
        else:
            count["lost" if got is None else "doubtful"] += 1
    return count
