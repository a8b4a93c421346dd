"""Addresses of cells and rectangles, and their notation in formulas. Only this module knows “D8”."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from toolkit.short_cache import short_cache

LONGEST = 10  # characters of an address, as cells state their own: XFD1048576
REMEMBERED = 4096  # letters of columns, and addresses, that are not worked out again
REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!#[]+))!\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
CELL = re.compile(r"(?<![A-Za-z0-9_.$])(\$?)([A-Z]{1,3})(\$?)([1-9]\d{0,6})(?![\w.(])")


IN_FORMULA = re.compile(
    r"(?:'((?:[^']|'')+)'!|([^\W\d][\w.]*)!)?(?<![A-Za-z0-9_.])\$?([A-Z]{1,3})\$?([1-9]\d{0,6})"
    r"(?::\$?([A-Z]{1,3})\$?([1-9]\d{0,6}))?(?![\w.(])",
    re.IGNORECASE,
)


class Place(NamedTuple):
    """A cell: its sheet, row and column from 1."""

    sheet: str
    row: int
    column: int

    @property
    def ref(self) -> str:
        """The relative address without the sheet: ``D8``."""
        return f"{letters(self.column)}{self.row}"

    @property
    def fixed(self) -> str:
        """The absolute address with the sheet: ``'Sheet 1'!$D$8``."""
        return f"{quoted(self.sheet)}!${letters(self.column)}${self.row}"

    def seen_from(self, sheet: str) -> str:
        """The relative address in a formula on ``sheet``; with the sheet's name only if the cell is on another."""
        return self.ref if sheet == self.sheet else f"{quoted(self.sheet)}!{self.ref}"

    def moved(self, down: int = 0, right: int = 0) -> "Place":
        """The cell so many rows below and columns to the right on the same sheet; negative numbers go up and left."""
        return Place(self.sheet, self.row + down, self.column + right)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of cells on one sheet."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    @property
    def single(self) -> bool:
        """Whether the rectangle is one cell."""
        return self.top == self.bottom and self.left == self.right

    @property
    def ref(self) -> str:
        """The relative address without the sheet: ``D8:F9``, or ``D8`` for one cell."""
        first = f"{letters(self.left)}{self.top}"
        return first if self.single else f"{first}:{letters(self.right)}{self.bottom}"

    def seen_from(self, sheet: str) -> str:
        """The relative address in a formula on ``sheet``; with the sheet's name only where the rectangle is on
        another one.
        """
        return self.ref if sheet == self.sheet else f"{quoted(self.sheet)}!{self.ref}"

    @property
    def fixed(self) -> str:
        """The absolute address with the sheet: ``'Sheet 1'!$D$8:$F$9``."""
        return f"{quoted(self.sheet)}!${letters(self.left)}${self.top}:${letters(self.right)}${self.bottom}"

    def holds(self, place: Place) -> bool:
        """Whether the cell lies in the rectangle, on the same sheet."""
        sheet, row, column = place
        return self.top <= row <= self.bottom and self.left <= column <= self.right and sheet == self.sheet

    def meets(self, other: "Box") -> bool:
        """Whether the two share a cell."""
        beside = self.right < other.left or other.right < self.left
        return self.sheet == other.sheet and not beside and self.top <= other.bottom and other.top <= self.bottom

    def rows(self) -> Iterator[list[Place]]:
        """The cells row by row, each row from left to right."""
        for row in range(self.top, self.bottom + 1):
            yield [Place(self.sheet, row, column) for column in range(self.left, self.right + 1)]


@lru_cache(REMEMBERED)
def letters(column: int) -> str:
    """The letters of a column number from 1: 27 gives ``AA``."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


@lru_cache(REMEMBERED)
def number_of(letters: str) -> int:
    """The number, from 1, of a column's capital letters: ``AA`` gives 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


@short_cache(REMEMBERED, LONGEST)
def position(ref: str) -> tuple[int, int] | None:
    """Row and column of “D8”; nothing for anything else."""
    found = CELL.fullmatch(ref)
    return (int(found.group(4)), number_of(found.group(2))) if found else None


