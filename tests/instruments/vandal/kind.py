"""One kind of damage: what it is called, what it does, and what a fair judge expects of a reader."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from tests.instruments.vandal.patient import Patient

Act = Callable[[Patient, Random], str | None]  # what was done, with the place; None: there was nothing to damage


class Fair(StrEnum):
    """``HARMLESS``: every figure is read, and no finding of level error accuses the file.

    ``NAMED``: what is lost, or can be read in two ways, is named; all else is read as it was meant.
    """

    HARMLESS = "harmless"
    NAMED = "named"


@dataclass(frozen=True)
class Kind:
    """``structural``: it moves, renames or removes; such kinds are tried on every form.

    ``hostile``: no person and no program that we know does it. ``stranger``: python-calamine opens the file too and
    sees the same.
    """

    name: str
    english: str
    chinese: str
    act: Act
    structural: bool = False
    fair: Fair = Fair.NAMED
    hostile: bool = False
    stranger: bool = True


def chosen(patient: Patient, random: Random, most: int = 1) -> list[str]:
    """Some inputs, rather those with a figure other than 0."""
    here = list(patient.inputs())
    telling = [id for id in here if patient.figures[id]]
    pool = telling if len(telling) >= most and random.random() < 0.7 else here
    return random.sample(pool, min(len(pool), random.randint(1, most)))
