"""Runs the tests that need nothing from outside under several Pythons, and writes down what became of them.

    python -m tests.pythons python3.11 python3.12

Each gets an environment of its own, below .cache, from requirements.lock. A Python is looked for on PATH, then asked of
pyenv. What else is given goes to pytest; where that names some of the tests, nothing is written down. Ends with 1 where
a Python is missing or a test fails.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
WORK, LOCK, PROOF = ROOT / ".cache" / "pythons", ROOT / "requirements.lock", ROOT / "docs" / "proof" / "pythons.md"
VERSION = "import platform; print(platform.python_version())"
PLACE = "import sys; print(sys.executable)"
PIP = ("-m", "pip", "--disable-pip-version-check", "install", "--quiet")
TESTS = ("-m", "pytest", "-q", "--dist", "loadfile", "-m", "not prove and not needs", "-p", "no:cacheprovider")
INTRODUCTION = """# The tests, under several Pythons

Made by `make pythons`: all tests that need no other program and are no long proof, each Python with the packages of
`requirements.lock`. Skipped is what is for another system.

| Python | passed | failed | skipped |
|---|---|---|---|
"""


@dataclass(frozen=True)
class Run:
    """What became of the tests under one Python; ``failed`` are their names."""

    version: str
    passed: int
    failed: tuple[str, ...]
    skipped: int

    @property
    def line(self) -> str:
        return f"| {self.version} | {self.passed} | {len(self.failed)} | {self.skipped} |"


def answer(*command: str | Path, **environment: str) -> str:
    """What a command prints; nothing where it fails or is not there."""
    try:
        ran = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return ran.stdout.strip() if ran.returncode == 0 else ""


def found(name: str) -> str:
    """Where a Python is that runs, e.g. python3.12; nothing where there is none."""
    own = shutil.which(name)
    if own and (place := answer(own, "-c", PLACE)):
        return place
    version = answer("pyenv", "latest", name.removeprefix("python"))
    return answer(Path(answer("pyenv", "prefix", version), "bin", name), "-c", PLACE) if version else ""


def prepared(name: str, program: str) -> str:
    """The Python of an environment with all that the lock names, made anew where the lock is newer."""
    folder = WORK / name
    python, ready = str(folder / "bin" / "python"), folder / "ready"
    if not ready.is_file() or ready.stat().st_mtime < LOCK.stat().st_mtime:
        subprocess.run([program, "-m", "venv", "--clear", str(folder)], check=True)
        subprocess.run([python, *PIP, "--require-hashes", "--requirement", str(LOCK)], check=True)
        subprocess.run([python, *PIP, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)], check=True)
        ready.touch()
    return python


def outcome(name: str, python: str, arguments: Sequence[str]) -> Run:
    """Raises ``FileNotFoundError`` where pytest did not come so far as to say anything."""
    said = WORK / f"{name}.xml"
    said.unlink(missing_ok=True)
    command = [python, *TESTS, f"--junitxml={said}", "--override-ini=junit_family=xunit1", *arguments]
    subprocess.run(command, cwd=ROOT, check=False)
    cases = list(ElementTree.parse(said).iter("testcase"))
    failed = [case for case in cases if case.find("failure") is not None or case.find("error") is not None]
    skipped = sum(case.find("skipped") is not None for case in cases)
    names = tuple(f"{case.get('file')}: {case.get('name')}" for case in failed)
    return Run(answer(python, "-c", VERSION), len(cases) - len(failed) - skipped, names, skipped)


def written(runs: Sequence[Run]) -> str:
    """The page of the proof."""
    lines = [run.line for run in runs]
    failed = [f"- {run.version}: {name}" for run in runs for name in run.failed]
    return INTRODUCTION + "\n".join([*lines, *(["", "Failed:", "", *failed] if failed else []), ""])


def main(names: Sequence[str], arguments: Sequence[str]) -> int:
    places = {name: found(name) for name in names}
    missing = [name for name, place in places.items() if not place]
    if missing:
        print(f"not found, neither on PATH nor by pyenv: {', '.join(missing)}", file=sys.stderr)
    runs = [outcome(name, prepared(name, place), arguments) for name, place in places.items() if place]
    if not any(Path(each.partition("::")[0]).exists() for each in arguments):  # a part of the tests is no proof
        PROOF.write_text(written(runs), encoding="utf-8")
    print(written(runs))
    return 1 if missing or any(run.failed for run in runs) else 0


if __name__ == "__main__":
    given = [each for each in sys.argv[1:] if each.startswith("python")]
    sys.exit(main(given, [each for each in sys.argv[1:] if each not in given]))
