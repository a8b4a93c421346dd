"""``nianbao render``: the report as a Word file, a PDF, a web page, or a fragment to paste into one."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from toolkit.checks.reading import Reading
from toolkit.cli.options import Cluster, Files, Jobs, Password, option
from toolkit.cli.targets import TARGETS, Target, refuse_template, target_of, told_by
from toolkit.cli.terminal.chinese import Misuse
from toolkit.cli.terminal.console import complain, note, progress
from toolkit.cli.terminal.written import Force, put_out
from toolkit.errors import UserError
from toolkit.form.library import forms
from toolkit.office.loading import load
from toolkit.report.user_template.faults import fault
from toolkit.report.user_template.template import broken, prepare
from toolkit.tasks.files.inputs import Filed, refusal_line
from toolkit.tasks.files.outputs import refuse_inputs
from toolkit.tasks.files.read_many import read_many
from toolkit.tasks.files.render_many import render_many
from toolkit.tasks.files.workers import Workers
from toolkit.tasks.messages import same_output, several_outputs
from toolkit.tasks.names import STEERING
from toolkit.tasks.render import RenderedReport, Unaccepted, report_name


def run(
    files: Files,
    output: Annotated[
        Path,
        option("-o", "--output", metavar="文件或文件夹", help="写成哪个文件，或放进哪个文件夹。", parser=Path),
    ],
    to: Annotated[
        Target | None,
        option("--to", metavar="格式", help="docx、html、fragment或pdf。不写时看 -o 的扩展名。", parser=target_of),
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help="生成送审稿：有必须改正的也生成，标明“送审稿”。")] = False,
    template: Annotated[
        Path | None,
        option("--template", metavar="文件", help="用自己的Word模板（.docx），见 nianbao template。", parser=Path),
    ] = None,
    force: Force = False,
    password: Password = "",
    jobs: Jobs = None,
    cluster: Cluster = "",
) -> int:
    """Write one report for each submission; the exit code is the gravest of all."""
    target = _target(to, output)
    filed = list(progress(read_many(files, forms(), password, Workers(jobs, cluster)), "正在读取", len(files)))
    outputs = _outputs(filed, output, target, draft)
    _refuse_clashes(outputs, [*files, template] if template else files)
    if template:
        refuse_template(target)
    content = _template(template, filed) if template else None
    made = progress(render_many(filed, draft, target.to, content, Workers(jobs, cluster)), "正在生成", len(filed))
    wanted = _Wanted(target, draft, force)
    return max(_put(*each, wanted) for each in zip(filed, made, outputs, strict=True))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What was asked for on the command line."""

    target: Target
    draft: bool
    force: bool


def _template(path: Path, filed: list[Filed]) -> bytes:
    """Refused before anything is written, not once for each report."""
    try:
        content = load(path)
    except UserError as refusal:
        raise broken((fault("too-large"),)) if refusal.code == "too-large" else refusal from refusal
    for form in {each.outcome.submission.form for each in filed if isinstance(each.outcome, Reading)}:
        prepare(content, form)
    return content


def _target(to: Target | None, output: Path) -> Target:
    named = told_by(output)
    if to and named and output.suffix.lower() not in to.suffixes:
        raise Misuse(f"“{output}”的扩展名和 --to {to.name} 对不上，应是{to.suffixes[0]}。")
    return to or named or TARGETS[0]


def _outputs(filed: list[Filed], output: Path, target: Target, draft: bool) -> list[Path]:
    if not told_by(output):
        names = [each.stem for each in filed] if len(filed) > 1 else [_full_name(each, draft) for each in filed]
        return [output / f"{STEERING.sub('_', name)}{target.suffixes[0]}" for name in names]
    if len(filed) > 1:
        raise several_outputs(count=len(filed), path=output)
    return [output]


def _full_name(filed: Filed, draft: bool) -> str:
    if isinstance(filed.outcome, UserError):
        return filed.stem
    return report_name(filed.outcome.submission, draft)


def _refuse_clashes(outputs: list[Path], inputs: list[Path]) -> None:
    """Windows does not tell Ａ.docx from ａ.docx, so nobody may."""
    seen: set[str] = set()
    for path in outputs:
        refuse_inputs(path, inputs)
        if str(path).casefold() in seen:
            raise same_output(path)
        seen.add(str(path).casefold())


def _put(filed: Filed, made: RenderedReport | UserError, path: Path, wanted: _Wanted) -> int:
    """Write a report, or say why there is none; the exit code that comes of it."""
    try:
        if isinstance(made, UserError):
            raise made
        put_out(path, wanted.target.finish(made.data), wanted.force)
    except Unaccepted as refusal:
        _tell_errors(filed.name, refusal)
        return 1
    except UserError as refusal:
        complain(refusal_line(filed.name, refusal))
        return 2
    note(f"已生成{'送审稿' if wanted.draft else '报告'}：{path}")
    return 0


def _tell_errors(name: str, refusal: Unaccepted) -> None:
    complain(f"{name}：有{len(refusal.errors)}处必须改正，没有生成报告。改正后再生成，或加 --draft 生成送审稿。")
    for number, told in enumerate(refusal.errors, start=1):
        note(f"  {number}. {told.words.message}")
