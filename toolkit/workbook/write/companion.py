"""Draws a companion form: its sheet, and its line on the cover of the workbook it is added to."""

from openpyxl.worksheet.worksheet import Worksheet

from toolkit.checks.messages.naming import identity
from toolkit.checks.messages.wording import BROKEN, HOLDS
from toolkit.form.form import Check
from toolkit.office.sheets.addresses import Place, letters, quoted
from toolkit.workbook.design import labels
from toolkit.workbook.design.companion_layout import HIDDEN, hidden_from
from toolkit.workbook.design.sheets import Layout, TableSheet
from toolkit.workbook.formulas.companion import cover_line
from toolkit.workbook.formulas.tree import text
from toolkit.workbook.write import style
from toolkit.workbook.write.cover import FIRST, link
from toolkit.workbook.write.table import draw_table

SUMMARY_WIDTH = 34
HEADED = slice(2, 4)  # of the headings of the sheet of results: what is checked, and its state


def draw_beside(ws: Worksheet, placed: Layout) -> None:
    """The table as every other, the state of its sums below it, and what the cover asks for in hidden columns."""
    sheet = placed.tables[placed.form.tables[0].id]
    draw_table(ws, placed, sheet)
    ws.column_dimensions[letters(sheet.summary.column)].width = SUMMARY_WIDTH
    _results(ws, placed)
    _hidden(ws, placed, sheet)


def _results(ws: Worksheet, placed: Layout) -> None:
    if not placed.results:
        return
    first, last = placed.results[0].state, placed.results[-1].state
    for right, heading in enumerate(labels.RESULT_HEADINGS[HEADED], start=-1):
        style.put(ws, first.row - 1, first.column + right, style.HEAD, heading)
    for line in placed.results:
        assert isinstance(line.subject, Check)
        said = identity(line.subject)
        style.put(ws, line.told.row, line.told.column, style.SIDE, said)
        style.put(ws, line.state.row, line.state.column, style.STATE)
        ws.row_dimensions[line.state.row].height = 4 + 14 * -(-len(said) // 30)
    area = f"{first.ref}:{last.ref}"
    style.red_where(ws, area, f"LEFT({first.ref},{len(BROKEN)})={text(BROKEN)}")
    style.green_where(ws, area, f"{first.ref}={text(HOLDS)}")


def _hidden(ws: Worksheet, placed: Layout, sheet: TableSheet) -> None:
    for glance in (*placed.glances, placed.glance_total):
        for place in (glance.state, glance.left, glance.errors, glance.warnings):
            style.put(ws, place.row, place.column, style.KEY)
    place = placed.identity["fingerprint"]
    style.put(ws, place.row, place.column, style.KEY)
    for column in range(hidden_from(sheet), hidden_from(sheet) + HIDDEN):
        ws.column_dimensions[letters(column)].hidden = True


def draw_cover_line(ws: Worksheet, main: Layout, beside: Layout) -> None:
    """How far the sheet is, below the sum of the form's own sheets."""
    line = cover_line(main, beside)
    row = line.state.row
    style.put(ws, row, FIRST, style.LINK, line.sheet)
    link(ws, Place(ws.title, row, FIRST), f"{quoted(line.sheet)}!A1")
    for place in (line.state, line.left, line.errors, line.warnings):
        style.put(ws, place.row, place.column, style.STATE)
    ws.row_dimensions[row].height = 20
    style.green_where(ws, line.state.ref, f"{line.left.ref}=0")
    for place in (line.errors, line.warnings):
        style.red_where(ws, place.ref, f"{place.ref}>0")
