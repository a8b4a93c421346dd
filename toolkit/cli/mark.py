"""``nianbao mark``: the filer's own workbook with problems highlighted."""

from pathlib import Path
from typing import Annotated

from toolkit.checks.messages.told import level_counts
from toolkit.cli.last_year import look_up_in
from toolkit.cli.options import LastYear, argument, option
from toolkit.cli.terminal.console import note
from toolkit.cli.terminal.findings import exit_code
from toolkit.cli.terminal.written import Force, put_out
from toolkit.form.library import forms
from toolkit.office.loading import load
from toolkit.tasks.files.checked import Checked
from toolkit.tasks.files.guard import working_on
from toolkit.tasks.files.inputs import read_file
from toolkit.tasks.files.outputs import refuse_inputs
from toolkit.tasks.files.results import Result, result
from toolkit.tasks.mark import mark, refuse_unmarkable
from toolkit.tasks.messages import other_suffix
from toolkit.workbook.mark.from_findings import suffix


def run(
    file: Annotated[Path, argument("填报表", "单位报来的填报表（.xlsx），不会被改动。")],
    output: Annotated[Path, option("-o", "--output", metavar="文件", help="写成哪个文件（.xlsx）。", parser=Path)],
    last_year: LastYear = None,
    force: Force = False,
) -> int:
    """Check, mark, and say how many marks there are.

    The file is the officer's own and stays in his hands, so his macros and links stay in it; what a district sends back
    goes through :mod:`toolkit.workbook.strip.strip` first.
    """
    refuse_inputs(output, [file, *([last_year] if last_year and last_year.is_file() else [])])
    data = load(file)
    refuse_unmarkable(data, str(file))
    _refuse_suffix(output, data)
    known = forms()
    checked = result(read_file(file, known)[0], look_up_in(last_year, known))
    if checked.refusal:
        raise checked.refusal
    assert checked.reading
    with working_on(str(file)):
        marked = mark(data, checked.reading, checked.told, str(file))
    put_out(output, marked.data, force)
    note(_summary(checked, output))
    return exit_code([Checked.of(checked)])


def _refuse_suffix(output: Path, data: bytes) -> None:
    """Excel does not open a workbook with macros that is called .xlsx, nor one without that is called .xlsm."""
    if output.suffix.lower() != suffix(data):
        raise other_suffix(path=output, suffix=suffix(data))


def _summary(checked: Result, output: Path) -> str:
    if not checked.told:
        return f"没有问题，文件里没有标记：{output}"
    return f"已标出问题：{output}（{level_counts(checked.told)}）"
