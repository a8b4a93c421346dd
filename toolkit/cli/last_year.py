"""Last year's report of a unit, looked for in a file or in a folder of them."""

from collections.abc import Callable, Iterator
from pathlib import Path

from toolkit.checks.reading import Reading
from toolkit.checks.refusals import refused
from toolkit.cli.console import note
from toolkit.files.filed import load, read_files, readable, refusal_line
from toolkit.form.expression import Number
from toolkit.form.model import Form
from toolkit.submission.refusal import Refusal
from toolkit.submission.submission import Submission

LookUp = Callable[[Submission], Submission | None]


def look_up_in(path: Path | None, known: tuple[Form, ...], password: str = "") -> LookUp:
    """How to find last year's report for a submission; raises :class:`Refusal` if there is nothing to look in.

    A file was meant for the unit at hand: it must be there. In a folder it need not: not everybody reported last year.
    """
    if path is None:
        return lambda submission: None
    if path.is_dir():
        filed = [each.submission for each in _readable(readable(path.iterdir()), known, password)]
        return lambda submission: _noted(_of_last_year(filed, submission), submission, path)
    load(path)
    filed = [each.submission for each in _readings(path, known, password)]
    return lambda submission: _required(filed, submission, path)


def figures_of(before: Submission | None, form: Form) -> dict[str, Number]:
    """Last year's figures that a rule of this year asks for, as far as they are known."""
    if before is None:
        return {}
    known = {id: before.figure(id) for id in form.last_year if id in before.form.cells}
    return {id: figure for id, figure in known.items() if figure is not None}


def _readable(paths: list[Path], known: tuple[Form, ...], password: str) -> Iterator[Reading]:
    for filed in read_files(paths, known, password):
        if isinstance(filed.outcome, Reading):
            yield filed.outcome
        else:
            note(f"上年文件没有用到：{refusal_line(filed, filed.outcome)}")


def _readings(path: Path, known: tuple[Form, ...], password: str) -> Iterator[Reading]:
    for filed in read_files([path], known, password):
        if isinstance(filed.outcome, Refusal):
            raise Refusal("last-year-unread", path=path, why=refused(filed.outcome)) from filed.outcome
        yield filed.outcome


def _of_unit(filed: list[Submission], submission: Submission) -> list[Submission]:
    """By code, then by unit, on the same form."""
    same = [each for each in filed if each.form.id == submission.form.id]
    by_code = [each for each in same if each.code and each.code == submission.code]
    return by_code + [each for each in same if each.unit == submission.unit and each not in by_code]


def _of_last_year(filed: list[Submission], submission: Submission) -> Submission | None:
    return next((each for each in _of_unit(filed, submission) if each.year == submission.year - 1), None)


def _noted(found: Submission | None, submission: Submission, path: Path) -> Submission | None:
    if found is None:
        note(f"“{path}”里没有“{submission.unit}”{submission.year - 1}年的年报，没有与上年核对。")
    return found


def _required(filed: list[Submission], submission: Submission, path: Path) -> Submission:
    if found := _of_last_year(filed, submission):
        return found
    expected = submission.year - 1
    if others := _of_unit(filed, submission):
        raise Refusal("wrong-last-year", path=path, found=others[0].year, expected=expected)
    raise Refusal("no-last-year", path=path, unit=submission.unit, year=expected)
