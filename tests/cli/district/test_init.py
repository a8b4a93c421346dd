"""``nianbao district init``, ``units``, ``password``: a folder to work in, and what is still missing in it."""

import getpass
from collections.abc import Callable
from datetime import date
from pathlib import Path

import keyring
import pytest
from keyring.errors import NoKeyringError

from tests.cli.running import run
from tests.district.folders import district_in, roster_book
from toolkit.cli.district import init
from toolkit.district.settings import NAME, load_district
from toolkit.district.units.roster_file import CSV, read_roster
from toolkit.district.units.roster_file import NAME as ROSTER

MISUSES = {
    "init": "缺少“文件夹”。用法请看：nianbao district init --help",
    "init 甲 --year 24": "年度“24”应是四位数，例如2023。用法请看：nianbao district init --help",
    "init 甲 --form 无 --year 2024": (
        "没有叫“无”的格式。可以用：disclosure/2019、disclosure/2021。用法请看：nianbao district init --help"
    ),
    "init 甲 --name": "选项“--name”后面还要写内容。用法请看：nianbao district init --help",
    "units 甲": "多出了“甲”。用法请看：nianbao district units --help",
    "unt": "没有命令“unt”。是不是“units”？用法请看：nianbao district --help",
}


def test_a_new_folder_is_ready_to_fill_in(folder: Path) -> None:
    """Settings that are valid as they stand, and a list that is empty."""
    ran = run("district", "init", "年报", "--name", "原州区", "--year", "2024")
    assert (ran.code, ran.out) == (0, "")
    district = load_district(folder / "年报")
    assert (district.name, district.year, district.form.key) == ("原州区", 2024, "disclosure/2021")
    assert read_roster(district).units == ()


def test_nothing_is_overwritten(folder: Path) -> None:
    """A list that took a day to fill in is not lost by running it again."""
    run("district", "init", "年报", "--year", "2024")
    (folder / "年报" / ROSTER).write_bytes(b"mine")
    (folder / "年报" / NAME).unlink()
    ran = run("district", "init", "年报", "--year", "2024")
    assert ran.code == 0
    assert "已经有了，没有改动" in ran.err
    assert (folder / "年报" / ROSTER).read_bytes() == b"mine"
    assert (folder / "年报" / NAME).is_file()


@pytest.mark.parametrize("name", ['甲"区\\', "{year}", "甲\n[mail]\nuser = 1", "甲\x7f区", '"""'])
def test_a_name_is_data(folder: Path, name: str) -> None:
    """Whatever it holds, it neither breaks the settings nor adds to them."""
    assert run("district", "init", "年报", "--name", name, "--year", "2024").code == 0
    assert load_district(folder / "年报").name == " ".join(name.split())


@pytest.mark.parametrize(("now", "year"), [(date(2025, 6, 30), 2024), (date(2025, 7, 1), 2025)])
def test_the_year_follows_the_season(folder: Path, monkeypatch: pytest.MonkeyPatch, now: date, year: int) -> None:
    """Until June one reports for the year before."""
    monkeypatch.setattr(init, "today", lambda: now)
    run("district", "init", "年报")
    assert load_district(folder / "年报").year == year


@pytest.mark.parametrize("line", MISUSES)
def test_a_usage_error_is_one_chinese_sentence(line: str) -> None:
    """Typer's own words are English."""
    ran = run("district", *line.split())
    assert (ran.code, ran.out, ran.err.strip()) == (2, "", MISUSES[line])


def test_outside_a_district_one_is_told_what_to_do() -> None:
    """The most common mistake: started in the wrong folder."""
    ran = run("district", "units")
    assert ran.code == 2
    assert "请先运行 nianbao district init" in ran.err


def test_broken_settings_are_told_at_once(folder: Path) -> None:
    """Every mistake with its key, in one go."""
    (folder / NAME).write_text('year = 2018\nform = "disclosure/2021"\n[mail]\nimap_port = 99999\n', encoding="utf-8")
    ran = run("district", "units")
    assert ran.code == 2
    for fault in (
        "name：没有写",
        "year：“disclosure/2021”这种格式不用于2018年",
        "mail.imap_port：应是1到65535的端口号",
    ):
        assert fault in ran.err


