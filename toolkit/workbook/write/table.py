"""Draws a report table: official layout, validated inputs, conditional formats for broken rules."""

from collections.abc import Sequence

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from toolkit.checks.messages.naming import line_name
from toolkit.checks.messages.wording import BROKEN, FILLED, MEND_COUNT
from toolkit.form.expression import Ref
from toolkit.form.form import Check
from toolkit.form.grid import BLOCKED, CORNER, FIGURE, SIDE, TITLE, Grid, GridCell
from toolkit.form.table import Cell, Line
from toolkit.office.sheets.addresses import Place, areas_of, letters
from toolkit.submission.check_code import REACH
from toolkit.workbook.design import labels, looks
from toolkit.workbook.design.margins import GRID_LEFT, GRID_TOP, MarginRun
from toolkit.workbook.design.sheets import Layout, TableSheet
from toolkit.workbook.formulas.states import difference
from toolkit.workbook.formulas.tree import text
from toolkit.workbook.write import style

PROMPT_TITLE = 32  # Excel's limit; that of the prompt itself is a rule for definitions
WIDTH = 104  # of the whole table, in characters, where no column would be too narrow
NARROWEST = 9  # four hanzi side by side
LOOKS = {TITLE: looks.HEAD, CORNER: looks.CENTRED, SIDE: looks.SIDE, BLOCKED: looks.CENTRED}
LARGEST = REACH - 1


def draw_table(ws: Worksheet, placed: Layout, sheet: TableSheet) -> None:
    """Draw a report table on its sheet: cells, validations, conditional formats and the strips beside it."""
    _top(ws, sheet)
    columns = [WIDTH * part / sum(sheet.grid.widths) for part in sheet.grid.widths]
    style.widths(ws, [max(column, NARROWEST) for column in columns])
    for cell in sheet.grid.cells:
        _grid_cell(ws, placed, cell)
    fit_rows(ws, sheet.grid, columns, GRID_TOP)
    _validations(ws, placed, sheet)
    _colours(ws, placed, sheet)
    _runs(ws, placed, sheet)
    if sheet.grid.head_rows:
        figure = next(cell for cell in sheet.grid.cells if cell.kind == FIGURE)
        ws.freeze_panes = f"{letters(GRID_LEFT + figure.column)}{GRID_TOP + sheet.grid.head_rows}"
    style.page(ws, landscape=sheet.grid.columns > 10)


def _top(ws: Worksheet, sheet: TableSheet) -> None:
    declared, summary, columns = sheet.declared.column, sheet.summary.column, sheet.grid.columns
    stamp = sheet.stamp.column
    style.put(ws, 1, GRID_LEFT, looks.TITLE, sheet.heading, width=stamp - GRID_LEFT)
    style.put(ws, 1, stamp, looks.STAMP, width=max(1, columns + GRID_LEFT - stamp))
    row = sheet.declared.row
    style.put(ws, row, GRID_LEFT, looks.Look(across="right"), labels.DECLARE, width=declared - GRID_LEFT)
    style.put(ws, row, declared, looks.CHOICE, labels.CHOOSE, width=summary - declared)
    style.put(ws, row, summary, looks.SUMMARY, width=max(1, columns + GRID_LEFT - summary))
    ws.row_dimensions[1].height, ws.row_dimensions[row].height = 34, 32
    choice = DataValidation("list", formula1=text(",".join(labels.choices(sheet.table))), allow_blank=True)
    choice.error, choice.errorTitle, choice.showErrorMessage = labels.CHOICE_ERROR, labels.INPUT_TITLE, True
    choice.add(sheet.declared.ref)
    ws.add_data_validation(choice)
    style.green_where(ws, sheet.summary.ref, f"{sheet.summary.ref}={text(FILLED)}")
    style.red_where(ws, sheet.summary.ref, f"ISNUMBER(FIND({text(MEND_COUNT[0])},{sheet.summary.ref}))")


def _grid_cell(ws: Worksheet, placed: Layout, cell: GridCell) -> None:
    look = LOOKS.get(cell.kind, looks.HEAD)
    if cell.kind == FIGURE:
        look = looks.TOTAL if placed.form.cells[cell.cell].computed else looks.COUNT_INPUT
    elif cell.kind == SIDE and cell.height > 1:
        look = looks.CENTRED
    style.put(ws, GRID_TOP + cell.row, GRID_LEFT + cell.column, look, cell.text or None, cell.width, cell.height)


