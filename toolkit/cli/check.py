"""``nianbao check``: read and check."""

from typing import Annotated

import typer

from toolkit.checks.finding import Level
from toolkit.cli.last_year import look_up_in
from toolkit.cli.options import Files, Jobs, LastYear, Password
from toolkit.cli.terminal.console import complain, progress, say_json
from toolkit.cli.terminal.findings import say_result, say_summary
from toolkit.form.library import forms
from toolkit.tasks.files.inputs import refusal_line
from toolkit.tasks.files.parallel import cores, in_order
from toolkit.tasks.files.results import CheckFile, Result, as_json, compared, lost_file

HELP = """校验填报表：指出必须改正的、需要说明的和提示，写明在哪张表、哪一格、差多少。

退出码：2表示有文件读不了，1表示有必须改正的，0表示都没有。"""
EXAMPLES = """nianbao check 炭山乡-2023.xlsx
nianbao check 报来/*.xlsx --last-year 上年定稿
nianbao check 报来/*.xlsx --json > 结果.json"""


def run(
    files: Files,
    last_year: LastYear = None,
    password: Password = "",
    jobs: Jobs = None,
    json: Annotated[bool, typer.Option("--json", help="把结果写成一份JSON，供其他程序使用。")] = False,
) -> int:
    """Check every file; the exit code is the gravest of all."""
    known = forms()
    look_up = look_up_in(last_year, known, password)
    work = CheckFile(known, password, look_up)
    done = in_order(work, files, jobs or cores(), lost_file)
    results = compared([each for results in progress(done, "正在校验", len(files)) for each in results])
    for each in results:
        _tell(each, json)
    if json:
        say_json({"files": [as_json(each) for each in results]})
    elif len(results) > 1:
        say_summary(results)
    return exit_code(results)


def _tell(result: Result, json: bool) -> None:
    if not json:
        say_result(result)
    elif result.refusal:
        complain(refusal_line(result.filed, result.refusal))


def exit_code(results: list[Result]) -> int:
    """2 if any file could not be read, 1 if any submission has errors, else 0."""
    if any(each.refusal for each in results):
        return 2
    return 1 if any(each.count(Level.ERROR) for each in results) else 0
