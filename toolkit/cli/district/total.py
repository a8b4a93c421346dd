"""``nianbao district total`` and ``render``: the total of the units' submissions, and a report for each unit."""

from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.district.options import HERE
from toolkit.cli.options import Jobs, option
from toolkit.cli.targets import TARGETS, Target, target_of
from toolkit.cli.terminal.console import complain, note, progress, say
from toolkit.cli.terminal.written import Force, put_out
from toolkit.cli.total import say_asked
from toolkit.district.clock import now
from toolkit.district.district import alone, open_district
from toolkit.district.overview.district_total import BOOK, included_units, report_names, sum_up
from toolkit.district.units.messages import no_such_group
from toolkit.errors import UserError
from toolkit.report.finished import DRAFT
from toolkit.tasks.files.guard import working_on
from toolkit.tasks.files.render_many import Accepted, render_accepted
from toolkit.tasks.files.workers import Workers

REPORTS = Path("报告")


def total(
    group: Annotated[str, option("--group", metavar="分组", help="只汇总这一组，例如“镇街”。")] = "",
    partial: Annotated[bool, typer.Option("--partial", help="有单位没有报的，也先汇总。")] = False,
    force: Force = False,
) -> int:
    """Total the units' submissions, of one group or all, and write the result."""
    with open_district(HERE) as place, alone(place.folder):
        if group and group not in place.roster.groups:
            raise no_such_group(typed=group, groups="、".join(filter(None, place.roster.groups)) or "（没有）")
        done = sum_up(place, group, partial, now(), force)
        for path in done.copies:
            note(f"原来的那份留在：{path}")
        for path in done.files:
            note(f"已写成：{path}")
        say(done.stamp, "bold")
        say_asked(done.total)
        for line in done.differing:
            say(f"上级与所属单位之和不一致：{line}")
        note(f"下一步：在{BOOK}里填好文字和留空的数，再用 nianbao check、nianbao render。")
    return 0


def render(
    to: Annotated[
        Target | None,
        option("--to", metavar="格式", help="docx（不写时）、html、fragment或pdf。", parser=target_of),
    ] = None,
    force: Force = False,
    jobs: Jobs = None,
) -> int:
    """The exit code is 2 where one could not be made."""
    failed, target = 0, to or TARGETS[0]
    with open_district(HERE) as place:
        listed = included_units(place)
        names = report_names(place, listed)
        wanted = [Accepted(each.unit.name, each.submission, not place.standing(each.unit).approved) for each in listed]
        made = progress(render_accepted(wanted, target.to, Workers(jobs)), "生成报告", len(listed))
        for each, what, content in zip(listed, wanted, made, strict=True):
            name = names[each.unit.key] + (f"（{DRAFT}）" if what.draft else "") + target.suffixes[0]
            try:
                if isinstance(content, UserError):
                    raise content
                with working_on(each.unit.name):
                    put_out(place.folder / REPORTS / name, target.finish(content), force)
            except UserError as refusal:
                complain(f"× {each.unit.short_name}：{refusal.text}")
                failed += 1
        told = f"没有生成{failed}份。" if failed else ""
        note(f"已生成{len(listed) - failed}份报告，在“{place.folder / REPORTS}”。{told}")
    return 2 if failed else 0
