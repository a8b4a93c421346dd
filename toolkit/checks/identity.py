"""Checks the unit's name and the year of a submission."""

from collections.abc import Iterator

from toolkit.checks.finding import Finding, Level, Quoting
from toolkit.checks.reading import Reading


def check_identity(reading: Reading) -> Iterator[Finding]:
    """Findings ``unit-missing``, ``year-missing`` and ``wrong-year``; none for a companion form."""
    submission = reading.submission
    if submission.form.companion:  # told of the main form
        return
    chosen = not any(finding.code == "unit-not-chosen" for finding in reading.findings)
    if not any(map(str.isalpha, submission.unit)) and chosen:  # a number that fell onto the cover is no name
        yield Quoting("unit-missing", Level.ERROR, quotes=(submission.unit,))
    if not submission.year:
        yield Finding("year-missing", Level.ERROR)
    elif not submission.form.serves(submission.year):
        yield Finding("wrong-year", Level.ERROR)
