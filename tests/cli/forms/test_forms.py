"""``nianbao forms``: the forms there are, and what is wrong with a definition."""

from pathlib import Path

from tests.cli.running import run
from tests.drawn import OFFICIAL, SECOND, edited

NAMED = ("name：没有填写", "nmae：没有这个键，请核对拼写")


def test_every_form_is_listed() -> None:
    """With what tells it from another: years, figures, rules, its mark and what it rests on."""
    ran = run("forms")
    assert (ran.code, ran.err) == (0, "")
    for said in ("disclosure/2021", "政府信息公开工作年度报告", "2021年起", "200格", "国办公开办函〔2021〕30号"):
        assert said in ran.out


def test_the_forms_that_come_along_are_sound() -> None:
    """Without a folder, those."""
    ran = run("forms", "check")
    assert (ran.code, ran.out) == (0, "")
    assert "没有问题" in ran.err


def test_a_folder_or_any_above_it() -> None:
    """The developer checks the one at work or all."""
    assert run("forms", "check", SECOND).err.count("没有问题") == 1
    assert run("forms", "check", SECOND.parent.parent).err.count("没有问题") == 1


def test_every_problem_is_named_with_its_path(folder: Path) -> None:
    """All at once, and the sound form beside it is said to be sound."""
    broken = edited(OFFICIAL, folder / "forms", ("form.toml", 'name = "政府信息公开工作年度报告"', 'nmae = "x"'))
    edited(SECOND, folder / "forms")
    ran = run("forms", "check", "forms")
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert {f"{broken.relative_to(folder)}/form.toml.{said}" for said in NAMED} <= set(lines)
    assert f"有{len(lines)}处问题" in ran.err
    assert ran.err.count("没有问题") == 1


def test_what_is_wrong_with_the_workbook_is_said(folder: Path) -> None:
    """A sound definition can make a workbook that Excel would repair, by dropping every check in it."""
    drawn = edited(
        SECOND, folder, ("holdings.toml", 'kind = "amount", unit = "万元"', f'unit = "{"万" * 9}", kind = "amount"')
    )
    assert run("forms", "check", drawn).code == 0
    file = drawn / "holdings.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("万" * 9, "万" * 250), encoding="utf-8")
    ran = run("forms", "check", drawn)
    assert ran.code == 1
    assert all(
        "“藏书和经费”C1" in line and "出错提示有" in line and "最多255个字" in line for line in ran.out.splitlines()
    )
    assert f"有{len(ran.out.splitlines())}处问题" in ran.err


def test_no_form_there_is_2() -> None:
    """An empty answer would look like a sound one."""
    Path("空").mkdir()
    assert run("forms", "check", "空").code == 2
    assert "没有格式定义" in run("forms", "check", "空").err
    assert "找不到文件“无”" in run("forms", "check", "无").err
