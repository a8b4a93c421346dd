"""Findings with their words and places, ready for whoever reads them."""

from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.checks.finding import Finding, Spot, Worded
from toolkit.checks.reading import Reading
from toolkit.checks.wording import where, worded


@dataclass(frozen=True)
class Told:
    """A finding with its words."""

    finding: Finding
    words: Worded
    where: tuple[Spot, ...]


def tell(reading: Reading, findings: Iterable[Finding]) -> tuple[Told, ...]:
    return tuple(Told(each, worded(each, reading), tuple(where(each, reading))) for each in findings)
