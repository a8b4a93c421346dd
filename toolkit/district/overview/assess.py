"""考核情况: figures for the yearly assessment of each unit: filing date, number of returns, similarity."""

from collections.abc import Iterator

from toolkit.checks.prose.similar import alike, sketch
from toolkit.district.clock import day, format_time
from toolkit.district.district import District
from toolkit.district.ledger.records import APPROVE
from toolkit.district.ledger.submissions import submission_of
from toolkit.district.overview.status import lines
from toolkit.district.units.roster import Unit
from toolkit.workbook.write.plain import Column, PlainSheet, plain_book

BOOK = "考核情况表.xlsx"
COLUMNS = (
    Column("单位名称", 34), Column("单位代码", 14), Column("分组", 12), Column("状态", 20),
    Column("首次报送", 18), Column("合格报送", 18), Column("审核通过", 18), Column("逾期天数", 10),
    Column("报送次数", 10), Column("退回次数", 10), Column("雷同（与别的单位）", 30), Column("发布网址", 30),
)  # fmt: skip


def assessment(district: District) -> bytes:
    """A plain table, one line a unit."""
    same = _alike(district)
    rows = [tuple(_row(district, each.unit, same)) for each in lines(district)]
    title = f"{district.settings.name}{district.settings.year}年{district.settings.form.called}报送情况，供考核参考"
    return plain_book([PlainSheet("考核情况表", COLUMNS, rows, title)])


def _row(district: District, unit: Unit, same: dict[str, str]) -> Iterator[str | int]:
    standing = district.standing(unit)
    entries = standing.own
    good = next((each for each in entries if not each.errors), None)
    approved = next((each for each in district.ledger.decisions(unit.key) if each.kind == APPROVE), None)
    late = (day(good.received) - district.settings.report_by(unit.group)).days if good else 0
    yield from (unit.name, unit.code, unit.group, standing.label)
    yield format_time(entries[0].received) if entries else ""
    yield format_time(good.received) if good else ""
    yield format_time(approved.at) if approved else ""
    yield max(late, 0) if good else ""
    yield from (len(entries), standing.returns, same.get(unit.key, ""), standing.url)


def _alike(district: District) -> dict[str, str]:
    """Of the submissions that count, those more than half of which is another unit's."""
    counted = [(unit, entry) for unit in district.roster.units if (entry := district.standing(unit).counted)]
    sketches = [sketch(submission_of(district.ledger, entry)) for _, entry in counted]
    found: dict[str, list[str]] = {}
    for position, finding in alike(sketches):
        (hit,) = finding.hits
        found.setdefault(counted[position][0].key, []).append(f"{hit.quote}{hit.count}%")
    return {key: "；".join(each) for key, each in found.items()}
