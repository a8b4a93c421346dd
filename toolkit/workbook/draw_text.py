"""A sheet of texts: one paragraph a row, so that several paragraphs copied from Word fall into place."""

from openpyxl.worksheet.worksheet import Worksheet

from toolkit.workbook import labels, style
from toolkit.workbook.layout import PHRASE_COLUMN, TEXT_COLUMN, TEXT_WIDTH, TextSheet
from toolkit.workbook.places import letters

PHRASE_WIDTH = 48
PHRASE = style.Look(fill=style.GREY, border=True, size=10, upright="top")


def draw_text(ws: Worksheet, sheet: TextSheet) -> None:
    style.widths(ws, (5, TEXT_WIDTH, PHRASE_WIDTH))
    style.put(ws, 1, 1, style.TITLE, sheet.heading, width=2)
    style.put(ws, 2, 1, style.HINT, labels.TEXT_HINT, width=2)
    ws.row_dimensions[1].height, ws.row_dimensions[2].height = 34, 20
    for text, head in sheet.texts:
        label = f"{text.label}　　{text.hint}" if text.hint else text.label
        style.put(ws, head.row, 1, style.Look(fill=style.BLUE, bold=True, border=True), label, width=2)
        ws.row_dimensions[head.row].height = 22 if len(label) < 50 else 38
        for row in range(1, text.rows + 1):
            style.put(ws, head.row + row, 1, style.CENTRED, row)
            style.put(ws, head.row + row, TEXT_COLUMN, style.TEXT_INPUT)
    _phrases(ws, sheet)
    ws.freeze_panes = "A3"
    ws.print_area = f"A1:{letters(TEXT_COLUMN)}{sheet.last_row}"
    style.page(ws, tall=0)


def _phrases(ws: Worksheet, sheet: TextSheet) -> None:
    """Beside the whole block of a text, merged, so that a long one sets no row's height; not printed."""
    rows = {text.id: text.rows for text, _ in sheet.texts}
    if sheet.phrases:
        style.put(ws, 2, PHRASE_COLUMN, style.HEAD, labels.PHRASES)
    for phrase, place in sheet.phrases:
        style.put(ws, place.row, place.column, PHRASE, height=1 + rows[phrase.text])
