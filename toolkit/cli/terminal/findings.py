"""Prints the findings of a check for the clerk; the exit code that they come to."""

from collections.abc import Sequence
from typing import NamedTuple

from toolkit.checks.finding import Level
from toolkit.checks.messages.told import Told
from toolkit.checks.messages.wording import LEVELS, passed
from toolkit.cli.terminal.console import complain, say
from toolkit.form.form import Form
from toolkit.tasks.files.checked import Checked
from toolkit.tasks.files.inputs import refusal_line

STYLES = {Level.ERROR: "red", Level.WARNING: "yellow", Level.NOTE: ""}


def say_result(result: Checked) -> None:
    """One file: who, and what, the gravest first and numbered through."""
    if result.refusal:
        complain(f"× {refusal_line(result.name, result.refusal)}")
    if submission := result.submission:
        say(f"● {result.name}", "bold")
        say(f"  {submission.unit}  {submission.year}年  校验码{result.check_code}")
        say_told(result.told, submission.form)
        if result.explanation:
            say("  正文是这样读的：")
        for line in result.explanation:
            say(f"    {line}")
        say()


def say_told(told: tuple[Told, ...], form: Form) -> None:
    """Print the findings under a heading for each level, numbered through; where all are notes, say that it passed."""
    number = 0
    for level, name in LEVELS.items():
        listed = [each for each in told if each.finding.level is level]
        if listed:
            say(f"  {name}（{len(listed)}处）", STYLES[level])
        for each in listed:
            number += 1
            say(f"    {number}. {each.words.message}")
    if all(each.finding.level is Level.NOTE for each in told):
        say(f"  √ {passed(form)}", "green")


class SummaryLine(NamedTuple):
    """What the summary has of a file; ``unit``: None where it could not be read."""

    name: str
    unit: str | None
    errors: int
    warnings: int
    code: int

    @classmethod
    def of(cls, result: Checked) -> "SummaryLine":
        """A file's part of the summary, and its exit code."""
        unit = result.submission.unit if result.submission else None
        return cls(result.name, unit, result.count(Level.ERROR), result.count(Level.WARNING), exit_code([result]))


def say_summary(lines: Sequence[SummaryLine]) -> None:
    """The last lines under many files: how many of each kind, and which need work."""
    unread = [each for each in lines if each.unit is None]
    wrong = [each for each in lines if each.errors]
    unexplained = [each for each in lines if each.warnings and not each.errors]
    passed = len(lines) - len(unread) - len(wrong) - len(unexplained)
    say(
        f"共{len(lines)}份：数据校验通过{passed}份，必须改正{len(wrong)}份，"
        f"需要说明{len(unexplained)}份，读不了{len(unread)}份。",
        "bold",
    )
    for each in wrong:
        say(f"  {LEVELS[Level.ERROR]}：{each.name}（{each.unit}，{each.errors}处）")
    for each in unexplained:
        say(f"  {LEVELS[Level.WARNING]}：{each.name}（{each.unit}，{each.warnings}处）")
    for each in unread:
        say(f"  读不了：{each.name}")


def exit_code(results: Sequence[Checked]) -> int:
    """2 if any file could not be read, 1 if any submission has errors, else 0."""
    if any(each.refusal for each in results):
        return 2
    return 1 if any(each.count(Level.ERROR) for each in results) else 0
