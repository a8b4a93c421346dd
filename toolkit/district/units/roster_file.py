"""单位名单 as a file: a workbook to fill in, or a CSV; read with every mistake told at once."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from toolkit.district.settings import DistrictSettings
from toolkit.district.units.indicators import METHODS, IndicatorLine, indicators
from toolkit.district.units.messages import no_roster, roster_faults, roster_unreadable
from toolkit.district.units.roster import Roster, Unit
from toolkit.district.units.roster_rows import Row, Rows, csv_rows, sheet_rows
from toolkit.errors import UserError
from toolkit.form.form import Form
from toolkit.mail.server_errors import is_address
from toolkit.office.loading import load
from toolkit.office.sheets.book import Book
from toolkit.office.sheets.open import opened
from toolkit.tasks.names import bare
from toolkit.workbook.write.plain import Column, PlainSheet, plain_book

NAME, CSV = "单位名单.xlsx", "单位名单.csv"
SHEET, GUIDE, INDICATORS_SHEET = "单位名单", "填写说明", "补充指标"
YES, NO = "是", "否"
CODE, FULL, SHORT, FORMER, LEVEL, GROUP, PARENT, TAKES_OVER, COUNTED, EXCUSED, ADDRESSES, CONTACT, URL = TITLES = (
    "单位代码", "单位全称", "简称", "曾用名", "层级", "分组", "上级单位", "承接原单位", "计入汇总", "无需报送及原因",
    "邮箱", "联系人", "发布网址",
)  # fmt: skip
INDICATOR_COLUMNS = (
    Column("指标名称", 36), Column("计量单位", 12), Column("汇总方式", 14, METHODS), Column("合计自", 40),
)  # fmt: skip
EXPLAINED = (
    (CODE, "可以不写；写了的，收件时先按代码认单位。开头的0不会丢。"),
    (FULL, "必填。印在封面和报告标题上。"),
    (SHORT, "信件、报送情况表里用的名字，例如“炭山乡”。"),
    (FORMER, "改过名的，写原来的名称，几个名称用顿号隔开。"),
    (LEVEL, "从下拉中选。"),
    (GROUP, "小计用，例如“镇街”“区直部门”；district.toml 里可以给各组写不同的时限。"),
    (PARENT, "汇总时归到哪个单位之下，写代码或全称；它的邮箱代报的，算本单位报的。"),
    (TAKES_OVER, "机构改革后承接了哪些单位的工作，写代码或全称，几个用顿号隔开；它们的上年数会加在一起。"),
    (COUNTED, "不写就是“是”。"),
    (EXCUSED, "不用报送的，写原因；要报送的空着。"),
    (ADDRESSES, "收发{report}的邮箱，几个用顿号或空格隔开。"),
    (CONTACT, "姓名和电话，只在这里看。"),
    (URL, "发布{report}的网页，可以不写。"),
)
SEPARATORS = re.compile(r"[、，,;；\s]+")
ROUNDED = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
SHOWN = 60  # characters of what is no address
FRACTION = re.compile(r"\d+\.\d*")


def blank_roster(form: Form) -> bytes:
    """To fill in: the list, the settings's own indicators, and what is meant by each column."""
    widths = (14, 32, 14, 20, 12, 12, 20, 24, 10, 18, 30, 20, 36)
    choices = {LEVEL: tuple(level.label for level in form.levels), COUNTED: (YES, NO)}
    columns = [
        Column(title, width, choices.get(title, ()), text=title == CODE)
        for title, width in zip(TITLES, widths, strict=True)
    ]
    explained = [(title, said.format(report=form.short)) for title, said in EXPLAINED]
    return plain_book(
        [
            PlainSheet(SHEET, columns),
            PlainSheet(INDICATORS_SHEET, INDICATOR_COLUMNS),
            PlainSheet(GUIDE, (Column("栏目", 20), Column("怎么填", 90)), explained),
        ]
    )


def unknown_columns(settings: DistrictSettings) -> tuple[str, ...]:
    """Headings of the list that mean nothing here: a misspelt one would be left out unseen."""
    return _rows(roster_path(settings.folder)).unknown


def _rows(path: Path) -> Rows:
    if path.suffix == ".csv":
        return csv_rows(path, load(path), TITLES, FULL)
    return sheet_rows(path, _book(path), SHEET, TITLES, FULL)


def _book(path: Path) -> Book:
    """What is wrong with a file is said of filers' workbooks elsewhere; this one is the clerk's own."""
    try:
        return opened(load(path))
    except UserError as refusal:
        if refusal.path:
            raise
        raise roster_unreadable(path) from refusal


def roster_path(folder: Path) -> Path:
    """The list in a folder; raises :class:`UserError` where there is none."""
    found = next((folder / name for name in (NAME, CSV) if (folder / name).is_file()), None)
    if found is None:
        raise no_roster(folder / NAME)
    return found


def read_roster(settings: DistrictSettings) -> Roster:
    """The units; raises :class:`UserError` with every mistake and its row.

    An address that no letter can go to stops nobody's report: it is left out, and stands among the roster's faults.
    """
    path = roster_path(settings.folder)
    found = [(number, _unit(row, settings.form), row) for number, row in _rows(path).rows]
    faults = [fault for number, unit, row in found for fault in _faults(number, unit, row, settings.form)]
    faults += _repeated([(number, unit) for number, unit, _ in found])
    roster = Roster(tuple(unit for _, unit, _ in found))
    faults += [fault for number, unit, _ in found for fault in _parent_faults(number, unit, roster)]
    unusable = [fault for number, unit, row in found for fault in _address_faults(number, unit, row)]
    if faults:
        raise roster_error(settings, [*faults, *unusable])
    return replace(roster, faults=tuple(unusable))


