"""What a clerk and an officer do with a damaged workbook: find what can be found, fill in what is listed, check."""

from collections import Counter
from dataclasses import replace

from tests.drawn import both_forms
from tests.instruments.vandal.judge import named, news, outcome, pointed
from tests.instruments.vandal.patient import Damaged
from toolkit.checks.check import check
from toolkit.checks.finding import Finding, Level
from toolkit.checks.reading import Reading
from toolkit.numbers import Number
from toolkit.rich_text import plain
from toolkit.submission.submission import Submission
from toolkit.workbook.read.reader import read
from toolkit.workbook.write.fill import fill
from toolkit.workbook.write.repair import repaired

KNOWN = both_forms()


def unmended(damaged: Damaged) -> list[str]:
    """What is still wrong after repairing the workbook and filling in what repair lists; nothing, if all is well.

    The officer knows the truth about the cells that are listed, and about no others.
    """
    result = outcome(damaged.workbook)
    if result.reading is None:
        return []
    reading = _addressed(result.reading, damaged.original)
    fresh = repaired(reading, KNOWN)
    listed = {id for each in (*reading.findings, *check(read(fresh, KNOWN))) if _to_do(each) for id in each.cells}
    listed |= pointed(damaged, reading.findings) | {id for each in news(damaged, result) for id in each.cells}
    filled = fill(fresh, _told(damaged, read(fresh, KNOWN).submission, listed), KNOWN)
    after = read(filled, KNOWN)
    called = named(damaged, result)
    return [
        *(f"after mending: {code} {cells}" for code, cells in sorted(_errors(after) - _errors(_meant(damaged)))),
        *_otherwise(damaged, after.submission, called),
    ]


def _must(finding: Finding) -> bool:
    return finding.level is Level.ERROR


def _to_do(finding: Finding) -> bool:
    """An officer mends what is wrong, and looks again where a number was dragged into another row.

    Whatever else is said only because of the damage is looked at too.
    """
    return _must(finding) or finding.code == "cells-moved"


def _addressed(reading: Reading, original: Submission) -> Reading:
    """With the unit and year that the clerk gives where the file has none."""
    found = reading.submission
    who = replace(found, unit=found.unit or original.unit, year=found.year or original.year)
    return replace(reading, submission=who)


def _told(damaged: Damaged, found: Submission, listed: set[str]) -> Submission:
    """The submission with the listed figures and texts as they were meant."""
    entries = {**found.entries, **{id: _figure(damaged, id) for id in listed if id in damaged.figures}}
    texts = {**found.texts, **{id: said for id, said in damaged.original.texts.items() if id in listed}}
    return replace(found, entries=entries, texts=texts)


def _figure(damaged: Damaged, id: str) -> Number:
    """What the officer meant; where the damage left nothing, what was filed before; else 0."""
    figure = damaged.figures[id]
    return (damaged.original.figure(id) or 0) if figure is None else figure


def _meant(damaged: Damaged) -> Reading:
    """What would have come back without the damage."""
    entries = {id: _figure(damaged, id) for id in damaged.figures}
    return Reading(replace(damaged.original, entries=entries))


def _errors(reading: Reading) -> set[tuple[str, tuple[str, ...]]]:
    return {(each.code, each.cells) for each in check(reading) if _must(each)}


def _otherwise(damaged: Damaged, after: Submission, called: set[str]) -> list[str]:
    """Figures and paragraphs that are not what was meant, though nothing was ever said about them."""
    wrong = [
        f"{id}: {after.figure(id)}, meant {figure}"
        for id, figure in damaged.figures.items()
        if id not in called and (after.figure(id) or 0) != (figure or 0)
    ]
    for id, written in damaged.texts.items():
        lines = Counter(line for said in after.texts.get(id, ()) for line in plain(said).split("\n"))
        missing = Counter(line for said in written for line in said.split("\n")) - lines
        if id not in called and missing:
            wrong.append(f"{id}: missing {list(missing)}")
    return wrong
