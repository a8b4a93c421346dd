"""``nianbao export``: submissions as JSON."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from toolkit import limits
from toolkit.checks.reading import Reading
from toolkit.cli.options import Cluster, Files, Jobs, Password, option
from toolkit.cli.terminal.console import complain, note, progress, say_bytes
from toolkit.cli.terminal.written import Force, put_out
from toolkit.errors import UserError
from toolkit.form.library import forms
from toolkit.submission.submission import Submission
from toolkit.tasks.check import errors_in
from toolkit.tasks.export import export
from toolkit.tasks.files.inputs import Filed, refusal_line
from toolkit.tasks.files.outputs import refuse_inputs
from toolkit.tasks.files.read_many import read_many
from toolkit.tasks.files.workers import Workers

LARGE = f"导出的太多：本程序一份文件最多读{limits.SUBMISSIONS}份年报、{limits.JSON >> 20}MB"


def run(
    files: Files,
    output: Annotated[
        Path | None,
        option("-o", "--output", metavar="文件", help="写成哪个文件（.json）。不写时显示出来。", parser=Path),
    ] = None,
    force: Force = False,
    password: Password = "",
    jobs: Jobs = None,
    cluster: Cluster = "",
) -> int:
    """Export what can be read."""
    if output:
        refuse_inputs(output, files)
    filed = list(progress(read_many(files, forms(), password, Workers(jobs, cluster)), "正在读取", len(files)))
    readings = list(_readings(filed))
    alone = len(filed) == 1 and not filed[0].position
    if readings:
        submissions = [reading.submission for reading in readings]
        _put(submissions[0] if alone else submissions, output, force)
    return 0 if len(readings) == len(filed) else 2


def _readings(filed: list[Filed]) -> Iterator[Reading]:
    for each in filed:
        if isinstance(each.outcome, UserError):
            complain(refusal_line(each.name, each.outcome))
            continue
        wrong = len(errors_in(each.outcome))
        if wrong:
            note(f"{each.name}：有{wrong}处必须改正，数据按现在填的导出。请用 nianbao check 查看。")
        yield each.outcome


def _put(submissions: Submission | list[Submission], output: Path | None, force: bool) -> None:
    content = export(submissions)
    many = isinstance(submissions, list) and len(submissions) > limits.SUBMISSIONS
    if many or len(content) > limits.JSON:
        note(f"{LARGE}。要再读回来的，请分成几份导出，每份不超过{limits.SUBMISSIONS}份年报。")
    if output is None:
        say_bytes(content)
    else:
        put_out(output, content, force)
        note(f"已导出：{output}")