def test_units_are_listed_with_what_is_missing(folder: Path) -> None:
    """A shared mailbox does not tell whose a file is; a heading that means nothing may be a misspelt one."""
    district_in(folder)
    rows = [
        {"单位代码": "007", "单位全称": "甲乡", "层级": "乡镇", "分组": "镇街", "邮箱": "a@b.cn"},
        {"单位全称": "乙局", "邮箱": "a@b.cn"},
        {"单位全称": "丙局", "无需报送及原因": "撤销"},
    ]
    (folder / ROSTER).write_bytes(roster_book(rows))
    ran = run("district", "units")
    assert ran.code == 0
    first, second, third = ran.out.splitlines()
    assert "007  甲乡  镇街  邮箱a@b.cn几个单位共用" in first
    assert "没有写层级；邮箱a@b.cn几个单位共用" in second
    assert third.endswith("无需报送")
    assert "这几列不认识，没有用：备注" in ran.err
    assert "共3个单位，要报送的2个" in ran.err


def test_an_unknown_heading_of_a_csv_is_told(folder: Path) -> None:
    """As in a workbook."""
    district_in(folder)
    (folder / CSV).write_text("单位全称,电子邮箱\n甲乡,a@b.cn\n", encoding="utf-8")
    assert "这几列不认识，没有用：电子邮箱" in run("district", "units").err


def test_an_empty_list_is_told(folder: Path) -> None:
    """Not silence."""
    run("district", "init", ".", "--year", "2024")
    ran = run("district", "units")
    assert ran.code == 2
    assert "还没有单位" in ran.err


def asked(*_: object) -> str:
    return "secret"


def refuses(*_: object) -> None:
    raise NoKeyringError


@pytest.mark.parametrize(("stores", "code"), [(lambda *kept: None, 0), (refuses, 2)])
def test_the_password_goes_into_the_system_store(
    folder: Path, monkeypatch: pytest.MonkeyPatch, stores: Callable[..., None], code: int
) -> None:
    """Never shown, never in a file; without a store the variable is named."""
    district_in(folder, 'user = "qu@163.com"')
    kept: list[tuple[object, ...]] = []

    def keep(*values: object) -> None:
        stores(*values)
        kept.append(values)

    monkeypatch.setattr(getpass, "getpass", asked)
    monkeypatch.setattr(keyring, "set_password", keep)
    ran = run("district", "password")
    assert ran.code == code
    assert kept == ([("nianbao", "qu@163.com", "secret")] if code == 0 else [])
    assert ("NIANBAO_MAIL_PASSWORD" in ran.err) == (code == 2)
    assert "secret" not in ran.out + ran.err
    assert not any(b"secret" in file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_a_password_needs_a_mailbox(folder: Path) -> None:
    """There is nobody to keep it for."""
    district_in(folder)
    ran = run("district", "password")
    assert ran.code == 2
    assert "没有写邮箱" in ran.err


@pytest.mark.parametrize("name", [" ", "\x07", "\ud800"])
def test_a_district_has_a_name(folder: Path, name: str) -> None:
    """Nothing is written under a name that no file can hold."""
    ran = run("district", "init", "年报", "--name", name, "--year", "2024")
    assert (ran.code, ran.err.strip()) == (2, "单位名称不能为空。")
    assert not (folder / "年报").exists()


def test_names_that_several_share_are_told(folder: Path) -> None:
    """Files that come in are not told apart by them."""
    district_in(folder)
    (folder / CSV).write_text("单位全称,简称\n甲街道,一所\n乙街道,一所\n", encoding="utf-8")
    assert "“一所”是甲街道、乙街道共有的名称，收件时不凭它认单位。" in run("district", "units").err


def test_a_damaged_list_is_named(folder: Path) -> None:
    """It is the clerk's own file, not one that a unit sent."""
    district_in(folder)
    (folder / ROSTER).write_bytes(b"junk")
    ran = run("district", "units")
    assert (ran.code, ran.out) == (2, "")
    assert ROSTER in ran.err
    assert "填报表" not in ran.err


def test_no_password_is_not_stored(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever only presses return has not typed one."""
    district_in(folder, 'user = "qu@163.com"')
    monkeypatch.setattr(keyring, "set_password", refuses)
    monkeypatch.setattr(getpass, "getpass", lambda prompt: " ")
    ran = run("district", "password")
    assert (ran.code, ran.err.startswith("没有输入密码")) == (2, True)
