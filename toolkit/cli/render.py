"""``nianbao render``: the Word report."""

from pathlib import Path
from typing import Annotated

import typer

from toolkit.checks.check import accepted, check
from toolkit.checks.reading import Reading
from toolkit.cli.console import complain, note
from toolkit.cli.files import Filed, load, read_files, refusal_line
from toolkit.cli.findings import tell
from toolkit.cli.options import Files, Password, option
from toolkit.cli.outputs import refuse_inputs, write
from toolkit.cli.shell import working_on
from toolkit.form.library import forms
from toolkit.report.finished import finished
from toolkit.report.template import prepare
from toolkit.submission.refusal import Refusal

HELP = """生成报告：把填报表变成可以送审的Word年度报告。

-o 写 .docx 文件名的，生成这一份；写文件夹的，每份生成“文件夹/原文件名.docx”。

有必须改正的，不生成（退出码1），其余照样生成；急着送审的，加 --draft。

要换报头、字体的，用 nianbao template 写出模板，改好后用 --template 指明。"""
EXAMPLES = """nianbao render 炭山乡-2023.xlsx -o 炭山乡年报.docx
nianbao render 报来/*.xlsx -o 报告
nianbao render 炭山乡-2023.xlsx -o 送审稿.docx --draft"""
SUFFIX = ".docx"


def run(
    files: Files,
    output: Annotated[
        Path,
        option("-o", "--output", metavar="文件或文件夹", help="写成哪个文件（.docx），或放进哪个文件夹。", parser=Path),
    ],
    draft: Annotated[bool, typer.Option("--draft", help="生成送审稿：有必须改正的也生成，每页标明“送审稿”。")] = False,
    template: Annotated[
        Path | None,
        option("--template", metavar="文件", help="用自己的Word模板（.docx），见 nianbao template。", parser=Path),
    ] = None,
    password: Password = "",
) -> int:
    """Write one report for each submission; the exit code is the gravest of all."""
    filed = list(read_files(files, forms(), password))
    outputs = [_output(each, output, len(filed)) for each in filed]
    _refuse_clashes(outputs, [*files, template] if template else files)
    own = _template(template, filed)
    return max(_rendered(each, path, draft, own) for each, path in zip(filed, outputs, strict=True))


def _template(path: Path | None, filed: list[Filed]) -> bytes | None:
    """Refused before anything is written, not once for each report."""
    content = load(path) if path else None
    for form in {each.outcome.submission.form for each in filed if isinstance(each.outcome, Reading)}:
        if content is not None:
            prepare(content, form)
    return content


def _output(filed: Filed, output: Path, count: int) -> Path:
    if output.suffix.lower() != SUFFIX or output.is_dir():
        return output / f"{filed.stem}{SUFFIX}"
    if count > 1:
        raise Refusal("several-outputs", count=count, path=output)
    return output


def _refuse_clashes(outputs: list[Path], inputs: list[Path]) -> None:
    """Windows does not tell Ａ.docx from ａ.docx, so nobody may."""
    seen: set[str] = set()
    for path in outputs:
        refuse_inputs(path, inputs)
        if str(path).casefold() in seen:
            raise Refusal("same-output", path=path)
        seen.add(str(path).casefold())


def _rendered(filed: Filed, path: Path, draft: bool, template: bytes | None) -> int:
    try:
        if isinstance(filed.outcome, Refusal):
            raise filed.outcome
        with working_on(filed.name):
            return _report(filed.name, filed.outcome, path, draft, template)
    except Refusal as refusal:
        complain(refusal_line(filed, refusal))
        return 2


def _report(name: str, reading: Reading, path: Path, draft: bool, template: bytes | None) -> int:
    findings = check(reading)
    if not draft and not accepted(findings):
        errors = [each for each in findings if not accepted((each,))]
        complain(f"{name}：有{len(errors)}处必须改正，没有生成报告。改正后再生成，或加 --draft 生成送审稿。")
        for number, told in enumerate(tell(reading, errors), start=1):
            note(f"  {number}. {told.words.message}")
        return 1
    write(path, finished(reading.submission, draft, template))
    note(f"已生成{'送审稿' if draft else '报告'}：{path}")
    return 0
