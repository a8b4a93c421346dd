"""The one door to programs that are not ours: else a test that forgot to say what it needs fails elsewhere alone."""

import ast
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.drawn import ROOT
from tests.instruments.oracles.needed import missing, needed, program

HERE = needed(True, "nothing")
NOT_HERE = needed(False, "a program that nobody has")


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """A folder with a program."""
    (tmp_path / "nobody-has-it").write_text("#!/bin/sh\n")
    (tmp_path / "nobody-has-it").chmod(0o755)
    return tmp_path


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_test_that_says_nothing_sees_no_program(there: Path) -> None:
    """Neither itself nor what it starts; the shell's own are there."""
    assert program("nobody-has-it", there) is None
    assert {"sh", "grep"} < set(os.listdir(os.environ["PATH"])) <= set((ROOT / ".ci" / "programs").read_text().split())
    assert subprocess.run(["sh", "-c", "command -v soffice npm node bsdtar"], check=False).returncode != 0


@HERE
def test_a_test_that_says_so_sees_them(there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On PATH, in a folder of its own, and where Debian keeps servers."""
    assert program("nobody-has-it", there)
    monkeypatch.setenv("PATH", f"{there.with_name('bin')}{os.pathsep}{os.environ['PATH']}")
    assert program("nobody-has-it") is None
    shutil.copytree(there, there.with_name("sbin"))
    assert program("nobody-has-it")


@HERE
@NOT_HERE
def test_what_is_missing_skips_the_test() -> None:
    """With the reason; this one never runs but on CI."""
    assert os.environ.get("CI")


@pytest.mark.parametrize(("ci", "gone"), [("", ["a program that nobody has"]), ("true", [])])
def test_what_is_missing_is_said_and_is_no_excuse_on_ci(
    ci: str, gone: list[str], request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There all is installed, and what is not there has to fail."""
    request.applymarker(HERE)
    request.applymarker(NOT_HERE)
    monkeypatch.setenv("CI", ci)
    assert missing(request.node) == gone


def test_no_test_sets_a_deadline() -> None:
    """A busy machine fails it: tests/conftest.py says for all that there is none."""
    found = [
        f"{path.relative_to(ROOT)}:{word.value.lineno}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for word in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(word, ast.keyword) and word.arg == "deadline" and ast.unparse(word.value) != "None"
    ]
    assert found == []
