"""Faults of the program itself: a sentence for the user, a traceback only for the maintainer."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import ROOT, faultless, process, run, save
from toolkit.checks import check as checked
from toolkit.checks.messages import told
from toolkit.cli import check, fill
from toolkit.fields import DefinitionError
from toolkit.tasks import read as filed


def raising(error: BaseException) -> Any:
    def fail(*_: object, **__: object) -> Any:
        raise error

    return fail


def test_an_unforeseen_error_on_a_file_names_it_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """One strange file among sixty must not cost the other fifty-nine."""
    Path("坏.xlsx").write_bytes(b"PK\3\4")
    save("好.json", faultless())
    monkeypatch.setattr(filed, "opened", raising(KeyError("x")))
    ran = run("check", "坏.xlsx", "好.json")
    assert ran.code == 2
    assert "程序处理“坏.xlsx”时出了没有料到的问题" in ran.err
    assert "好.json" in ran.out
    assert "数据校验通过1份" in ran.out


def test_an_unforeseen_error_while_checking_is_an_unreadable_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """In JSON too: no identity, one finding that says so."""
    save("a.json", faultless())
    monkeypatch.setattr(told, "worded", raising(KeyError("x")))
    monkeypatch.setattr(checked, "check", lambda *_: (object(),))
    ran = run("check", "--json", "a.json")
    assert ran.code == 2
    assert ran.json["files"][0]["unit"] is None
    assert [finding["code"] for finding in ran.json["files"][0]["findings"]] == ["crashed"]


def test_any_other_unforeseen_error_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback, whatever happens."""
    monkeypatch.setattr(check, "forms", raising(RuntimeError("boom")))
    ran = run("check", "a.json")
    assert (ran.code, ran.out) == (2, "")
    assert "程序出了没有料到的问题" in ran.err
    assert "boom" not in ran.err
    assert "NIANBAO_DEBUG" in ran.err


def test_the_traceback_is_there_for_the_maintainer(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The maintainer asks the clerk to set one variable and run it again."""
    monkeypatch.setenv("NIANBAO_DEBUG", "1")
    monkeypatch.setattr(check, "forms", raising(RuntimeError("boom")))
    with pytest.raises(AssertionError, match="boom"):
        run("check", "a.json")


def test_a_faulty_form_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A form that somebody edited must not look like a fault of the clerk's file."""
    monkeypatch.setattr(check, "forms", raising(DefinitionError(["requests.toml.rows：不能为空"])))
    ran = run("check", "a.json")
    assert ran.code == 2
    assert "格式定义有误" in ran.err
    assert "requests.toml.rows：不能为空" in ran.err


def test_an_interrupted_run_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C is no error, and the exit code is the usual one."""
    monkeypatch.setattr(check, "forms", raising(KeyboardInterrupt()))
    ran = run("check", "a.json")
    assert (ran.code, ran.err.strip()) == (130, "已中止。")


def test_python_m_toolkit_is_the_same_program(folder: Path) -> None:
    """Without an installed command the module does."""
    done = process("chek", cwd=folder, PYTHONUTF8="1")
    assert done.returncode == 2
    assert done.stderr.decode().strip() == "没有命令“chek”。是不是“check”？用法请看：nianbao --help"


def test_an_unforeseen_error_while_filling_names_the_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing is written."""
    Path("空.xlsx").write_bytes(b"PK")
    monkeypatch.setattr(fill, "fill", raising(KeyError("x")))
    ran = run("fill", "空.xlsx", save("a.json", faultless()), "-o", "b.xlsx")
    assert ran.code == 2
    assert "程序处理“空.xlsx”时出了没有料到的问题" in ran.err
    assert not Path("b.xlsx").exists()


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
@pytest.mark.parametrize(
    ("module", "command"),
    [
        ("toolkit.cli.app", ""),
        ("typer", ""),
        ("toolkit.cli.forms", "forms"),
        ("openpyxl", "new"),
        ("openpyxl", "forms check"),
        ("jinja2", "template"),
    ],
)
def test_interrupted_while_it_starts(folder: Path, module: str, command: str) -> None:
    """The first moments are spent on imports: one line all the same, whichever is under way."""
    done = subprocess.run(
        [sys.executable, "-c", STARTED, module, *command.split()],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr.decode()) == (130, "已中止。\n")


STARTED = """
import os, signal, sys
from toolkit.cli.main import main

class Finder:
    def find_spec(self, name, *_):
        if name == module:
            os.kill(os.getpid(), signal.SIGINT)

module = sys.argv.pop(1)
sys.meta_path.insert(0, Finder())
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that runs tests in the background has it ignored
main()
"""


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no /dev/zero")
def test_a_device_is_not_read_without_end() -> None:
    """It says that it is empty."""
    assert "大得不正常" in run("check", "/dev/zero").out + run("check", "/dev/zero").err


LONG = "长" * 300


@pytest.mark.parametrize(
    "line",
    [
        f"render a.json -o {LONG}",
        f"render a.json -o {LONG}/",
        f"render a.json -o {LONG}.docx",
        f"new --unit 甲 --year 2023 -o {LONG}.xlsx",
        f"export a.json -o {LONG}/b.json",
        f"check a.json --last-year {LONG}",
        f"forms check {LONG}",
        f"district init {LONG}",
    ],
)
def test_a_name_that_cannot_be_is_no_fault_of_the_program(line: str) -> None:
    """Wherever a command asks first what lies there."""
    save("a.json", faultless())
    ran = run(*line.split())
    assert ran.code == 2
    assert "没有料到" not in ran.err
    assert LONG[:9] in ran.err
