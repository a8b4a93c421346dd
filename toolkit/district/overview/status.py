"""报送情况: the status of all units, printed, as a web page, and as a stamp on totals."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from toolkit.district.clock import format_day, format_time
from toolkit.district.district import District
from toolkit.district.ledger.ledger import Ledger
from toolkit.district.ledger.records import SubmissionRecord
from toolkit.district.ledger.standing import UNCONFIRMED, Standing, UnitState
from toolkit.district.ledger.store import file_path
from toolkit.district.units.roster import Unit
from toolkit.report.web.listing import ListItem, listing

PAGE = "报送情况.html"
COLUMNS = ("单位", "分组", "状态", "校验码", "必须改正", "需要说明", "最近报来", "退回次数", "文件", "发布网址")
TONES = {
    UnitState.OVERDUE: "bad",
    UnitState.RETURNED: "bad",
    UnitState.WAITING: "open",
    UnitState.FILED: "open",
    UnitState.APPROVED: "good",
    UnitState.SEALED: "good",
    UnitState.PUBLISHED: "good",
    UnitState.CORRECTED: "good",
}


@dataclass(frozen=True, slots=True)
class StatusLine:
    unit: Unit
    standing: Standing


def lines(district: District) -> list[StatusLine]:
    """Every unit in the order of the list."""
    return [StatusLine(unit, district.standing(unit)) for unit in district.roster.units]


def counts(listed: Sequence[StatusLine]) -> str:
    """“应报72家：审核通过60家，退回修改2家，未报送10家。”"""
    expected = [each for each in listed if each.standing.state is not UnitState.EXCUSED]
    found = Counter(each.standing.state for each in expected)
    told = "，".join(f"{state}{found[state]}家" for state in UnitState if found[state])
    return f"应报{len(expected)}家：{told}。" if told else "单位名单里还没有单位。"


def stamp(district: District, counted: Sequence[Unit], now: datetime, group: str = "") -> str:
    """“截至1月28日，应报72家，已审核通过69家，未计入：……”"""
    listed = lines(district)
    expected = [
        each
        for each in listed
        if each.standing.state is not UnitState.EXCUSED and each.unit.counted and group in ("", each.unit.group)
    ]
    approved = sum(each.standing.approved for each in expected)
    keys = {unit.key for unit in counted}
    missing = "、".join(each.unit.short_name for each in expected if each.unit.key not in keys) or "无"
    return f"截至{format_day(now.date())}，应报{len(expected)}家，已审核通过{approved}家，未计入：{missing}。"


def page(district: District, now: datetime) -> bytes:
    """The list as a page beside the ledger; its links lead to the files."""
    listed = lines(district)
    due = "；".join(
        f"{group or '全部单位'}{format_day(district.settings.report_by(group))}" for group in _groups(listed)
    )
    title = f"{district.settings.name}{district.settings.year}年报送情况"
    notes = (f"{format_time(now)}。{counts(listed)}", f"报送时限：{due}。", *unconfirmed(district.ledger, listed))
    return listing(title, notes, COLUMNS, [list(_row(district, each)) for each in listed])


def unconfirmed(ledger: Ledger, listed: Sequence[StatusLine]) -> list[str]:
    """A line for each submission that waits for the clerk's word, with the address: that is what she asks about."""
    return [
        f"{line.unit.short_name}：序号{each.id}，{format_time(each.received)}从{sender(ledger, each)}报来，"
        f"{UNCONFIRMED}，"
        f"必须改正{each.errors}处，需要说明{each.warnings}处。"
        for line in listed
        for each in line.standing.unconfirmed
    ]


def sender(ledger: Ledger, entry: SubmissionRecord) -> str:
    """Where a submission came from, as one says it."""
    message = ledger.message_of(entry.file)
    return message.sender or ("没有写明的邮箱" if message.letter else "文件夹")


def _groups(listed: Sequence[StatusLine]) -> list[str]:
    return list(dict.fromkeys(each.unit.group for each in listed))


def _row(district: District, line: StatusLine) -> Iterator[ListItem]:
    unit, standing = line.unit, line.standing
    newest, shown = standing.newest, standing.counted or standing.newest
    yield ListItem(unit.short_name)
    yield ListItem(unit.group)
    yield ListItem(label(standing), tone=TONES.get(standing.state, ""))
    yield ListItem(shown.check_code if shown else "")
    yield ListItem(str(newest.errors) if newest else "")
    yield ListItem(str(newest.warnings) if newest else "")
    yield ListItem(format_time(newest.received) if newest else "")
    yield ListItem(str(standing.returns) if standing.returns else "")
    path = file_path(district.folder, shown.hash).relative_to(district.folder).as_posix() if shown else ""
    yield ListItem("打开" if shown else "", quote(path))
    yield ListItem(standing.url, standing.url)


def label(standing: Standing) -> str:
    """The state, and what must not be missed beside it."""
    late = "，逾期" if standing.late and standing.newest else ""
    return f"{standing.label}{late}"
