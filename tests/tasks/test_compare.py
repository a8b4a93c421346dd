"""Two reports of one unit differ in just what differs."""

from dataclasses import replace

import pytest

from tests.drawn import filled, official_form, second_form
from tests.published import printed
from toolkit.checks.reading import Reading, Stated
from toolkit.errors import UserError
from toolkit.rich_text import from_markup
from toolkit.tasks.compare import compare
from toolkit.tasks.read import read


def approved() -> Reading:
    given = filled(official_form(), {"requests.new.person": 5, "requests.carried_out.person": 5})
    texts = {**given.texts, "other": (from_markup("未收取信息处理费。"), from_markup("没有其他事项。"))}
    return Reading(replace(given, texts=texts))


def published(text: str = "", instead: str = "") -> Reading:
    page = printed.page(approved().submission, printed.plain_table)
    assert text in page
    return read(page.replace(text, instead, 1).encode())


def test_the_same_report_has_no_difference() -> None:
    """Whatever it came from; spaces and the width of brackets do not count."""
    assert compare(approved(), published()) == ()
    assert compare(approved(), published("没有其他事项。", "没有 其他事项。")) == ()
    assert compare(published(), published("（一）予以公开", "(一)予以公开")) == ()


@pytest.mark.parametrize(
    ("text", "instead", "where", "first", "second"),
    [
        ("<td>5</td>", "<td>6</td>", "表三“一、本年新收政府信息公开申请数量”行、申请人情况·自然人列", "5", "6"),
        ("<td>5</td>", "<td></td>", "表三“一、本年新收政府信息公开申请数量”行、申请人情况·自然人列", "5", "（空白）"),
        ("没有其他事项", "没有别的事项", "“六、其他需要报告的事项”第2段", "“没有其他事项。”", "“没有别的事项。”"),
        ("<p>没有其他事项。</p>", "", "“六、其他需要报告的事项”第2段", "“没有其他事项。”", "（没有）"),
        (
            "五、存在的主要问题及改进情况",
            "五、存在的问题及改进情况",
            "标题“五、存在的主要问题及改进情况”",
            "“五、存在的主要问题及改进情况”",
            "“五、存在的问题及改进情况”",
        ),
    ],
)
def test_each_difference_is_told(text: str, instead: str, where: str, first: str, second: str) -> None:
    """Where it is, and what each of the two says."""
    (difference,) = compare(approved(), published(text, instead))
    assert difference.where.replace("申请人情况·", "") == where.replace("申请人情况·", "")
    assert (difference.first, difference.second) == (first, second)


def test_what_a_report_states_as_a_total_counts() -> None:
    """A published total is compared as it is printed, not as it would add up."""
    wrong = replace(approved(), stated={"requests.new.total": Stated(4, formula=None)})
    assert [(each.first, each.second) for each in compare(approved(), wrong)] == [("5", "4")]


def test_doubtful_and_missing_figures_are_differences() -> None:
    """They may be the same, but nobody knows."""
    doubtful = replace(approved(), submission=replace(approved().submission, doubtful={"requests.new.person": "S"}))
    assert [each.second for each in compare(approved(), doubtful)] == ["拿不准（原文“S”）"]


def test_other_forms_are_refused() -> None:
    """Their figures have nothing to do with each other."""
    with pytest.raises(UserError, match="compare-forms"):
        compare(approved(), Reading(filled(second_form())))
