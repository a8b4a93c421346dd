"""The workbook issued to a unit: its code, its token, and last year's figures of the unit or its predecessors."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from toolkit.form.form import Form
from toolkit.numbers import Number, rounded
from toolkit.submission.submission import Submission
from toolkit.workbook.write.book import Forms, blank


class Recipient(Protocol):
    """What a workbook says of the unit that it is sent to."""

    @property
    def name(self) -> str:
        """The unit's full name."""

    @property
    def code(self) -> str:
        """The unit's code; empty where it has none."""

    @property
    def level(self) -> str:
        """The id of the unit's level in the form."""


def unit_book(
    form: Form, unit: Recipient, year: int, last_year: Mapping[str, Number], token: str, companions: Forms = ()
) -> bytes:
    """A blank workbook for one unit. ``token`` is drawn by the caller, who keeps it."""
    return blank(form, unit.name, year, unit.code, unit.level, last_year, token=token, companions=companions)


def merged_last_year(form: Form, submissions: Sequence[Submission]) -> dict[str, Number]:
    """The figures of last year that a unit starts from: its own, or those of the units that it takes over, added up.

    What may not be added up is left out where there are several; so is what one of them did not report.
    """
    return dict(_figures(form, submissions))


def _figures(form: Form, submissions: Sequence[Submission]) -> Iterator[tuple[str, Number]]:
    for id in form.last_year if submissions else ():
        known = [filed.figure(id) if id in filed.form.cells else None for filed in submissions]
        figures = [figure for figure in known if figure is not None]
        if len(figures) == len(known) and (len(figures) == 1 or form.cells[id].adds):
            yield id, rounded(sum(figures))
