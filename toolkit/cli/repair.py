"""``nianbao repair``: a new workbook filled with everything that could be recovered from a damaged one."""

from pathlib import Path
from typing import Annotated

from toolkit.cli.options import Password, argument, option, year_of
from toolkit.cli.terminal.console import note
from toolkit.cli.terminal.findings import exit_code, say_result
from toolkit.cli.terminal.written import Force, put_out
from toolkit.form.library import forms
from toolkit.tasks.files.checked import Checked
from toolkit.tasks.files.guard import working_on
from toolkit.tasks.files.inputs import Filed, read_one
from toolkit.tasks.files.outputs import refuse_inputs
from toolkit.tasks.files.results import Result
from toolkit.tasks.repair import repair


def run(
    file: Annotated[Path, argument("填报表", "改坏的填报表，不会被改动。")],
    output: Annotated[Path, option("-o", "--output", metavar="文件", help="写成哪个文件（.xlsx）。", parser=Path)],
    unit: Annotated[str, option("--unit", metavar="单位", help="文件里看不出单位的，在这里写明全称。")] = "",
    year: Annotated[
        int | None, option("--year", metavar="年度", help="文件里看不出年度的，在这里写明。", parser=year_of)
    ] = None,
    force: Force = False,
    password: Password = "",
) -> int:
    """Read what can be read, write it anew, and tell what is still to be done."""
    refuse_inputs(output, [file])
    known = forms()
    found = read_one(file, known, password, any_revision=True)
    with working_on(str(file)):
        repaired = repair(found, unit, year or 0, known)
    put_out(output, repaired.data, force)
    damage = Checked.of(Result(Filed(file, repaired.source), repaired.damage))
    if damage.told:
        say_result(damage)
    left = Checked.of(Result(Filed(output, repaired.reading), repaired.messages))
    say_result(left)
    note(repaired.summary(str(output)))
    if repaired.loss:
        note(repaired.loss)
    return exit_code([damage, left])
