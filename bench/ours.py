"""What is measured of the program: each function does one file's work and forgets it."""

import sys
from functools import cache
from pathlib import Path

from tests.drawn import official_form
from toolkit.checks.check import check
from toolkit.checks.messages.told import Told, tell
from toolkit.form.form import Form
from toolkit.form.library import forms
from toolkit.report.finished import finished
from toolkit.submission.submission import Submission
from toolkit.workbook.mark.from_findings import marks, whose
from toolkit.workbook.mark.mark import marked
from toolkit.workbook.read.reader import read
from toolkit.workbook.write.book import blank

CHECK_COLD = (sys.executable, "-m", "toolkit", "check")
HELP_COLD = (sys.executable, "-m", "toolkit", "--help")


@cache
def known() -> tuple[Form, ...]:
    """The forms, loaded once a process: only they are warm."""
    return forms()


def checked(path: Path) -> tuple[Told, ...]:
    """Read, check, put into words."""
    reading = read(path.read_bytes(), known())
    return tell(reading, check(reading))


def filed(path: Path) -> Submission:
    """What a workbook says, for work that begins after reading."""
    return read(path.read_bytes(), known()).submission


def report(submission: Submission) -> bytes:
    """The Word report, drawn, read again and proved."""
    return finished(submission, draft=True)


def unit_workbook(number: int) -> bytes:
    """A blank workbook for one unit of many."""
    return blank(official_form(), f"第{number}号乡镇", 2024, f"64{number:04}")


def marked_copy(path: Path) -> bytes:
    """Checked, and the workbook with its problems marked."""
    data = path.read_bytes()
    reading = read(data, known())
    told = tell(reading, check(reading))
    return marked(data, marks(told), whose(reading.submission))
