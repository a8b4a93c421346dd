"""What is wrong with a submission, as facts; the sentence is made in :mod:`toolkit.checks.messages.wording`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from toolkit.entry import Kind
from toolkit.form.expression import Ref
from toolkit.form.form import Check
from toolkit.numbers import Number


class Level(StrEnum):
    """``ERROR``: cannot be accepted. ``WARNING``: a written reason settles it. ``NOTE``: for information."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Spot(NamedTuple):
    """A cell, or a rectangle of cells, as a person finds it."""

    sheet: str
    ref: str


@dataclass(frozen=True)
class Finding:
    """The head of every finding, and all of one whose code says everything; the other classes add their facts.

    ``code``: the form rule's id, or one of the program's own. ``cells``: ids of figures or texts. ``spots``: the
    places, where they are no cell of the form. A text rule's class stands beside its hits, in ``prose``.
    """

    code: str
    level: Level
    cells: tuple[str, ...] = ()
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NotANumber(Finding):
    """Inputs without a number: the different texts ``typed`` there, all of one kind."""

    typed: tuple[str, ...]
    kind: Kind


@dataclass(frozen=True, kw_only=True)
class OddNumber(Finding):
    """Inputs read as ``number``, which is none that belongs there, or was ``typed`` with words."""

    number: Number
    typed: str = ""


@dataclass(frozen=True, kw_only=True)
class TotalDiffers(Finding):
    """A total as the file states it, and as its inputs add up."""

    stated: Number | str | None
    added: Number


@dataclass(frozen=True, kw_only=True)
class BrokenRule(Finding):
    """A rule between figures in one line; ``figures``: those it compares. ``reason``: what settles a warning."""

    check: Check
    figures: Mapping[Ref, Number]
    reason: str


@dataclass(frozen=True, kw_only=True)
class Quoting(Finding):
    """``quotes``: what stands in the file, word for word; one for each of the cells, or as many as there are."""

    quotes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class FoundOtherwise(Finding):
    """Cells found without their names: by the labels beside them, else by the hidden keys."""

    by_labels: bool


@dataclass(frozen=True, kw_only=True)
class ShownOtherwise(Finding):
    """``pairs``: for each cell the number that its format shows, and the one that is stored."""

    pairs: tuple[tuple[str, Number], ...]


@dataclass(frozen=True, kw_only=True)
class StruckFigure(Finding):
    """Figures of which a part is ``struck`` out or ``raised``, before or after the ``rest``; all empty: a whole one."""

    struck: str
    raised: str
    rest: str


@dataclass(frozen=True, kw_only=True)
class RivalContents(Finding):
    """``versions``: for each cell everything that the file says of it, a blank as an empty text."""

    versions: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class SheetsAmiss(Finding):
    """``sheets``, by name: those that are lost; of copies all, the one that was read first."""

    sheets: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OutOfPlace(Finding):
    """Numbers, or ``texts``, in cells of no figure; ``areas``: the spots drawn together into rectangles.

    ``hidden``: some of them nobody sees. ``table``: the id of the table whose figures they look like.
    """

    areas: tuple[Spot, ...]
    texts: bool = False
    hidden: bool = False
    table: str = ""


@dataclass(frozen=True)
class Worded:
    """A finding as a filer reads it. ``expected`` and ``found`` are the two sides in short."""

    message: str
    expected: str = ""
    found: str = ""
