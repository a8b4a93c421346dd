"""Finds last year's report of a unit in a file or folder on disk."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.checks.reading import Reading
from toolkit.cli.terminal.console import note
from toolkit.errors import UserError
from toolkit.form.form import Form
from toolkit.office.loading import load
from toolkit.submission.submission import Submission
from toolkit.tasks.files.inputs import is_other_document, read_files, readable, refusal_line
from toolkit.tasks.last_year import LookUp, of_last_year, required
from toolkit.tasks.messages import last_year_unread


def look_up_in(path: Path | None, known: tuple[Form, ...], password: str = "") -> LookUp:
    """How to find last year's report for a submission; raises :class:`UserError` if there is nothing to look in.

    A file was meant for the unit at hand: it must be there. In a folder it need not: not everybody reported last year.
    """
    if path is None:
        return nothing
    if path.is_dir():
        return InFolder(path, tuple(each.submission for each in _readable(readable(path.iterdir()), known, password)))
    load(path)
    return InFile(path, tuple(each.submission for each in _readings(path, known, password)))


def nothing(submission: Submission) -> Submission | None:
    """There is nothing to compare with."""


@dataclass(frozen=True)
class InFolder:
    """Last year's reports of a folder; where a unit has none, that is said on standard error."""

    path: Path
    filed: tuple[Submission, ...]

    def __call__(self, submission: Submission) -> Submission | None:
        return _noted(of_last_year(self.filed, submission), submission, self.path)


@dataclass(frozen=True)
class InFile:
    """Last year's reports of one file; where a unit has none, the call raises :class:`UserError`."""

    path: Path
    filed: tuple[Submission, ...]

    def __call__(self, submission: Submission) -> Submission | None:
        return required(self.filed, submission, str(self.path))


def _readable(paths: list[Path], known: tuple[Form, ...], password: str) -> Iterator[Reading]:
    for filed in read_files(paths, known, password):
        if isinstance(filed.outcome, Reading):
            yield filed.outcome
        elif not is_other_document(filed):
            note(f"上年文件没有用到：{refusal_line(filed.name, filed.outcome)}")


def _readings(path: Path, known: tuple[Form, ...], password: str) -> Iterator[Reading]:
    for filed in read_files([path], known, password):
        if isinstance(filed.outcome, UserError):
            raise last_year_unread(path=path, why=filed.outcome.text) from filed.outcome
        yield filed.outcome


def _noted(found: Submission | None, submission: Submission, path: Path) -> Submission | None:
    if found is None:
        note(f"“{path}”里没有“{submission.unit}”{submission.year - 1}年的年报，没有与上年核对。")
    return found
