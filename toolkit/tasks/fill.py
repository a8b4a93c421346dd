"""``fill``: writes a submission into a workbook's cells, invalid values unchanged."""

from dataclasses import dataclass

from toolkit.checks.reading import Reading
from toolkit.form.form import Form
from toolkit.form.library import forms
from toolkit.submission.submission import Submission
from toolkit.workbook.read.reader import read
from toolkit.workbook.write import fill as typing


@dataclass(frozen=True, slots=True)
class FilledWorkbook:
    """``reading``: what the workbook says now; its unit is its own, whoever the submission is from."""

    data: bytes
    reading: Reading


def fill(workbook: bytes, submission: Submission, known: tuple[Form, ...] | None = None) -> FilledWorkbook:
    """The workbook (.xlsx) with the submission typed in and every formula calculated.

    Raises :class:`~toolkit.errors.UserError` where form or year differ, or where a text has no room.
    """
    known = forms() if known is None else known
    data = typing.fill(workbook, submission, known)
    return FilledWorkbook(data, read(data, known))
