"""``nianbao new``: a blank workbook for one unit."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import run
from toolkit.checks.reading import Reading
from toolkit.form.library import forms
from toolkit.tasks.files.inputs import read_one


def read(path: str) -> Reading:
    return read_one(Path(path), forms())


def test_the_workbook_carries_who_and_when() -> None:
    """What the district knows of the unit is in the file when it comes back."""
    ran = run("new", "--unit", " 原州区炭山乡 ", "--year", "2023", "--code", "640402", "--level", "乡镇")
    assert (ran.code, ran.out) == (0, "")
    assert "已制作填报表：原州区炭山乡-2023.xlsx" in ran.err
    submission = read("原州区炭山乡-2023.xlsx").submission
    assert (submission.unit, submission.year) == ("原州区炭山乡", 2023)
    assert (submission.code, submission.level) == ("640402", "township")


@pytest.mark.parametrize("options", [["--level", "township"], ["--form", "disclosure"], ["--form", "disclosure/2021"]])
def test_ids_do_as_well(options: list[str]) -> None:
    """Scripts give ids, people labels."""
    assert run("new", "--unit", "甲乡", "--year", "2023", "-o", "下发/a.xlsx", *options).code == 0
    assert read("下发/a.xlsx").submission.form.key == "disclosure/2021"


def test_a_level_and_a_code_may_be_left_out() -> None:
    """Not every district keeps codes."""
    assert run("new", "--unit", "甲乡", "--year", "2023", "--level", "", "-o", "a.xlsx").code == 0
    submission = read("a.xlsx").submission
    assert (submission.code, submission.level) == ("", "")


def test_a_name_no_file_system_holds_stays_on_the_cover() -> None:
    """The file's name is made harmless, the unit's is not."""
    assert run("new", "--unit", "甲/乙:乡", "--year", "2023").code == 0
    assert read("甲_乙_乡-2023.xlsx").submission.unit == "甲/乙:乡"


def test_a_filled_workbook_is_not_lost_by_a_repeated_command() -> None:
    """Whichever way it is named; by force a copy stays."""
    Path("甲乡-2023.xlsx").write_bytes(b"filled")
    for named in ((), ("-o", "甲乡-2023.xlsx")):
        ran = run("new", "--unit", "甲乡", "--year", "2023", *named)
        assert ran.code == 2
        assert "没有覆盖" in ran.err
        assert "--force" in ran.err
        assert Path("甲乡-2023.xlsx").read_bytes() == b"filled"
    ran = run("new", "--unit", "甲乡", "--year", "2023", "--force")
    assert ran.code == 0
    assert "原来的那份留在：" in ran.err
    assert Path("甲乡-2023（替换前1）.xlsx").read_bytes() == b"filled"
    assert run("new", "--unit", "甲乡", "--year", "2023").code == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"--unit": "  "}, "单位名称不能为空"),
        ({"--unit": "甲\x07乡"}, "控制字符U+0007"),
        ({"--unit": "甲\n乡"}, "控制字符U+000A"),
        ({"--code": "1\t2"}, "控制字符U+0009"),
        ({"--year": "2007"}, "没有2007年可用的格式"),
        ({"--level": "省"}, "没有叫“省”的单位层级。可以用：乡镇、街道"),
        ({"-o": "下发"}, "是文件夹，不是文件"),
    ],
)
def test_what_cannot_be_is_refused(changes: dict[str, str], sentence: str) -> None:
    """One sentence that says what to write instead, and no file."""
    Path("下发").mkdir()
    options: dict[str, Any] = {"--unit": "甲乡", "--year": "2023", **changes}
    ran = run("new", *(word for option in options.items() for word in option))
    assert ran.code == 2
    assert sentence in ran.err
    assert [path.name for path in Path().iterdir()] == ["下发"]


SAMPLES = Path(__file__).resolve().parents[2] / "samples"
UNIT = "福建省平潭综合实验区"


@pytest.mark.parametrize("last_year", [SAMPLES / "pingtan-2022", SAMPLES / "pingtan-2022" / "submission.json"])
def test_last_year_stands_in_the_workbook(last_year: Path) -> None:
    """From a folder or a file: the officer sees what this year's figures must tie with."""
    ran = run("new", "--unit", UNIT, "--year", "2023", "--last-year", str(last_year), "-o", "a.xlsx")
    assert ran.code == 0
    before = read(str(SAMPLES / "pingtan-2022" / "workbook.xlsx")).submission
    shown = read("a.xlsx").submission.last_year
    assert shown == {id: before.figure(id) for id in before.form.last_year}


def test_last_year_must_be_the_year_before() -> None:
    """Another year's figures would raise alarms that nobody can explain."""
    wrong = str(SAMPLES / "pingtan-2023" / "workbook.xlsx")
    ran = run("new", "--unit", UNIT, "--year", "2023", "--last-year", wrong, "-o", "a.xlsx")
    assert ran.code == 2
    assert "要比对的上年应是2022年" in ran.err
    assert not Path("a.xlsx").exists()
