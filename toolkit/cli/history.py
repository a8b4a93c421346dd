"""``nianbao history``: a unit's years beside each other, with charts and what contradicts the year before."""

from pathlib import Path
from typing import Annotated

from toolkit.cli.options import Password, argument, option
from toolkit.cli.terminal.console import complain, note, say
from toolkit.cli.terminal.written import Force, put_out
from toolkit.errors import UserError
from toolkit.form.library import forms
from toolkit.tasks.files.inputs import read_files, refusal_line
from toolkit.tasks.files.outputs import refuse_inputs
from toolkit.tasks.history import history


def run(
    files: Annotated[list[Path], argument("文件", "同一个单位各年的年报：填报表、数据，或者已发布的Word、网页、PDF。")],
    output: Annotated[Path, option("-o", "--output", metavar="文件", help="写成哪个文件（.xlsx）。", parser=Path)],
    password: Password = "",
    force: Force = False,
) -> int:
    """Read all, write the workbook, say what contradicts the year before."""
    readings = []
    filed = list(read_files(files, forms(), password))
    for each in filed:
        if isinstance(each.outcome, UserError):
            complain(refusal_line(each.name, each.outcome))
        else:
            readings.append(each.outcome)
    made = history(readings)
    refuse_inputs(output, files)
    put_out(output, made.data, force)
    for sentence in made.contradictions:
        say(sentence)
    for name in made.names:
        note(f"请核对是不是同一个单位：{name}。")
    note(f"{made.years[0]}—{made.years[-1]}年共{len(made.years)}份，已写进“{output}”。")
    return 2 if len(readings) < len(filed) else 1 if made.contradictions else 0
