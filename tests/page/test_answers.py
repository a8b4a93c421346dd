"""What ``toolkit/page.py`` answers, without a browser: whatever the command line says of a file, the page says too."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import run
from tests.drawn import ROOT, official_form
from tests.workbook.write.drawn_common import companion_form
from toolkit import page
from toolkit.workbook.write.book import blank

SAMPLE = ROOT / "samples" / "pingtan-2022" / "workbook.xlsx"
LOSS = "工作表“补充指标”是区里另加的，新表里没有，请从原文件里抄过去，或者向区里另要一份填报表。"


def repaired(data: bytes, unit: str = "") -> Any:
    return page.ask("repair", "报来.xlsx", data, unit, 0)


def test_a_lost_sheet_is_told(tmp_path: Path) -> None:
    """The new workbook has no sheet of the district's: the command line said so, the page was silent."""
    data = blank(official_form(), "青石镇", 2024, companions=(companion_form(),))
    (tmp_path / "报来.xlsx").write_bytes(data)
    ran = run("repair", tmp_path / "报来.xlsx", "-o", tmp_path / "新.xlsx")
    assert LOSS in ran.err
    assert repaired(data)["note"].endswith(LOSS)


def test_what_was_found_is_counted(tmp_path: Path) -> None:
    """In the words of the command line."""
    ran = run("repair", SAMPLE, "-o", tmp_path / "报来-找回.xlsx")
    assert repaired(SAMPLE.read_bytes())["note"] == ran.err.strip().replace(f"{tmp_path}/", "")


def test_a_name_that_no_file_can_hold(tmp_path: Path) -> None:
    """Either way; the command line took it, and then said that the file was broken."""
    data = blank(official_form(), "", 2024)
    (tmp_path / "无名.xlsx").write_bytes(data)
    ran = run("repair", tmp_path / "无名.xlsx", "--unit", "甲\x07乡", "-o", tmp_path / "新.xlsx")
    assert ran.code == 2
    assert repaired(data, "甲\x07乡")["refused"] in ran.err


@pytest.mark.parametrize(
    ("unit", "level", "refused"),
    [
        (" ", "", "单位名称不能为空。"),
        ("甲乡", "省", "没有叫“省”的单位层级。可以用："),
        ("甲\x07乡", "", "“单位名称”里有文件存不下的控制字符U+0007。"),
    ],
)
def test_a_blank_workbook_that_cannot_be(unit: str, level: str, refused: str) -> None:
    """A level that the form does not have was left out in silence."""
    assert page.ask("new", unit, 2025, level, "", {})["refused"].startswith(refused)


def test_last_years_figures_that_are_not_there() -> None:
    """Given, but of another unit: the blank workbook shows none, and that is told; the command line refuses."""
    before = {"上年.xlsx": page.ask("last_year", "上年.xlsx", SAMPLE.read_bytes())}
    unit = before["上年.xlsx"][0].unit
    notes = [page.ask("new", each, 2023, "", "", before)["note"] for each in (unit, "甲乡")]
    assert notes == ["", "“上年.xlsx”里没有“甲乡”2022年的年报，表里没有上年数。"]
