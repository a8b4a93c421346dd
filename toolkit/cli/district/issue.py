"""``nianbao district issue``: a workbook for each unit, or one for all."""

from typing import Annotated

import typer

from toolkit.cli.district.options import HERE, Send, told_faults
from toolkit.cli.district.send import send_letters, told_letters
from toolkit.cli.terminal.console import complain, note, progress, say
from toolkit.cli.terminal.written import Force
from toolkit.district.clock import now
from toolkit.district.district import District, alone, open_district
from toolkit.district.letters.issue import issue, issue_common
from toolkit.district.units.messages import empty_roster


def run(
    common: Annotated[bool, typer.Option("--common", help="做一份各单位通用的填报表。")] = False,
    send: Send = False,
    force: Force = False,
) -> int:
    """Make a workbook for each unit, or one for all. Exit code 2 if one could not be made or sent."""
    with open_district(HERE) as place, alone(place.folder):
        if not place.expected:
            raise empty_roster()
        if common:
            note(f"已制作通用填报表：{place.folder / issue_common(place, force)}")
            return 0
        failed = _each(place)
        unsent = send_letters(place) if send else told_letters(place)
        return 2 if failed or unsent else 0


def _each(place: District) -> int:
    """How many units' letters could not be made, or have an address that cannot be written to."""
    done = []
    for each in progress(issue(place, now()), "下发", len(place.expected)):
        done.append(each)
        if each.refusal:
            complain(f"× {each.unit.short_name}：{each.refusal.text}")
        else:
            say(f"● {each.unit.short_name}  {each.path}")
    failed = sum(each.refusal is not None for each in done)
    note(f"已制作{len(done) - failed}份填报表。")
    if without := [each.unit.short_name for each in done if each.letter and not each.letter.recipients]:
        note(f"没有邮箱、要另外发的{len(without)}家：{'、'.join(without)}。")
    return failed + told_faults(place)
