"""Microsoft's Open XML SDK validator, an independent judge of .xlsx and .docx files.

``make validator`` installs it.
"""

import json
import subprocess
from pathlib import Path

from tests.instruments.oracles.needed import needed, program

MODULES = Path(__file__).resolve().parents[3] / ".cache" / "validator" / "node_modules"
PROGRAM = MODULES / "@xarsh" / "ooxml-validator-linux-x64" / "ooxml-validator"
SECONDS = 60

needs_validator = needed(PROGRAM.is_file(), "the Open XML validator (make validator)")


def problems(path: Path) -> list[str]:
    """What the validator has to say against a file: the part and place, and the fault. Its exit code means nothing."""
    run = subprocess.run(
        [program(PROGRAM.name, PROGRAM.parent) or PROGRAM.name, path], capture_output=True, check=True, timeout=SECONDS
    )
    report = json.loads(run.stdout)
    found = [f"{error['path']} {error['xPath']}: {error['description']}" for error in report["errors"]]
    if report["ok"] != (not found):
        raise AssertionError(f"the validator contradicts itself: {report}")
    return found
