"""Every command that writes a named output: what somebody typed stays, or a copy of it by force."""

from pathlib import Path

import pytest

from tests.cli.running import faultless, run, save
from toolkit.cli.demo import REPORT
from toolkit.tasks.files import bundled as built

NEW = ("new", "--unit", "青石镇", "--year", "2024")
COMMANDS: dict[str, tuple[str, ...]] = {
    "out.xlsx": NEW,
    "filled.xlsx": ("fill", "blank.xlsx", "a.json"),
    "out.json": ("export", "a.json"),
    "out.docx": ("render", "a.json"),
    "page.html": ("render", "a.json"),
    "marked.xlsx": ("mark", "blank.xlsx"),
    "repaired.xlsx": ("repair", "blank.xlsx"),
    "sum.xlsx": ("total", "a.json", "--unit", "原州区"),
    "sum.json": ("total", "a.json", "--unit", "原州区"),
    "template.docx": ("template",),
    "offline.html": ("page",),
}


@pytest.fixture(autouse=True)
def inputs(working_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (working_folder / built.PAGE).write_bytes(b"<html>")
    monkeypatch.setattr(built, "FOLDER", working_folder)
    save("a.json", faultless())
    assert run(*NEW, "-o", "blank.xlsx").code == 0


@pytest.mark.parametrize("name", COMMANDS)
def test_typing_stays_unless_by_force_and_then_a_copy_does(name: str) -> None:
    """The same again is no fault, and what we wrote ourselves is no typing."""
    path = Path(name)
    path.write_bytes("备忘".encode())
    ran = run(*COMMANDS[name], "-o", name)
    assert ran.code == 2
    assert "没有覆盖" in ran.err
    assert path.read_bytes() == "备忘".encode()
    ran = run(*COMMANDS[name], "-o", name, "--force")
    assert ran.code != 2
    assert "原来的那份留在：" in ran.err
    copy = Path(f"{path.stem}（替换前1）{path.suffix}")
    assert copy.read_bytes() == "备忘".encode()
    assert run(*COMMANDS[name], "-o", name).code != 2


def test_a_workbook_that_was_filled_in_is_not_made_blank() -> None:
    """Whatever filled it: to a person it is an afternoon's work."""
    run("fill", "blank.xlsx", "a.json", "-o", "filled.xlsx")
    before = Path("filled.xlsx").read_bytes()
    assert run(*NEW, "-o", "filled.xlsx").code == 2
    assert Path("filled.xlsx").read_bytes() == before
    assert run("fill", "blank.xlsx", "a.json", "-o", "blank2.xlsx").code == 0
    assert run(*NEW, "--code", "1", "-o", "blank.xlsx").code == 0  # nobody has typed into it


def test_the_story_is_not_told_over_files_that_were_edited() -> None:
    """None of the five is written where one may not be."""
    assert run("demo", "-o", "演示").code == 0
    assert run("demo", "-o", "演示").code == 0
    edited, *others = (Path("演示", REPORT), *(path for path in Path("演示").iterdir() if path.name != REPORT))
    edited.write_bytes(b"edited")
    for path in others:
        path.unlink()
    assert run("demo", "-o", "演示").code == 2
    assert list(Path("演示").iterdir()) == [edited]
    assert run("demo", "-o", "演示", "--force").code == 0
    assert len(list(Path("演示").iterdir())) == 6


def test_of_a_total_with_its_sheets_all_or_none() -> None:
    """A total whose trace is last week's is worse than none."""
    Path("trace.xlsx").write_bytes(b"mine")
    line = ("total", "a.json", "--unit", "原州区", "-o", "sum.xlsx", "--trace", "trace.xlsx", "--gather", "words.docx")
    assert run(*line).code == 2
    assert not Path("sum.xlsx").exists()
    assert run(*line, "--force").code == 0
    assert run(*line).code == 0
