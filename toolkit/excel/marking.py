"""Marks in an open workbook: a colour and a note at each cell with a problem.

Formatting cells and writing notes is left free by the protection of our sheets: no lock is taken off, and no content
is changed.
What stands between our two fixed lines in a note is ours; what else is said there stays.
"""

import re

import xlwings

from toolkit.checks.finding import Spot
from toolkit.checks.messages.told import Told
from toolkit.checks.reading import Reading
from toolkit.workbook.design.labels import COMMENT_BEGINS, COMMENT_ENDS
from toolkit.workbook.design.looks import GREY, YELLOW
from toolkit.workbook.mark.comments import fenced
from toolkit.workbook.mark.from_findings import marks
from toolkit.workbook.mark.mark import by_cell, note
from toolkit.workbook.mark.styles import COLOURS

OURS = re.compile(rf"\n?{re.escape(COMMENT_BEGINS)}.*?(?:{re.escape(COMMENT_ENDS)}|\Z)", re.DOTALL)


def mark(book: xlwings.Book, reading: Reading, told: tuple[Told, ...]) -> None:
    """Put marks to these problems instead of those that are there."""
    own = _own_colours(reading)
    unmark(book, own)
    every = marks(told)
    for sheet in book.sheets:
        for place, here in by_cell(every, sheet.name).items():
            cell = sheet.range((place.row, place.column))
            if Spot(sheet.name, place.ref) in own:
                paper, _ = COLOURS[here[0].level]  # the gravest
                cell.color = f"#{paper}"
            _say(cell, fenced(note(here)))


def unmark(book: xlwings.Book, own: dict[Spot, str]) -> None:
    """Our notes go, and cells that had one are coloured as the form is drawn."""
    for sheet in book.sheets:
        for each in list(sheet.notes):
            kept, ours = OURS.subn("", each.text)
            if not ours:
                continue
            at = each.location
            if colour := own.get(Spot(sheet.name, at.get_address(False, False))):
                at.color = f"#{colour}"
            if kept.strip():
                each.text = kept
            else:
                each.delete()


def _say(cell: xlwings.Range, text: str) -> None:
    there = cell.note
    if there is None:
        cell.add_note(text)
    else:
        there.text = f"{there.text}\n{text}"


def _own_colours(reading: Reading) -> dict[Spot, str]:
    """How the cells of figures and texts are drawn: yellow to be typed into, grey for what is added up."""
    cells = reading.submission.form.cells
    return {spot: GREY if id in cells and cells[id].routes else YELLOW for id, spot in reading.places.items()}
