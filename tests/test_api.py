"""``import toolkit``: what a Python program may use, and that it gives what the command line and the page give."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import assert_type

import pytest

import toolkit
from tests.cli.running import faultless, run, save
from tests.drawn import ROOT
from toolkit import page
from toolkit.checks.finding import Level
from toolkit.checks.messages.told import Told
from toolkit.checks.reading import Reading
from toolkit.tasks.files.results import Result
from toolkit.tasks.render import RenderedReport

GOOD, BROKEN = (ROOT / "samples" / name / "workbook.xlsx" for name in ("pingtan-2023", "hongze-2023-broken"))
QUIET = """
import sys, toolkit
print(toolkit.__version__, *(name for name in sys.modules if name.startswith("toolkit")))"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_lines_in_the_readme_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As they stand there, on the workbook that they make."""
    (lines,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    exec(lines, {})
    made = {"原州区炭山乡-2025.xlsx", "退回.xlsx", "送审稿.docx", "炭山乡.json"}
    assert {path.name for path in folder.iterdir()} == made
    assert capsys.readouterr().out.startswith("error 表二")


def test_importing_it_loads_nothing() -> None:
    """Whoever asks for the version does not wait for openpyxl; hatch reads it from the file as it stands."""
    command = [sys.executable, "-W", "error", "-c", QUIET]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [toolkit.__version__, "toolkit"]


@pytest.mark.parametrize("name", toolkit.__all__)
def test_every_name_is_there_and_says_what_it_does(name: str) -> None:
    """Listed, found, described; nothing else is."""
    assert name in dir(toolkit)
    assert getattr(toolkit, name).__doc__


def test_no_other_name_is_there() -> None:
    """A slip is told as Python tells it."""
    with pytest.raises(AttributeError, match="has no attribute 'chekc'"):
        toolkit.chekc  # type: ignore[attr-defined] # noqa: B018


def test_types_are_seen() -> None:
    """mypy reads these lines; a name that is loaded late would be anything."""
    reading = toolkit.read(GOOD.read_bytes())
    assert_type(reading, Reading)
    assert_type(toolkit.check(reading), tuple[Told, ...])
    assert_type(toolkit.render(reading), RenderedReport)


def checked(path: Path) -> Result:
    (result,) = page.check(path.name, path.read_bytes(), {})
    return result


def by_api_marked(path: Path) -> bytes:
    reading = toolkit.read(path.read_bytes())
    return toolkit.mark(path.read_bytes(), reading, toolkit.check(reading)).data


# A verb: what the command line is asked, the page, and a Python program.
WAYS: dict[str, tuple[str, Callable[[Path], dict[str, bytes]], Callable[[Path], bytes]]] = {
    "mark": ("mark {} -o made.xlsx", lambda path: page.ask("mark", checked(path), path.read_bytes()), by_api_marked),
    "repair": (
        "repair {} -o made.xlsx",
        lambda path: page.ask("repair", path.name, path.read_bytes(), "", 0),
        lambda path: toolkit.repair(toolkit.read(path.read_bytes(), any_revision=True)).data,
    ),
    "draft": (
        "render {} --draft -o made.docx",
        lambda path: page.ask("report", checked(path), True),
        lambda path: toolkit.render(toolkit.read(path.read_bytes()), draft=True).data,
    ),
    "new": (
        "new --unit 甲乡 --year 2025 --level 乡镇 --code 1 -o made.xlsx",
        lambda _: page.ask("new", "甲乡", 2025, "township", "1", {}),
        lambda _: toolkit.new("甲乡", 2025, "1", "township").data,
    ),
}


@pytest.mark.parametrize("verb", WAYS)
@pytest.mark.parametrize("path", [GOOD, BROKEN], ids=lambda path: path.parent.name)
@pytest.mark.usefixtures("folder")
def test_three_ways_give_the_same_bytes(verb: str, path: Path) -> None:
    """Whoever offers a verb calls the same task."""
    command, by_page, by_api = WAYS[verb]
    run(*(str(path) if word == "{}" else word for word in command.split()))
    (made,) = Path().iterdir()
    assert by_page(path)["data"] == by_api(path) == made.read_bytes()


@pytest.mark.parametrize("path", [GOOD, BROKEN], ids=lambda path: path.parent.name)
def test_three_ways_say_the_same(path: Path) -> None:
    """Sentence by sentence."""
    by_command = [each["message"] for each in run("check", "--json", path).json["files"][0]["findings"]]
    by_page = [each.words.message for each in checked(path).told]
    by_api = [each.words.message for each in toolkit.check(toolkit.read(path.read_bytes()))]
    assert by_command == by_page == by_api


def test_errors_refuse_a_report_whoever_asks() -> None:
    """The page's own script never asked for one; now it cannot have it either."""
    reading = toolkit.read(BROKEN.read_bytes())
    with pytest.raises(toolkit.UserError) as raised:
        toolkit.render(reading)
    wrong = sum(each.finding.level is Level.ERROR for each in toolkit.check(reading))
    assert raised.value.text.startswith(f"有{wrong}处必须改正，没有生成报告。")
    assert page.ask("report", checked(BROKEN), False) == {"refused": raised.value.text}


def test_several_in_one_file_are_not_one() -> None:
    """Rather than the first of them."""
    data = toolkit.export([toolkit.read(GOOD.read_bytes()).submission, toolkit.read(BROKEN.read_bytes()).submission])
    with pytest.raises(toolkit.UserError) as raised:
        toolkit.read(data)
    assert raised.value.text == "“文件”里有2份年报，这里一次只能用一份。请分开后再试。"


@pytest.mark.usefixtures("folder")
def test_fill_total_and_export_are_those_of_the_command_line() -> None:
    """What the page does not offer."""
    files = [save(f"{unit}.json", faultless(unit=unit, code=unit)) for unit in ("甲乡", "乙乡")]
    parts = [toolkit.read(path.read_bytes()).submission for path in files]
    blank = toolkit.new("甲乡", 2024).data
    Path("空.xlsx").write_bytes(blank)
    run("fill", "空.xlsx", files[0], "-o", "填.xlsx")
    run("total", *files, "--unit", "全县", "-o", "汇总.json")
    run("export", *files, "-o", "全部.json")
    assert toolkit.fill(blank, parts[0]).data == Path("填.xlsx").read_bytes()
    assert toolkit.export(toolkit.total(parts, "全县").submission) == Path("汇总.json").read_bytes()
    assert toolkit.export(parts) == Path("全部.json").read_bytes()
