"""What is wrong with a submission, as facts; the sentence is made in :mod:`toolkit.checks.messages.wording`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple


class Level(StrEnum):
    """``ERROR``: cannot be accepted. ``WARNING``: a written reason settles it. ``NOTE``: for information."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Spot(NamedTuple):
    """A cell as a person finds it."""

    sheet: str
    ref: str


@dataclass(frozen=True)
class Finding:
    """``code``: the form rule's id, or one of the program's own. ``cells``: ids of figures or texts.

    ``spots``: the places, where they are no cell of the form. ``facts`` fill the sentence of ``kind``, the code itself
    unless a form's rule gave it.
    """

    code: str
    level: Level
    cells: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    kind: str = ""
    spots: tuple[Spot, ...] = ()

    @property
    def sentence(self) -> str:
        """The key of the sentence that words it: the kind of a form's rule, else the code."""
        return self.kind or self.code


@dataclass(frozen=True)
class Worded:
    """A finding as a filer reads it. ``expected`` and ``found`` are the two sides in short."""

    message: str
    expected: str = ""
    found: str = ""
