"""Formulas worked out before some cells are typed, as far as those do not matter."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from toolkit.numbers import Number
from toolkit.office.sheets.addresses import Place
from toolkit.workbook.formulas.functions import Scalar
from toolkit.workbook.formulas.tree import Cells, Node, shown


class _OpenCell(Exception):
    """A cell was looked at that is typed later."""


class _TypedLater(dict[Place, Scalar]):
    """Typed cells, of which some are still ``open``: whoever looks at one of them stops there."""

    def __init__(self, typed: Mapping[Place, Scalar], open: Iterable[Place]) -> None:
        self.open = frozenset(open)
        super().__init__({**dict.fromkeys(self.open), **typed})

    def get(self, place: Place, default: Scalar = None) -> Scalar:  # type: ignore[override]
        if place in self.open:
            raise _OpenCell
        return super().get(place, default)


@dataclass(frozen=True)
class Settled:
    """Formulas worked out as far as no ``open`` cell matters; what they show, and which ones wait for one of those.

    What a formula gives depends on the cells alone that it looked at, so whatever did not look at an open cell stays.
    """

    formulas: Mapping[Place, Node]
    cells: Cells
    shown: Mapping[Place, Number | str]

    @property
    def waiting(self) -> Iterator[Place]:
        """The formulas that are not settled."""
        return (place for place in self.formulas if place not in self.shown)

    def calculated(self, typed: Mapping[Place, Scalar]) -> dict[Place, Number | str]:
        """What the waiting formulas show once these cells are typed: all that were typed before, and the open ones."""
        cells = Cells(typed, self.formulas)
        cells.known, cells.areas = dict(self.cells.known), dict(self.cells.areas)
        return {place: shown(cells.at(place)) for place in self.waiting if place not in typed}


def settled(formulas: Mapping[Place, Node], typed: Mapping[Place, Scalar], open: Iterable[Place]) -> Settled:
    """What formulas show before the ``open`` cells are typed, as far as that is known."""
    cells = Cells(_TypedLater(typed, open), formulas)
    known: dict[Place, Number | str] = {}
    for place in formulas:
        with suppress(_OpenCell):
            known[place] = shown(cells.at(place))
    return Settled(formulas, cells, {place: value for place, value in known.items() if place not in typed})
