"""One figure as it was seen, and a row's cells as figures of its slot."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from toolkit.checks.finding import Spot
from toolkit.entry import read
from toolkit.form.form import Form
from toolkit.numbers import Number
from toolkit.published.blocks import PrintedCell
from toolkit.published.figures.columns import foreign
from toolkit.published.figures.rows import FigureLook, Row, closed_up, look
from toolkit.published.figures.slots import Slot

PLAIN_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


class Doubt(Enum):
    """Why a figure may not be what it was taken for."""

    PLACE = "place"  # which row it stands in
    SHAPE = "shape"  # the row has more or fewer cells than it should
    HEADING = "heading"  # other headings stand above it
    GROUP = "group"  # one line was printed for several
    RUN_ON = "run-on"  # digits of several cells run together


@dataclass(frozen=True, slots=True)
class Sighting:
    """``seen``: the printed text. ``value``: what it is taken for; None for a blank, and where nothing can be said."""

    seen: str = ""
    value: Number | str | None = None
    doubt: Doubt | None = None
    spot: Spot | None = None

    def doubted(self, doubt: Doubt) -> "Sighting":
        """A copy with this doubt, unless it has one already."""
        return replace(self, doubt=self.doubt or doubt)


def sighting(cell: PrintedCell, unit: str) -> Sighting:
    """As printed: digits as a number, anything else as it stands, for the checks to judge."""
    text = closed_up(cell.text)
    number = read(text, unit).number if PLAIN_NUMBER.fullmatch(text) else None
    return Sighting(cell.text, cell.text.strip() or None if number is None else number, None, cell.spot)


def sightings(slot: Slot, row: Row, columns: Sequence[int] | None, form: Form) -> tuple[Sighting, ...]:
    """A row's figures in the slot's order; empty where nothing stands there."""
    units = [form.cells[id].unit if id else "" for id in slot.ids]
    cells = _by_columns(row, columns) if columns else None
    doubt = None
    if cells is None:
        cells = _by_count(slot, row)
        doubt = Doubt.HEADING if cells and foreign(row, slot, cells) else None
    if not cells:
        rest = " ".join(cell.text for cell in _behind_words(row)).strip()
        return tuple(Sighting(rest, None, Doubt.SHAPE) for _ in slot.ids) if rest else ()
    found = (sighting(cell, unit) for cell, unit in zip(cells, units, strict=True))
    return tuple(each.doubted(doubt) if doubt else each for each in found)


def _by_columns(row: Row, columns: Sequence[int]) -> list[PrintedCell] | None:
    """What stands under the headings, if all of it can be figures and no cell stands under two of them."""
    if not row.line or max(columns) >= len(row.line):
        return None
    found = [cell for column in columns if (cell := row.line[column]) and look(cell.text) is not FigureLook.WORDS]
    return found if len(set(found)) == len(columns) else None


def _by_count(slot: Slot, row: Row) -> list[PrintedCell]:
    """The cells behind a row's label, if they are as many as there are figures."""
    wanted = len(slot.ids)
    cells = _trimmed(_behind_words(row), wanted)
    if len(cells) == wanted:
        return cells
    if wanted == 1:
        numbers = [cell for cell in cells if look(cell.text) is FigureLook.NUMBER]
        return numbers if len(numbers) == 1 else cells[:1] if not numbers else []
    return []


def _behind_words(row: Row) -> list[PrintedCell]:
    """The cells behind the last words, or between them and the remarks at the end of the row."""
    words = [at for at, cell in enumerate(row.cells) if look(cell.text) is FigureLook.WORDS]
    if words and words[-1] == len(row.cells) - 1 and row.numbers:
        before = [at for at in words if look(row.cells[at - 1].text) is FigureLook.WORDS or at == 0] or [-1]
        return list(row.cells[max(before) + 1 : words[-1]]) if max(before) < words[-1] else []
    return list(row.cells[words[-1] + 1 if words else 0 :])


def _trimmed(cells: list[PrintedCell], wanted: int) -> list[PrintedCell]:
    """Without blank cells that are no figures: a blank label before them, blank columns behind."""
    kept = list(cells)
    numbers = [at for at, cell in enumerate(kept) if look(cell.text) is FigureLook.NUMBER]
    if numbers and numbers[-1] - numbers[0] < wanted:
        while len(kept) > wanted and not kept[-1].text.strip() and look(kept[-1].text) is FigureLook.NOTHING:
            kept.pop()
        while len(kept) > wanted and not kept[0].text.strip():
            kept.pop(0)
    return kept
