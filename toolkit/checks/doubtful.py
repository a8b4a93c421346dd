"""Figures of a printed report that may be others than it says."""

from collections.abc import Iterator

from toolkit.checks.finding import Finding, Level, Quoting
from toolkit.checks.reading import Reading


def check_doubtful(reading: Reading) -> Iterator[Finding]:
    """One warning for all of them, with what was seen of each."""
    doubtful = reading.submission.doubtful
    if doubtful:
        yield Quoting("import-doubtful", Level.WARNING, tuple(doubtful), quotes=tuple(doubtful.values()))
