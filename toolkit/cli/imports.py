"""``nianbao import``: published reports as workbooks or JSON, with a list of what must be looked at again."""

from pathlib import Path
from typing import Annotated

from toolkit.cli.options import argument, option, year_of
from toolkit.cli.terminal.chinese import Misuse
from toolkit.cli.terminal.console import complain, note, say
from toolkit.cli.terminal.written import Force, put_all
from toolkit.errors import UserError
from toolkit.form.library import forms
from toolkit.tasks.files.guard import working_on
from toolkit.tasks.files.inputs import Filed, read_files, refusal_line
from toolkit.tasks.files.outputs import refuse_inputs
from toolkit.tasks.imports import TITLE, ImportedReport, imported, sheet
from toolkit.tasks.messages import same_output

FORMATS = ("xlsx", "json")


def format_of(typed: str) -> str:
    """The typed format itself. Raises :class:`Misuse` for one that is not in :data:`FORMATS`."""
    if typed not in FORMATS:
        raise Misuse(f"没有叫“{typed}”的格式。可以用：{'、'.join(FORMATS)}。")
    return typed


def run(
    files: Annotated[list[Path], argument("文件", "已发布的年报（.docx、.html、.pdf、.txt……），可以写多份。")],
    output: Annotated[Path, option("-o", "--output", metavar="文件夹", help="放进哪个文件夹。", parser=Path)],
    unit: Annotated[str, option("--unit", metavar="单位", help="写明单位全称，不用报告里的。")] = "",
    year: Annotated[
        int | None, option("--year", metavar="年度", help="写明年度，不用报告里的。", parser=year_of)
    ] = None,
    to: Annotated[
        str, option("--to", metavar="格式", help="xlsx（填报表，不写时）或json。", parser=format_of)
    ] = "xlsx",
    force: Force = False,
) -> int:
    """Read all, write what could be read with the list, and say how much is to be looked at."""
    filed = list(read_files(files, forms()))
    if len(filed) > 1 and (unit or year):
        raise Misuse("--unit 和 --year 只用于一份报告。请一份一份地读。")
    reports = [(each, report) for each in filed if (report := _imported(each, unit, year or 0, to))]
    outputs = {output / f"{report.name}.{to}": report.data for _, report in reports}
    if len(outputs) < len(reports):
        raise same_output(_twice([output / f"{report.name}.{to}" for _, report in reports]))
    outputs[output / f"{TITLE}.html"] = sheet([(each.name, report) for each, report in reports])
    for path in outputs:
        refuse_inputs(path, files)
    if reports:
        put_all(outputs, force)
    for each, report in reports:
        say(_summary(each, report))
    if reports:
        note(f"已写进“{output}”；要核对的见其中的“{TITLE}.html”。")
    return 2 if len(reports) < len(filed) else 0 if all(report.sure for _, report in reports) else 1


def _twice(paths: list[Path]) -> Path:
    return next(path for path in paths if paths.count(path) > 1)


def _imported(filed: Filed, unit: str, year: int, to: str) -> ImportedReport | None:
    try:
        if isinstance(filed.outcome, UserError):
            raise filed.outcome
        with working_on(filed.name):
            return imported(filed.outcome, unit, year, to)
    except UserError as refusal:
        complain(refusal_line(filed.name, refusal))
        return None


def _summary(filed: Filed, report: ImportedReport) -> str:
    submission = report.source.submission
    doubtful, all_of = len(submission.doubtful), len(submission.form.cells)
    missing = sum(len(each.cells) for each in report.source.findings if each.code == "import-missing")
    words = [f"读到{all_of - missing}个数"]
    words += [f"拿不准{doubtful}个"] if doubtful else []
    words += [f"没有找到{missing}个"] if missing else []
    return f"{filed.name}：{submission.unit}{submission.year}年，{'，'.join(words)}。"
