"""Last year's reports, from a folder or file of them: a unit's own, and those of the units whose work it took over."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from toolkit.checks.reading import Reading
from toolkit.district.settings import DistrictSettings
from toolkit.district.units.roster import Unit
from toolkit.form.library import forms
from toolkit.office.messages import no_file
from toolkit.submission.submission import Submission
from toolkit.tasks.files.inputs import read_files, readable


def before(settings: DistrictSettings) -> Callable[[Unit], tuple[Submission, ...]]:
    """How to find what a unit starts from: its own report, or those of all that it took over, or none.

    The files are read once, when the first is asked for.
    """

    @cache
    def filed() -> tuple[Submission, ...]:
        return tuple(reports(settings.last_year, settings)) if settings.last_year else ()

    def found(unit: Unit) -> tuple[Submission, ...]:
        own = _own(filed(), unit.code, unit.name, unit.former)
        parts = [_own(filed(), each, each, ()) for each in unit.takes_over]
        known = [each for each in ((own, *parts) if unit.takes_over else (own,)) if each]
        whole = len(known) == len(parts) + bool(own)  # half of the predecessors' figures would look like a difference
        return tuple(known) if whole else ()

    return found


def reports(path: Path, settings: DistrictSettings) -> Iterator[Submission]:
    """The reports of the year before at this place; what cannot be read is none. Raises where there is nothing."""
    if not path.exists():
        raise no_file(path)
    kept = readable(path.rglob("*")) if path.is_dir() else [path]
    for filed in read_files(kept, forms()):
        if isinstance(filed.outcome, Reading):
            submission = filed.outcome.submission
            if submission.form.id == settings.form.id and submission.year == settings.year - 1:
                yield submission


def _own(filed: tuple[Submission, ...], code: str, name: str, former: tuple[str, ...]) -> Submission | None:
    """By code, then by its name, then by the names it had."""
    by_code = [each for each in filed if code and each.code == code]
    by_name = [each for called in (name, *former) for each in filed if each.unit == called]
    return next(iter((*by_code, *by_name)), None)
