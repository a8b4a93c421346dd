"""Results of checking the files of one run, the same for every user interface (design, 5.3)."""

from dataclasses import dataclass

from toolkit.checks.finding import Level
from toolkit.checks.messages.told import Told
from toolkit.checks.reading import Reading
from toolkit.errors import UserError
from toolkit.submission.submission import Submission
from toolkit.tasks.check import check
from toolkit.tasks.files.guard import working_on
from toolkit.tasks.files.inputs import Filed
from toolkit.tasks.last_year import LookUp


@dataclass(frozen=True)
class Result:
    """What is to be said about one submission. ``refusal``: it, or last year's report for it, could not be read."""

    filed: Filed
    told: tuple[Told, ...] = ()
    refusal: UserError | None = None

    @property
    def reading(self) -> Reading | None:
        """What was read; None where the file could not be read."""
        return self.filed.outcome if isinstance(self.filed.outcome, Reading) else None

    @property
    def submission(self) -> Submission | None:
        """What was filed; None where the file could not be read."""
        return self.reading.submission if self.reading else None

    def count(self, level: Level) -> int:
        """How many findings are of this level."""
        return sum(each.finding.level is level for each in self.told)


def result(filed: Filed, look_up: LookUp) -> Result:
    """Check one submission, against last year's where there is one."""
    if isinstance(filed.outcome, UserError):
        return Result(filed, refusal=filed.outcome)
    try:
        with working_on(filed.name):
            return _checked(filed, filed.outcome, look_up)
    except UserError as refusal:
        return Result(Filed(filed.path, refusal, filed.position), refusal=refusal)


def _checked(filed: Filed, reading: Reading, look_up: LookUp) -> Result:
    last_year, missing = None, None
    try:
        last_year = look_up(reading.submission)
    except UserError as refusal:
        missing = refusal
    return Result(filed, check(reading, last_year), missing)
