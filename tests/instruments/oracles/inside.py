"""Runs a module of ours under the system's Python, the one LibreOffice is built for, and leaves nothing running."""

import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

from tests.drawn import ROOT
from tests.instruments.oracles.needed import program

SYSTEM_PYTHON = "/usr/bin/python3"


def run_inside(module: str, work: Path, seconds: int) -> str:
    """What the module said of its faults; it is told its folder and where LibreOffice is."""
    command = [SYSTEM_PYTHON, "-m", f"tests.instruments.oracles.{module}", str(work), program("soffice") or ""]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        try:
            return process.communicate(timeout=seconds)[1]
        finally:
            with suppress(ProcessLookupError):  # none of the group is left when all went well
                os.killpg(process.pid, signal.SIGKILL)
