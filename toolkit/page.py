"""The functions that the offline page calls: names, bytes and short texts in and out.

The page runs this very module in a browser, without files, network or processes. Whatever it asks goes through
:func:`ask`, so that a refusal comes back as its sentence.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from toolkit import __version__
from toolkit.checks.messages.wording import LEVELS, passed
from toolkit.checks.reading import Reading
from toolkit.errors import UserError
from toolkit.form.library import default_forms, forms
from toolkit.limits import FILE
from toolkit.submission.submission import Submission
from toolkit.tasks import mark as marking
from toolkit.tasks import new as drawing
from toolkit.tasks import repair as repairing
from toolkit.tasks.files.checked import Checked, as_json, compared
from toolkit.tasks.files.guard import working_on
from toolkit.tasks.files.inputs import read_data
from toolkit.tasks.files.results import Result, result
from toolkit.tasks.last_year import of_last_year, required
from toolkit.tasks.messages import last_year_unread
from toolkit.tasks.render import render
from toolkit.workbook.mark.from_findings import MARKED

Made = dict[str, str | bytes]  # a file to be saved: ``name``, ``data``, and a ``note`` about it, which may be empty
LastYear = Mapping[str, Sequence[Submission]]  # what is in each of the files that were given as last year's


def ask(question: str, *given: Any) -> Any:
    """The answer to one of :data:`QUESTIONS`, or ``{"refused": the sentence why there is none}``."""
    try:
        with working_on(str(given[0]) if given else question):
            return QUESTIONS[question](*given)
    except UserError as refusal:
        return {"refused": refusal.text}


def facts() -> str:
    """What the page has to know before anything is asked, as JSON: words, years, bytes, the version."""
    return _said(
        {
            "version": __version__,
            "levels": {level.value: name for level, name in LEVELS.items()},
            "most": FILE,
            "first_year": min(form.years[0] for form in default_forms(forms())),
            "unit_levels": {level.id: level.label for form in default_forms(forms()) for level in form.levels},
        }
    )


def last_year(name: str, data: bytes) -> list[Submission]:
    """What is in a file that was given as last year's; raises :class:`UserError` where it cannot be read."""
    found = []
    for filed in read_data(Path(name), bytes(data), forms()):
        if isinstance(filed.outcome, UserError):
            raise last_year_unread(path=name, why=filed.outcome.text) from filed.outcome
        found.append(filed.outcome.submission)
    return found


def check(name: str, data: bytes, before: LastYear) -> list[Result]:
    """Everything in one file, each against last year's where that was given."""

    def look_up(submission: Submission) -> Submission | None:
        return required(_all(before), submission, _named(before)) if before else None

    return [result(each, look_up) for each in read_data(Path(name), bytes(data), forms())]


def _all(before: LastYear) -> list[Submission]:
    return [each for given in before.values() for each in given]


def _named(before: LastYear) -> str:
    return "、".join(before)


def tell(results: Sequence[Result]) -> str:
    """The results of one run as JSON: the entries of ``check --json``, each with its name and what could not be read.

    What the reports of the run have in common is told too.
    """
    return _said([as_json(each) | _shown(each) for each in compared(map(Checked.of, results))])


def _shown(result: Checked) -> dict[str, str]:
    fine = passed(result.submission.form) if result.submission else ""
    return {"name": result.name, "passed": fine, "refused": result.refusal.text if result.refusal else ""}


def report(result: Result, draft: bool) -> Made:
    """The Word report, by its full title."""
    assert result.reading
    made = render(result.reading, draft)
    return _made(f"{made.name}.docx", made.data)


def mark(result: Result, data: bytes) -> Made:
    """The officer's own workbook with its problems marked."""
    assert result.reading
    made = marking.mark(bytes(data), result.reading, result.told, result.filed.name)
    return _made(f"{result.filed.stem}-{MARKED}{made.suffix}", made.data)


def repair(name: str, data: bytes, unit: str, year: int) -> Made:
    """A fresh workbook with all that could be found; ``unit`` and ``year`` for a file that does not say them."""
    filed = read_data(Path(name), bytes(data), forms(), any_revision=True)[0]
    if not isinstance(filed.outcome, Reading):
        raise filed.outcome
    made, output = repairing.repair(filed.outcome, unit, year), f"{filed.stem}-找回.xlsx"
    return _made(output, made.data, made.summary(output) + made.loss)


def new(unit: str, year: int, level: str, code: str, before: LastYear) -> Made:
    """A blank workbook for one unit; last year's figures stand in it where they are known."""
    unit, code = unit.strip(), code.strip()
    last = of_last_year(_all(before), Submission(drawing.form_for(year, forms()), unit, year, code))
    made = drawing.new(unit, year, code, level, last_year=last)
    missing = f"“{_named(before)}”里没有“{unit}”{year - 1}年的年报，表里没有上年数。"
    return _made(made.name, made.data, missing if before and not last else "")


def _made(name: str, data: bytes, note: str = "") -> Made:
    return {"name": name, "data": data, "note": note}


def _said(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)


QUESTIONS: dict[str, Callable[..., Any]] = {
    each.__name__: each for each in (facts, last_year, check, tell, report, mark, repair, new)
}