def roster_error(settings: DistrictSettings, faults: Sequence[str]) -> UserError:
    """All of them in one sentence."""
    lines = "".join(f"\n  {each}" for each in faults)
    return roster_faults(path=roster_path(settings.folder), count=len(faults), faults=lines)


def line_of(settings: DistrictSettings, unit: Unit) -> tuple[Path, int]:
    """The file in which a unit is listed, and its row there, from 1; raises :class:`UserError`."""
    path = roster_path(settings.folder)
    found = ((number, _unit(row, settings.form)) for number, row in _rows(path).rows)
    number = next((number for number, each in found if each.key == unit.key), 0)
    if not number:
        raise no_roster(path)
    return path, number


def read_indicators(settings: DistrictSettings) -> tuple[Form, ...]:
    """The form of the district's own indicators, from their sheet beside the list; empty where there are none."""
    path = roster_path(settings.folder)
    book = None if path.suffix == ".csv" else _book(path)
    if book is None or INDICATORS_SHEET not in book.sheets:
        return ()
    titles = [column.title for column in INDICATOR_COLUMNS]
    rows = sheet_rows(path, book, INDICATORS_SHEET, titles, titles[0]).rows
    form = indicators([IndicatorLine(number, *(row.get(title, "") for title in titles)) for number, row in rows])
    return (form,) if form else ()


def _unit(row: Row, form: Form) -> Unit:
    levels = {level.label: level.id for level in form.levels} | {level.id: level.id for level in form.levels}
    return Unit(
        code=_line(row, CODE).lstrip("'"),
        name=_line(row, FULL),
        short=_line(row, SHORT),
        former=_listed(row, FORMER),
        level=levels.get(_line(row, LEVEL), ""),
        group=_line(row, GROUP),
        parent=_line(row, PARENT),
        takes_over=_listed(row, TAKES_OVER),
        counted=_line(row, COUNTED) != NO,
        excused=_line(row, EXCUSED),
        addresses=tuple(each.lower() for each in _listed(row, ADDRESSES) if is_address(each)),
        contact=_line(row, CONTACT),
        url=_line(row, URL),
    )


def _line(row: Row, title: str) -> str:
    """A name stands in subjects of letters and in names of files: a line end in it is a space."""
    return " ".join(row.get(title, "").split())


def _listed(row: Row, title: str) -> tuple[str, ...]:
    return tuple(filter(None, SEPARATORS.split(row.get(title, ""))))


def _faults(number: int, unit: Unit, row: Row, form: Form) -> Iterator[str]:
    if not unit.name:
        yield f"第{number}行：没有写{FULL}"
    if row.get(LEVEL) and not unit.level:
        yield f"第{number}行：层级“{row[LEVEL]}”应是{'、'.join(level.label for level in form.levels)}之一"
    if row.get(COUNTED, "") not in ("", YES, NO):
        yield f"第{number}行：{COUNTED}“{row[COUNTED]}”应写“{YES}”或“{NO}”"
    if ROUNDED.fullmatch(unit.code):
        yield f"第{number}行：单位代码“{unit.code}”被表格程序改成了科学计数，请把这一列设为文本后重新填写"
    if FRACTION.fullmatch(unit.code):
        yield f"第{number}行：单位代码“{unit.code}”带了小数点，请把这一列设为文本后重新填写"


def _address_faults(number: int, unit: Unit, row: Row) -> Iterator[str]:
    for each in _listed(row, ADDRESSES):
        if not is_address(each):
            shown = each if len(each) <= SHOWN else f"{each[:SHOWN]}…（太长）"
            yield f"第{number}行：“{unit.name}”的邮箱“{shown}”写得不对，没有用，请改成完整的一个地址"


def _parent_faults(number: int, unit: Unit, roster: Roster) -> Iterator[str]:
    """It must be on the list, and nobody may stand above itself."""
    parent = roster.parent_of(unit)
    if unit.parent and parent is None:
        yield f"第{number}行：{PARENT}“{unit.parent}”不在名单里"
    elif parent is unit:
        yield f"第{number}行：{PARENT}写的是它自己，没有上级的请空着"
    elif unit in _above(unit, roster):
        yield f"第{number}行：{PARENT}一级一级往上，又回到了“{unit.name}”自己"


def _above(unit: Unit, roster: Roster) -> list[Unit]:
    """The units above it, as far as none comes twice."""
    found: list[Unit] = []
    parent = roster.parent_of(unit)
    while parent and parent not in found:
        found.append(parent)
        parent = roster.parent_of(parent)
    return found


def _repeated(found: Sequence[tuple[int, Unit]]) -> list[str]:
    """Codes, full names and former names are whose they are; a unit may write its own twice."""
    faults = []
    for what, keys in (
        (CODE, lambda unit: (unit.code,)),
        (FULL, lambda unit: (bare(unit.name),)),
        (FORMER, lambda unit: tuple(map(bare, unit.former))),
    ):
        first: dict[str, int] = {}
        for number, unit in found:
            for key in dict.fromkeys(keys(unit)):
                if key and first.setdefault(key, number) != number:
                    faults.append(f"第{number}行：{what}“{key}”和第{first[key]}行相同")
    return faults
