"""What the commands of the district share."""

from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.options import argument, option
from toolkit.cli.terminal.chinese import Misuse
from toolkit.cli.terminal.console import complain
from toolkit.district.district import District
from toolkit.district.units.messages import no_such_unit
from toolkit.district.units.roster import Unit

Send = Annotated[bool, typer.Option("--send", help="直接发出。不写时，信件只放在“回复”文件夹里。")]
UnitName = Annotated[str, argument("单位", "单位代码、全称或简称。", parser=str)]
Remark = Annotated[str, option("--remark", metavar="说明", help="审核意见，写进记录和给单位的信。")]


def number_of(typed: str) -> int:
    """A submission's number as typed."""
    if not (typed.isdecimal() and len(typed) < 10):
        raise Misuse(f"序号“{typed}”应是数字，见 nianbao district show。")
    return int(typed)


Number = Annotated[
    int | None, option("--number", metavar="序号", help="指明哪一份，序号见 nianbao district show。", parser=number_of)
]


def unit_named(place: District, typed: str) -> Unit:
    """The unit of this code or name; raises :class:`UserError`."""
    found = place.roster.of_code(typed) or place.roster.of_name(typed)
    if found is None:
        near = "、".join(unit.short_name for unit in place.roster.units if typed in unit.name)
        raise no_such_unit(typed=typed, near=f"是不是{near}？" if near else "")
    return found


def told_faults(place: District) -> int:
    """Say which addresses of the list cannot be written to; how many there are."""
    for fault in place.roster.faults:
        complain(f"× 单位名单{fault}。")
    return len(place.roster.faults)


HERE = Path()
