"""Draws the sheet of instructions: how the workbook works, what each row counts, frequent questions."""

from openpyxl.worksheet.worksheet import Worksheet

from toolkit.checks.messages.naming import line_name
from toolkit.form.form import Form
from toolkit.form.guidance import Question
from toolkit.form.table import Table
from toolkit.office.sheets.xlsx_edit import SIZE as USUAL
from toolkit.workbook.design import labels, looks
from toolkit.workbook.write import style

LEFT, RIGHT = 40, 62  # widths in characters of the usual size, two to a hanzi
SIZE, LINE = 10, 14  # of the font, and of a line of it
PAGES = 2
NAME = looks.Look(fill=looks.GREY, border=True, size=SIZE)
TEXT = looks.Look(border=True, size=SIZE)

Pairs = list[tuple[str, str]]


def draw_guide(ws: Worksheet, form: Form) -> None:
    """Lists below each other: the steps, each table's rows, the questions. Both sides of one sheet of paper."""
    style.widths(ws, (LEFT, RIGHT))
    style.put(ws, 1, 1, looks.TITLE, ws.title, width=2)
    ws.row_dimensions[1].height = 30
    row = _list(ws, 2, labels.GUIDE_STEPS, list(labels.STEPS))
    for table in form.tables:
        if defined := _definitions(table):
            row = _list(ws, row, (f"{table.name}　{table.title}", labels.COUNTS), defined)
    if form.questions:
        _list(ws, row, labels.GUIDE_QUESTIONS, [(each.asks, _answer(each)) for each in form.questions])
    style.page(ws, tall=PAGES)
    ws.page_margins.top, ws.page_margins.bottom = 0.6, 0.7
    ws.page_margins.header = ws.page_margins.footer = 0.3


def _definitions(table: Table) -> Pairs:
    lines = (line for block in table.blocks for line in (*block.rows, *block.columns))
    return [(line_name(line), line.help) for line in lines if line.help]


def _answer(question: Question) -> str:
    rests = labels.BY_SOURCE.format(source=question.source) if question.source else labels.BY_DISTRICT
    return question.answer + rests


def _list(ws: Worksheet, row: int, headings: tuple[str, str], pairs: Pairs) -> int:
    """A heading and a line for each pair; the row after them."""
    for column, heading in enumerate(headings, start=1):
        style.put(ws, row, column, looks.HEAD, heading)
    ws.row_dimensions[row].height = 20
    for name, text in pairs:
        row += 1
        style.put(ws, row, 1, NAME, name)
        style.put(ws, row, 2, TEXT, text)
        ws.row_dimensions[row].height = LINE * max(_lines(name, LEFT), _lines(text, RIGHT)) + 4
    return row + 1


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column, of which half a hanzi is indent."""
    return -(-len(text) // int(width * USUAL / SIZE / 2 - 0.5))
