"""docs/命令.md is what the program says about itself."""

import os
import subprocess
import sys

from tests.cli.running import ROOT


def test_the_page_of_commands_is_up_to_date() -> None:
    """Run ``python tools/docs/help.py > docs/命令.md`` after changing a help text."""
    done = subprocess.run(
        [sys.executable, "tools/docs/help.py"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "50"},
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode() == (ROOT / "docs" / "命令.md").read_text(encoding="utf-8")
