"""Last year's report of a unit, looked for in a file or in a folder of them on disk."""

from collections.abc import Iterator
from pathlib import Path

from toolkit.checks.messages.refusals import refused
from toolkit.checks.reading import Reading
from toolkit.cli.terminal.console import note
from toolkit.errors import Refusal
from toolkit.form.form import Form
from toolkit.office.loading import load
from toolkit.submission.submission import Submission
from toolkit.tasks.inputs import read_files, readable, refusal_line
from toolkit.tasks.last_year import LookUp, of_last_year, required
from toolkit.tasks.messages import last_year_unread


def look_up_in(path: Path | None, known: tuple[Form, ...], password: str = "") -> LookUp:
    """How to find last year's report for a submission; raises :class:`Refusal` if there is nothing to look in.

    A file was meant for the unit at hand: it must be there. In a folder it need not: not everybody reported last year.
    """
    if path is None:
        return lambda submission: None
    if path.is_dir():
        filed = [each.submission for each in _readable(readable(path.iterdir()), known, password)]
        return lambda submission: _noted(of_last_year(filed, submission), submission, path)
    load(path)
    filed = [each.submission for each in _readings(path, known, password)]
    return lambda submission: required(filed, submission, str(path))


def _readable(paths: list[Path], known: tuple[Form, ...], password: str) -> Iterator[Reading]:
    for filed in read_files(paths, known, password):
        if isinstance(filed.outcome, Reading):
            yield filed.outcome
        else:
            note(f"上年文件没有用到：{refusal_line(filed, filed.outcome)}")


def _readings(path: Path, known: tuple[Form, ...], password: str) -> Iterator[Reading]:
    for filed in read_files([path], known, password):
        if isinstance(filed.outcome, Refusal):
            raise last_year_unread(path=path, why=refused(filed.outcome)) from filed.outcome
        yield filed.outcome


def _noted(found: Submission | None, submission: Submission, path: Path) -> Submission | None:
    if found is None:
        note(f"“{path}”里没有“{submission.unit}”{submission.year - 1}年的年报，没有与上年核对。")
    return found
