"""What came of damaged files, measured by the system, and the page that says so."""

import os
import re
from collections.abc import Callable, Iterable
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from tests.drawn import both_forms
from toolkit.checks.check import check
from toolkit.checks.messages.wording import worded
from toolkit.checks.reading import Reading
from toolkit.errors import UserError
from toolkit.tasks.files.inputs import read_data

PAGE = Path(__file__).resolve().parents[2] / "docs" / "proof" / "fuzz.md"
SECONDS, BYTES = 20, 600 * 2**20  # of one file; of a process that reads hundreds
HEADING = re.compile("^## (.+)$", re.MULTILINE)
CRASHED = "crashed"
NAMED = {"no finding", "findings", CRASHED}
COLUMNS = ("no finding", "findings", "not readable", "too large", "not ours", CRASHED)
HEAD = """# Damaged files

Made by `make prove`. A filled workbook is damaged at random places: the bytes of the file (flip, cut, insert,
duplicate, splice with another file), the XML of one of its parts before it is zipped again, the records of an .xls,
the words of JSON. Each file must end in a reading whose findings can be worded, or in a refusal with a sentence; any
other exception would count as “crashed”. “No finding” means that the damage touched nothing that a report is made of.
“Seconds” is the most work that one file took, as the system counts it, on a machine that did other work besides. No
process that reads the files may have more than 600 MB.
"""


class Outcome(NamedTuple):
    """What was done to a file, what came of it, what went wrong if anything did, and the seconds of work."""

    kind: str
    result: str
    fault: str = ""
    seconds: float = 0.0


def outcome(data: bytes) -> str:
    """Any exception but a refusal is a fault of ours."""
    results = [_one(filed.outcome) for filed in read_data(Path("a"), data, both_forms())]
    return max(results, key=lambda result: result == "findings")


def _one(found: Reading | UserError) -> str:
    if isinstance(found, UserError):
        assert found.text.encode()
        return found.code
    findings = check(found)
    for finding in findings:
        assert worded(finding, found).message.encode()
    return "findings" if findings else "no finding"


def measured(kind: str, seed: int, damaged: Callable[[], bytes]) -> Outcome:
    """Made, read, and timed by the system."""
    data = damaged()
    before = os.times()
    try:
        result, fault = outcome(data), ""
    except Exception as error:
        result, fault = CRASHED, f"seed {seed}, {kind}: {error!r}"
    after = os.times()
    return Outcome(kind, result, fault, after.user + after.system - before.user - before.system)


def limited() -> None:
    """For a process that reads damaged files: the system refuses it more memory."""
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


def many(act: Callable[[int], Outcome], count: int) -> list[Outcome]:
    with get_context("spawn").Pool(os.cpu_count(), limited) as pool:
        return pool.map(act, range(count), chunksize=100)


def faults(outcomes: Iterable[Outcome]) -> list[str]:
    slow = (f"{each.kind}: {each.seconds:.0f} seconds" for each in outcomes if each.seconds > SECONDS)
    return [each.fault for each in outcomes if each.fault] + list(slow)


def write(section: str, outcomes: list[Outcome]) -> None:
    """Puts its table under a heading of the page, in place of the one that was there."""
    _, *found = HEADING.split(PAGE.read_text(encoding="utf-8"))
    parts = dict(zip(found[::2], found[1::2], strict=True)) | {section: _table(outcomes)}
    bodies = (f"## {title}\n\n{parts[title].strip()}\n" for title in sorted(parts))
    PAGE.write_text("\n".join([HEAD, *bodies]), encoding="utf-8")


def _table(outcomes: list[Outcome]) -> str:
    lines = [f"| damage | files | {' | '.join(COLUMNS)} | seconds |", "|---|---|" + "---|" * len(COLUMNS) + "---|"]
    for kind in dict.fromkeys(each.kind for each in outcomes):
        own = [each for each in outcomes if each.kind == kind]
        counts = [sum(_column(each.result) == column for each in own) for column in COLUMNS]
        seconds = max(each.seconds for each in own)
        lines.append(f"| {kind.replace('_', ' ')} | {len(own)} | {' | '.join(map(str, counts))} | {seconds:.1f} |")
    return "\n".join(lines)


def _column(result: str) -> str:
    if result in NAMED:
        return result
    ours = {"not-ours": "not ours", "unknown-form": "not ours", "too-many-submissions": "too large"}
    return {"too-large": "too large", **ours}.get(result, "not readable")
