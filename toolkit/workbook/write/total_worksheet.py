"""汇总底稿: one line a unit, subtotals by group, and each total a formula over them, laid out like the form's tables.

Nothing is locked: whoever doubts a total changes a unit's figure and sees what becomes of it.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cache

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from toolkit.checks.messages.naming import cell_name
from toolkit.form.expression import Ref, Sum
from toolkit.form.form import Form
from toolkit.form.grid import FIGURE, GridCell, grid
from toolkit.form.table import PERCENT, Cell, Table
from toolkit.numbers import Number, rounded
from toolkit.office.opc import Package
from toolkit.office.sheets.addresses import Place, letters, quoted
from toolkit.office.sheets.xlsx import Contents
from toolkit.office.sheets.xlsx_edit import New, rewrite
from toolkit.submission.json import code_of
from toolkit.submission.mean import mean
from toolkit.submission.submission import Submission
from toolkit.workbook.design import looks
from toolkit.workbook.design.layout import layout
from toolkit.workbook.formulas.totals import percentage, sum_over
from toolkit.workbook.formulas.tree import Node
from toolkit.workbook.write import style
from toolkit.workbook.write.table import fit_rows
from toolkit.workbook.write.tidy import CORE, core_properties, with_locks

SHEET = "分单位明细"
HEADS = ("单位名称", "单位代码", "分组", "状态", "校验码", "文件")
WIDTHS = (30, 14, 12, 16, 10, 34)
TITLE_ROW, HEAD_ROW, WHERE_ROW, FIRST_ROW = 1, 3, 4, 5
GRID_ROW = 4  # of a table as printed
NARROWEST = 11.0  # room for a number of nine digits
FIRST = len(HEADS) + 1  # column of the first figure
WHERE, SUBTOTAL, TOTAL, NOT_ADDED = "所在的表和格", "小计：{group}", "合计", "不相加"
UNGROUPED = "（未分组）"
HEAD = looks.Look(fill=looks.BLUE, bold=True, across="center", border=True, size=9)
PLACE = looks.Look(fill=looks.GREY, color=looks.FAINT, across="center", border=True, size=9)
NAMED = looks.Look(border=True, wrap=False)
NUMBER = looks.Look(border=True, across="right", wrap=False)
ADDED = looks.Look(border=True, across="right", wrap=False, bold=True, fill=looks.BLUE)
SIDE = looks.Look(border=True, fill=looks.GREY)


@dataclass(frozen=True, slots=True)
class Traced:
    """A unit's submission with what leads back to it."""

    submission: Submission
    group: str = ""
    state: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class _TotalCell:
    """A formula with what it comes to."""

    place: Place
    formula: str
    value: Number | str


def total_worksheet(parts: Sequence[Traced], unit: str, stamp: str) -> bytes:
    """``parts`` in their order, those of a group brought together; ``stamp`` says when and who is in it."""
    form, year = parts[0].submission.form, parts[0].submission.year
    book = Workbook()
    book.remove(book.worksheets[0])
    drawn = _Drawing(form, parts)
    tables = [book.create_sheet(table.sheet) for table in form.tables]
    cells = list(drawn.units(book.create_sheet(SHEET), f"{unit}{year}年汇总底稿", stamp))
    for ws, table in zip(tables, form.tables, strict=True):
        cells += drawn.table(ws, table, stamp)
    for cell in cells:
        book[cell.place.sheet].cell(cell.place.row, cell.place.column).value = "=" + cell.formula
    out = io.BytesIO()
    book.save(out)
    values: dict[Place, New] = {cell.place: cell.value for cell in cells}
    parts_of_file = {CORE: core_properties(unit, f"{unit}{year}年汇总底稿", year)}
    return rewrite(Contents(Package(with_locks(Package(out.getvalue())))), values, parts_of_file)


