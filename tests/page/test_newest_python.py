"""The newest Python for browsers finds and writes the same as the Python here: the next edition is no surprise."""

import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from page.build import PACKAGES, site
from tests.drawn import ROOT
from tests.instruments.oracles.needed import needed, program
from tests.page.everything import everything

HERE = Path(__file__).parent
NEWEST = PACKAGES / "pyodide-newest"
NEWER = (3, 14)  # than any Python that the page ships
SECONDS = 600

needs_newest = needed(program("node") is not None and NEWEST.is_dir(), "the newest Pyodide (make page), or node")


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """What Python gets there: the program with its libraries, the samples, and what to ask."""
    zipfile.ZipFile(io.BytesIO(site())).extractall(tmp_path / "site")
    shutil.copy(HERE / "everything.py", tmp_path)
    for path in (ROOT / "samples").glob("*/workbook.xlsx"):
        (tmp_path / "samples" / path.parent.name).mkdir(parents=True)
        shutil.copy(path, tmp_path / "samples" / path.parent.name)
    return tmp_path


@needs_newest
def test_everything_is_alike_in_the_newest_python(work: Path) -> None:
    """What is checked, said, reported, marked, repaired and drawn of each sample."""
    ran = subprocess.run(
        ["node", HERE / "newest.mjs", NEWEST, work], capture_output=True, text=True, check=False, timeout=SECONDS
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    answered: dict[str, Any] = json.loads(ran.stdout)
    assert tuple(answered["version"]) >= NEWER
    assert answered["all"] == everything(sorted((work / "samples").glob("*/workbook.xlsx")))
