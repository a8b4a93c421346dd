"""``nianbao fill``: writes a submission into a workbook."""

from pathlib import Path
from typing import Annotated

from toolkit.cli.options import argument, option
from toolkit.cli.terminal.console import note
from toolkit.cli.terminal.written import Force, put_out
from toolkit.form.library import forms
from toolkit.office.loading import load
from toolkit.submission.submission import Submission
from toolkit.tasks.files.guard import working_on
from toolkit.tasks.files.inputs import read_named
from toolkit.tasks.files.outputs import refuse_inputs
from toolkit.tasks.fill import fill


def run(
    blank: Annotated[Path, argument("填报表", "空白填报表（.xlsx），不会被改动。")],
    data: Annotated[Path, argument("数据", "要填的数据（.json），也可以是另一份填报表。")],
    output: Annotated[Path, option("-o", "--output", metavar="文件", help="写成哪个文件（.xlsx）。", parser=Path)],
    force: Force = False,
) -> int:
    """Type, write, and say what was typed."""
    refuse_inputs(output, (blank, data))
    known = forms()
    submission = read_named(data, known).submission
    empty = load(blank)
    with working_on(str(blank)):
        filled = fill(empty, submission, known)
    put_out(output, filled.data, force)
    note(f"已填好：{output}（{typed(submission)}）")
    unit = filled.reading.submission.unit
    if unit != submission.unit:
        note(f"请注意：填报表是“{unit}”的，数据是“{submission.unit}”的，单位没有改。")
    return 0


def typed(submission: Submission) -> str:
    """What there was to type, counted."""
    paragraphs = sum(len(text) for text in submission.texts.values())
    return f"{len(submission.entries)}格数据、{paragraphs}段文字、{len(submission.reasons)}条情况说明"
