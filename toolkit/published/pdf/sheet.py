"""A page of a PDF as geometry: where each glyph and each ruling stands, in points, from the bottom left corner."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple


class Glyph(NamedTuple):
    """``base``: the height of the line that it is written on; small marks such as commas lie low in it."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    base: float

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the glyph's box, x and y in points."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


class Ruling(NamedTuple):
    """A line at ``at`` (a height where it runs across, else a distance from the left), from ``start`` to ``end``."""

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class PdfPage:
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    across: tuple[Ruling, ...]
    down: tuple[Ruling, ...]


def page_of(data: Sequence[Any]) -> PdfPage:
    """From the plain values that the process which opened the file sent: see :mod:`toolkit.published.pdf.child`."""
    width, height, glyphs, across, down = data
    return PdfPage(
        float(width),
        float(height),
        tuple(Glyph(str(each[0]), *map(float, each[1:])) for each in glyphs),
        tuple(Ruling(*map(float, each)) for each in across),
        tuple(Ruling(*map(float, each)) for each in down),
    )
