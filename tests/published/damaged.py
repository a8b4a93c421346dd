"""Tables that lost something on their way: rows, labels, cells, letters. What can no more be told must be said."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.published.printed import Printed
from toolkit.form.grid import SIDE

Damage = Callable[[list[Printed], Random], list[Printed]]
LARGE = 10  # rows of figures: smaller tables are left as they are
SLIPS = "的一是在有和公开"


def figure_rows(cells: list[Printed]) -> list[int]:
    return sorted({cell.row for cell in cells if cell.id})


def without_rows(cells: list[Printed], numbers: set[int]) -> list[Printed]:
    """A table without some of its rows of figures, counted among those."""
    lines = figure_rows(cells)
    for row in sorted((lines[number] for number in numbers if number < len(lines)), reverse=True):
        kept = [cell for cell in cells if not (cell.row == row and cell.height == 1)]
        cells = [
            replace(cell, row=cell.row - 1)
            if cell.row > row
            else replace(cell, height=cell.height - 1)
            if cell.height > 1 and cell.row + cell.height > row
            else cell
            for cell in kept
        ]
    return cells


def _some_rows(count: int) -> Damage:
    def gone(cells: list[Printed], random: Random) -> list[Printed]:
        lines = figure_rows(cells)
        return without_rows(cells, set(random.sample(range(len(lines)), count))) if len(lines) > LARGE else cells

    return gone


def cells_gone(cells: list[Printed], random: Random) -> list[Printed]:
    """In two rows a figure is gone, and the others have moved to the left."""
    for row in random.sample(figure_rows(cells), 2) if len(figure_rows(cells)) > LARGE else ():
        gone = random.choice([cell for cell in cells if cell.id and cell.row == row])
        cells = [
            replace(cell, column=cell.column - 1) if cell.row == row and cell.column > gone.column else cell
            for cell in cells
            if cell is not gone
        ]
    return cells


def labels_blank(cells: list[Printed], random: Random) -> list[Printed]:
    """Four rows have no label."""
    labels = [cell for cell in cells if cell.kind == SIDE and cell.height == 1]
    if len(labels) <= LARGE:
        return cells
    gone = random.sample(labels, 4)
    return [replace(cell, text="") if cell in gone else cell for cell in cells]


def slips(cells: list[Printed], random: Random) -> list[Printed]:
    """Each label was typed with two slips: a character lost, changed or added."""
    return [
        replace(cell, text=_slipped(_slipped(cell.text, random), random)) if _named(cell) else cell for cell in cells
    ]


def _named(cell: Printed) -> bool:
    return cell.kind == SIDE and cell.height == 1 and len(cell.text) > 5


def _slipped(text: str, random: Random) -> str:
    at = random.randrange(len(text))
    return text[:at] + random.choice(("", random.choice(SLIPS), text[at] + random.choice(" 　，、"))) + text[at + 1 :]


DAMAGES: dict[str, Damage] = {
    "a row gone": _some_rows(1),
    "three rows gone": _some_rows(3),
    "a cell gone in two rows": cells_gone,
    "four labels blank": labels_blank,
    "two slips in every label": slips,
}
