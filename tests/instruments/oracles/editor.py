"""LibreOffice as an editor of sheets: inserts, deletes and moves, and adjusts every reference in its own way."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.instruments.oracles.inside import run_inside

SECONDS = 120
Step = tuple[str, str, list[int]]  # what to do, on which sheet, where: rows and columns from 0


def edited(workbook: bytes, steps: Sequence[Step]) -> list[bytes]:
    """For each step the workbook after it alone, saved as .xlsx."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "book.xlsx").write_bytes(workbook)
        (work / "steps.json").write_text(json.dumps(steps), encoding="utf-8")
        said = run_inside("editor_inside", work, SECONDS)
        saved = [work / f"{number}.xlsx" for number in range(len(steps))]
        if not all(path.is_file() for path in saved):
            raise AssertionError(f"LibreOffice did not edit the workbook: {said}")
        return [path.read_bytes() for path in saved]
