"""The sheet that says what counts in each row."""

from openpyxl.worksheet.worksheet import Worksheet

from toolkit.checks.naming import line_name
from toolkit.form.model import Form
from toolkit.workbook import labels, style


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
