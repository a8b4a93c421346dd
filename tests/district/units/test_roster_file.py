"""单位名单: written, filled in by whatever program, read back; every mistake with its row."""

import csv
import io
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.district.folders import district_in, roster_book
from tests.drawn import official_form
from tests.instruments.oracles.office import needs_office, saved_as
from toolkit.district.units.roster import Roster, Unit
from toolkit.district.units.roster_file import (
    COUNTED,
    CSV,
    GUIDE,
    INDICATOR_COLUMNS,
    INDICATORS_SHEET,
    LEVEL,
    NAME,
    SHEET,
    TITLES,
    blank_roster,
    read_roster,
)
from toolkit.errors import UserError
from toolkit.office.sheets.addresses import letters
from toolkit.tasks.names import bare

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
    with pytest.raises(UserError) as raised:
        read_roster(district)
    return raised.value.text


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


@needs_office
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
        "第4行：“丙乡”的邮箱“没有”写得不对",
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
    with pytest.raises(UserError) as raised:
        read_roster(district_in(tmp_path))
    assert "不是完整的CSV表格" in raised.value.text


def test_a_list_without_its_headings_is_told(tmp_path: Path) -> None:
    """Somebody deleted the first row."""
    district = district_in(tmp_path)
    (tmp_path / CSV).write_bytes("甲乡,乡镇\n".encode())
    with pytest.raises(UserError, match="no-headings"):
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


def words(longest: int = 8) -> st.SearchStrategy[str]:
    """One line as people type it: no separators of a list, no spaces around."""
    return st.text(st.characters(categories=("Lu", "Ll", "Lo", "Nd"), codec="utf-8"), min_size=1, max_size=longest)


@st.composite
def rosters(draw: st.DrawFn) -> tuple[Unit, ...]:
    """Units with names and codes of their own, each below one before it or below none."""
    names = draw(st.lists(words(), min_size=1, max_size=5, unique_by=bare))
    levels = [level.id for level in official_form().levels]
    units: list[Unit] = []
    for number, name in enumerate(names):
        unit = Unit(
            code=draw(st.sampled_from(["", f"00{number}", f"6404{number}"])),
            name=f"单位{name}",
            short=draw(st.just("") | words()),
            former=tuple(f"旧{number}{each}" for each in draw(st.lists(words(), max_size=2, unique=True))),
            level=draw(st.sampled_from(["", *levels])),
            group=draw(st.sampled_from(["", "镇街", "区直部门"])),
            parent=draw(st.sampled_from(["", *(each.name for each in units)])),
            takes_over=tuple(draw(st.lists(words(), max_size=2, unique=True))),
            counted=draw(st.booleans()),
            excused=draw(st.sampled_from(["", "机构撤销"])),
            addresses=tuple(draw(st.lists(st.sampled_from(["a@b.cn", "x.y@163.com"]), max_size=2, unique=True))),
            contact=draw(st.just("") | words()),
            url=draw(st.sampled_from(["", "http://a.cn/1"])),
        )
        units.append(unit)
    return tuple(units)


@given(rosters(), st.booleans())
def test_any_list_that_is_written_is_read(units: tuple[Unit, ...], as_csv: bool) -> None:
    """Nothing of it is lost or taken for something else, in either format."""
    with tempfile.TemporaryDirectory() as folder:
        district = district_in(Path(folder))
        out = io.StringIO()
        writer = csv.DictWriter(out, TITLES)
        writer.writeheader()
        writer.writerows(as_rows(units))
        data = out.getvalue().encode("gb18030") if as_csv else roster_book(as_rows(units))
        (Path(folder) / (CSV if as_csv else NAME)).write_bytes(data)
        assert read_roster(district).units == units


