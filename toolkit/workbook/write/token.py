"""The hidden cell on the cover for the token that identifies an issued workbook."""

from openpyxl.worksheet.worksheet import Worksheet

from toolkit.workbook.design import looks
from toolkit.workbook.design.sheets import Layout
from toolkit.workbook.read.issue_token import token_cell
from toolkit.workbook.write import style


def draw_token(ws: Worksheet, placed: Layout) -> None:
    """Format the cell for the issue token and hide its row; the token itself is written for each unit."""
    place = token_cell(placed)
    style.put(ws, place.row, place.column, looks.FOOT)
    ws.row_dimensions[place.row].hidden = True
