"""The date under a report: whether it is one, how it is written, and whether it lies in the time for filing."""

import re
from collections.abc import Iterator
from datetime import date

from toolkit.checks.prose.sentences import WIDE
from toolkit.submission.submission import Submission

DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
OTHERWISE = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")  # a date too, but not as the standard wants it
PADDED = re.compile(r"年0\d月|月0\d日")
Day = tuple[int, int, int]


def no_dates(said: str) -> list[str]:
    """Each paragraph that is not just a day of the calendar, with year, month and day in words."""
    return [f"“{each}”" for each in _paragraphs(said) if not (DATE.fullmatch(each) and _days(each))]


def padded_dates(said: str) -> list[str]:
    """The paragraphs with a date whose month or day has a leading zero (GB/T 9704-2012, 7.3.5.4 wants none), in
    quotes.
    """
    return [f"“{each}”" for each in _paragraphs(said) if PADDED.search(each)]


def dates_out_of_time(said: str, submission: Submission) -> list[str]:
    """From the last day of the report's year until the day it is due; a unit of no known level has no such day."""
    due = next((level.due for level in submission.form.levels if level.id == submission.level), "")
    if not due:
        return []
    month, day = map(int, due.split("-"))
    first, last = (submission.year, 12, 31), (submission.year + 1, month, day)
    allowed = f"时限是{submission.year + 1}年{month}月{day}日"
    late = [each for each in _paragraphs(said) if any(not first <= found <= last for found in _days(each))]
    return [f"“{each}”（{allowed}）" for each in late]


def _paragraphs(said: str) -> list[str]:
    return [bare for each in said.split("\n") if (bare := each.translate(WIDE).strip())]


def _days(said: str) -> list[Day]:
    """The days of the calendar in it; there is no 30th of February."""
    return list(_calendar([*DATE.finditer(said), *OTHERWISE.finditer(said)]))


def _calendar(found: list[re.Match[str]]) -> Iterator[Day]:
    for each in found:
        year, month, day = map(int, each.groups())
        try:
            yield date(year, month, day).timetuple()[:3]
        except ValueError:
            continue
