"""Draws what stands around the table of a companion form: the state of its sums, hidden counts for the cover."""

from openpyxl.worksheet.worksheet import Worksheet

from toolkit.checks.messages.naming import identity
from toolkit.checks.messages.wording import BROKEN, HOLDS
from toolkit.form.form import Check
from toolkit.office.sheets.addresses import letters
from toolkit.workbook.design import labels, looks
from toolkit.workbook.design.companion_layout import HIDDEN, hidden_from
from toolkit.workbook.design.sheets import Layout, TableSheet
from toolkit.workbook.formulas.tree import text
from toolkit.workbook.write import style

SUMMARY_WIDTH = 34
HEADED = slice(2, 4)  # of the headings of the sheet of results: what is checked, and its state


def draw_companion(ws: Worksheet, placed: Layout) -> None:
    """The state of the sums below a table that was drawn already, and what the cover asks for in hidden columns."""
    (sheet,) = placed.tables.values()
    ws.column_dimensions[letters(sheet.summary.column)].width = SUMMARY_WIDTH
    _results(ws, placed)
    _hidden(ws, placed, sheet)


def _results(ws: Worksheet, placed: Layout) -> None:
    if not placed.results:
        return
    first, last = placed.results[0].state, placed.results[-1].state
    for right, heading in enumerate(labels.RESULT_HEADINGS[HEADED], start=-1):
        style.put(ws, first.row - 1, first.column + right, looks.HEAD, heading)
    for line in placed.results:
        assert isinstance(line.subject, Check)
        said = identity(line.subject)
        style.put(ws, line.told.row, line.told.column, looks.SIDE, said)
        style.put(ws, line.state.row, line.state.column, looks.STATE)
        ws.row_dimensions[line.state.row].height = 4 + 14 * -(-len(said) // 30)
    area = f"{first.ref}:{last.ref}"
    style.red_where(ws, area, f"LEFT({first.ref},{len(BROKEN)})={text(BROKEN)}")
    style.green_where(ws, area, f"{first.ref}={text(HOLDS)}")


def _hidden(ws: Worksheet, placed: Layout, sheet: TableSheet) -> None:
    for glance in (*placed.glances, placed.glance_total):
        for place in glance.cells:
            style.put(ws, place.row, place.column, looks.KEY)
    place = placed.identity["fingerprint"]
    style.put(ws, place.row, place.column, looks.KEY)
    for column in range(hidden_from(sheet), hidden_from(sheet) + HIDDEN):
        ws.column_dimensions[letters(column)].hidden = True