def test_the_list_to_fill_in_explains_itself() -> None:
    """Every column is explained, choices drop down, and the district's own indicators have their sheet."""
    book = load_workbook(io.BytesIO(blank_roster(official_form())))
    assert book.sheetnames == [SHEET, INDICATORS_SHEET, GUIDE]
    assert [cell.value for cell in book[SHEET][1]] == list(TITLES)
    assert [row[0].value for row in book[GUIDE].iter_rows(min_row=2)] == list(TITLES)
    assert [cell.value for cell in book[INDICATORS_SHEET][1]] == [column.title for column in INDICATOR_COLUMNS]
    choices = {str(each.sqref)[0]: each.formula1 for each in book[SHEET].data_validations.dataValidation}
    letter = {title: letters(number) for number, title in enumerate(TITLES, start=1)}
    levels = ",".join(level.label for level in official_form().levels)
    assert choices == {letter[LEVEL]: f'"{levels}"', letter[COUNTED]: '"是,否"'}


def test_the_list_to_fill_in_is_read_as_empty(tmp_path: Path) -> None:
    """Its explanations are nobody's units."""
    district = district_in(tmp_path)
    (tmp_path / NAME).write_bytes(blank_roster(district.form))
    assert read_roster(district).units == ()


def written(folder: Path, text: str) -> Roster:
    district = district_in(folder)
    (folder / CSV).write_bytes(text.encode())
    return read_roster(district)


def test_headings_may_stand_below_a_title(tmp_path: Path) -> None:
    """Offices put a title above every table, and spaces into every heading; blank rows are nothing."""
    roster = written(tmp_path, "某区单位名单,\n,\n单 位 全 称,简  称\n甲乡,甲\n,\n乙乡,\n")
    assert roster.units == (Unit("", "甲乡", "甲"), Unit("", "乙乡"))


def test_a_line_end_within_a_name_is_a_space(tmp_path: Path) -> None:
    """A name stands in the subject of letters and in names of files."""
    assert written(tmp_path, '单位全称,曾用名\n"甲\n乡","乙\n丙；丁"\n').units == (
        Unit("", "甲 乡", former=("乙", "丙", "丁")),
    )


def test_what_is_below_a_circle_is_not_at_fault(tmp_path: Path) -> None:
    """The mistake is told where it is, and looking for it comes to an end."""
    with pytest.raises(UserError) as raised:
        written(tmp_path, "单位全称,上级单位\n甲,乙\n乙,甲\n丙,甲\n")
    assert "有2处要改" in raised.value.text


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        (CSV, b"\xff\xff", "roster-encoding"),
        (CSV, ('单位全称\n"' + "甲" * 200_000).encode(), "roster-csv"),
        (CSV, b"", "no-headings"),
        (NAME, b"junk", "roster-unreadable"),
        (NAME, b"", "roster-unreadable"),
        (NAME, blank_roster(official_form())[:3000], "roster-unreadable"),
    ],
)
def test_a_list_that_cannot_be_read_is_named(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    """Not spoken of as if a unit had sent it."""
    district = district_in(tmp_path)
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UserError, match=code) as raised:
        read_roster(district)
    assert name in raised.value.text


def test_a_folder_without_a_list_or_its_sheet_is_told(tmp_path: Path) -> None:
    """With what it should be called."""
    district = district_in(tmp_path)
    with pytest.raises(UserError, match="no-roster"):
        read_roster(district)
    book = load_workbook(io.BytesIO(blank_roster(district.form)))
    book[SHEET].title = "名单"
    book.save(tmp_path / NAME)
    with pytest.raises(UserError, match="no-sheet"):
        read_roster(district)


def test_what_several_units_share_is_known() -> None:
    """Files are not attributed by it: the clerk should know which. A full name is its unit's own all the same."""
    roster = Roster((Unit("1", "甲", "旧"), Unit("2", "乙", "旧"), Unit("3", "丙", "甲")))
    assert {name: [unit.name for unit in units] for name, units in roster.shared_names.items()} == {"旧": ["甲", "乙"]}
