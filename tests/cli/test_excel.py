"""``nianbao excel``, where there is no Excel: sentences. What it does in one: tests/excel, and docs/Excel核对单.md."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import faultless, run, save
from toolkit.excel import install
from toolkit.tasks.files import bundled as built

NO_EXCEL = "没有能启动Excel"


def test_the_help_without_a_command() -> None:
    """Both commands are told."""
    ran = run("excel")
    assert ran.code == 0
    assert "install" in ran.out
    assert "open" in ran.out


def test_no_excel_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """xlwings itself says so on Linux; the officer reads it in Chinese."""
    monkeypatch.setattr(built, "FOLDER", tmp_path)
    (tmp_path / built.ADDIN).write_bytes(b"the add-in")
    book = save("a.xlsx", faultless())
    for arguments in (("open", str(book)), ("install",)):
        ran = run("excel", *arguments)
        assert (ran.code, NO_EXCEL in ran.err) == (2, True)


def test_a_file_that_is_not_there() -> None:
    """Before Excel is started for nothing."""
    ran = run("excel", "open", "没有.xlsx")
    assert ran.code == 2
    assert "找不到文件" in ran.err


def test_both_add_ins_are_handed_to_xlwings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own, which runs Python, and ours, as it was built."""
    monkeypatch.setattr(built, "FOLDER", tmp_path)
    (tmp_path / built.ADDIN).write_bytes(b"the add-in")
    handed = []

    def installed(command: tuple[str, ...], **_: Any) -> subprocess.CompletedProcess[str]:
        given = command[len(install.XLWINGS) :]
        assert command[: len(install.XLWINGS)] == install.XLWINGS
        handed.append(Path(given[1]).read_bytes() if given else b"xlwings")
        return subprocess.CompletedProcess(command, 0, stdout=f"{install.DONE} installed", stderr="")

    monkeypatch.setattr(subprocess, "run", installed)
    ran = run("excel", "install")
    assert (ran.code, handed) == (0, [b"xlwings", b"the add-in"])
    assert "“年报”一栏" in ran.err
