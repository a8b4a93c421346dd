"""Writes the hidden keys into a column and a row of every sheet with inputs."""

from openpyxl.worksheet.worksheet import Worksheet

from toolkit.form.form import Form
from toolkit.office.sheets.addresses import letters
from toolkit.workbook.design import looks
from toolkit.workbook.design.keys import written
from toolkit.workbook.write import style


def draw_keys(ws: Worksheet, form: Form) -> None:
    """Beyond everything else that stands on the sheet, so that no address changes; locked like all labels."""
    rows, columns = written(form).get(ws.title, ({}, {}))
    right, foot = ws.max_column + 1, ws.max_row + 1
    for row, key in rows.items():
        style.put(ws, row, right, looks.KEY, key)
    for column, patterns in columns.items():
        style.put(ws, foot, column, looks.KEY, patterns)
    if rows:
        ws.column_dimensions[letters(right)].hidden = True
        ws.row_dimensions[foot].hidden = True
