"""The sheet to read before filling in: what counts in each row, what filers ask, how the workbook works."""

from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from toolkit.checks.naming import line_name
from toolkit.form.model import Form, Question
from toolkit.form.table import Table
from toolkit.workbook import labels, style

LEFT, RIGHT = 40, 72  # widths in characters, two to a hanzi
SMALL, USUAL = 10, style.SIZE  # of the font: small where the rows of all tables must go on one page
PERCENT = 70  # as large as leaves a tenth of the page's width free: programs measure columns differently
Pairs = list[tuple[str, str]]


def draw_guide(ws: Worksheet, form: Form) -> None:
    """What counts in each row is the first printed page; the questions and the steps are the second."""
    style.widths(ws, (LEFT, RIGHT))
    style.put(ws, 1, 1, style.TITLE, ws.title, width=2)
    ws.row_dimensions[1].height = 30
    row = 2
    for table in form.tables:
        row = _list(ws, row, (f"{table.name}　{table.title}", labels.COUNTS), _definitions(table), SMALL)
    ws.row_breaks.append(Break(row - 1))
    if form.questions:
        asked = [(each.asks, _answer(each)) for each in form.questions]
        row = _list(ws, row, labels.GUIDE_QUESTIONS, asked, USUAL)
    _list(ws, row, labels.GUIDE_STEPS, list(labels.STEPS), USUAL)
    _page(ws)


def _page(ws: Worksheet) -> None:
    """Of a fixed size, because a sheet fitted to its page prints without regard to the break."""
    style.page(ws)
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
    ws.page_setup.scale = PERCENT
    ws.page_margins.left = ws.page_margins.right = 0.4
    ws.page_margins.top, ws.page_margins.bottom = 0.6, 0.7
    ws.page_margins.header = ws.page_margins.footer = 0.3


def _definitions(table: Table) -> Pairs:
    lines = (line for block in table.blocks for line in (*block.rows, *block.columns))
    return [(line_name(line), line.help) for line in lines if line.help]


def _answer(question: Question) -> str:
    rests = labels.BY_SOURCE.format(source=question.source) if question.source else labels.BY_DISTRICT
    return question.answer + rests


def _list(ws: Worksheet, row: int, headings: tuple[str, str], pairs: Pairs, size: int) -> int:
    """A heading and a line for each pair; the row after them."""
    for column, heading in enumerate(headings, start=1):
        style.put(ws, row, column, style.HEAD, heading)
    ws.row_dimensions[row].height = 20
    for name, text in pairs:
        row += 1
        style.put(ws, row, 1, style.Look(fill=style.GREY, border=True, size=size), name)
        style.put(ws, row, 2, style.Look(border=True, size=size), text)
        lines = max(_lines(name, LEFT, size), _lines(text, RIGHT, size))
        ws.row_dimensions[row].height = (size + 4) * lines + 4
    return row + 1


def _lines(text: str, width: int, size: int) -> int:
    """How many lines a text takes in a column as wide as so many characters of the usual size, less its indent."""
    return -(-len(text) // int(width * style.SIZE / size / 2 - 0.5))
