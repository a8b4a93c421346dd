"""What is kept of each of ten thousand files that are checked in one run: what is to be said, not what was read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from zlib import compress, decompress

from toolkit.checks.check import gravest_first
from toolkit.checks.finding import Level, Spot
from toolkit.checks.messages.explaining import explanation
from toolkit.checks.messages.told import Told, tell
from toolkit.checks.prose.hit import BrokenTextRule
from toolkit.checks.prose.similar import Sketch, alike, sketch
from toolkit.checks.reading import Reading
from toolkit.errors import UserError
from toolkit.form.form import Form
from toolkit.submission.json import code_of
from toolkit.submission.submission import Submission
from toolkit.tasks.files.inputs import Sent, lost_input, read_file
from toolkit.tasks.files.packed import packed, unpacked
from toolkit.tasks.files.results import Result, result
from toolkit.tasks.last_year import LookUp


@dataclass(frozen=True)
class Checked:
    """``name``: of the file, with the position where it holds several submissions. ``refusal``: why it, or last year's
    report for it, could not be read. ``sketch``: whose it is, and what others of the run are compared with; None where
    it could not be read. ``places``: of the texts. ``explanation``: how these were read, where that was asked for.
    """

    path: Path
    name: str
    told: tuple[Told, ...] = ()
    refusal: UserError | None = None
    check_code: str = ""
    sketch: Sketch | None = None
    places: Mapping[str, Spot] = field(default_factory=dict)
    explanation: tuple[str, ...] = ()

    @classmethod
    def of(cls, result: Result, explain: bool = False) -> "Checked":
        """What is kept of a result."""
        filed, submission = result.filed, result.submission
        if submission is None:
            return cls(filed.path, filed.name, refusal=result.refusal)
        assert result.reading
        places = {id: spot for id, spot in result.reading.places.items() if id in submission.form.texts}
        lines = explanation(submission) if explain else ()
        code, kept = code_of(submission), sketch(submission)
        return cls(filed.path, filed.name, result.told, result.refusal, code, kept, places, lines)

    @property
    def submission(self) -> Submission | None:
        """Whose it is, for which form and year, and nothing else; None where the file could not be read."""
        return self.sketch.submission if self.sketch else None

    def count(self, level: Level) -> int:
        """How many findings are of this level."""
        return sum(each.finding.level is level for each in self.told)


@dataclass(frozen=True)
class CheckFile:
    """Reads and checks everything in one file; a record, so that another process can be given it as its work."""

    known: tuple[Form, ...]
    password: str
    look_up: LookUp
    explain: bool = False

    def __call__(self, file: Path | Sent) -> tuple[Checked, ...]:
        """Whatever is wrong with a file stands in its results; nothing is raised."""
        read = read_file(file, self.known, self.password)
        return tuple(Checked.of(result(filed, self.look_up), self.explain) for filed in read)


def lost_file(path: Path, late: bool) -> tuple[Checked, ...]:
    """The result for a file whose process ended before it was read; ``late``: because it took too long."""
    [filed] = lost_input(path, late)
    assert isinstance(filed.outcome, UserError)
    return (Checked(filed.path, filed.name, refusal=filed.outcome),)


def compared(run: Iterable[Checked]) -> Iterator[Checked]:
    """With what the reports of one run have in common, each told with its other findings.

    Until all were read the others wait packed: beside the texts' pieces a few kilobytes each.
    """
    waiting, sketches = [], []
    for each in run:
        waiting.append(compress(packed(replace(each, sketch=None)), 1))
        sketches.append(each.sketch)
    numbers = [number for number, each in enumerate(sketches) if each]
    common: dict[int, list[BrokenTextRule]] = {}
    for position, finding in alike([each for each in sketches if each]):
        common.setdefault(numbers[position], []).append(finding)
    for number, (data, own) in enumerate(zip(waiting, sketches, strict=True)):
        yield _with(replace(unpacked(decompress(data)), sketch=own), common.get(number, []))


def _with(checked: Checked, findings: Sequence[BrokenTextRule]) -> Checked:
    if not findings or checked.submission is None:
        return checked
    told = tell(Reading(checked.submission, places=checked.places), findings)
    by_finding = {id(each.finding): each for each in (*checked.told, *told)}
    order = gravest_first([each.finding for each in (*checked.told, *told)])
    return replace(checked, told=tuple(by_finding[id(each)] for each in order))


def as_json(checked: Checked) -> dict[str, Any]:
    """One entry of ``check --json``; a file that could not be read has no identity."""
    entry: dict[str, Any] = {
        "file": str(checked.path),
        "unit": None,
        "code": None,
        "year": None,
        "form": None,
        "ok": False,
        "check_code": None,
    }
    if submission := checked.submission:
        entry |= {
            "unit": submission.unit,
            "code": submission.code,
            "year": submission.year,
            "form": submission.form.key,
            "ok": not checked.count(Level.ERROR),
            "check_code": checked.check_code,
        }
        return entry | {"findings": [_finding(each) for each in checked.told]}
    assert checked.refusal
    return entry | {"findings": [_refusal(checked.refusal)]}


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
