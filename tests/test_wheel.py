"""The wheel: installed alone into an empty folder, it tells its whole story with its own forms and samples."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.instruments.oracles.visitor import needs_chromium
from toolkit.tasks.files.bundled import FOLDER, OLDER_PAGE, PAGE

ROOT = Path(__file__).resolve().parent.parent


def run(*arguments: str, cwd: Path, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run("-m", "macros.build", cwd=ROOT)
    run("-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_forms_samples_and_the_add_in_alone(wheel: Path) -> None:
    """Tests and docs are for the checkout."""
    names = [name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name]
    assert "toolkit/workbook_templates/disclosure/2021/form.toml" in names
    assert "toolkit/samples/tanshan-2023/submission.json" in names
    assert {"toolkit/report/web/page.html", "toolkit/report/web/page.css"} <= set(names)
    assert "toolkit/built/nianbao.xlam" in names
    assert {"toolkit/district/ledger/schema/1.sql", "toolkit/district/district.toml.txt"} <= set(names)
    assert [name for name in names if not name.startswith("toolkit/") or "__pycache__" in name] == []


@needs_chromium
def test_the_page_travels(wheel: Path) -> None:
    """Both editions, as they were built."""
    with zipfile.ZipFile(wheel) as archive:
        for name in (PAGE, OLDER_PAGE):
            assert archive.read(f"toolkit/built/{name}") == (FOLDER / name).read_bytes()


def test_the_demo_runs_from_the_wheel(wheel: Path, tmp_path: Path) -> None:
    """Whoever installs it with pip has no checkout beside it."""
    installed, empty = tmp_path / "installed", tmp_path / "empty"
    empty.mkdir()
    pip = ("-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-deps", "--no-index", "--no-compile")
    run(*pip, "--target", str(installed), str(wheel), cwd=empty)
    imported = run("-c", "import toolkit; print(toolkit.__file__)", cwd=empty, PYTHONPATH=str(installed))
    assert Path(imported.strip()).is_relative_to(installed)
    said = run("-m", "toolkit", "demo", "-o", "story", cwd=empty, PYTHONPATH=str(installed), NO_COLOR="1")
    named = [empty / name for name in re.findall(r"story/[^\s“”：，、；（）]+\.\w+", said)]
    assert {".xlsx", ".docx"} <= {path.suffix for path in named}
    assert [path for path in named if not path.is_file()] == []
