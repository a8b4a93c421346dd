"""``nianbao district approve``, ``return``, ``reopen``, ``seal``, ``publish``, ``correct``."""

from typing import Annotated

import typer

from toolkit.cli.chinese import Misuse
from toolkit.cli.console import note
from toolkit.cli.district.options import HERE, Number, Remark, Send, UnitName, unit_named
from toolkit.cli.district.send import send_letters, told_letters
from toolkit.cli.options import argument, option
from toolkit.district import decide
from toolkit.district.clock import now
from toolkit.district.desk import Desk, alone, desk

APPROVE = """审核通过：这个单位最新的一份合格填报表定下来，不再被后来的文件替换；给单位的信放在“回复”
文件夹里，加 --send 直接发出。

后来又报来文件的（待确认），要换成后来的那一份，用 --number 指明；不采用的，用 nianbao district return 退回。"""
APPROVE_EXAMPLES = """nianbao district approve 炭山乡
nianbao district approve --all
nianbao district approve 炭山乡 --number 12 --remark 更正了规范性文件数 --send"""
RETURN = """退回修改：写明要改什么，单位会收到信。已经审核通过、又报来文件的，退回后来的那一份。"""
RETURN_EXAMPLES = """nianbao district return 炭山乡 --remark 第五部分与上年雷同，请重写"""
REOPEN = """撤销审核通过，按最新报来的文件重新审核。"""
REOPEN_EXAMPLES = """nianbao district reopen 炭山乡 --remark 单位来电要求更正"""
SEAL = """登记已签章：盖章的纸质件已经收到。"""
SEAL_EXAMPLES = """nianbao district seal 炭山乡"""
PUBLISH = """登记发布：记下单位报回的发布网址。"""
PUBLISH_EXAMPLES = """nianbao district publish 炭山乡 --url https://www.example.gov.cn/zfxxgk/2023.html"""
CORRECT = """登记更正：发布以后又作了更正，记下更正了什么。"""
CORRECT_EXAMPLES = """nianbao district correct 炭山乡 --remark 一处合计更正为21件"""

Url = Annotated[str, option("--url", metavar="网址", help="年报发布的网址。")]


def approve(
    units: Annotated[list[str] | None, argument("单位", "单位代码、全称或简称，可以写几个。", parser=str)] = None,
    every: Annotated[bool, typer.Option("--all", help="待审核的、没有必须改正和需要说明的，全部通过。")] = False,
    number: Number = None,
    remark: Remark = "",
    send: Send = False,
) -> int:
    if bool(units) == every:
        raise Misuse("请写明单位，或者加 --all（只能用一种）。")
    if number and (every or len(units or ()) > 1):
        raise Misuse("--number 只能用于一个单位。")
    with desk(HERE) as place, alone(place.folder):
        chosen = [unit_named(place, each) for each in units or ()] or decide.ready(place)
        for unit in chosen:
            decide.approve(place, unit, number or 0, remark, now())
            note(f"{unit.name}：已登记审核通过。")
        if not chosen:
            note("没有可以直接通过的单位。")
        return _letters(place, send)


def turn_back(
    unit: UnitName,
    remark: Annotated[str, option("--remark", metavar="说明", help="要改什么，写进给单位的信。")],
    number: Number = None,
    send: Send = False,
) -> int:
    with desk(HERE) as place, alone(place.folder):
        chosen = unit_named(place, unit)
        decide.turn_back(place, chosen, number or 0, remark, now())
        note(f"{chosen.name}：已登记退回修改。")
        return _letters(place, send)


def reopen(unit: UnitName, remark: Remark = "") -> int:
    with desk(HERE) as place, alone(place.folder):
        chosen = unit_named(place, unit)
        decide.reopen(place, chosen, remark, now())
        note(f"{chosen.name}：已撤销审核通过，现在是“{place.standing(chosen).label}”。")
        return 0


def seal(unit: UnitName, remark: Remark = "") -> int:
    with desk(HERE) as place, alone(place.folder):
        chosen = unit_named(place, unit)
        decide.seal(place, chosen, remark, now())
        note(f"{chosen.name}：已登记签章。")
        return 0


def publish(unit: UnitName, url: Url, remark: Remark = "") -> int:
    with desk(HERE) as place, alone(place.folder):
        chosen = unit_named(place, unit)
        decide.publish(place, chosen, url, remark, now())
        note(f"{chosen.name}：已登记发布。")
        return 0


def correct(unit: UnitName, remark: Remark, url: Url = "") -> int:
    with desk(HERE) as place, alone(place.folder):
        chosen = unit_named(place, unit)
        decide.correct(place, chosen, url, remark, now())
        note(f"{chosen.name}：已登记更正。")
        return 0


def _letters(place: Desk, send: bool) -> int:
    return (2 if send_letters(place) else 0) if send else told_letters(place)
