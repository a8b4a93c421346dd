"""Findings rendered as messages with cell addresses, for every user interface."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.checks.finding import Finding, Spot, Worded
from toolkit.checks.messages.wording import LEVELS, where, worded
from toolkit.checks.reading import Reading


@dataclass(frozen=True)
class Told:
    """A finding with its words."""

    finding: Finding
    words: Worded
    where: tuple[Spot, ...]


def level_counts(told: Sequence[Told]) -> str:
    """“必须改正2处、需要说明1处”; empty where there is nothing."""
    counts = ((name, sum(one.finding.level is level for one in told)) for level, name in LEVELS.items())
    return "、".join(f"{name}{count}处" for name, count in counts if count)


def tell(reading: Reading, findings: Iterable[Finding]) -> tuple[Told, ...]:
    """Each finding with its sentence and the places of its cells."""
    return tuple(Told(each, worded(each, reading), tuple(where(each, reading))) for each in findings)
