"""How a unit stands, from what it sent and what was decided: a pure function, so that it can be told at any time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from toolkit.district.clock import day
from toolkit.district.records import APPROVE, CORRECT, PUBLISH, REOPEN, RETURN, SEAL, Decision, Entry


class State(StrEnum):
    """In the words of the trade."""

    EXCUSED = "无需报送"
    NOTHING = "未报送"
    OVERDUE = "逾期未报"
    FILED = "已报送（待审核）"
    RETURNED = "退回修改"
    APPROVED = "审核通过"
    SEALED = "已签章"
    PUBLISHED = "已发布"
    CORRECTED = "已更正"
    WAITING = "待确认（后到文件）"


FINAL = {SEAL: State.SEALED, PUBLISH: State.PUBLISHED, CORRECT: State.CORRECTED}


@dataclass(frozen=True, slots=True)
class Standing:
    """``counted``: the submission that counts, if any. ``waiting``: those that came after approval, undecided.

    ``returns``: how many submissions went back. ``approved``: whether ``counted`` was approved.
    """

    state: State
    counted: Entry | None = None
    newest: Entry | None = None
    waiting: tuple[Entry, ...] = ()
    returns: int = 0
    approved: bool = False
    late: bool = False
    url: str = ""

    @property
    def label(self) -> str:
        """“退回修改（第2次）”."""
        return f"{self.state}（第{self.returns}次）" if self.state is State.RETURNED else str(self.state)


def standing(
    entries: Sequence[Entry], decisions: Sequence[Decision], today: date, due: date, excused: bool = False
) -> Standing:
    """``entries``: the unit's, the oldest first; ``decisions``: in their order."""
    approval = _approval(decisions)
    turned_back = {each.submission for each in decisions if each.kind == RETURN}
    returns = sum(bool(each.errors) or each.id in turned_back for each in entries)
    approved = next((each for each in entries if approval and each.id == approval.submission), None)
    acceptable = [each for each in entries if not each.errors and each.id not in turned_back]
    newest = entries[-1] if entries else None
    late = (day(acceptable[0].received) if acceptable else today) > due
    if approval and approved:
        waiting = tuple(each for each in entries if each.id > approval.seen and each.id not in turned_back)
        url = next((each.url for each in reversed(decisions) if each.url), "")
        state = State.WAITING if waiting else _final(decisions, approval)
        return Standing(state, approved, newest, waiting, returns, True, late, url)
    counted = acceptable[-1] if acceptable else None
    return Standing(_open(newest, counted, today > due, excused), counted, newest, (), returns, False, late)


def _approval(decisions: Sequence[Decision]) -> Decision | None:
    """The one in force."""
    found = None
    for decision in decisions:
        if decision.kind == APPROVE:
            found = decision
        elif decision.kind == REOPEN:
            found = None
    return found


def _final(decisions: Sequence[Decision], approval: Decision) -> State:
    after = [FINAL[each.kind] for each in decisions if each.id > approval.id and each.kind in FINAL]
    return after[-1] if after else State.APPROVED


def _open(newest: Entry | None, counted: Entry | None, overdue: bool, excused: bool) -> State:
    if newest is None:
        return State.EXCUSED if excused else State.OVERDUE if overdue else State.NOTHING
    return State.FILED if newest is counted else State.RETURNED