class _Drawing:
    """Where every unit and figure stands on the sheet of units."""

    def __init__(self, form: Form, parts: Sequence[Traced]) -> None:
        self.form = form
        self.columns = {id: FIRST + position for position, id in enumerate(form.cells)}
        self.groups: list[tuple[str, list[Traced], int]] = []
        row = FIRST_ROW
        for group in dict.fromkeys(part.group for part in parts):
            listed = [part for part in parts if part.group == group]
            self.groups.append((group, listed, row))
            row += len(listed) + 1
        if len(self.groups) == 1:  # its subtotal would say what the total says
            row -= 1
        self.total_row = row
        self.sums: Mapping[str, Number] = {
            id: rounded(sum(part.submission.number(Ref(id)) for part in parts)) for id in form.cells
        }
        self.shown: dict[str, Number | str] = {**self.sums}  # of the total's line

    def units(self, ws: Worksheet, title: str, stamp: str) -> Iterator[_TotalCell]:
        style.put(ws, TITLE_ROW, 1, looks.Look(bold=True, size=14, wrap=False), title)
        style.put(ws, TITLE_ROW + 1, 1, looks.Look(color=looks.FAINT, wrap=False), stamp)
        self._heads(ws)
        for group, members, first in self.groups:
            for row, part in enumerate(members, start=first):
                yield from self._unit(ws, row, part)
            if len(self.groups) > 1:
                yield from self._subtotal(ws, group or UNGROUPED, members, first)
        yield from self._total(ws)
        style.widths(ws, [*WIDTHS, *[11.0] * len(self.columns)])
        ws.row_dimensions[HEAD_ROW].height, ws.row_dimensions[WHERE_ROW].height = 75, 28
        ws.freeze_panes = f"B{FIRST_ROW}"
        style.page(ws, landscape=True, tall=0)
        ws.page_setup.fitToWidth = 0  # 200 columns on one page could not be read
        ws.print_title_rows, ws.print_title_cols = f"{HEAD_ROW}:{WHERE_ROW}", "A:A"

    def _heads(self, ws: Worksheet) -> None:
        """Each figure's name, and where it stands in every unit's own workbook."""
        places = layout(self.form).figures
        for column, head in enumerate(HEADS, start=1):
            style.put(ws, HEAD_ROW, column, HEAD, head)
            style.put(ws, WHERE_ROW, column, PLACE, WHERE if column == 1 else None)
        for id, column in self.columns.items():
            style.put(ws, HEAD_ROW, column, HEAD, cell_name(self.form.cells[id], self.form))
            style.put(ws, WHERE_ROW, column, PLACE, f"{places[id].sheet} {places[id].ref}")

    def _unit(self, ws: Worksheet, row: int, part: Traced) -> Iterator[_TotalCell]:
        """What was typed as it was typed; what the form adds up is added up here too."""
        found = part.submission
        told = (found.unit, found.code, part.group, part.state, code_of(found), part.file)
        for column, text in enumerate(told, start=1):
            style.put(ws, row, column, NAMED, text)
        for id, column in self.columns.items():
            added = self.form.sums.get(id)
            self._number(ws, row, id, None if self.form.cells[id].computed else found.figure(id))
            if added:
                formula = self._in_row(added, row).excel(SHEET)
                yield _TotalCell(Place(SHEET, row, column), formula, rounded(found.number(Ref(id))))
        yield from self._percentages(row, [part])

    def _number(self, ws: Worksheet, row: int, id: str, number: Number | None) -> None:
        """In the look of the first unit's: to say it again for each of 60,000 cells takes most of the time."""
        column = self.columns[id]
        if row == FIRST_ROW:
            style.put(ws, row, column, _figure(self.form, id, NUMBER), number)
        else:
            cell = ws.cell(row, column)
            cell._style = copy(ws.cell(FIRST_ROW, column)._style)  # type: ignore[union-attr]
            cell.value = number

    def _percentages(self, row: int, parts: Sequence[Traced]) -> Iterator[_TotalCell]:
        """Of one line, from what stands there."""
        for id, fraction in self.form.fractions.items():
            share = percentage(fraction, lambda ref: Place(SHEET, row, self.columns[ref.id]))
            value = fraction.percentage(lambda ref: rounded(sum(part.submission.number(ref) for part in parts)))
            yield _TotalCell(Place(SHEET, row, self.columns[id]), share.excel(SHEET), "" if value is None else value)

    def _means(self, row: int, groups: Sequence[tuple[Sequence[Traced], int]]) -> Iterator[_TotalCell]:
        """Of the units of some groups, each weighed as the form says."""
        parts = [part.submission for members, _ in groups for part in members]
        rows = [(first, first + len(members) - 1) for members, first in groups]
        for cell in (cell for cell in self.form.inputs if cell.weight):
            own, weight = letters(self.columns[cell.id]), letters(self.columns[cell.weight])
            weighed = "+".join(f"SUMPRODUCT({own}{a}:{own}{b},{weight}{a}:{weight}{b})" for a, b in rows)
            whole = "+".join(f"SUM({weight}{a}:{weight}{b})" for a, b in rows)
            formula = f"IF({whole}=0,0,ROUND(({weighed})/({whole}),2))"
            yield _TotalCell(Place(SHEET, row, self.columns[cell.id]), formula, mean(parts, cell) or 0)

    def _in_row(self, added: Sum, row: int) -> Node:
        return sum_over(added, lambda ref: Place(SHEET, row, self.columns[ref.id]))

    def _subtotal(self, ws: Worksheet, group: str, members: Sequence[Traced], first: int) -> Iterator[_TotalCell]:
        last = first + len(members) - 1
        self._lead(ws, last + 1, SUBTOTAL.format(group=group))
        for id, column in self._added(ws, last + 1):
            letter = letters(column)
            value = rounded(sum(part.submission.number(Ref(id)) for part in members))
            yield _TotalCell(Place(SHEET, last + 1, column), f"SUM({letter}{first}:{letter}{last})", value)
        yield from self._means(last + 1, [(members, first)])
        yield from self._percentages(last + 1, members)

    def _total(self, ws: Worksheet) -> Iterator[_TotalCell]:
        self._lead(ws, self.total_row, TOTAL)
        alone = len(self.groups) == 1
        subtotals = [first + len(members) for _, members, first in self.groups]
        for id, column in self._added(ws, self.total_row):
            letter = letters(column)
            every = f"SUM({letter}{FIRST_ROW}:{letter}{self.total_row - 1})"
            summed = every if alone else "+".join(f"{letter}{row}" for row in subtotals)
            yield _TotalCell(Place(SHEET, self.total_row, column), summed, self.sums[id])
        means = self._means(self.total_row, [(members, first) for _, members, first in self.groups])
        shares = self._percentages(self.total_row, [part for _, members, _ in self.groups for part in members])
        names = {column: id for id, column in self.columns.items()}
        for cell in (*means, *shares):
            self.shown[names[cell.place.column]] = cell.value
            yield cell

    def _lead(self, ws: Worksheet, row: int, name: str) -> None:
        for column in range(1, FIRST):
            style.put(ws, row, column, ADDED if column > 1 else SIDE, name if column == 1 else None)

    def _added(self, ws: Worksheet, row: int) -> Iterator[tuple[str, int]]:
        for id, column in self.columns.items():
            adds, made = self.form.cells[id].adds, _made(self.form.cells[id])
            style.put(ws, row, column, _figure(self.form, id, ADDED), None if adds or made else NOT_ADDED)
            if adds:
                yield id, column

    def table(self, ws: Worksheet, table: Table, stamp: str) -> Iterator[_TotalCell]:
        """As printed, each figure pointing at the total."""
        drawn = grid(table)
        style.put(ws, 1, 1, looks.Look(bold=True, size=14, wrap=False), table.title)
        style.put(ws, 2, 1, looks.Look(color=looks.FAINT, wrap=False), stamp)
        for cell in drawn.cells:
            yield from self._printed(ws, table, cell)
        columns = [max(NARROWEST, 110 * width / sum(drawn.widths)) for width in drawn.widths]
        style.widths(ws, columns)
        fit_rows(ws, drawn, columns, GRID_ROW)
        style.page(ws, landscape=drawn.columns > 8)

    def _printed(self, ws: Worksheet, table: Table, cell: GridCell) -> Iterator[_TotalCell]:
        place = Place(table.sheet, cell.row + GRID_ROW, cell.column + 1)
        if cell.kind != FIGURE:
            style.put(ws, place.row, place.column, SIDE, cell.text, cell.width, cell.height)
            return
        adds = self.form.cells[cell.cell].adds or _made(self.form.cells[cell.cell])
        look = _figure(self.form, cell.cell, NUMBER)
        style.put(ws, place.row, place.column, look, None if adds else NOT_ADDED, cell.width, cell.height)
        if adds:
            source = f"{quoted(SHEET)}!{letters(self.columns[cell.cell])}{self.total_row}"
            yield _TotalCell(place, source, self.shown[cell.cell])


def _made(cell: Cell) -> bool:
    """Whether a total has the figure without adding it up."""
    return cell.percent or bool(cell.weight)


@cache
def _figure(form: Form, id: str, look: looks.Look) -> looks.Look:
    """All digits of what is counted: a narrow column would else show 1E+07."""
    return look if form.cells[id].kind in ("amount", PERCENT) else replace(look, numbers="0")
