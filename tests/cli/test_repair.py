"""``nianbao repair``: everything that can be found in a damaged workbook, in a fresh one."""

from pathlib import Path

import pytest

from tests.cli.running import faultless, run, save, with_figures
from tests.drawn import official_form
from tests.office.sheets.drawn_parts import typed_over, without_name, without_part, without_sheet
from tests.workbook.write.drawn_common import companion_form
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import COVER
from toolkit.workbook.write.book import blank

BLANK, FILLED = "青石镇-2024.xlsx", "报来.xlsx"
TABLE = "四、复议诉讼"


@pytest.fixture(autouse=True)
def filled() -> None:
    """A workbook without a fault."""
    assert run("new", "--unit", "青石镇", "--year", "2024", "--code", "640402").code == 0
    assert run("fill", BLANK, save("a.json", faultless()), "-o", FILLED).code == 0


def damaged(change: bytes) -> str:
    Path("坏.xlsx").write_bytes(change)
    return "坏.xlsx"


def test_a_sound_workbook() -> None:
    """Nothing to tell, nothing to do."""
    ran = run("repair", FILLED, "-o", "新.xlsx")
    assert ran.code == 0
    assert "没有要补填的" in ran.err
    assert run("export", "新.xlsx").out == run("export", FILLED).out


def test_what_was_lost_is_listed() -> None:
    """The clerk reads what happened, then what is to be filled in, in which cell of the new workbook."""
    ran = run("repair", damaged(without_sheet(Path(FILLED).read_bytes(), TABLE)), "-o", "新.xlsx")
    assert ran.code == 1
    assert "在文件里找不到了" in ran.out
    assert "表四还没有填写" in ran.out
    assert ran.err.startswith("已找回154个数")
    assert "还有1处要在新表上补填或改正" in ran.err


def test_filled_in_it_passes() -> None:
    """What repair makes is a workbook like any other."""
    run("repair", damaged(without_sheet(Path(FILLED).read_bytes(), TABLE)), "-o", "新.xlsx")
    assert run("fill", "新.xlsx", save("c.json", faultless()), "-o", "补.xlsx").code == 0
    assert run("check", "补.xlsx").code == 0


def test_a_lost_figure_is_no_silent_zero() -> None:
    """The table was declared complete, but what stood in the lost cell nobody knows."""
    data = {**with_figures(requests__granted__other=None), "declared": {"requests": "blanks-are-zero"}}
    assert run("fill", BLANK, save("d.json", data), "-o", "d.xlsx").code == 0
    place = layout(official_form()).figures["requests.granted.person"]
    workbook = typed_over(Path("d.xlsx").read_bytes(), {place: None})
    columns = {place.moved(right=right): None for right in range(1 - place.column, 12 - place.column)}
    workbook = without_name(typed_over(workbook, dict.fromkeys(columns)), "requests.granted.person")
    ran = run("repair", damaged(workbook), "-o", "新.xlsx")
    assert ran.code == 1
    assert "表三还有" in ran.out


def test_another_format() -> None:
    """The data of an exported file make a workbook too."""
    ran = run("repair", save("a.json", faultless()), "-o", "新.xlsx")
    assert ran.code == 0
    assert run("export", "新.xlsx").json["figures"] == run("export", FILLED).json["figures"]


def test_nobody_knows_whose_it_is() -> None:
    """Cover and properties are gone: the clerk says whose and for which year."""
    bare = damaged(without_part(without_sheet(Path(FILLED).read_bytes(), COVER), "docProps/custom.xml"))
    assert (
        run("repair", bare, "-o", "新.xlsx").err.strip()
        == "文件里看不出是哪个单位的。请写明单位全称（命令行用 --unit）。"
    )
    ran = run("repair", bare, "-o", "新.xlsx", "--unit", "青石镇")
    assert ran.err.strip() == "文件里看不出是哪一年的，或者没有那一年的表样。请写明年度（命令行用 --year）。"
    assert not Path("新.xlsx").exists()
    assert run("repair", bare, "-o", "新.xlsx", "--unit", "青石镇", "--year", "2024").code == 0
    assert run("check", "新.xlsx").code == 0


def test_an_input_is_not_overwritten() -> None:
    """What somebody filled in is not lost."""
    ran = run("repair", FILLED, "-o", FILLED)
    assert (ran.code, ran.err.strip()) == (2, f"输出文件“{FILLED}”就是输入文件，不能覆盖。请换一个文件名。")


def test_what_is_no_workbook() -> None:
    """One sentence, and no file."""
    Path("字.xlsx").write_bytes(b"text")
    ran = run("repair", "字.xlsx", "-o", "新.xlsx")
    assert ran.code == 2
    assert "这份文件是文本" in ran.err
    assert not Path("新.xlsx").exists()


def test_a_sheet_that_the_district_put_in() -> None:
    """What is on it is the district's: it is said that the new workbook lacks it, and nothing is lost unseen."""
    form = official_form()
    Path("另加.xlsx").write_bytes(blank(form, "青石镇", 2024, companions=(companion_form(),)))
    assert run("fill", "另加.xlsx", save("d.json", faultless()), "-o", "报来2.xlsx").code == 0
    ran = run("repair", "报来2.xlsx", "-o", "新2.xlsx")
    assert ran.code == 0
    assert "工作表“补充指标”是区里另加的" in ran.err
    assert "区里另加的" not in run("repair", FILLED, "-o", "新3.xlsx").err
