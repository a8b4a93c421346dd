"""A workbook open in Excel as a :class:`Book`, including changes that are not saved yet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from itertools import accumulate
from typing import Any

import xlwings

from toolkit.numbers import Number, number
from toolkit.office.sheets.addresses import Box, Place, parse_area, parse_reference
from toolkit.office.sheets.book import DATED, EMPTY, PLAIN, Book, Content, Sheet, together
from toolkit.office.sheets.number_formats import shown_by
from toolkit.rich_text import FORBIDDEN, Run

FIRST_DAY = datetime(1899, 12, 30)
DAY_SECONDS = 86_400
DIGITS = 15  # as many as Excel keeps


def live_book(book: xlwings.Book) -> Book:
    """Its cells, names, merged areas and hidden lines, as :mod:`~toolkit.office.sheets.xlsx` reads them from a file.

    Its custom properties are not asked for: whatever they say stands in hidden cells as well.
    """
    names = dict(_names(book))
    named: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for place in (place for name, places in names.items() if "." in name for place in places):  # ours, no print area
        named[place.sheet].add((place.row, place.column))
    sheets = {sheet.name: _sheet(sheet, named[sheet.name]) for sheet in book.sheets}
    return Book(sheets, names, macros=book.name.lower().endswith(".xlsm"))


def _names(book: xlwings.Book) -> Iterator[tuple[str, tuple[Place, ...]]]:
    """Copying a sheet doubles its names; the copies belong to the sheet, and the first ones count."""
    for name in sorted(book.names, key=lambda name: "!" not in name.name):
        yield name.name.rpartition("!")[2], parse_reference((name.refers_to or "").removeprefix("="))


def _sheet(sheet: xlwings.Sheet, named: set[tuple[int, int]]) -> Sheet:
    used = sheet.used_range
    values, formulas = used.options(ndim=2, err_to_str=True).value, _square(used.formula)
    cells = {}
    for down, (row, written) in enumerate(zip(values, formulas, strict=True)):
        for right, (value, formula) in enumerate(zip(row, written, strict=True)):
            at = (used.row + down, used.column + right)
            if value is not None or formula:
                content = _content(sheet, at, value, formula, at in named)
                if content != EMPTY:
                    cells[at] = content
    return Sheet(cells, tuple(_merged(sheet, named)), *_hidden(used))


def _square(formula: Any) -> Any:
    """Excel gives a single cell's formula as it is."""
    return formula if isinstance(formula, tuple | list) else ((formula,),)


def _content(sheet: xlwings.Sheet, at: tuple[int, int], value: Any, formula: Any, named: bool) -> Content:
    """How a number is shown and which words are bold is asked only of cells that are somebody's to fill in."""
    known = value if isinstance(value, str) else _number(value)
    calculated = isinstance(formula, str) and formula.startswith("=") and formula != value
    if calculated:
        known = "" if known is None else known  # xlwings makes nothing of an empty text; what is open is calculated
        return Content(known, formula.removeprefix("="), _plain(known))
    if isinstance(value, str):
        clean = FORBIDDEN.sub("", value)
        return Content(clean, runs=tuple(_runs(sheet.range(at), value)) if named else (Run(clean),))
    if isinstance(value, bool):
        return Content(known)
    if isinstance(value, datetime) or not named or isinstance(known, str):
        return Content(known, shows=DATED if isinstance(value, datetime) else PLAIN)
    return Content(known, shows=shown_by(sheet.range(at).number_format or "", known))


def _plain(value: Number | str) -> tuple[Run, ...]:
    return (Run(value),) if isinstance(value, str) and value else ()


def _number(value: Any) -> Number | str | None:
    """As it stands in a file: 3 and not 3.0, a truth as its word, a date as the number of its day."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        gone = value.replace(tzinfo=None) - FIRST_DAY
        value = Decimal(gone.days) + Decimal(gone.seconds) / DAY_SECONDS
    return None if value is None else number(format(value, f".{DIGITS}g"))


def _runs(cell: xlwings.Range, text: str) -> Iterator[Run]:
    """Parts of one weight: a part that is mixed is halved until it is not. Excel counts as UTF-16 does."""
    ends = [0, *accumulate(1 + (character > "\uffff") for character in text)]

    def parts(start: int, end: int) -> Iterator[Run]:
        whole = (start, end) == (0, len(text))
        bold = (cell if whole else cell.characters[ends[start] : ends[end]]).font.bold
        if bold is None and end - start > 1:
            middle = (start + end) // 2
            yield from parts(start, middle)
            yield from parts(middle, end)
        else:
            yield Run(FORBIDDEN.sub("", text[start:end]), bool(bold))

    return parts(0, len(text))


def _merged(sheet: xlwings.Sheet, named: Iterable[tuple[int, int]]) -> Iterator[Box]:
    """Around the cells that are somebody's to fill in; what else is merged makes no difference."""
    if sheet.used_range.merge_cells is False:
        return
    for at in sorted(named):
        cell = sheet.range(at)
        if cell.merge_cells and (box := parse_area(cell.merge_area.get_address(False, False), sheet.name)):
            yield box


def _hidden(used: xlwings.Range) -> tuple[tuple[range, ...], tuple[range, ...]]:
    rows: list[range] = []
    columns: list[range] = []
    if used.rows.hidden is not False:
        rows = [range(row.row, row.row + 1) for row in used.rows if row.rows.hidden]
    if used.columns.hidden is not False:
        columns = [range(each.column, each.column + 1) for each in used.columns if each.columns.hidden]
    return together(rows), together(columns)
