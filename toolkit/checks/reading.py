"""What was read from one file: the submission, what the file itself stated, and where each cell was found."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.checks.finding import Finding, Level, Quoting, Spot
from toolkit.numbers import Number
from toolkit.submission.json import Filing
from toolkit.submission.submission import Submission


@dataclass(frozen=True)
class Stated:
    """What a file says a computed figure is: evidence, never a figure.

    ``value`` is None where nothing was ever calculated. ``formula``: the total's own formula stands there, None where
    the file does not tell formulas from values; ``changed``: another formula that stands there.
    """

    value: Number | str | None
    formula: bool | None
    changed: str = ""


@dataclass(frozen=True)
class Reading:
    """``last_year``: the report of the year before, where it is at hand. ``cover``: what was written on the cover.

    ``token``: what the file was marked with when it was sent out. ``companion_sheet``: the sheet with a
    district's own figures, if it has one; ``companions``: what was read from it, where their form is known.
    ``headings``: those of a printed report as they stand there, by the form's own; empty for all else.
    """

    submission: Submission
    stated: Mapping[str, Stated] = field(default_factory=dict)
    places: Mapping[str, Spot] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    last_year: Submission | None = None
    cover: Mapping[str, str] = field(default_factory=dict)
    token: str = ""
    companion_sheet: str = ""
    companions: tuple["Reading", ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)

    @property
    def lost(self) -> frozenset[str]:
        """Figures and texts whose cells are gone from the file: that they are blank is no fault of its own."""
        return self._named("cell-missing", "cell-covered", "import-missing", "import-undivided")

    @property
    def disturbed(self) -> frozenset[str]:
        """Inputs that are not where they were: what became of the formulas that add them up merely follows."""
        return self._named("cell-missing", "cell-covered", "cells-moved", "place-unclear")

    @property
    def doubted(self) -> frozenset[str]:
        """Inputs with digits struck out, or that were read with doubt: that is told of them."""
        return self._named("figure-struck", "cell-rivals") | self.submission.doubtful.keys()

    def _named(self, *codes: str) -> frozenset[str]:
        return frozenset(id for finding in self.findings if finding.code in codes for id in finding.cells)

    def last(self, id: str) -> Number | None:
        """Last year's figure: from the report itself where it is at hand, else as the unit wrote it down."""
        if self.last_year is None:
            return self.submission.last_year.get(id)
        known = id in self.last_year.form.cells and id not in self.last_year.doubtful
        return self.last_year.figure(id) if known else None


def from_filing(filing: Filing) -> Reading:
    """A reading of a JSON file: it has no sheets, and its totals are plain numbers."""
    notes = []
    if filing.unknown_keys:
        notes.append(Quoting("unknown-key", Level.NOTE, quotes=filing.unknown_keys))
    if filing.unused_last_year:
        notes.append(Quoting("last-year-unused", Level.NOTE, quotes=filing.unused_last_year))
    stated = {id: Stated(value, formula=None) for id, value in filing.stated.items()}
    return Reading(filing.submission, stated, {}, tuple(notes))
