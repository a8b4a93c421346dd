"""A visitor of the offline page: a real browser opens it from disk, without a network, and does what it is told.

``make validator`` installs what drives the browsers.
"""

import json
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.instruments.oracles.needed import needed, program
from toolkit.tasks.files.bundled import FOLDER, OLDER_PAGE, PAGE

SCRIPT = Path(__file__).with_name("visitor.mjs")
MODULES = Path(__file__).resolve().parents[3] / ".cache" / "validator" / "node_modules"
BROWSERS = {"chrome": ("chromium",), "firefox": ("firefox-esr", "firefox")}
SECONDS = 300


def _there(browser: str) -> str | None:
    """The browser's program; None for one that a test brings itself."""
    return next(filter(None, map(program, BROWSERS.get(browser, ()))), None)


BUILT = all((FOLDER / name).is_file() for name in (PAGE, OLDER_PAGE))
DRIVEN = (MODULES / "puppeteer-core").is_dir() and program("node") is not None
needs_chromium = needed(BUILT and DRIVEN and _there("chrome") is not None, "the page (make page), or Chromium")
needs_firefox = needed(BUILT and DRIVEN and _there("firefox") is not None, "the page (make page), or Firefox")

Step = tuple[Any, ...]


@dataclass(frozen=True)
class Seen:
    """``requests``: addresses asked for; ``answers``: of the “evaluate” steps; ``gaps``: when the page stood still, and
    for how long, in milliseconds; ``files``: what was downloaded.
    """

    requests: list[str]
    errors: list[str]
    console: list[str]
    answers: list[Any]
    gaps: list[tuple[float, float]]
    files: dict[str, bytes]


def visit(page: str, *steps: Step, browser: str = "chrome", offline: bool = True, **plan: Any) -> Seen:
    """Opens an edition of the page and does the steps (see visitor.mjs); the browser has a fresh profile."""
    with tempfile.TemporaryDirectory() as folder:
        downloads, written = Path(folder, "downloads"), Path(folder, "plan.json")
        downloads.mkdir()
        usual = {"browser": browser, "program": _there(browser), "modules": f"{MODULES}/", "offline": offline}
        plan = usual | {"page": str(FOLDER / page), "folder": str(downloads), "steps": steps} | plan
        written.write_text(json.dumps(plan), encoding="utf-8")
        run = subprocess.run(["node", SCRIPT, written], capture_output=True, check=False, timeout=SECONDS)
        if run.returncode:
            raise AssertionError(f"the browser did not do it: {run.stderr.decode()}")
        seen = json.loads(run.stdout)
        files = {path.name: path.read_bytes() for path in sorted(downloads.iterdir())}
        return Seen(seen["requests"], seen["errors"], seen["console"], seen["evaluated"], seen["gaps"], files)
