"""A person at LibreOffice Calc: selects a cell, types, presses Enter, and reads the box that may pop up.

LibreOffice's own UI test driver is the one way in that respects locks and validations as a person meets them. It is
reached from the Python that LibreOffice is built for, so the typing happens in ``typist_inside``.
"""

import json
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.instruments.oracles.inside import SYSTEM_PYTHON, run_inside
from tests.instruments.oracles.needed import needed, program

SECONDS, ENTRY_SECONDS = 180, 3


def _can_drive() -> bool:
    if program("soffice") is None or not Path(SYSTEM_PYTHON).is_file():
        return False
    return subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], check=False, capture_output=True).returncode == 0


needs_typist = needed(_can_drive(), "LibreOffice with its Python bridge (python3-uno)")


@dataclass(frozen=True)
class Reaction:
    """What the program did: the title of the box that popped up, if one did, and what the cell shows afterwards."""

    box: str
    shown: str


@dataclass(frozen=True)
class Session:
    """The reaction to each thing typed, what the asked cells show at the end, and the file as saved."""

    reactions: list[Reaction]
    shown: list[str]
    saved: bytes


def typed(workbook: bytes, entries: Sequence[tuple[str, str, str]], asked: Sequence[tuple[str, str]] = ()) -> Session:
    """Type ``(sheet, cell, text)`` one after the other, look at ``(sheet, cell)``, save as .xlsx."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "book.xlsx").write_bytes(workbook)
        (work / "plan.json").write_text(json.dumps({"entries": entries, "asked": asked}), encoding="utf-8")
        said = run_inside("typist_inside", work, SECONDS + ENTRY_SECONDS * len(entries))
        if not (work / "answer.json").is_file():
            raise AssertionError(f"LibreOffice could not be driven: {said}")
        answer = json.loads((work / "answer.json").read_text(encoding="utf-8"))
        reactions = [Reaction(*each) for each in answer["reactions"]]
        return Session(reactions, answer["shown"], (work / "saved.xlsx").read_bytes())
