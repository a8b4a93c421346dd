"""``nianbao check``: read and check."""

from typing import Annotated

import typer

from toolkit.cli.last_year import look_up_in
from toolkit.cli.options import Files, Jobs, LastYear, Password
from toolkit.cli.terminal.console import complain, progress, say_bytes
from toolkit.cli.terminal.findings import exit_code, say_result, say_summary
from toolkit.form.library import forms
from toolkit.tasks.export import to_bytes
from toolkit.tasks.files.inputs import refusal_line
from toolkit.tasks.files.parallel import cores, in_order
from toolkit.tasks.files.results import CheckFile, Result, as_json, compared, lost_file


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
        say_bytes(to_bytes({"files": [as_json(each) for each in results]}))
    elif len(results) > 1:
        say_summary(results)
    return exit_code(results)


def _tell(result: Result, json: bool) -> None:
    if not json:
        say_result(result)
    elif result.refusal:
        complain(refusal_line(result.filed, result.refusal))
