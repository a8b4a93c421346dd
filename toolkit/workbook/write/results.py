"""Draws the sheet of results: every rule with its live state, last year's figures, cells for reasons."""

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from toolkit.checks.messages.naming import cell_name, check_line, identity, text_name, texts_name
from toolkit.checks.messages.wording import HOLDS, passed
from toolkit.checks.prose.forbids import Forbids
from toolkit.checks.prose.length import Length
from toolkit.checks.prose.mentions import Mentions
from toolkit.form.form import Check, Form, TextField
from toolkit.workbook.design import labels, looks
from toolkit.workbook.design.sheets import STATE_COLUMN, Layout, Subject
from toolkit.workbook.formulas.progress import BROKEN_STATES
from toolkit.workbook.formulas.tree import text
from toolkit.workbook.write import style

SUMMARY = looks.Look(bold=True, size=12, across="center", border=True)
WRITING = looks.Look(fill=looks.YELLOW, border=True, input=True)


def draw_results(ws: Worksheet, placed: Layout) -> None:
    """Draw the sheet of results: summary, a line for each check, last year's figures, reasons."""
    style.widths(ws, (6, 46, 40, 16, 18, 34))
    style.put(ws, 1, 1, looks.TITLE, ws.title, width=STATE_COLUMN)
    style.put(ws, 1, STATE_COLUMN + 1, looks.STAMP, width=2)
    ws.row_dimensions[1].height, ws.row_dimensions[2].height = 34, 26
    _summary(ws, placed)
    for column, heading in enumerate(labels.RESULT_HEADINGS, start=1):
        style.put(ws, 3, column, looks.HEAD, heading)
    _lines(ws, placed)
    _last_year(ws, placed)
    _reasons(ws, placed)
    ws.freeze_panes = "A4"
    ws.print_title_rows = "1:3"
    style.page(ws, landscape=True, tall=0)


def _lines(ws: Worksheet, placed: Layout) -> None:
    family = ""
    for number, line in enumerate(placed.results, start=1):
        row = line.state.row
        if line.family != family:
            family = line.family
            _band(ws, row - 1, family)
        place, content = _said(line.subject, placed.form)
        for column, value in enumerate((number, place, content), start=1):
            style.put(ws, row, column, looks.SIDE if column > 1 else looks.CENTRED, value)
        style.put(ws, row, STATE_COLUMN, looks.STATE)
        ws.row_dimensions[row].height = 4 + 14 * max(-(-len(place) // 21), -(-len(content) // 19))
    if placed.results:
        _colour(ws, placed)


def _summary(ws: Worksheet, placed: Layout) -> None:
    place = placed.summary
    style.put(ws, place.row, place.column, SUMMARY, width=6)
    fine = text(passed(placed.form))
    style.green_where(ws, place.ref, f"{place.ref}={fine}")
    style.red_where(ws, place.ref, f"{place.ref}<>{fine}")


def _colour(ws: Worksheet, placed: Layout) -> None:
    """Red for what is broken, green for what is as it should be; waiting and explained stay as they are."""
    first, last = placed.results[0].state.ref, placed.results[-1].state.ref
    for paint, begins in (
        (style.red_where, BROKEN_STATES),
        (style.green_where, (HOLDS, Mentions.live.holds, Forbids.live.holds, Length.live.holds.partition("{")[0])),
    ):
        found = (f"LEFT({first},{len(words)})={text(words)}" for words in begins)
        paint(ws, f"{first}:{last}", f"OR({','.join(found)})")


def _band(ws: Worksheet, row: int, words: str) -> None:
    style.put(ws, row, 1, looks.Look(fill=looks.BLUE, bold=True, border=True), words, width=6)
    ws.row_dimensions[row].height = 20


def _said(subject: Subject, form: Form) -> tuple[str, str]:
    """Where a line of the results holds, and what it says."""
    if isinstance(subject, TextField):
        return text_name(subject.id, form), labels.REQUIRED
    if not isinstance(subject, Check):
        return texts_name(subject.texts, form), subject.why
    return check_line(subject, form), identity(subject)


def _last_year(ws: Worksheet, placed: Layout) -> None:
    rows = [(id, place) for id, place in placed.last_year.items() if place.sheet == ws.title]
    if rows:
        _band(ws, rows[0][1].row - 1, labels.LAST_YEAR.format(report=placed.form.short))
    for id, place in rows:
        cell = placed.form.cells[id]
        style.put(ws, place.row, 1, looks.SIDE, cell_name(cell, placed.form), width=3)
        style.put(ws, place.row, place.column, looks.COUNT_INPUT)
        ws.row_dimensions[place.row].height = 18


def _reasons(ws: Worksheet, placed: Layout) -> None:
    """The cells for a reason beside each line that takes one, and below all lines for a rule as a whole."""
    for key, reason in placed.reasons.items():
        choices = placed.form.choices(key)
        style.put(ws, reason.words.row, reason.words.column, WRITING)
        style.put(ws, reason.choice.row, reason.choice.column, looks.CHOICE if choices else looks.SIDE)
        if choices:
            rule = DataValidation("list", formula1=text(",".join(choices)), allow_blank=True)
            rule.error, rule.errorTitle, rule.showErrorMessage = labels.CHOICE_ERROR, labels.INPUT_TITLE, True
            rule.add(reason.choice.ref)
            ws.add_data_validation(rule)
    lines = {line.state.row for line in placed.results}
    whole = {key: reason for key, reason in placed.reasons.items() if reason.words.row not in lines}
    if whole:
        _band(ws, next(iter(whole.values())).words.row - 1, labels.REASONS)
    for key, reason in whole.items():
        style.put(ws, reason.words.row, 1, looks.SIDE, placed.form.rule(key).why, width=STATE_COLUMN)
        ws.row_dimensions[reason.words.row].height = 34
