"""One kind of damage: what it is called, and what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.vandal.patient import Patient

Act = Callable[[Patient, Random], str | None]  # what was done, with the place; None: there was nothing to damage


@dataclass(frozen=True)
class Kind:
    """``structural``: it moves, renames or removes; such kinds are tried on every form."""

    name: str
    english: str
    chinese: str
    act: Act
    structural: bool = False


def chosen(patient: Patient, random: Random, most: int = 1) -> list[str]:
    """Some inputs, rather those with a figure other than 0."""
    here = list(patient.inputs())
    telling = [id for id in here if patient.figures[id]]
    pool = telling if len(telling) >= most and random.random() < 0.7 else here
    return random.sample(pool, min(len(pool), random.randint(1, most)))
