"""Gnumeric as a third spreadsheet program: it shares no code with LibreOffice, and none with Excel."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.instruments.oracles.needed import needed, program

SECONDS = 120  # for one file

needs_gnumeric = needed(program("ssconvert") is not None, "Gnumeric (ssconvert)")


def recalculated_by_gnumeric(files: Sequence[Path], out: Path) -> list[Path]:
    """Each workbook loaded, recalculated and saved again as .xlsx into ``out``, in the order given."""
    out.mkdir(parents=True, exist_ok=True)
    done = [out / file.name for file in files]
    for file, target in zip(files, done, strict=True):
        command = [program("ssconvert") or "ssconvert", "--recalc", str(file), str(target)]
        answer = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
        assert target.is_file(), answer.stderr
    return done
