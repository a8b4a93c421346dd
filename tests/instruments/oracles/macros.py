"""LibreOffice runs the macros of an add-in on open workbooks, as Excel would: what each gives back, the file after it.

It does not enforce locks on macros, and has no ribbon. The work happens in ``macros_inside``.
"""

import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.instruments.oracles.inside import run_inside

SECONDS = 120


@dataclass(frozen=True)
class Press:
    """A macro called on the workbook at ``book``: with the active cell at ``sheet`` and ``ref``, where given."""

    book: Path
    macro: str
    arguments: tuple[str, ...] = ()
    sheet: str = ""
    ref: str = "A1"


@dataclass(frozen=True)
class Pressed:
    """What the macro gave back; where the active cell was then; what went wrong, if anything; the workbook after it."""

    result: object
    sheet: str
    ref: str
    error: str
    saved: Path


def pressed(addin: Path, presses: Sequence[Press], out: Path | None = None) -> list[Pressed]:
    """Presses of one workbook that follow each other happen one after the other on the same open book.

    Where ``out`` is given, each workbook is saved there as it is after them.
    """
    if out:
        out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        shutil.copyfile(addin, work / "addin.xlam")
        plan = [[str(one.book), one.macro, one.arguments, one.sheet, one.ref] for one in presses]
        (work / "plan.json").write_text(json.dumps([str(out or ""), plan]), encoding="utf-8")
        said = run_inside("macros_inside", work, SECONDS)
        answers = work / "answers.json"
        if not answers.is_file():
            raise AssertionError(f"LibreOffice could not run the macros: {said}")
        return [
            Pressed(result, sheet, ref, error, Path(saved))
            for result, sheet, ref, error, saved in json.loads(answers.read_text(encoding="utf-8"))
        ]
