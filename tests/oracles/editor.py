"""LibreOffice as an editor of sheets: inserts, deletes and moves, and adjusts every reference in its own way."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tests.drawn import ROOT
from tests.oracles.typist import SYSTEM_PYTHON

SECONDS = 120
Step = tuple[str, str, list[int]]  # what to do, on which sheet, where: rows and columns from 0


def edited(workbook: bytes, steps: Sequence[Step]) -> list[bytes]:
    """For each step the workbook after it alone, saved as .xlsx."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "book.xlsx").write_bytes(workbook)
        (work / "steps.json").write_text(json.dumps(steps), encoding="utf-8")
        command = [SYSTEM_PYTHON, "-m", "tests.oracles.editor_inside", str(work), shutil.which("soffice") or ""]
        with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
            try:
                said = process.communicate(timeout=SECONDS)[1]
            finally:
                with suppress(ProcessLookupError):  # none of the group is left when all went well
                    os.killpg(process.pid, signal.SIGKILL)
        saved = [work / f"{number}.xlsx" for number in range(len(steps))]
        if not all(path.is_file() for path in saved):
            raise AssertionError(f"LibreOffice did not edit the workbook: {said}")
        return [path.read_bytes() for path in saved]
