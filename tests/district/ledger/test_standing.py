"""How a unit stands, drawn as a story: what it sent and what was decided, in order."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.district.ledger.records import (
    APPROVE,
    CONFIRM,
    CORRECT,
    PUBLISH,
    REOPEN,
    RETURN,
    SEAL,
    Decision,
    FaultRecord,
    SubmissionRecord,
)
from toolkit.district.ledger.standing import UNCONFIRMED, Standing, standing

DUE = date(2024, 1, 20)
BEGIN = datetime(2024, 1, 10, 4, tzinfo=UTC)
KINDS = {"认": CONFIRM, "审": APPROVE, "退": RETURN, "撤": REOPEN, "章": SEAL, "发": PUBLISH, "更": CORRECT}


def story(told: str, today: date = date(2024, 1, 15), excused: bool = False) -> Standing:
    """“好 错 审1”: a good submission, one with errors, the first is approved. “生”, “坏”: the same from a stranger."""
    entries: list[SubmissionRecord] = []
    decisions: list[Decision] = []
    for step, word in enumerate(told.split()):
        at = BEGIN + timedelta(hours=step)
        if word in ("好", "错", "生", "坏"):
            faults = (FaultRecord("blank", "error", "表三还有1格未填。", ()),) if word in ("错", "坏") else ()
            vouched = "" if word in ("生", "坏") else "token"
            number = len(entries) + 1
            entries.append(
                SubmissionRecord(
                    number, "甲", number, f"{number:064}", "甲.xlsx", at, "000000", faults, {}, (), vouched
                )
            )
        else:
            seen = len(entries)
            kind, which = KINDS[word[0]], int(word[1:] or seen)
            decisions.append(
                Decision(len(decisions) + 1, "甲", kind, at, which, seen, "", "http://a" * (kind == PUBLISH))
            )
    return standing(entries, decisions, today, DUE, excused)


@pytest.mark.parametrize(
    ("told", "label", "counted", "waiting"),
    [
        ("", "未报送", 0, []),
        ("好", "已报送（待审核）", 1, []),
        ("错", "退回修改（第1次）", 0, []),
        ("错 错 好", "已报送（待审核）", 3, []),
        ("错 错", "退回修改（第2次）", 0, []),
        ("好 错", "退回修改（第1次）", 1, []),  # the newest acceptable one counts
        ("好 好", "已报送（待审核）", 2, []),
        ("好 退1", "退回修改（第1次）", 0, []),
        ("好 退1 好", "已报送（待审核）", 2, []),
        ("好 审1", "审核通过", 1, []),
        ("好 审1 章1", "已签章", 1, []),
        ("好 审1 章1 发1", "已发布", 1, []),
        ("好 审1 发1 更1", "已更正", 1, []),
        ("好 审1 好", "待确认（后到文件）", 1, [2]),  # an old file once more does not replace what was approved
        ("好 审1 错", "待确认（后到文件）", 1, [2]),
        ("好 审1 好 退2", "审核通过", 1, []),
        ("好 审1 好 审2", "审核通过", 2, []),
        ("好 审1 撤", "已报送（待审核）", 1, []),
        ("好 审1 好 撤", "已报送（待审核）", 2, []),
        ("好 审1 撤 审1", "审核通过", 1, []),
        ("好 审1 发1 撤", "已报送（待审核）", 1, []),
        ("生", "未报送，另有1份待确认（来历不明）", 0, []),
        ("好 坏", "已报送（待审核），另有1份待确认（来历不明）", 1, []),  # a stranger's file turns nobody back
        ("好 生 生", "已报送（待审核），另有2份待确认（来历不明）", 1, []),
        ("好 审1 生", "审核通过，另有1份待确认（来历不明）", 1, []),
        ("生 退1", "未报送", 0, []),
        ("生 认1", "已报送（待审核）", 1, []),
        ("坏 认1", "退回修改（第1次）", 0, []),
        ("生 退1 认1", "已报送（待审核）", 1, []),  # the last word counts
        ("生 认1 退1", "退回修改（第1次）", 0, []),
        ("好 生 审2", "审核通过", 2, []),  # by its number: that says whose it is
        ("生 好 审2 认1", "待确认（后到文件）", 2, [1]),
    ],
)
def test_a_story_and_where_it_ends(told: str, label: str, counted: int, waiting: list[int]) -> None:
    """The words of the trade for each, and which submission counts."""
    found = story(told)
    strange = f"，另有{len(found.unconfirmed)}份{UNCONFIRMED}" if found.unconfirmed else ""
    assert f"{found.label}{strange}" == label
    assert (found.counted.id if found.counted else 0) == counted
    assert [each.id for each in found.waiting] == waiting


STEPS = st.sampled_from(["好", "错", "审1", "退1", "审", "退", "撤"])
STRANGE = st.sampled_from(["生", "坏"])


@given(st.lists(STEPS, max_size=6), st.lists(STRANGE, min_size=1, max_size=3))
@settings(deadline=None)
def test_what_strangers_send_changes_nothing(steps: list[str], strange: list[str]) -> None:
    """However much of it comes after whatever was sent and decided: all but what waits for the clerk is as before."""
    told = [each for number, each in enumerate(steps) if each in "好错" or "好" in steps[:number]]
    before, after = story(" ".join(told)), story(" ".join([*told, *strange]))
    assert replace(after, unconfirmed=()) == before
    assert len(after.unconfirmed) == len(strange)


def test_late() -> None:
    """After the day it is due, nothing sent is overdue; sent late is late for good."""
    assert story("", date(2024, 1, 20)).label == "未报送"
    assert story("", date(2024, 1, 21)).label == "逾期未报"
    assert not story("好", date(2024, 2, 1)).late
    assert story("错", date(2024, 2, 1)).late


def test_who_need_not_report_may() -> None:
    """An excused unit is no debtor; what it sends all the same is looked at."""
    assert story("", date(2024, 2, 1), excused=True).label == "无需报送"
    assert story("好", excused=True).label == "已报送（待审核）"
