"""A district's indicators: from lines of a table to a form; every mistake at once, each with its row."""

import pytest

from tests.workbook.write.drawn_common import INDICATORS, amounts, companion_form, filed_companion, lines
from toolkit.district.units.indicators import MOST, IndicatorLine, indicators
from toolkit.errors import UserError
from toolkit.submission.check_code import in_reach


def said(text: str) -> list[str]:
    """The mistakes as they are told, one a line."""
    with pytest.raises(UserError) as caught:
        indicators(lines(text))
    first, *faults, last = caught.value.text.splitlines()
    assert f"有{len(faults)}处要改" in first
    assert last == "请改好再试。"
    return faults


def test_what_becomes_of_them() -> None:
    """Labels with their units, whole numbers for what is counted, sums, and what must not be added up over units."""
    form = companion_form()
    assert [cell.row.label for cell in form.cells.values()] == [
        "主动公开总数（条）",
        "门户网站公开数（条）",
        "公众号公开数（条）",
        "新闻发布会（场）",
        "办理满意率（％）",
    ]
    assert [cell.kind for cell in form.cells.values()] == ["count"] * 4 + ["amount"]
    assert [cell.adds for cell in form.cells.values()] == [True] * 4 + [False]
    [total] = form.computed
    assert filed_companion(amounts(None, 5, 6)).figure(total.id) == 11
    assert form.companion
    assert form.serves(2024)
    assert all(in_reach(0) for _ in form.inputs)


def test_without_any_there_is_no_form() -> None:
    """Most districts ask for nothing besides."""
    assert indicators([]) is None


def test_a_name_keeps_its_id_wherever_it_stands() -> None:
    """Workbooks that are out must be read right after the list has grown; another unit is another indicator."""
    ids = {cell.row.short: id for id, cell in companion_form().cells.items()}
    turned = indicators(list(reversed(lines(INDICATORS))))
    other = indicators([IndicatorLine(2, "新闻发布会", "次")])
    assert turned
    assert other
    assert {cell.row.short: id for id, cell in turned.cells.items()} == ids
    assert not set(other.cells) & set(ids.values())


def test_spaces_do_not_matter() -> None:
    """People type them between characters and before units."""
    spaced = indicators([IndicatorLine(2, " 新 闻发布会", "（ 场 ）\x07", " 相加 ")])
    assert spaced
    assert set(spaced.cells) < set(companion_form().cells)


def test_every_mistake_is_told_with_its_row() -> None:
    """All at once, so that the list is mended in one go."""
    wrong = """
    总数   | 条 | 相加   | 网站数、微信数、微博数
    网站数 | 条 | 合计   |
    微信数 | 件 |        |
           | 条 |        |
    网站数 |    |        |
    会议   | 场 |        | 会议、网站数
    发布   | 场 |        | 会议
    甲、乙 | 条 |        |
    """
    assert said(wrong) == [
        "第2行：“微信数”的计量单位是件，“总数”是条，不能相加",
        "第2行：“合计自”里的“微博数”不是本表的指标，请核对名称",
        "第3行：汇总方式写的是“合计”，应是“相加”或“不汇总”",
        "第5行：没有写指标名称",
        "第6行：“网站数”和第3行同名",
        "第6行：“网站数”没有写计量单位",
        "第7行：“会议”不能由自己合计",
        "第7行：“网站数”的计量单位是条，“会议”是场，不能相加",
        "第8行：“合计自”里只有“会议”一项，合计至少要有两项",
        "第9行：指标名称里不能有顿号、逗号、分号或加号，它们用来分开“合计自”里的名称",
    ]


def test_sums_that_go_round_in_circles() -> None:
    """Only the form's own machinery sees it; the row and the names are the district's all the same."""
    faults = said("""
    甲 | 件 | | 乙、丙
    乙 | 件 | | 甲、丙
    丙 | 件 | |
    """)
    assert all(fault.startswith("第") for fault in faults)
    assert not any("indicator" in fault or "i0" in fault for fault in faults)


def test_too_many_and_too_long() -> None:
    """A sheet that nobody can fill in."""
    assert said("\n".join(f"指标{number} | 件 | | " for number in range(MOST + 1)))[-1].startswith(f"有{MOST + 1}个")
    assert said("长" * 61 + " | 件 | | ") == ["第2行：指标名称有61个字，最多60个字"]
