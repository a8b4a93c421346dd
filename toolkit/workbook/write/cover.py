"""Draws the cover: unit, signature lines, 校验码, and the state of every sheet with a link to it."""

from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from toolkit.office.sheets.addresses import Place, quoted
from toolkit.workbook.design import labels, looks
from toolkit.workbook.design.companion_layout import cover_line
from toolkit.workbook.design.sheets import RESULTS, Glance, Layout
from toolkit.workbook.write import style

FIRST, VALUE, LAST = 2, 3, 6  # columns: labels, what stands beside them, the last one used
VALUES = LAST - VALUE + 1


def draw_cover(ws: Worksheet, placed: Layout) -> None:
    """Draw the cover sheet: title, identity, a line of progress for each sheet, and its foot."""
    style.widths(ws, (3, 26, 34, 10, 12, 12, 3))
    style.put(ws, 2, FIRST, looks.TITLE, placed.form.name, width=LAST - FIRST + 1)
    _fields(ws, placed)
    _glances(ws, placed)
    _foot(ws, placed)
    ws.row_dimensions[2].height = 40
    style.page(ws)


def _fields(ws: Worksheet, placed: Layout) -> None:
    """Unit, code, level and year are put in for each unit; the rest the officer writes."""
    code = placed.identity["check_code"].row
    for key, label in labels.IDENTITY.items():
        _field(ws, placed.identity[key].row, label, looks.CODE if key == "check_code" else looks.SIDE)
    for key, label in labels.COVER_FIELDS.items():
        _field(ws, placed.cover_fields[key].row, label, looks.TEXT_INPUT)
    _field(ws, code - 1, labels.SEAL, looks.SIDE)
    ws.row_dimensions[code - 1].height = 60


def _field(ws: Worksheet, row: int, label: str, look: looks.Look) -> None:
    style.put(ws, row, FIRST, looks.SIDE, label)
    style.put(ws, row, VALUE, look, width=VALUES)
    ws.row_dimensions[row].height = 26


def _glances(ws: Worksheet, placed: Layout) -> None:
    top = placed.glances[0].state.row
    for column, heading in enumerate(labels.GLANCE_HEADINGS, start=FIRST):
        style.put(ws, top - 1, column, looks.HEAD, heading)
    for glance in placed.glances:
        _line(ws, glance)
    total = placed.glance_total
    style.put(ws, total.state.row, FIRST, looks.LINK, labels.GLANCE_TOTAL)
    link(ws, Place(ws.title, total.state.row, FIRST), f"{quoted(RESULTS)}!A1")
    for place in total.cells:
        style.put(ws, place.row, place.column, looks.STATE)
    _red(ws, [*placed.glances, total])


def draw_companion_line(ws: Worksheet, main: Layout, companion: Layout) -> None:
    """How far a companion form is, below the sum of the main form's sheets."""
    line = cover_line(main, companion)
    _line(ws, line)
    _red(ws, [line])


def _line(ws: Worksheet, glance: Glance) -> None:
    style.put(ws, glance.state.row, FIRST, looks.LINK, glance.sheet)
    link(ws, Place(ws.title, glance.state.row, FIRST), f"{quoted(glance.sheet)}!A1")
    for place in glance.cells:
        style.put(ws, place.row, place.column, looks.STATE)
    ws.row_dimensions[glance.state.row].height = 20
    style.green_where(ws, glance.state.ref, f"{glance.left.ref}=0")


def _red(ws: Worksheet, glances: list[Glance]) -> None:
    for column in ("errors", "warnings"):
        first, last = getattr(glances[0], column), getattr(glances[-1], column)
        style.red_where(ws, f"{first.ref}:{last.ref}", f"{first.ref}>0")


def link(ws: Worksheet, place: Place, target: str) -> None:
    """Make a cell a hyperlink to ``target``, a location in this workbook (ISO/IEC 29500-1, 18.3.1.47)."""
    ws.cell(place.row, place.column).hyperlink = Hyperlink(ref=place.ref, location=target)
    style.dress(ws, place.row, place.column, looks.LINK)


def _foot(ws: Worksheet, placed: Layout) -> None:
    """How to fill in, and what the program needs to know its own file again."""
    for down, step in enumerate(labels.COVER_STEPS, start=placed.glance_total.state.row + 2):
        style.put(ws, down, FIRST, looks.HINT, step, width=LAST - FIRST + 1)
        ws.row_dimensions[down].height = 16 if len(step) < 45 else 30
    for key, label in (("form", labels.FORM), ("fingerprint", labels.FINGERPRINT)):
        style.put(ws, placed.identity[key].row, FIRST, looks.FOOT, label)
        style.put(ws, placed.identity[key].row, VALUE, looks.FOOT)
