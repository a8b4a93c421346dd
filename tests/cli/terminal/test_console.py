"""What is printed reaches every console: a Chinese Windows one, a pipe, a program that reads JSON."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.table import Table

from tests.cli.running import ROOT, faultless, process, save
from toolkit.cli.terminal.console import note, progress, say_table

RARE = "𬭊乡"  # a place name outside GBK


def test_a_windows_console_never_ends_the_program(folder: Path) -> None:
    """A rare character in a unit's name is shown as “?” there."""
    save("a.json", faultless(unit=RARE))
    done = process("check", "a.json", cwd=folder, PYTHONIOENCODING="cp936", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "?乡" in done.stdout.decode("cp936")
    assert b"Traceback" not in done.stderr


def test_even_an_ascii_console_does_not(folder: Path) -> None:
    """A server without a locale."""
    done = process("--help", cwd=folder, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, b"")


def test_json_is_utf_8_whatever_the_console(folder: Path) -> None:
    """The program that reads it does not know the console."""
    save("a.json", faultless(unit=RARE))
    checked = process("check", "--json", "a.json", "无.json", cwd=folder, PYTHONIOENCODING="cp936", PYTHONUTF8="0")
    assert json.loads(checked.stdout.decode())["files"][0]["unit"] == RARE
    assert "找不到文件" in checked.stderr.decode("cp936")
    exported = process("export", "a.json", cwd=folder, PYTHONIOENCODING="cp936", PYTHONUTF8="0")
    assert json.loads(exported.stdout.decode())["unit"] == RARE


def test_a_file_cannot_steer_the_terminal(folder: Path) -> None:
    """A file's content is shown, not obeyed."""
    save("a.json", faultless(**{"\x1b[31m": 1}))
    done = process("check", "a.json", cwd=folder, PYTHONUTF8="1")
    assert b"\x1b" not in done.stdout
    assert "[31m" in done.stdout.decode()


def test_nothing_turns_around_what_is_read(folder: Path) -> None:
    """Neither a unit's name nor a file's: “moc.exe” must not read as “exe.com”; in JSON it stands as its number."""
    sign = "\u202e\u2066\u200f\u200b\u2028\x9b\ufeff\U000e0041"
    name = f"甲{sign}乡.json"
    save(name, faultless())
    save("b.json", faultless(unit=f"甲{sign}乡"))
    lines = [("check", each) for each in (name, "b.json", f"无{sign}")]
    for line in (*lines, ("check", "--json", name, "b.json"), ("export", name, "b.json"), (f"甲{sign}",)):
        done = process(*line, cwd=folder, PYTHONUTF8="1")
        assert not set(sign) & set((done.stdout + done.stderr).decode()), line
    assert process("render", name, name.replace("甲", "乙"), "-o", "报告", cwd=folder).returncode == 2
    [report] = Path("报告").iterdir()
    assert report.name == f"甲{'_' * len(sign)}乡.docx"


def test_a_table_holds_words(capsys: pytest.CaptureFixture[str]) -> None:
    """No markup, no turning around."""
    table = Table("单位")
    table.add_row("[red]甲\u202e乡[/red]")
    say_table(table)
    assert "[red]甲?乡[/red]" in capsys.readouterr().out


def test_a_line_said_under_way_stands_on_a_line_of_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The bar makes way for it and comes back below."""
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    for unit in progress(["甲乡", "乙乡"], "收件", 2):
        note(f"● {unit}")
    shown = re.sub(r"\x1b\[[0-9;?]*[mhl]", "", capsys.readouterr().err)
    assert shown.count("收件") >= 2
    assert "\x1b[2K● 甲乡\n" in shown
    assert "\x1b[2K● 乙乡\n" in shown


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("line", ["--help", "check a.json", "check --json a.json", "export a.json"])
def test_a_full_disk_behind_the_screen_says_so(folder: Path, line: str) -> None:
    """``nianbao export … > 文件`` on a full disk is no fault of the program."""
    save("a.json", faultless())
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "toolkit", *line.split()],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.decode().startswith("结果没有全部写出来：")
    assert "没有料到" not in done.stderr.decode()
