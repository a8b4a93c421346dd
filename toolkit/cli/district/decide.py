"""``nianbao district confirm``, ``approve``, ``return``, ``reopen``, ``seal``, ``publish``, ``correct``."""

from dataclasses import replace
from typing import Annotated

import typer

from toolkit.cli.district.options import HERE, Number, Remark, Send, UnitName, unit_named
from toolkit.cli.district.send import send_letters, told_letters
from toolkit.cli.options import argument, option
from toolkit.cli.terminal.chinese import Misuse
from toolkit.cli.terminal.console import complain, note
from toolkit.district.clock import now
from toolkit.district.district import District, alone, open_district
from toolkit.district.ledger.records import SubmissionRecord
from toolkit.district.letters import decide
from toolkit.district.units.roster import Unit
from toolkit.district.units.roster_file import read_roster
from toolkit.district.units.roster_note import note_address as add_address
from toolkit.errors import UserError

Url = Annotated[str, option("--url", metavar="网址", help="年报发布的网址。")]


def confirm(
    units: Annotated[list[str] | None, argument("单位", "单位代码、全称或简称，可以写几个。", parser=str)] = None,
    sender: Annotated[str, option("--from", metavar="邮箱", help="从这个邮箱来的、待确认的，全部确认。")] = "",
    number: Number = None,
    note_address: Annotated[
        bool, typer.Option("--note-address", help="把发来的邮箱写进单位名单，以后算这个单位的。")
    ] = False,
    remark: Remark = "",
    send: Send = False,
) -> int:
    """Confirm that submissions came from the unit. Raises :class:`Misuse` unless units or one sender are given."""
    if bool(units) == bool(sender):
        raise Misuse("请写明单位，或者用 --from 写明邮箱（只能用一种）。")
    if number and len(units or ()) != 1:
        raise Misuse("--number 只能用于一个单位。")
    with open_district(HERE) as place, alone(place.folder):
        named = [unit_named(place, each) for each in units or ()]
        chosen = [
            (unit, entry)
            for unit in named or decide.sent_from(place, sender)
            for entry in decide.to_confirm(place, unit, number or 0)
        ]
        unnoted = _noted(place, chosen) if note_address else 0
        for unit, entry in chosen:
            known = replace(place, roster=read_roster(place.settings))
            decide.confirm(known, unit_named(known, unit.key), entry, remark, now())
            note(f"{unit.name}：序号{entry.id}已确认，现在是“{known.standing(unit).label}”。")
        return max(_letters(place, send), 2 if unnoted else 0)


def _noted(place: District, chosen: list[tuple[Unit, SubmissionRecord]]) -> int:
    """How many addresses could not be written into the list: each is told, with what to write by hand."""
    failed = 0
    for unit, address in dict.fromkeys((unit, decide.sender_of(place.ledger, entry)) for unit, entry in chosen):
        try:
            add_address(place.settings, unit, address)
            note(f"{unit.name}：邮箱{address}已写进单位名单。")
        except UserError as refusal:
            complain(f"× {refusal.text}")
            failed += 1
    return failed


def approve(
    units: Annotated[list[str] | None, argument("单位", "单位代码、全称或简称，可以写几个。", parser=str)] = None,
    every: Annotated[bool, typer.Option("--all", help="待审核的、没有必须改正和需要说明的，全部通过。")] = False,
    number: Number = None,
    remark: Remark = "",
    send: Send = False,
) -> int:
    """Approve units, or all that are ready. Raises :class:`Misuse` unless either units or ``--all`` are given."""
    if bool(units) == every:
        raise Misuse("请写明单位，或者加 --all（只能用一种）。")
    if number and (every or len(units or ()) > 1):
        raise Misuse("--number 只能用于一个单位。")
    with open_district(HERE) as place, alone(place.folder):
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
    """Return a submission to its unit with a remark, and write or send the letter."""
    with open_district(HERE) as place, alone(place.folder):
        chosen = unit_named(place, unit)
        decide.turn_back(place, chosen, number or 0, remark, now())
        note(f"{chosen.name}：已登记退回修改。")
        return _letters(place, send)


def reopen(unit: UnitName, remark: Remark = "") -> int:
    """Withdraw a unit's approval."""
    with open_district(HERE) as place, alone(place.folder):
        chosen = unit_named(place, unit)
        decide.reopen(place, chosen, remark, now())
        note(f"{chosen.name}：已撤销审核通过，现在是“{place.standing(chosen).label}”。")
        return 0


def seal(unit: UnitName, remark: Remark = "") -> int:
    """Record that the unit signed and sealed its report."""
    with open_district(HERE) as place, alone(place.folder):
        chosen = unit_named(place, unit)
        decide.seal(place, chosen, remark, now())
        note(f"{chosen.name}：已登记签章。")
        return 0


def publish(unit: UnitName, url: Url, remark: Remark = "") -> int:
    """Record the address at which the unit published its report."""
    with open_district(HERE) as place, alone(place.folder):
        chosen = unit_named(place, unit)
        decide.publish(place, chosen, url, remark, now())
        note(f"{chosen.name}：已登记发布。")
        return 0


def correct(unit: UnitName, remark: Remark, url: Url = "") -> int:
    """Record that the unit corrected its report after publishing it."""
    with open_district(HERE) as place, alone(place.folder):
        chosen = unit_named(place, unit)
        decide.correct(place, chosen, url, remark, now())
        note(f"{chosen.name}：已登记更正。")
        return 0


def _letters(place: District, send: bool) -> int:
    return (2 if send_letters(place) else 0) if send else told_letters(place)
