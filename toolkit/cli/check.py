"""``nianbao check``: read and check."""

from collections.abc import Sequence
from typing import Annotated

import typer

from toolkit.cli.last_year import look_up_in
from toolkit.cli.options import Cluster, Files, Jobs, LastYear, Password
from toolkit.cli.terminal.chinese import Misuse
from toolkit.cli.terminal.console import complain, progress, say_bytes
from toolkit.cli.terminal.findings import SummaryLine, exit_code, say_result, say_summary
from toolkit.form.library import forms
from toolkit.tasks.export import to_bytes
from toolkit.tasks.files.checked import Checked, CheckFile, as_json, compared, lost_file
from toolkit.tasks.files.inputs import refusal_line
from toolkit.tasks.files.workers import Workers

LINES = "每份的结果一行JSON，读完一份写一份，用于成千上万份；不比对各份之间的雷同。"

EXPLAIN = "另列出正文里的每个数读作表内的哪个数、哪些没有核对。"


def run(
    files: Files,
    last_year: LastYear = None,
    password: Password = "",
    jobs: Jobs = None,
    cluster: Cluster = "",
    json: Annotated[bool, typer.Option("--json", help="把结果写成一份JSON，供其他程序使用。")] = False,
    json_lines: Annotated[bool, typer.Option("--json-lines", help=LINES)] = False,
    explain: Annotated[bool, typer.Option("--explain", help=EXPLAIN)] = False,
) -> int:
    """Check every file; the exit code is the gravest of all."""
    if json and json_lines:
        raise Misuse("--json 和 --json-lines 只能用一种。")
    if explain and (json or json_lines):
        raise Misuse("--explain 是给人看的，不能和 --json、--json-lines 一起用。")
    known = forms()
    look_up = look_up_in(last_year, known, password)
    work = CheckFile(known, password, look_up, explain)
    done = progress(Workers(jobs, cluster).in_order(work, files, lost_file), "正在校验", len(files))
    if json_lines:
        return max(map(_say_line, done), default=0)
    lines, entries = [], []
    for each in compared(checked for results in done for checked in results):
        _tell(each, json)
        lines.append(SummaryLine.of(each))
        if json:
            entries.append(as_json(each))
    if json:
        say_bytes(to_bytes({"files": entries}))
    elif len(lines) > 1:
        say_summary(lines)
    return max((line.code for line in lines), default=0)


def _say_line(results: Sequence[Checked]) -> int:
    """What is in one file, and its exit code; nothing of it is kept, however many files there are."""
    for each in results:
        say_bytes(to_bytes(as_json(each), lines=True))
        _tell(each, json=True)
    return exit_code(results)


def _tell(result: Checked, json: bool) -> None:
    if not json:
        say_result(result)
    elif result.refusal:
        complain(refusal_line(result.name, result.refusal))
