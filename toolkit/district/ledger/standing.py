"""A unit's status, computed by a pure function from its submissions and the decisions about them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from toolkit.district.clock import day
from toolkit.district.ledger.records import (
    APPROVE,
    CONFIRM,
    CORRECT,
    PUBLISH,
    REOPEN,
    RETURN,
    SEAL,
    Decision,
    SubmissionRecord,
)


class UnitState(StrEnum):
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


UNCONFIRMED = "待确认（来历不明）"  # of a submission; the unit stands as it did
FINAL = {SEAL: UnitState.SEALED, PUBLISH: UnitState.PUBLISHED, CORRECT: UnitState.CORRECTED}


@dataclass(frozen=True, slots=True)
class Standing:
    """``counted``: the submission that counts, if any. ``waiting``: those that came after approval, undecided.

    ``own``: all that are known to be the unit's, the oldest first. ``unconfirmed``: those that nothing but their own
    word says are the unit's; until the clerk decides, all else here is as if they had not come. ``returns``: how many
    submissions went back. ``approved``: whether ``counted`` was approved.
    """

    state: UnitState
    counted: SubmissionRecord | None = None
    newest: SubmissionRecord | None = None
    waiting: tuple[SubmissionRecord, ...] = ()
    returns: int = 0
    approved: bool = False
    late: bool = False
    url: str = ""
    own: tuple[SubmissionRecord, ...] = ()
    unconfirmed: tuple[SubmissionRecord, ...] = ()

    @property
    def label(self) -> str:
        """“退回修改（第2次）”."""
        return f"{self.state}（第{self.returns}次）" if self.state is UnitState.RETURNED else str(self.state)


def standing(
    entries: Sequence[SubmissionRecord], decisions: Sequence[Decision], today: date, due: date, excused: bool = False
) -> Standing:
    """``entries``: those in the unit's name, the oldest first; ``decisions``: in their order."""
    sure, turned_back = _decided(decisions)
    own = tuple(each for each in entries if each.vouched or each.id in sure)
    unconfirmed = tuple(each for each in entries if not each.vouched and each.id not in sure | turned_back)
    found = _of_own(own, decisions, turned_back, (today, due), excused)
    return replace(found, own=own, unconfirmed=unconfirmed)


def _of_own(
    own: tuple[SubmissionRecord, ...],
    decisions: Sequence[Decision],
    turned_back: frozenset[int],
    days: tuple[date, date],
    excused: bool,
) -> Standing:
    """``days``: today, and the day it is due."""
    approval, (today, due) = _approval(decisions), days
    returns = sum(bool(each.errors) or each.id in turned_back for each in own)
    approved = next((each for each in own if approval and each.id == approval.submission), None)
    acceptable = [each for each in own if not each.errors and each.id not in turned_back]
    newest = own[-1] if own else None
    late = (day(acceptable[0].received) if acceptable else today) > due
    if approval and approved:
        after = {each.submission for each in decisions if each.kind == CONFIRM and each.id > approval.id}
        late_ones = (each for each in own if each.id > approval.seen or each.id in after)
        waiting = tuple(each for each in late_ones if each is not approved and each.id not in turned_back)
        url = next((each.url for each in reversed(decisions) if each.url), "")
        state = UnitState.WAITING if waiting else _final(decisions, approval)
        return Standing(state, approved, newest, waiting, returns, True, late, url)
    counted = acceptable[-1] if acceptable else None
    return Standing(_open(newest, counted, today > due, excused), counted, newest, (), returns, False, late)


def _decided(decisions: Sequence[Decision]) -> tuple[frozenset[int], frozenset[int]]:
    """The submissions that the clerk said are the unit's, and those that she turned back; her last word counts."""
    sure: set[int] = set()
    turned_back: set[int] = set()
    for decision in decisions:
        if decision.kind in (CONFIRM, APPROVE):
            sure.add(decision.submission)
        if decision.kind == CONFIRM:
            turned_back.discard(decision.submission)
        elif decision.kind == RETURN:
            turned_back.add(decision.submission)
    return frozenset(sure), frozenset(turned_back)


def _approval(decisions: Sequence[Decision]) -> Decision | None:
    """The one in force."""
    found = None
    for decision in decisions:
        if decision.kind == APPROVE:
            found = decision
        elif decision.kind == REOPEN:
            found = None
    return found


def _final(decisions: Sequence[Decision], approval: Decision) -> UnitState:
    after = [FINAL[each.kind] for each in decisions if each.id > approval.id and each.kind in FINAL]
    return after[-1] if after else UnitState.APPROVED


def _open(newest: SubmissionRecord | None, counted: SubmissionRecord | None, overdue: bool, excused: bool) -> UnitState:
    if newest is None:
        return UnitState.EXCUSED if excused else UnitState.OVERDUE if overdue else UnitState.NOTHING
    return UnitState.FILED if newest is counted else UnitState.RETURNED
