"""The cover and the sheet that says what counts in each row."""

from openpyxl.worksheet.worksheet import Worksheet

from toolkit.checks.naming import line_name
from toolkit.form.model import Form
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


def draw_guide(ws: Worksheet, form: Form) -> None:
    """One line a row of the form that has a definition."""
    style.widths(ws, (8, 34, 82))
    style.put(ws, 1, 1, style.TITLE, ws.title, width=3)
    ws.row_dimensions[1].height = 32
    for column, heading in enumerate(labels.GUIDE_HEADINGS, start=1):
        style.put(ws, 2, column, style.HEAD, heading)
    row = 3
    for table in form.tables:
        for block in table.blocks:
            for line in (line for line in (*block.rows, *block.columns) if line.help):
                label = line_name(line)
                for column, text in enumerate((table.name, label, line.help), start=1):
                    style.put(ws, row, column, style.SIDE if column < 3 else style.Look(border=True), text)
                ws.row_dimensions[row].height = 14 * max(-(-len(line.help) // 40), -(-len(label) // 16)) + 4
                row += 1
    ws.freeze_panes = "A3"
    ws.print_title_rows = "2:2"
    style.page(ws, tall=0)