def carried(formula: str, first: tuple[int, int], here: tuple[int, int]) -> str:
    """A formula of one cell as it reads in another: references move along unless they are fixed by ``$``."""
    down, right = here[0] - first[0], here[1] - first[1]

    def moved(found: re.Match[str]) -> str:
        fixed_column, column, fixed_row, row = found.groups()
        across = letters(max(1, number_of(column) + (0 if fixed_column else right)))
        return f"{fixed_column}{across}{fixed_row}{int(row) + (0 if fixed_row else down)}"

    return CELL.sub(moved, formula)


def anchored(formula: str) -> str:
    """A formula that reads the same cells wherever it is copied to."""
    outside = formula.split('"')  # every second piece is a text
    outside[::2] = [CELL.sub(r"$\2$\4", piece) for piece in outside[::2]]
    return '"'.join(outside)


def areas_in(formula: str, sheet: str) -> Iterator[tuple[int, int, Box]]:
    """Every reference in a formula of a sheet: where it begins and ends in the text, and what it covers."""
    for found in IN_FORMULA.finditer(formula):
        name, bare, left, top, right, bottom = found.groups()
        where = name.replace("''", "'") if name else bare or sheet
        first, last = number_of(left.upper()), number_of((right or left).upper())
        yield found.start(), found.end(), Box(where, int(top), first, int(bottom or top), last)


def quoted(sheet: str) -> str:
    """The sheet's name in single quotes, inner ones doubled, as a formula refers to it (ISO/IEC 29500-1, 18.17.2.3)."""
    return "'" + sheet.replace("'", "''") + "'"


def parse_reference(text: str) -> tuple[Place, ...]:
    """The cells of ``'Sheet'!$A$1`` or of one column of it, ``Sheet!$A$1:$A$9``; nothing for anything else."""
    found = REFERENCE.fullmatch(text.strip())
    if not found:
        return ()
    name, bare, left, top, right, bottom = found.groups()
    first = Place(name.replace("''", "'") if name else bare, int(top), number_of(left))
    if bottom and right == left and int(bottom) - int(top) < 10_000:
        return tuple(first.moved(down=down) for down in range(int(bottom) - int(top) + 1))
    return () if bottom else (first,)


def parse_area(text: str, sheet: str) -> Box | None:
    """``D8`` or ``D8:F9`` of a sheet, fixed by ``$`` or not."""
    found = AREA.fullmatch(text)
    if not found:
        return None
    left, top, right, bottom = found.groups()
    return Box(sheet, int(top), number_of(left), int(bottom or top), number_of(right or left))


def boxes(places: Iterable[Place]) -> list[Box]:
    """The fewest rectangles, more or less, that hold exactly these cells."""
    runs: list[Box] = []
    for place in sorted(set(places), key=lambda place: (place.sheet, place.column, place.row)):
        last = runs[-1] if runs else None
        if last and (last.sheet, last.left, last.bottom) == (place.sheet, place.column, place.row - 1):
            runs[-1] = Box(last.sheet, last.top, last.left, place.row, place.column)
        else:
            runs.append(Box(place.sheet, place.row, place.column, place.row, place.column))
    found: list[Box] = []
    for run in sorted(runs, key=lambda box: (box.sheet, box.top, box.bottom, box.left)):
        last = found[-1] if found else None
        if last and (last.sheet, last.top, last.bottom, last.right) == (run.sheet, run.top, run.bottom, run.left - 1):
            found[-1] = Box(last.sheet, last.top, last.left, last.bottom, run.right)
        else:
            found.append(run)
    return found


def areas_of(places: Iterable[Place]) -> str:
    """Cells of one sheet as a list of ranges without the sheet: “D6:D7 D29”."""
    return " ".join(box.ref for box in boxes(places))


def fixed(places: Sequence[Place]) -> str:
    """A cell, or a run of cells, as a defined name points to it."""
    first, last = places[0], places[-1]
    return first.fixed if first == last else f"{first.fixed}:${letters(last.column)}${last.row}"
