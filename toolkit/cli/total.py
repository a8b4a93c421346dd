"""``nianbao total``: the sum of several submissions, as a submission."""

from pathlib import Path
from typing import Annotated

import typer

from toolkit.checks.check import accepted, check
from toolkit.checks.reading import Reading
from toolkit.cli.chinese import Misuse
from toolkit.cli.console import complain, note, say, to_bytes
from toolkit.cli.options import Files, Password, option
from toolkit.district.gather import gathered
from toolkit.district.total import Total, asked_lines, totalled
from toolkit.files.filed import Filed, read_files, refusal_line
from toolkit.files.outputs import refuse_inputs, write
from toolkit.form.library import forms
from toolkit.submission.exchange import to_json
from toolkit.submission.refusal import Refusal
from toolkit.workbook.draw import blank
from toolkit.workbook.fill import fill
from toolkit.workbook.trace import Traced, trace

HELP = """汇总：把几份年报的数加起来，写成一份填报表（.xlsx）或数据（.json），可以照常校验、生成报告。

不能简单相加的留空，另外告诉各单位相加是多少，由你核定后填写。

有文件读不了、有必须改正的，不汇总；照现在的数汇总，加 --partial。"""
EXAMPLES = """nianbao total 定稿/*.xlsx --unit 原州区 -o 汇总.xlsx
nianbao total 定稿/*.xlsx --unit 原州区 -o 汇总.xlsx --trace 汇总底稿.xlsx --gather 素材汇编.docx"""
SUFFIXES = (".xlsx", ".json")


def run(
    files: Files,
    unit: Annotated[str, option("--unit", metavar="单位名称", help="汇总以后是谁的年报，例如“原州区”。")],
    output: Annotated[
        Path, option("-o", "--output", metavar="文件", help="写成哪个文件（.xlsx或.json）。", parser=Path)
    ],
    trace_to: Annotated[
        Path | None,
        option("--trace", metavar="文件", help="另写汇总底稿（.xlsx）：合计由哪些单位相加。", parser=Path),
    ] = None,
    gather_to: Annotated[
        Path | None, option("--gather", metavar="文件", help="另写素材汇编（.docx）：各单位的文字。", parser=Path)
    ] = None,
    partial: Annotated[bool, typer.Option("--partial", help="有读不了的、必须改正的，也照现在的数汇总。")] = False,
    password: Password = "",
) -> int:
    """Read all, add up, write."""
    if output.suffix.lower() not in SUFFIXES:
        raise Misuse(f"“{output}”的扩展名应是.xlsx或.json。")
    for path in filter(None, (output, trace_to, gather_to)):
        refuse_inputs(path, files)
    filed = list(read_files(files, forms(), password))
    unread = _told_unread(filed)
    if unread and not partial:
        return 2
    readings = [(each, each.outcome) for each in filed if isinstance(each.outcome, Reading)]
    wrong = [each.name for each, reading in readings if not accepted(check(reading))]
    if wrong and not partial:
        raise Refusal("parts-have-errors", count=len(wrong), files="、".join(wrong))
    total = totalled([reading.submission for _, reading in readings], unit)
    write(output, _content(total, output))
    note(f"已汇总{len(readings)}份：{output}")
    if trace_to:
        write(trace_to, trace([Traced(reading.submission, file=each.name) for each, reading in readings], unit, ""))
        note(f"已写成汇总底稿：{trace_to}")
    if gather_to:
        write(gather_to, gathered([reading.submission for _, reading in readings], unit))
        note(f"已写成素材汇编：{gather_to}")
    say_asked(total)
    return 2 if unread else 0


def say_asked(total: Total) -> None:
    """What the clerk has to settle."""
    lines = asked_lines(total)
    if lines:
        say("不能简单相加、留空待核定的：")
        for line in lines:
            say(f"  {line}")
    if total.unknown:
        say(f"有单位没有填，合计留空的：{len(total.unknown)}格。")


def _told_unread(filed: list[Filed]) -> int:
    refused = [(each, each.outcome) for each in filed if isinstance(each.outcome, Refusal)]
    for each, refusal in refused:
        complain(refusal_line(each, refusal))
    return len(refused)


def _content(total: Total, output: Path) -> bytes:
    found = total.submission
    if output.suffix.lower() == ".json":
        return to_bytes(to_json(found))
    return fill(blank(found.form, found.unit, found.year, found.code, found.level, found.last_year), found, forms())
