"""Judges a reader: what it made of a damaged workbook, against the truth."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tests.drawn import both_forms
from tests.instruments.vandal.patient import HEAD, TEXT, Damaged
from toolkit.checks.check import check
from toolkit.checks.finding import Finding, Level, SheetsAmiss
from toolkit.checks.messages.wording import worded
from toolkit.checks.reading import Reading
from toolkit.errors import UserError
from toolkit.office.sheets.addresses import parse_area
from toolkit.rich_text import plain
from toolkit.submission.submission import Submission
from toolkit.workbook.design.layout import layout
from toolkit.workbook.read.reader import read


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
    except UserError as refusal:
        return Outcome(refused=refusal.code)
    except Exception as error:
        return Outcome(raised=f"{type(error).__name__}: {error}")
    return Outcome(reading, findings)


def faults(damaged: Damaged, result: Outcome) -> list[str]:
    """What the reader did wrong; nothing where every figure and paragraph is right or named."""
    if result.raised:
        return [f"raised {result.raised}"]
    if result.reading is None:
        return [] if damaged.nameless or damaged.refusable else [f"refused: {result.refused}"]
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
    told = news(damaged, result)
    found = {id for finding in told for id in finding.cells}
    return found | _in_wholes(damaged, told) | pointed(damaged, told)


def news(damaged: Damaged, result: Outcome) -> list[Finding]:
    """The findings that would not be there without the damage, or would say something else."""
    usual = check(Reading(damaged.original))
    return [each for each in result.findings if each not in usual]


def pointed(damaged: Damaged, findings: Iterable[Finding]) -> set[str]:
    """The figures and texts that stand, wherever that is now, at a place that a finding gives."""
    refs = [
        (ref, spot.sheet) for finding in findings for spot in finding.spots for ref in re.findall(r"[\w$:]+", spot.ref)
    ]
    areas = [box for ref, sheet in refs if (box := parse_area(ref, sheet))]
    if not areas:
        return set()
    stands = [*damaged.outside.items(), *((_of(tag), place) for tag, place in damaged.places.items())]
    return {id for id, place in stands if any(box.holds(place) for box in areas)}


def _of(tag: str) -> str:
    """The text that a paragraph belongs to; a figure's tag is its id."""
    return tag.removeprefix(TEXT).rpartition(":")[0] if tag.startswith(TEXT) else tag


def _in_wholes(damaged: Damaged, findings: Iterable[Finding]) -> set[str]:
    """What stands on a sheet that is lost, or of which there are two that are the same."""
    amiss = [each for each in findings if isinstance(each, SheetsAmiss)]
    lost = {sheet for each in amiss if each.code == "cell-missing" or not each.cells for sheet in each.sheets}
    return {id for id, sheets in _sheets(damaged).items() if sheets & lost}


def _sheets(damaged: Damaged) -> dict[str, set[str]]:
    """Of each figure and text: its sheet as it was drawn and as it is now."""
    placed = layout(damaged.original.form)
    now = {tag: place.sheet for tag, place in damaged.places.items()}
    found = {id: {place.sheet, now.get(id, "")} for id, place in placed.figures.items()}
    found |= {id: {places[0].sheet, now.get(HEAD + id, "")} for id, places in placed.texts.items()}
    return {id: sheets - {""} for id, sheets in found.items()}


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
        if id not in called and value not in (reading.submission.figure(id), str(reading.submission.figure(id)))
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


def alarms(damaged: Damaged, result: Outcome) -> list[str]:
    """Findings of level error where nothing was lost: the second measure, of a reader that is too strict.

    Those are left out that would stand there if the file were whole, and those on a table or text in which something
    really is lost or doubtful: what follows from a loss is no false alarm.
    """
    if result.reading is None:
        return []
    usual = {(finding.code, finding.cells) for finding in check(Reading(meant(damaged)))}
    errors = [each for each in result.findings if each.level is Level.ERROR and (each.code, each.cells) not in usual]
    hurt = {_part(damaged, id) for id in _doubtful(damaged, result.reading)}
    return [f"{each.code} {each.cells[:3]}" for each in errors if not hurt & _accused(damaged, each)]


def meant(damaged: Damaged) -> Submission:
    """What would be read if the file were whole."""
    known = {id: figure for id, figure in damaged.figures.items() if figure is not None}
    return replace(damaged.original, entries=known)


def _doubtful(damaged: Damaged, reading: Reading) -> set[str]:
    read, original = reading.submission, damaged.original
    figures = {id for id, figure in damaged.figures.items() if figure is None or read.figure(id) != figure}
    texts = {
        id
        for id, written in damaged.texts.items()
        if Counter(plain(said) for said in original.texts.get(id, ())) != Counter(written)
        or Counter(plain(said) for said in read.texts.get(id, ())) != Counter(written)
    }
    totals = {id for id, value in damaged.stated.items() if value not in (read.figure(id), str(read.figure(id)))}
    return figures | texts | totals | damaged.touched | damaged.lost


def _part(damaged: Damaged, id: str) -> str:
    """The table of a figure; a text is its own part."""
    cells = damaged.original.form.cells
    return cells[id].table if id in cells else id


def _accused(damaged: Damaged, finding: Finding) -> set[str]:
    accused = set(finding.cells) or _in_wholes(damaged, [finding]) or {*damaged.figures, *damaged.texts}
    return {_part(damaged, id) for id in accused}
