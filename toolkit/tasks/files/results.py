"""Results of checking the files of one run, the same for every user interface (design, 5.3)."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from toolkit.checks.check import gravest_first
from toolkit.checks.finding import Level
from toolkit.checks.messages.told import Told, tell
from toolkit.checks.prose.similar import alike
from toolkit.checks.reading import Reading
from toolkit.errors import UserError
from toolkit.form.form import Form
from toolkit.submission.json import code_of
from toolkit.submission.submission import Submission
from toolkit.tasks.check import check
from toolkit.tasks.files.guard import working_on
from toolkit.tasks.files.inputs import Filed, lost_input, read_file
from toolkit.tasks.last_year import LookUp


@dataclass(frozen=True)
class Result:
    """What is to be said about one submission. ``refusal``: it, or last year's report for it, could not be read."""

    filed: Filed
    told: tuple[Told, ...] = ()
    refusal: UserError | None = None

    @property
    def reading(self) -> Reading | None:
        """What was read; None where the file could not be read."""
        return self.filed.outcome if isinstance(self.filed.outcome, Reading) else None

    @property
    def submission(self) -> Submission | None:
        """What was filed; None where the file could not be read."""
        return self.reading.submission if self.reading else None

    def count(self, level: Level) -> int:
        """How many findings are of this level."""
        return sum(each.finding.level is level for each in self.told)


def result(filed: Filed, look_up: LookUp) -> Result:
    """Check one submission, against last year's where there is one."""
    if isinstance(filed.outcome, UserError):
        return Result(filed, refusal=filed.outcome)
    try:
        with working_on(filed.name):
            return _checked(filed, filed.outcome, look_up)
    except UserError as refusal:
        return Result(Filed(filed.path, refusal, filed.position), refusal=refusal)


def _checked(filed: Filed, reading: Reading, look_up: LookUp) -> Result:
    last_year, missing = None, None
    try:
        last_year = look_up(reading.submission)
    except UserError as refusal:
        missing = refusal
    return Result(filed, check(reading, last_year), missing)


def compared(results: list[Result]) -> list[Result]:
    """With what the reports of one run have in common, each told with its other findings."""
    read = {number: each.filed.outcome for number, each in enumerate(results)}
    readings = {number: outcome for number, outcome in read.items() if isinstance(outcome, Reading)}
    numbers = list(readings)
    more = list(results)
    for position, finding in alike([reading.submission for reading in readings.values()]):
        number = numbers[position]
        found = gravest_first([*(each.finding for each in more[number].told), finding])
        more[number] = replace(more[number], told=tell(readings[number], found))
    return more


@dataclass(frozen=True)
class CheckFile:
    """Reads and checks everything in one file; a record, so that another process can be given it as its work."""

    known: tuple[Form, ...]
    password: str
    look_up: LookUp

    def __call__(self, path: Path) -> tuple[Result, ...]:
        """Whatever is wrong with a file stands in its results; nothing is raised."""
        return tuple(result(filed, self.look_up) for filed in read_file(path, self.known, self.password))


def lost_file(path: Path, late: bool) -> tuple[Result, ...]:
    """The result for a file whose process ended before it was read; ``late``: because it took too long."""
    [filed] = lost_input(path, late)
    assert isinstance(filed.outcome, UserError)
    return (Result(filed, refusal=filed.outcome),)


def as_json(result: Result) -> dict[str, Any]:
    """One entry of ``check --json``; a file that could not be read has no identity."""
    entry: dict[str, Any] = {
        "file": str(result.filed.path),
        "unit": None,
        "code": None,
        "year": None,
        "form": None,
        "ok": False,
        "check_code": None,
    }
    if submission := result.submission:
        entry |= {
            "unit": submission.unit,
            "code": submission.code,
            "year": submission.year,
            "form": submission.form.key,
            "ok": not result.count(Level.ERROR),
            "check_code": code_of(submission),
        }
        return entry | {"findings": [_finding(each) for each in result.told]}
    assert result.refusal
    return entry | {"findings": [_refusal(result.refusal)]}


def _finding(told: Told) -> dict[str, Any]:
    return {
        "code": told.finding.code,
        "level": told.finding.level.value,
        "cells": list(told.finding.cells),
        "where": [{"sheet": spot.sheet, "ref": spot.ref} for spot in told.where],
        "message": told.words.message,
        "expected": told.words.expected,
        "found": told.words.found,
    }


def _refusal(refusal: UserError) -> dict[str, Any]:
    return {
        "code": refusal.code,
        "level": Level.ERROR.value,
        "cells": [],
        "where": [],
        "message": refusal.text,
        "expected": "",
        "found": "",
    }