def fit_rows(ws: Worksheet, drawn: Grid, columns: Sequence[float], top: int) -> None:
    """As many lines as the row's longest heading needs, two characters of width for each hanzi."""
    for row in range(drawn.rows):
        lines = [1.0]
        for cell in drawn.cells:
            if cell.row == row and cell.height == 1 and cell.text:
                width = sum(columns[cell.column : cell.column + cell.width])
                lines.append(-(-len(cell.text) * 2.1 // width))
        ws.row_dimensions[top + row].height = 8 + 15 * max(lines)


def _validations(ws: Worksheet, placed: Layout, sheet: TableSheet) -> None:
    """A rule for each kind of input; the first input of a row brings the row's definition with it."""
    described: set[tuple[int, str]] = set()
    shared: dict[tuple[str, str], DataValidation] = {}
    for cell in placed.form.inputs_of(sheet.table.id):
        ref = placed.figures[cell.id].ref
        line = (id(cell.block), cell.row.id)
        if cell.row.help and line not in described:
            described.add(line)
            rule = _validation(cell)
            rule.promptTitle, rule.prompt = _prompt_title(cell.row), cell.row.help
            rule.showInputMessage = True
            ws.add_data_validation(rule)
        else:
            rule = shared.setdefault((cell.kind, cell.unit), _validation(cell))
        rule.add(ref)
    for rule in shared.values():
        ws.add_data_validation(rule)


def _prompt_title(row: Line) -> str:
    """The row's name, or as much of it as there is room for."""
    name = line_name(row)
    return name if len(name) <= PROMPT_TITLE else name[: PROMPT_TITLE - 1] + "…"


def _validation(cell: Cell) -> DataValidation:
    error = {
        "count": labels.COUNT_ERROR,
        "amount": labels.AMOUNT_ERROR.format(unit=cell.unit),
        "change": labels.CHANGE_ERROR,
    }[cell.kind]
    return DataValidation(
        type="decimal" if cell.kind == "amount" else "whole",
        operator="between",
        formula1=str(-LARGEST if cell.kind == "change" else 0),
        formula2=str(LARGEST),
        error=error,
        errorTitle=labels.INPUT_TITLE,
        showErrorMessage=True,
        allow_blank=True,
    )


def _colours(ws: Worksheet, placed: Layout, sheet: TableSheet) -> None:
    """Red: what is no number or not of its kind, a total that is not its own sum, every cell of a broken rule."""
    for cell in placed.form.inputs_of(sheet.table.id):
        ref = placed.figures[cell.id].ref
        style.red_where(ws, ref, _faulty(cell, ref))
    name = sheet.table.sheet
    for check in placed.form.checks:
        if check.table == sheet.table.id and check.total:
            style.red_where(ws, placed.figures[check.total].ref, f"{difference(placed, check).excel(name)}<>0")
    for check, place in sheet.lines:
        cells = [placed.figures[id] for id in check.cells if placed.figures[id].sheet == name]
        style.red_where(ws, areas_of(cells), _starts_broken(place))


def _faulty(cell: Cell, ref: str) -> str:
    faults = [] if cell.kind == "change" else [f"N({ref})<0"]
    if cell.kind != "amount":
        faults.append(f"N({ref})<>INT(N({ref}))")
    return f"OR(AND(LEN({ref})>0,NOT(ISNUMBER({ref}))),{','.join(faults)})"


def _starts_broken(place: Place) -> str:
    ref = f"${letters(place.column)}${place.row}"
    return f"LEFT({ref},{len(BROKEN)})={text(BROKEN)}"


def _runs(ws: Worksheet, placed: Layout, sheet: TableSheet) -> None:
    """Last year's figures and the live state of each rule beside the line it holds in, with words at their head."""
    for run in sheet.runs:
        for each, place in run.cells:
            if isinstance(each, Check):
                style.put(ws, place.row, place.column, looks.STATE)
                style.red_where(ws, place.ref, _starts_broken(place))
            else:
                style.put(ws, place.row, place.column, looks.COUNT_INPUT)
                rule = _validation(placed.form.cells[each])
                rule.add(place.ref)
                ws.add_data_validation(rule)
        if run.head_width:
            head = looks.SIDE if run.below else looks.HEAD
            style.put(ws, run.head.row, run.head.column, head, _head(run, placed), width=run.head_width)
        if run.below:
            ws.row_dimensions[run.head.row].height = 30
        else:
            ws.column_dimensions[letters(run.head.column)].width = 18


def _head(run: MarginRun, placed: Layout) -> str:
    """What the cells of a run are; there is room for the rule in words only below a table."""
    first = run.cells[0][0]
    if isinstance(first, Check):
        kind = labels.BACK if first.looks_back else labels.LIVE
        return f"{kind}：{first.words}" if run.below else kind
    cell = placed.form.cells[first]
    along_rows = any(check.along == "row" and Ref(first, True) in check.named for check in placed.form.checks)
    return labels.LAST_YEAR_OF + (cell.column.short if along_rows else cell.row.short)
