"""All checks on one reading, in the order a filer meets them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from toolkit.checks.doubtful import check_doubtful
from toolkit.checks.finding import Finding, Level
from toolkit.checks.identity import check_identity
from toolkit.checks.inputs import check_entries
from toolkit.checks.prose.similar import check_alike
from toolkit.checks.prose.texts import check_texts
from toolkit.checks.reading import Reading
from toolkit.checks.rules import check_rules
from toolkit.checks.totals import check_totals
from toolkit.submission.submission import Submission

CHECKS: tuple[Callable[[Reading], Iterator[Finding]], ...] = (
    check_identity,
    check_doubtful,
    check_entries,
    check_totals,
    check_rules,
    check_texts,
    lambda reading: check_alike(reading.submission, reading.last_year),
)
ORDER = (Level.ERROR, Level.WARNING, Level.NOTE)


def check(reading: Reading, last_year: Submission | None = None) -> tuple[Finding, ...]:
    """What was found while reading and by every check; errors first, otherwise in the form's order."""
    compared = replace(reading, last_year=last_year)
    found = [*reading.findings, *(finding for each in CHECKS for finding in each(compared))]
    return gravest_first(found)


def gravest_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by level, errors first; those of one level keep their order."""
    return tuple(sorted(findings, key=lambda finding: ORDER.index(finding.level)))


def accepted(findings: tuple[Finding, ...]) -> bool:
    """Whether no finding is an error."""
    return all(finding.level is not Level.ERROR for finding in findings)
