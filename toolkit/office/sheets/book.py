"""The content of a workbook independent of format and writer: reading works on this alone."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from toolkit.numbers import Number
from toolkit.office.sheets.addresses import Box, Place
from toolkit.rich_text import Run

PLAIN, DATED, ODD = "", "dated", "odd"


@dataclass(frozen=True, slots=True)
class Content:
    """A cell: ``value`` is a number, a text, or None where there is nothing (or a formula was never calculated).

    ``formula`` is None where the cell holds none. ``runs`` are a text's parts with their own bold. ``shows``: a number
    is seen as it is (``PLAIN``), as a date or time (``DATED``), or as something else, such as 1200% (``ODD``);
    ``seen``: what then, where that can be told.

    ``struck``: the words or digits in it that are struck out; ``raised``: those above or below the line, such
    as the mark of a footnote. Both are part of ``value`` and ``runs`` all the same. ``unseen``: nobody sees it, for it
    is white on white or a point high. ``rivals``: other values that the file states for the same cell; programs differ
    about which one counts.
    """

    value: Number | str | None = None
    formula: str | None = None
    runs: tuple[Run, ...] = ()
    shows: str = PLAIN
    struck: str = ""
    raised: str = ""
    unseen: bool = False
    rivals: tuple[Number | str, ...] = ()
    seen: str | None = None


EMPTY = Content()


@dataclass(frozen=True)
class Sheet:
    """The cells that hold anything, by row and column from 1; what is merged, and which lines are hidden.

    Hidden lines are ranges in order that do not meet, see :func:`together`: a file may hide a million of them.
    """

    cells: Mapping[tuple[int, int], Content] = field(default_factory=dict)
    merged: tuple[Box, ...] = ()
    hidden_rows: tuple[range, ...] = ()
    hidden_columns: tuple[range, ...] = ()

    def at(self, row: int, column: int) -> Content:
        """The content of a cell, row and column from 1; :data:`EMPTY` where it has none."""
        return self.cells.get((row, column), EMPTY)

    def hides(self, row: int, column: int) -> bool:
        """Whether the row or the column of a cell is hidden; both count from 1."""
        return _within(self.hidden_rows, row) or _within(self.hidden_columns, column)


def together(lines: Iterable[range]) -> tuple[range, ...]:
    """Ranges of lines, in any order and perhaps overlapping, as the fewest that hold the same, in order."""
    joined: list[range] = []
    for each in sorted(filter(None, lines), key=lambda each: each.start):
        if joined and each.start <= joined[-1].stop:
            joined[-1] = range(joined[-1].start, max(joined[-1].stop, each.stop))
        else:
            joined.append(each)
    return tuple(joined)


def _within(lines: tuple[range, ...], number: int) -> bool:
    after = bisect_right(lines, number, key=lambda each: each.start)
    return after > 0 and number in lines[after - 1]


@dataclass(frozen=True)
class Book:
    """``names``: where each defined name points to. ``formulas``: whether the format tells formulas from values;
    ``macros``: whether it carries any (they are never run). ``from_1904``: days are counted from there.
    ``gone``: sheets that the file lists and does not have.
    """

    sheets: Mapping[str, Sheet]
    names: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
    formulas: bool = True
    macros: bool = False
    from_1904: bool = False
    gone: tuple[str, ...] = ()

    def content(self, place: Place) -> Content:
        """The content of a cell; :data:`EMPTY` also where the book has no such sheet."""
        sheet = self.sheets.get(place.sheet)
        return sheet.at(place.row, place.column) if sheet else EMPTY
