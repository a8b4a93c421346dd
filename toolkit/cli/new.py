"""``nianbao new``: a blank workbook for one unit."""

from pathlib import Path
from typing import Annotated

from toolkit.cli.last_year import look_up_in
from toolkit.cli.options import option, refuse_unknown_form, year_of
from toolkit.cli.terminal.console import note
from toolkit.cli.terminal.written import Force, put_out
from toolkit.form.library import forms
from toolkit.rich_text import one_line
from toolkit.submission.submission import Submission
from toolkit.tasks.files.outputs import refuse_inputs
from toolkit.tasks.messages import empty_name
from toolkit.tasks.new import form_for, new


def run(
    unit: Annotated[str, option("--unit", metavar="单位名称", help="单位全称，印在封面上。")],
    year: Annotated[int, option("--year", metavar="年度", help="报告年度，例如2023。", parser=year_of)],
    code: Annotated[str, option("--code", metavar="单位代码", help="单位代码，可以不写。")] = "",
    level: Annotated[str, option("--level", metavar="层级", help="单位层级，例如“乡镇”，可以不写。")] = "",
    form: Annotated[
        str, option("--form", metavar="格式", help="用哪种格式，见 nianbao forms。不写时用该年度最新的。")
    ] = "",
    last_year: Annotated[
        Path | None,
        option(
            "--last-year",
            metavar="文件或文件夹",
            help="上年的年报，上年数印在表里供核对。是文件夹的，先按单位代码、再按单位名称找。",
            parser=Path,
        ),
    ] = None,
    output: Annotated[
        Path | None, option("-o", "--output", metavar="文件", help="写成哪个文件（.xlsx）。", parser=Path)
    ] = None,
    force: Force = False,
) -> int:
    """Draw the workbook and write it."""
    unit, code = one_line(unit, "--unit"), one_line(code, "--code")
    if not unit:
        raise empty_name()
    known = forms()
    refuse_unknown_form(form, known)
    look_up = look_up_in(last_year, known)
    before = look_up(Submission(form_for(year, known, form), unit, year, code))
    made = new(unit, year, code, level, form, before, known)
    path = output or Path(made.name)
    refuse_inputs(path, [last_year] if last_year else [])
    put_out(path, made.data, force)
    note(f"已制作填报表：{path}")
    return 0
