"""``nianbao repair``: a fresh workbook with everything that could be found in a damaged one."""

from pathlib import Path
from typing import Annotated

from toolkit.checks.check import check
from toolkit.checks.finding import Level
from toolkit.checks.messages.told import tell
from toolkit.cli.check import exit_code
from toolkit.cli.options import Password, argument, option, year_of
from toolkit.cli.terminal.console import note
from toolkit.cli.terminal.findings import say_result
from toolkit.cli.terminal.written import Force, put_out
from toolkit.form.library import forms
from toolkit.submission.submission import Submission
from toolkit.tasks.check import Result
from toolkit.tasks.guard import working_on
from toolkit.tasks.inputs import Filed, read_one
from toolkit.tasks.outputs import refuse_inputs
from toolkit.workbook.read.reader import read
from toolkit.workbook.write.repair import named, repaired

HELP = """找回数据：从改坏的、旧表样的、另存成别的格式的填报表里，把能找到的数和文字都找出来，写进一份新的填报表。

找不到的、读不出的逐条列出，请在新表上补填；补齐后照常校验。原来的文件不会被改动。

都找回、没有问题的，退出码是0；还有要补填、改正的，是1。"""
EXAMPLES = """nianbao repair 改坏了的.xlsx -o 炭山乡-2023-找回.xlsx
nianbao repair 没有封面的.xlsx --unit 原州区炭山乡 --year 2023 -o 炭山乡-2023.xlsx"""


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
    reading = named(found, unit, year or 0)
    with working_on(str(file)):
        content = repaired(reading, known)
        anew = read(content, known)
    put_out(output, content, force)
    happened = Result(Filed(file, reading), tell(reading, reading.findings))
    if happened.told:
        say_result(happened)
    rest = Result(Filed(output, anew), tell(anew, check(anew)))
    say_result(rest)
    note(_summary(anew.submission, rest, output))
    if found.beside:
        note(f"工作表“{found.beside}”是区里另加的，新表里没有，请从原文件里抄过去，或者向区里另要一份填报表。")
    return exit_code([happened, rest])


def _summary(found: Submission, result: Result, output: Path) -> str:
    count = sum(found.entry(cell.id).number is not None for cell in found.form.inputs)
    paragraphs = sum(map(len, found.texts.values()))
    rest = result.count(Level.ERROR)
    todo = f"还有{rest}处要在新表上补填或改正（见上面“必须改正”）" if rest else "没有要补填的"
    return f"已找回{count}个数、{paragraphs}段文字，写进了{output}；{todo}。"
