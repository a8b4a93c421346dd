"""The cover: whose workbook it is, who filled it in, and the first words on how."""

from openpyxl.worksheet.worksheet import Worksheet

from toolkit.workbook import labels, style
from toolkit.workbook.layout import Layout


def draw_cover(ws: Worksheet, placed: Layout) -> None:
    """Who and when (put in for each unit), what the officer signs, the 校验码, how to fill in; identity at the foot."""
    style.widths(ws, (3, 24, 60, 3))
    style.put(ws, 2, 2, style.TITLE, placed.form.name, width=2)
    for key, place in placed.identity.items():
        if key in labels.IDENTITY:
            style.put(ws, place.row, 2, style.SIDE, labels.IDENTITY[key])
            style.put(ws, place.row, place.column, style.CODE if key == "check_code" else style.SIDE)
    for key, place in placed.cover_fields.items():
        style.put(ws, place.row, 2, style.SIDE, labels.COVER_FIELDS[key])
        style.put(ws, place.row, place.column, style.TEXT_INPUT)
    code = placed.identity["check_code"].row
    style.put(ws, code - 1, 2, style.SIDE, labels.SEAL)
    style.put(ws, code - 1, 3, style.SIDE)
    for down, step in enumerate(labels.COVER_STEPS):
        style.put(ws, code + 2 + down, 2, style.HINT, step, width=2)
    for key, label in (("form", labels.FORM), ("fingerprint", labels.FINGERPRINT)):
        style.put(ws, placed.identity[key].row, 2, style.FOOT, label)
        style.put(ws, placed.identity[key].row, 3, style.FOOT)
    _heights(ws, placed)
    style.page(ws)


def _heights(ws: Worksheet, placed: Layout) -> None:
    ws.row_dimensions[2].height = 40
    first, code = placed.identity["unit"].row, placed.identity["check_code"].row
    for row in range(first, code + 1):
        ws.row_dimensions[row].height = 26
    ws.row_dimensions[code - 1].height = 60
    for row in range(code + 2, code + 2 + len(labels.COVER_STEPS)):
        ws.row_dimensions[row].height = 30 if row == code + 4 else 18
