"""``check``: what is wrong with a submission, in the words that its filer reads."""

from collections.abc import Sequence

from toolkit.checks import check as checks
from toolkit.checks.finding import Level
from toolkit.checks.messages.told import Told, tell
from toolkit.checks.reading import Reading
from toolkit.submission.submission import Submission


def check(reading: Reading, last_year: Submission | None = None) -> tuple[Told, ...]:
    """A message for everything that was found while reading and by every check, the gravest first.

    ``last_year``: the unit's report of the year before. Each message has its sentence (``words.message``), its code and
    level (``finding``) and its cells (``where``).
    """
    return tell(reading, checks.check(reading, last_year))


def errors(messages: Sequence[Told]) -> tuple[Told, ...]:
    """Those that must be mended; a submission without any can be accepted."""
    return tuple(each for each in messages if each.finding.level is Level.ERROR)


def errors_in(reading: Reading) -> tuple[Told, ...]:
    """The same of a submission that was not checked yet: nothing else is put into words."""
    return tell(reading, [each for each in checks.check(reading) if each.level is Level.ERROR])
