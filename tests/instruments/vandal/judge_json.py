"""Judges what is made of a damaged JSON: as :mod:`tests.instruments.vandal.judge` does it for workbooks."""

from dataclasses import replace
from pathlib import Path
from random import Random

from tests.drawn import both_forms
from tests.instruments.vandal.judge import Outcome
from tests.instruments.vandal.kinds.json import JsonKind, Paper, paper
from toolkit.checks.check import check
from toolkit.checks.finding import Finding, Level
from toolkit.checks.messages.wording import worded
from toolkit.checks.reading import Reading
from toolkit.errors import UserError
from toolkit.submission.submission import Submission
from toolkit.tasks.files.inputs import read_data


def damaged(submission: Submission, kind: JsonKind, random: Random) -> Paper:
    sick = paper(submission)
    assert kind.act(sick, random)
    return sick


def outcome(data: bytes) -> Outcome:
    """Read as a file that came by mail; whatever is raised but a refusal is a fault."""
    try:
        [filed] = read_data(Path("年报.json"), data, both_forms())
    except UserError as refusal:
        return Outcome(refused=refusal.code)
    except Exception as error:
        return Outcome(raised=f"{type(error).__name__}: {error}")
    if isinstance(filed.outcome, UserError):
        return Outcome(refused=filed.outcome.code)
    findings = check(filed.outcome)
    for finding in findings:
        worded(finding, filed.outcome)
    return Outcome(filed.outcome, findings)


def faults(sick: Paper, result: Outcome) -> list[str]:
    if result.raised:
        return [f"raised {result.raised}"]
    if result.reading is None:
        return [] if sick.refusable else [f"refused: {result.refused}"]
    read = result.reading.submission
    told = {id for finding in _new(sick, result) for id in finding.cells}
    wrong = {id for id, figure in sick.figures.items() if read.figure(id) != figure}
    return [
        *(
            f"{id}: read as {read.figure(id)}, is {sick.figures[id]}, and no finding names it"
            for id in sorted(wrong - told)
        ),
        *(f"{id}: must be named" for id in sorted(sick.touched - told)),
    ]


def alarms(sick: Paper, result: Outcome) -> list[str]:
    """Findings of level error where nothing was lost."""
    errors = [finding for finding in _new(sick, result) if finding.level is Level.ERROR]
    return [f"{each.code} {each.cells[:3]}" for each in errors if not set(each.cells) & sick.touched]


def _new(sick: Paper, result: Outcome) -> list[Finding]:
    """What would not be found if the file were whole."""
    known = {id: figure for id, figure in sick.figures.items() if figure is not None}
    usual = {(finding.code, finding.cells) for finding in check(Reading(replace(sick.submission, entries=known)))}
    return [finding for finding in result.findings if (finding.code, finding.cells) not in usual]
