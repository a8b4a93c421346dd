"""``nianbao fill``: a submission typed into a workbook."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import faultless, run, save, with_figures

BLANK = "青石镇-2024.xlsx"


@pytest.fixture(autouse=True)
def blank() -> None:
    assert run("new", "--unit", "青石镇", "--year", "2024", "--code", "640402", "--level", "乡镇").code == 0


def test_what_was_filled_is_exported_unchanged() -> None:
    """The whole way there and back loses nothing."""
    data = faultless()
    ran = run("fill", BLANK, save("a.json", data), "-o", "已填.xlsx")
    assert (ran.code, ran.out) == (0, "")
    assert "已填好：已填.xlsx（166格数据、" in ran.err
    assert run("export", "已填.xlsx").json == data


def test_wrong_values_are_typed_too() -> None:
    """As a person would: the check is what finds them."""
    data = with_figures(requests__new__person=-1, requests__new__other="/")
    assert run("fill", BLANK, save("a.json", data), "-o", "b.xlsx").code == 0
    codes = {each["code"] for each in run("check", "--json", "b.xlsx").json["files"][0]["findings"]}
    assert {"negative", "not-a-number"} <= codes


def test_the_workbooks_unit_stays_and_the_clerk_is_told() -> None:
    """A workbook belongs to whom it was made for."""
    ran = run("fill", BLANK, save("a.json", faultless(unit="乙镇")), "-o", "b.xlsx")
    assert ran.code == 0
    assert "填报表是“青石镇”的，数据是“乙镇”的" in ran.err
    assert run("export", "b.xlsx").json["unit"] == "青石镇"


def test_data_may_be_a_workbook() -> None:
    """Wherever a file is read it may be either."""
    run("fill", BLANK, save("a.json", faultless()), "-o", "b.xlsx")
    assert run("fill", BLANK, "b.xlsx", "-o", "c.xlsx").code == 0
    assert run("export", "c.xlsx").json == faultless()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (faultless(year=2023), "数据是2023年的，填报表是2024年的"),
        ([faultless(), faultless()], "里有2份年报，这里一次只能用一份"),
        ({"form": "x"}, "不认识"),
        (faultless(texts={"other": ["一段"] * 200}), "有200段"),
    ],
)
def test_what_does_not_fit_is_refused(data: Any, sentence: str) -> None:
    """And nothing is written."""
    ran = run("fill", BLANK, save("a.json", data), "-o", "b.xlsx")
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert not Path("b.xlsx").exists()


@pytest.mark.parametrize("output", [BLANK, "a.json"])
def test_an_input_is_not_overwritten(output: str) -> None:
    """The blank workbook serves again."""
    before = Path(BLANK).read_bytes()
    ran = run("fill", BLANK, save("a.json", faultless()), "-o", output)
    assert ran.code == 2
    assert "就是输入文件" in ran.err
    assert Path(BLANK).read_bytes() == before


def test_a_missing_or_foreign_workbook_is_refused() -> None:
    """JSON cannot be filled in."""
    save("a.json", faultless())
    assert "找不到文件" in run("fill", "无.xlsx", "a.json", "-o", "b.xlsx").err
    assert run("fill", "a.json", "a.json", "-o", "b.xlsx").code == 2


def test_of_two_files_the_one_that_cannot_be_read_is_named() -> None:
    """“This file is not complete” says nothing to somebody who named two."""
    save("好.json", faultless())
    Path("坏.json").write_text("{", encoding="utf-8")
    assert run("fill", "好.json", "坏.json", "-o", "b.xlsx").err.startswith("坏.json：")
    assert run("compare", "好.json", "坏.json").err.startswith("坏.json：")
    assert run("compare", "无.json", "好.json").err == "找不到文件“无.json”。请核对文件名和所在的文件夹。\n"
