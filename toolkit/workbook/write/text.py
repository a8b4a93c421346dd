"""Draws a sheet of texts with one paragraph a row, so that several paragraphs can be pasted from Word."""

from openpyxl.worksheet.worksheet import Worksheet

from toolkit.form.phrase import Phrase, Sentence
from toolkit.office.sheets.addresses import letters
from toolkit.rich_text import width
from toolkit.workbook.design import labels, looks
from toolkit.workbook.design.layout import PHRASE_COLUMN, TEXT_COLUMN, TEXT_WIDTH
from toolkit.workbook.design.sheets import TextSheet
from toolkit.workbook.write import style

PHRASE_WIDTH, PHRASE_CHARACTERS, PHRASE_LINE = 60, 68, 12  # the column, and lines of its smaller type
FIGURE_WIDTH = 4  # room for a number in a sentence
PHRASE = looks.Look(fill=looks.GREY, border=True, size=9)


def draw_text(ws: Worksheet, sheet: TextSheet) -> None:
    """Draw a sheet of texts: for each text a label, then one numbered row a paragraph, 参考表述 beside them."""
    style.widths(ws, (5, TEXT_WIDTH, PHRASE_WIDTH))
    style.put(ws, 1, 1, looks.TITLE, sheet.heading, width=2)
    style.put(ws, 2, 1, looks.HINT, width=2)
    ws.row_dimensions[1].height, ws.row_dimensions[2].height = 34, 32
    for text, head in sheet.texts:
        label = f"{text.label}　　{text.hint}" if text.hint else text.label
        style.put(ws, head.row, 1, looks.Look(fill=looks.BLUE, bold=True, border=True), label, width=2)
        ws.row_dimensions[head.row].height = 22 if len(label) < 50 else 38
        for row in range(1, text.rows + 1):
            style.put(ws, head.row + row, 1, looks.CENTRED, row)
            style.put(ws, head.row + row, TEXT_COLUMN, looks.TEXT_INPUT)
    _phrases(ws, sheet)
    ws.freeze_panes = "A3"
    ws.print_title_rows = "1:2"
    ws.print_area = f"A1:{letters(TEXT_COLUMN)}{sheet.last_row}"
    style.page(ws, tall=0)


def _phrases(ws: Worksheet, sheet: TextSheet) -> None:
    """Beside the label, in a row whose height is set: no paragraph's row grows, and one cell can be copied."""
    if sheet.phrases:
        style.put(ws, 2, PHRASE_COLUMN, looks.HEAD, labels.PHRASES)
    for phrase, place in sheet.phrases:
        style.put(ws, place.row, place.column, PHRASE)
        row = ws.row_dimensions[place.row]
        row.height = max(row.height, PHRASE_LINE * _lines(phrase) + 4)


def _lines(phrase: Phrase) -> int:
    """How many lines it takes at its longest: what is said at zero is said instead of something else."""
    usual = [one for one in phrase.sentences if one.condition is None or not one.condition.zero]
    longest = sum(_width(sentence) for sentence in usual or phrase.sentences)
    return 1 + longest // PHRASE_CHARACTERS


def _width(sentence: Sentence) -> int:
    pieces = [piece for part in sentence.parts for piece in (*part.pieces, sentence.joint)]
    said = [*sentence.opens, *pieces, sentence.closes]
    return sum(width(piece) if isinstance(piece, str) else FIGURE_WIDTH for piece in said)
