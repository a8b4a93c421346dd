"""Prints the findings of a check for the clerk; the exit code that they come to."""

from collections.abc import Sequence

from toolkit.checks.finding import Level
from toolkit.checks.messages.told import Told
from toolkit.checks.messages.wording import LEVELS, passed
from toolkit.cli.terminal.console import complain, say
from toolkit.form.form import Form
from toolkit.submission.json import code_of
from toolkit.tasks.files.inputs import refusal_line
from toolkit.tasks.files.results import Result

STYLES = {Level.ERROR: "red", Level.WARNING: "yellow", Level.NOTE: ""}


def say_result(result: Result) -> None:
    """One file: who, and what, the gravest first and numbered through."""
    if result.refusal:
        complain(f"× {refusal_line(result.filed, result.refusal)}")
    if submission := result.submission:
        say(f"● {result.filed.name}", "bold")
        say(f"  {submission.unit}  {submission.year}年  校验码{code_of(submission)}")
        say_told(result.told, submission.form)
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


def say_summary(results: list[Result]) -> None:
    """The last lines under many files: how many of each kind, and which need work."""
    unread = [each for each in results if not each.submission]
    wrong = [each for each in results if each.count(Level.ERROR)]
    unexplained = [each for each in results if each.count(Level.WARNING) and each not in wrong]
    passed = len(results) - len(unread) - len(wrong) - len(unexplained)
    say(
        f"共{len(results)}份：数据校验通过{passed}份，必须改正{len(wrong)}份，"
        f"需要说明{len(unexplained)}份，读不了{len(unread)}份。",
        "bold",
    )
    for title, listed, level in (
        (LEVELS[Level.ERROR], wrong, Level.ERROR),
        (LEVELS[Level.WARNING], unexplained, Level.WARNING),
    ):
        for each in listed:
            unit = each.submission.unit if each.submission else ""
            say(f"  {title}：{each.filed.name}（{unit}，{each.count(level)}处）")
    for each in unread:
        say(f"  读不了：{each.filed.name}")


def exit_code(results: Sequence[Result]) -> int:
    """2 if any file could not be read, 1 if any submission has errors, else 0."""
    if any(each.refusal for each in results):
        return 2
    return 1 if any(each.count(Level.ERROR) for each in results) else 0
