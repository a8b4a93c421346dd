"""单位名单: written, filled in by whatever program, read back; every mistake with its row."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.district.folders import district_in, roster_book
from tests.drawn import official_form
from tests.oracles.office import saved_as
from toolkit.checks.refusals import refused
from toolkit.district.roster import Roster, Unit, bare
from toolkit.district.roster_file import CSV, NAME, TITLES, read_roster
from toolkit.submission.refusal import Refusal

UNITS = (
    Unit(
        "0640402203", "原州区炭山乡", "炭山乡", ("炭山公社", "炭山镇"), "township", "镇街", "原州区",
        addresses=("a@b.cn", "c@d.cn"),
    ),
    Unit(
        "", "原州区", level="county", takes_over=("甲局", "乙局"), counted=False,
        contact="张三 0954-1234567", url="http://a.cn/1",
    ),
    Unit("3", "=1+1", "甲", group="区直部门", excused="机构撤销"),
)  # fmt: skip


def told(tmp_path: Path, rows: Sequence[dict[str, str]]) -> str:
    district = district_in(tmp_path)
    (tmp_path / NAME).write_bytes(roster_book(rows))
    with pytest.raises(Refusal) as raised:
        read_roster(district)
    return refused(raised.value)


def as_rows(units: Sequence[Unit]) -> list[dict[str, str]]:
    """As a clerk writes them."""
    levels = {level.id: level.label for level in official_form().levels}
    return [
        dict(
            zip(
                TITLES,
                (
                    unit.code, unit.name, unit.short, "、".join(unit.former), levels.get(unit.level, ""), unit.group,
                    unit.parent, "，".join(unit.takes_over), "" if unit.counted else "否", unit.excused,
                    " ".join(unit.addresses), unit.contact, unit.url,
                ),
                strict=True,
            )
        )
        for unit in units
    ]  # fmt: skip


def test_a_list_that_was_filled_in_is_read(tmp_path: Path) -> None:
    """Codes keep their zeros; a name that looks like a formula stays a name."""
    (tmp_path / NAME).write_bytes(roster_book(as_rows(UNITS)))
    assert read_roster(district_in(tmp_path)).units == UNITS


def test_a_list_that_libreoffice_saved_is_read(tmp_path: Path) -> None:
    """Whoever opens it and saves it changes nothing."""
    district = district_in(tmp_path)
    (tmp_path / "drawn.xlsx").write_bytes(roster_book(as_rows(UNITS)))
    (saved,) = saved_as([tmp_path / "drawn.xlsx"], tmp_path / "out", "xlsx")
    saved.replace(tmp_path / NAME)
    assert read_roster(district).units == UNITS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_as_csv(tmp_path: Path, encoding: str) -> None:
    """What the office's own system exports."""
    out = io.StringIO()
    writer = csv.DictWriter(out, TITLES)
    writer.writeheader()
    writer.writerows(as_rows(UNITS))
    district = district_in(tmp_path)
    (tmp_path / CSV).write_bytes(out.getvalue().encode(encoding))
    assert read_roster(district).units == UNITS


def test_every_mistake_is_told_with_its_row(tmp_path: Path) -> None:
    """All at once: nobody wants to start the command six times."""
    rows = [
        {"单位代码": "1", "单位全称": "甲乡"},
        {"单位代码": "1", "单位全称": "甲 乡", "层级": "乡"},
        {"单位代码": "6.40402E+08", "单位全称": "丙乡", "邮箱": "没有"},
        {"单位全称": "丁乡", "上级单位": "戊区", "计入汇总": "√"},
        {"简称": "己"},
    ]
    said = told(tmp_path, rows)
    assert "有8处要改" in said
    for fault in (
        "第3行：单位代码“1”和第2行相同",
        "第3行：单位全称“甲乡”和第2行相同",
        "第3行：层级“乡”应是乡镇、街道",
        "第4行：单位代码“6.40402E+08”被表格程序改成了科学计数",
        "第4行：邮箱“没有”写得不对",
        "第5行：上级单位“戊区”不在名单里",
        "第5行：计入汇总“√”应写“是”或“否”",
        "第6行：没有写单位全称",
    ):
        assert fault in said


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([{"单位全称": "甲乡", "单位代码": "640402203.0"}], "第2行：单位代码“640402203.0”带了小数点"),
        (
            [{"单位全称": "甲乡", "曾用名": "丙"}, {"单位全称": "乙乡", "曾用名": "丁 丙"}],
            "第3行：曾用名“丙”和第2行相同",
        ),
        ([{"单位全称": "甲乡", "上级单位": "甲 乡"}], "第2行：上级单位写的是它自己"),
    ],
)
def test_what_would_mislead_is_told(tmp_path: Path, rows: list[dict[str, str]], fault: str) -> None:
    """A rounded code is nobody's; a name of two units finds neither; a unit below itself adds itself up."""
    assert fault in told(tmp_path, rows)


def test_a_unit_may_write_its_former_name_twice(tmp_path: Path) -> None:
    """That misleads nobody."""
    (tmp_path / NAME).write_bytes(roster_book([{"单位全称": "甲乡", "曾用名": "丙、丙"}]))
    assert read_roster(district_in(tmp_path)).units[0].former == ("丙", "丙")


def test_a_csv_that_never_closes_its_quotation_is_told(tmp_path: Path) -> None:
    """One long field is no list; the program does not break off."""
    (tmp_path / CSV).write_text('单位全称,简称\n"甲乡,' + "乙" * 200_000, encoding="utf-8")
    with pytest.raises(Refusal) as raised:
        read_roster(district_in(tmp_path))
    assert "不是完整的CSV表格" in refused(raised.value)


def test_a_list_without_its_headings_is_told(tmp_path: Path) -> None:
    """Somebody deleted the first row."""
    district = district_in(tmp_path)
    (tmp_path / CSV).write_bytes("甲乡,乡镇\n".encode())
    with pytest.raises(Refusal, match="no-headings"):
        read_roster(district)


def test_units_are_found_by_whatever_they_are_called() -> None:
    """Full names come first; a short name that two share is nobody's."""
    roster = Roster((*UNITS, Unit("4", "甲", former=("炭山乡",)), Unit("5", "另一个", addresses=("a@b.cn",))))
    assert roster.of_name("原州区 炭山乡") is UNITS[0]
    assert roster.of_name("炭山镇") is UNITS[0]
    assert roster.of_name("炭山乡") is None
    assert roster.of_name("甲") is roster.units[3]
    assert roster.of_address("C@d.cn") is UNITS[0]
    assert roster.of_address("a@b.cn") is None
    assert roster.of_name("") is None
    assert roster.of_code("") is None
    assert roster.children_of(UNITS[1]) == (UNITS[0],)


@given(st.lists(st.text(max_size=12), max_size=6))
def test_no_name_is_found_that_is_not_there(names: list[str]) -> None:
    """Whatever is asked for."""
    units = tuple(Unit(str(number), name) for number, name in enumerate(names, 1) if bare(name))
    roster = Roster(units)
    assert all(roster.of_name(unit.name) in units for unit in units)
    assert roster.of_name("不在名单里的单位") is None
