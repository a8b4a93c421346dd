"""Draws a page for colleagues to write on: for each office the figures it is asked for, with boxes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from toolkit.checks.messages.naming import line_name
from toolkit.form.form import Form
from toolkit.form.guidance import Source
from toolkit.form.table import Cell, Line
from toolkit.workbook.design import labels, looks
from toolkit.workbook.design.layout import COLLECT_UNIT
from toolkit.workbook.write import style

NAME, MEANS, BOXES = 28, 42, 56  # widths in characters
FIRST_BOX = 3
SIZE, LINE, BOX = 10, 14, 50  # of the font, of a line of it, and the height of a box to write in
PLAIN = looks.Look(size=SIZE)
ASKED = looks.Look(border=True, size=SIZE)
OFFICE = looks.Look(fill=looks.BLUE, bold=True, border=True)
GIVEN = looks.Look(fill=looks.BLUE, border=True, size=SIZE, across="right")
WRITTEN = looks.Look(border=True, size=9, color=looks.FAINT, upright="top")


@dataclass(frozen=True)
class Asked:
    """One line: what it is, what counts, and the caption of each box."""

    name: str
    means: str
    boxes: tuple[str, ...]


def draw_collect(ws: Worksheet, form: Form) -> None:
    """The offices in the order of the form, each with its lines; everything is locked, as it is written on by hand."""
    offices = by_office(form)
    most = max((len(line.boxes) for lines in offices.values() for line in lines), default=0) or 1
    style.widths(ws, (NAME, MEANS, *[BOXES / most] * most))
    style.put(ws, 1, 1, looks.TITLE, ws.title, width=2 + most)
    style.put(ws, COLLECT_UNIT.row, COLLECT_UNIT.column, looks.PLAIN, width=2 + most)
    style.put(ws, 3, 1, PLAIN, form.cut_off + labels.COLLECT_HINT.format(collector=form.collector), width=2 + most)
    for row, height in ((1, 34), (2, 22), (3, 22)):
        ws.row_dimensions[row].height = height
    row = 4
    for office, lines in offices.items():
        style.put(ws, row, 1, OFFICE, office, width=2)
        style.put(ws, row, FIRST_BOX, GIVEN, labels.GIVEN_BY, width=most)
        ws.row_dimensions[row].height = 28
        for line in lines:
            row += 1
            _line(ws, row, line, most)
        row += 1
    style.page(ws)


def by_office(form: Form) -> Mapping[str, list[Asked]]:
    """What is asked of each office; one that has figures of several tables is asked once."""
    offices: dict[str, list[Asked]] = {}
    for source in form.sources:
        offices.setdefault(source.office, []).extend(_asked(form, source))
    return offices


def _asked(form: Form, source: Source) -> Iterator[Asked]:
    table = form.table(source.table)
    if source.how:
        yield Asked(f"{table.name}　{table.title}", source.how, ())
        return
    rows: dict[Line, list[Cell]] = {}
    for cell in form.inputs_of(source.table):
        if not source.rows or cell.row.id in source.rows:
            rows.setdefault(cell.row, []).append(cell)
    for row, cells in rows.items():
        boxes = tuple(_caption(cell) for cell in cells)
        yield Asked(f"{table.name}　{line_name(row)}", row.help, boxes)


def _caption(cell: Cell) -> str:
    """With its unit, unless the column's label names it."""
    column = cell.column.short
    return column if cell.unit in column else f"{column}（{cell.unit}）"


def _line(ws: Worksheet, row: int, line: Asked, most: int) -> None:
    """A single box, and the last of several, is as wide as is left; without any the words take all the room."""
    room = 1 if line.boxes else 1 + most
    style.put(ws, row, 1, ASKED, line.name)
    style.put(ws, row, 2, ASKED, line.means, width=room)
    for position, caption in enumerate(line.boxes):
        width = most - position if position == len(line.boxes) - 1 else 1
        style.put(ws, row, FIRST_BOX + position, WRITTEN, caption, width=width)
    lines = -(-2 * len(line.means) // int(MEANS * 0.9))
    ws.row_dimensions[row].height = max(BOX, LINE * lines + 4)
