"""Writes a plain table as a workbook with headings, choices and widths; nothing is locked."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from toolkit.numbers import Number
from toolkit.office.opc import Package
from toolkit.office.sheets.addresses import letters
from toolkit.office.sheets.xlsx_strings import escape
from toolkit.rich_text import FORBIDDEN, lines_in
from toolkit.workbook.design import looks
from toolkit.workbook.write import style
from toolkit.workbook.write.tidy import CORE, core_properties, with_locks

HEAD = looks.Look(fill=looks.BLUE, bold=True, across="center", border=True)
TEXT = looks.Look(border=True, input=True, upright="top")
NUMBER = looks.Look(border=True, input=True, across="right", upright="top")
NOTE = looks.Look(color=looks.FAINT, wrap=True)
ROOM = 400  # rows that have choices, below those that are filled in
YEAR = 2000  # of the date in the properties: no clock
READ = 20  # a narrower column holds names and figures, nothing to be read in lines
LINE, HIGHEST = 15, 409  # points
LONGEST_LIST = 255  # characters; Excel repairs a workbook whose list of choices is longer, by dropping it


@dataclass(frozen=True, slots=True)
class Column:
    """``text``: numbers in it are names (codes), and keep their leading zeros."""

    title: str
    width: float
    choices: tuple[str, ...] = ()
    text: bool = False


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """``note`` stands above the headings."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str | Number]] = ()
    note: str = ""


def plain_book(sheets: Sequence[PlainSheet]) -> bytes:
    """The same sheets give the same bytes. A text is never a formula, whatever it begins with; characters that no
    workbook can hold are dropped.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _draw(book.create_sheet(sheet.name), sheet)
    out = io.BytesIO()
    book.save(out)
    package = Package(with_locks(Package(out.getvalue())))
    return package.rewritten({CORE: core_properties("", sheets[0].name, YEAR)})


def _draw(ws: Worksheet, sheet: PlainSheet) -> None:
    top = 2 if sheet.note else 1
    if sheet.note:
        style.put(ws, 1, 1, NOTE, _clean(sheet.note), width=len(sheet.columns))
    for number, column in enumerate(sheet.columns, start=1):
        style.put(ws, top, number, HEAD, _clean(column.title))
        _choices(ws, column, letters(number), top + 1, top + len(sheet.rows) + ROOM)
        if column.text:
            ws.column_dimensions[letters(number)].number_format = "@"
    for position, values in enumerate(sheet.rows, start=top + 1):
        for number, value in enumerate(values, start=1):
            _put(ws, position, number, value, sheet.columns[number - 1])
        _give_room(
            ws, position, [(str(value), column.width) for value, column in zip(values, sheet.columns, strict=False)]
        )
    style.widths(ws, [column.width for column in sheet.columns])
    style.page(ws, landscape=True, tall=0)
    ws.freeze_panes = f"B{top + 1}"
    ws.print_title_rows = f"{top}:{top}"


def _give_room(ws: Worksheet, row: int, texts: Sequence[tuple[str, float]]) -> None:
    """Not every program makes a line of long texts higher by itself."""
    lines = max((lines_in(text, width) for text, width in texts if width >= READ), default=1)
    if lines > 1:
        ws.row_dimensions[row].height = min(LINE * lines + 4, HIGHEST)


def _put(ws: Worksheet, row: int, number: int, value: str | Number, column: Column) -> None:
    if isinstance(value, str):
        style.put(ws, row, number, TEXT, _clean(value) or None)
    else:
        style.put(ws, row, number, NUMBER, value)
    if column.text:
        ws.cell(row, number).number_format = "@"


def _choices(ws: Worksheet, column: Column, letter: str, first: int, last: int) -> None:
    """A list that is too long, or whose choices hold the comma between them, is left out: all can still be typed."""
    written = ",".join(column.choices)
    if 0 < len(written) <= LONGEST_LIST and not any("," in choice or '"' in choice for choice in column.choices):
        listed = DataValidation("list", formula1=f'"{written}"', allow_blank=True)
        ws.add_data_validation(listed)
        listed.add(f"{letter}{first}:{letter}{last}")


def _clean(text: str) -> str:
    return escape(FORBIDDEN.sub("", text))
