"""``nianbao new``: a blank workbook for one unit."""

from pathlib import Path
from typing import Annotated

from toolkit.cli.last_year import look_up_in
from toolkit.cli.options import option, year_of
from toolkit.cli.terminal.chinese import Misuse
from toolkit.cli.terminal.console import note
from toolkit.cli.terminal.written import Force, put_out
from toolkit.errors import Refusal
from toolkit.form.form import Form
from toolkit.form.library import forms, newest
from toolkit.rich_text import one_line
from toolkit.submission.submission import Submission
from toolkit.tasks.last_year import figures_of
from toolkit.tasks.outputs import file_name, refuse_inputs
from toolkit.workbook.write.book import blank

HELP = """制作一个单位的空白填报表，供下发。

不写 -o 时，文件放在当前文件夹，叫“单位名称-年度.xlsx”。
已经有这个文件、里面填过内容的，不覆盖；照样要写的，加 --force，原来的那份会留一个副本。"""
EXAMPLES = """nianbao new --unit 原州区炭山乡 --year 2023
nianbao new --unit 原州区炭山乡 --year 2023 --code 640402203 --level 乡镇 -o 下发/炭山乡.xlsx
nianbao new --unit 原州区炭山乡 --year 2023 --last-year 上年定稿"""


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
        raise Refusal("empty-name")
    chosen = choose_form(form, year, forms())
    level = level_id(level, chosen)
    before = look_up_in(last_year, forms())(Submission(chosen, unit, year, code, level))
    path = output or Path(file_name(f"{unit}-{year}") + ".xlsx")
    refuse_inputs(path, [last_year] if last_year else [])
    put_out(path, blank(chosen, unit, year, code, level, figures_of(before, chosen)), force)
    note(f"已制作填报表：{path}")
    return 0


def choose_form(key: str, year: int, known: tuple[Form, ...]) -> Form:
    """The newest form for the year, of those that go by ``key`` if there is one."""
    named = tuple(form for form in known if key in ("", form.key, form.id))
    if not named:
        raise Misuse(f"没有叫“{key}”的格式。可以用：{'、'.join(form.key for form in known)}。")
    chosen = newest(year, named)
    if chosen is None:
        raise Refusal("no-form-for-year", year=year)
    return chosen


def level_id(typed: str, form: Form) -> str:
    """A level's id, from the id or the label."""
    typed = typed.strip()
    for level in form.levels:
        if typed in (level.id, level.label):
            return level.id
    if typed:
        raise Refusal("unknown-level", level=typed, levels="、".join(level.label for level in form.levels))
    return ""
