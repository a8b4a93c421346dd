"""Runs the command as a person does, and says what must be true of everything it prints."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from tests.drawn import filled, official_form
from toolkit.cli.app import app
from toolkit.submission.json import to_json

ROOT = Path(__file__).resolve().parent.parent.parent
ENGLISH = re.compile(r"\b[A-Za-z']+ [a-z']+ [a-z']+\b|Usage|Error|Traceback|Invalid|Missing|required|default")


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run(*arguments: str | Path) -> Ran:
    """One command line in this process; whatever it prints is Chinese that a Windows console can show."""
    result = CliRunner().invoke(app, [str(each) for each in arguments], env={"COLUMNS": "80", "NO_COLOR": "1"})
    ran = Ran(result.exit_code, result.stdout, result.stderr)
    (ran.out + ran.err).encode("gbk")
    assert result.exception is None or isinstance(result.exception, SystemExit), ran.err
    assert not english(ran.err), ran.err
    return ran


def english(text: str) -> list[str]:
    """English words in a row, but for the names of our own commands."""
    found: list[str] = ENGLISH.findall(re.sub("nianbao [a-z ]+", "", text))
    return found


def process(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The same as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "toolkit", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", **environment},
        capture_output=True,
        check=False,
    )


def faultless(**changes: Any) -> dict[str, Any]:
    """A submission as JSON that passes every check, with some top-level keys changed."""
    return {**to_json(filled(official_form())), **changes}


def with_figures(**figures: Any) -> dict[str, Any]:
    """One that passes but for these figures; ``__`` stands for a dot. Its totals are left out."""
    form = official_form()
    kept = {cell.id: 0 for cell in form.inputs}
    return faultless(figures=kept | {id.replace("__", "."): value for id, value in figures.items()})


def save(path: str | Path, value: Any) -> Path:
    path = Path(path)
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path
