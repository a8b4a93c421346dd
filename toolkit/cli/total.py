"""``nianbao total``: the sum of several submissions, as a submission."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from toolkit.checks.reading import Reading
from toolkit.cli.last_year import look_up_in
from toolkit.cli.options import Cluster, Files, Jobs, LastYear, Password, option
from toolkit.cli.terminal.chinese import Misuse
from toolkit.cli.terminal.console import complain, note, progress, say
from toolkit.cli.terminal.written import Force, put_out
from toolkit.district.messages import parts_have_errors
from toolkit.errors import UserError
from toolkit.form.library import forms
from toolkit.report.text_digest import text_digest
from toolkit.rich_text import one_line
from toolkit.submission.submission import Submission
from toolkit.tasks.export import export
from toolkit.tasks.files.inputs import Filed, refusal_line
from toolkit.tasks.files.outputs import real, refuse_inputs
from toolkit.tasks.files.read_many import read_many
from toolkit.tasks.files.replacing import refuse_loss
from toolkit.tasks.files.workers import Workers
from toolkit.tasks.messages import empty_name, same_output
from toolkit.tasks.names import bare
from toolkit.tasks.total import Total, asked_lines, figure_errors, total, with_last_year, workbook
from toolkit.workbook.write.total_worksheet import Traced, total_worksheet

SUFFIXES = (".xlsx", ".json")


def run(
    files: Files,
    unit: Annotated[str, option("--unit", metavar="单位名称", help="汇总以后是谁的年报，例如“原州区”。")],
    output: Annotated[
        Path, option("-o", "--output", metavar="文件", help="写成哪个文件（.xlsx或.json）。", parser=Path)
    ],
    trace_to: Annotated[
        Path | None,
        option("--trace", metavar="文件", help="另写汇总底稿（.xlsx）：合计由哪些单位相加。", parser=Path),
    ] = None,
    gather_to: Annotated[
        Path | None, option("--gather", metavar="文件", help="另写素材汇编（.docx）：各单位的文字。", parser=Path)
    ] = None,
    partial: Annotated[bool, typer.Option("--partial", help="有读不了的、必须改正的，也照现在的数汇总。")] = False,
    force: Force = False,
    last_year: LastYear = None,
    password: Password = "",
    jobs: Jobs = None,
    cluster: Cluster = "",
) -> int:
    """Read all, add up, write; the exit code is the gravest of all."""
    if not (unit := one_line(unit, "--unit")):
        raise empty_name()
    _refuse_clashes(files, [(output, SUFFIXES), (trace_to, (".xlsx",)), (gather_to, (".docx",))])
    look_up = look_up_in(last_year, forms(), password)
    filed = list(progress(read_many(files, forms(), password, Workers(jobs, cluster)), "正在读取", len(files)))
    parts = _parts(filed)
    code = _told_faults(filed, parts, partial)
    if code and not partial:
        return code
    summed = total([part.submission for part in parts], unit)
    summed = with_last_year(summed, look_up(summed.submission))
    outputs = [_Output(output, "汇总", _content(summed.submission, output))]
    outputs += [_worksheet(trace_to, parts, unit, filed)] if trace_to else []
    outputs += [_digest(gather_to, parts, unit)] if gather_to else []
    _put(outputs, len(parts), force)
    _tell_own(parts, unit)
    say_asked(summed)
    return code


@dataclass(frozen=True)
class _Summed:
    """One that is added up. ``errors``: how many faults of its figures must be mended."""

    name: str
    submission: Submission
    errors: int

    @property
    def traced(self) -> Traced:
        state = f"有{self.errors}处必须改正" if self.errors else "数据校验通过"
        return Traced(self.submission, state=state, file=self.name)


@dataclass(frozen=True, slots=True)
class _Output:
    """A file to be written, and what it is."""

    path: Path
    name: str
    content: bytes


def _parts(filed: Sequence[Filed]) -> list[_Summed]:
    """The files that could be read, each with how many faults its figures have."""
    readings = [(each.name, each.outcome) for each in filed if isinstance(each.outcome, Reading)]
    return [_Summed(name, reading.submission, figure_errors(reading)) for name, reading in readings]


def _worksheet(path: Path, parts: Sequence[_Summed], unit: str, filed: Sequence[Filed]) -> _Output:
    return _Output(path, "汇总底稿", total_worksheet([part.traced for part in parts], unit, _stamp(filed)))


def _digest(path: Path, parts: Sequence[_Summed], unit: str) -> _Output:
    return _Output(path, "素材汇编", text_digest([part.submission for part in parts], unit))


def _put(outputs: Sequence[_Output], count: int, force: bool) -> None:
    """None is written where one may not be."""
    refuse_loss({each.path: each.content for each in outputs}, force)
    for each in outputs:
        put_out(each.path, each.content, force)
        note(f"已写成{each.name}（{count}份）：{each.path}")


def _tell_own(parts: Sequence[_Summed], unit: str) -> None:
    """A part that has the total's own name may be an earlier total."""
    for part in parts:
        if bare(part.submission.unit) == bare(unit):
            note(f"请注意：“{part.name}”也是“{unit}”的，已经计入。如果是以前的汇总，请去掉它再汇总。")


def _refuse_clashes(files: Sequence[Path], outputs: Sequence[tuple[Path | None, tuple[str, ...]]]) -> None:
    """Before anything is read: each output has its suffix, and is neither an input nor another output."""
    others: list[Path] = []
    for path, suffixes in outputs:
        if path is None:
            continue
        if path.suffix.lower() not in suffixes:
            raise Misuse(f"“{path}”的扩展名应是{'或'.join(suffixes)}。")
        refuse_inputs(path, files)
        if real(path) in others:
            raise same_output(path)
        others.append(real(path))


def _told_faults(filed: Sequence[Filed], parts: Sequence[_Summed], partial: bool) -> int:
    """What could not be read, and whose figures must be mended; the exit code that comes of it."""
    unread = [(each, each.outcome) for each in filed if isinstance(each.outcome, UserError)]
    for each, refusal in unread:
        complain(refusal_line(each.name, refusal))
    wrong = [part for part in parts if part.errors]
    if wrong and partial:
        note(f"有{len(wrong)}份的数还有必须改正的，照现在的数计入：{'、'.join(part.name for part in wrong)}。")
    elif wrong:
        files = "、".join(part.name for part in wrong)
        complain(parts_have_errors(count=len(wrong), files=files).text)
    elif unread and not partial:
        complain("没有汇总。不要这几份、先汇总其余的，加 --partial。")
    return 2 if unread else 1 if wrong else 0


def _stamp(filed: Sequence[Filed]) -> str:
    unread = [each.name for each in filed if isinstance(each.outcome, UserError)]
    return f"共{len(filed)}份，已计入{len(filed) - len(unread)}份，未计入：{'、'.join(unread) or '无'}。"


def _content(summed: Submission, output: Path) -> bytes:
    return export(summed) if output.suffix.lower() == ".json" else workbook(summed)


def say_asked(summed: Total) -> None:
    """What the clerk has to settle."""
    lines = asked_lines(summed)
    if lines:
        say("不能简单相加、留空待核定的：")
        for line in lines:
            say(f"  {line}")
    if summed.unknown:
        say(f"有单位没有填，合计留空的：{len(summed.unknown)}格。")
