"""What stands in the cells of a sheet in LibreOffice, as Excel would give it: values, formulas, and typing them.

Numbers stay numbers, texts texts, logical values true and false; a date or time is ``{"date": serial}``, an error
``{"error": "#N/A"}``, an empty cell nothing.
"""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

VALUE, DATE, TEXT, FORMULA = (
    1,
    2,
    4,
    16,
)  # com.sun.star.sheet.CellFlags: constants that are numbers, dates, texts; formulas
NUMBER_RESULT, ERROR_RESULT = 1, 4  # com.sun.star.sheet.FormulaResult
DATE_OR_TIME, LOGICAL = 6, 1024  # com.sun.star.util.NumberFormat
ERRORS = {32767: "#N/A", 532: "#DIV/0!", 525: "#NAME?", 524: "#REF!", 503: "#NUM!", 521: "#NULL!"}
CONSTANTS = {"TRUE()": "TRUE", "FALSE()": "FALSE", "#VALUE!": "#VALUE!"} | {error: error for error in ERRORS.values()}
NUMBER = re.compile(r"[-+]?(\d[\d,]*\.?\d*|\.\d+)(e[-+]?\d+)?%?", re.IGNORECASE)

Area = list[int]
Cell = tuple[int, int]


def ends(at: Any) -> Area:
    return [at.StartRow, at.StartColumn, at.EndRow, at.EndColumn]


def range_at(sheet: Any, area: Area) -> Any:
    top, left, bottom, right = area
    return sheet.getCellRangeByPosition(left, top, right, bottom)


def used(book: Any, sheet: Any) -> Area:
    """From the first to the last cell that holds something."""
    cursor = sheet.createCursor()
    cursor.gotoStartOfUsedArea(False)
    first = ends(cursor.RangeAddress)
    cursor.gotoEndOfUsedArea(False)
    return first[:2] + ends(cursor.RangeAddress)[2:]


def positions(found: Any) -> Iterator[Cell]:
    """Row and column of each cell of what a query found."""
    for area in map(ends, found.RangeAddresses):
        yield from cells_of(area)


def cells_of(area: Area) -> Iterator[Cell]:
    top, left, bottom, right = area
    return product(range(top, bottom + 1), range(left, right + 1))


def values(book: Any, sheet: Any, area: Area) -> list[list[object]]:
    """The rows of an area."""
    rows = constants(book, sheet, area)
    asked = range_at(sheet, area)
    top, left = area[:2]
    for row, column in positions(asked.queryFormulaCells(ERROR_RESULT)):
        rows[row - top][column - left] = {"error": error_of(sheet.getCellByPosition(column, row))}
    numbers = asked.queryFormulaCells(NUMBER_RESULT)
    _retype(book, sheet, area, rows, numbers)
    for row, column in positions(numbers):
        number = rows[row - top][column - left]
        # a formula's logical result shows in nothing but how the cell looks
        if number in (0, 1) and sheet.getCellByPosition(column, row).String in ("TRUE", "FALSE"):
            rows[row - top][column - left] = bool(number)
    return rows


def constants(book: Any, sheet: Any, area: Area) -> list[list[object]]:
    """The rows of an area, right where no formula stands."""
    asked = range_at(sheet, area)
    rows: list[list[object]] = [[None if cell == "" else cell for cell in row] for row in asked.getDataArray()]
    _retype(book, sheet, area, rows, asked.queryContentCells(VALUE | DATE))
    return rows


def _retype(book: Any, sheet: Any, area: Area, rows: list[list[object]], numbers: Any) -> None:
    for each in map(ends, numbers.RangeAddresses):
        for part, kind in kinds(book, sheet, each):
            _retyped(rows, area, part, kind)


def _retyped(rows: list[list[object]], area: Area, part: Area, kind: int) -> None:
    """Numbers in the format of a date or of a logical value are one."""
    if not kind & (DATE_OR_TIME | LOGICAL):
        return
    for row in range(part[0] - area[0], part[2] - area[0] + 1):
        for column in range(part[1] - area[1], part[3] - area[1] + 1):
            number = rows[row][column]
            if isinstance(number, float):
                rows[row][column] = bool(number) if kind & LOGICAL else {"date": number}


def kinds(book: Any, sheet: Any, area: Area) -> Iterator[tuple[Area, int]]:
    """The parts of an area whose cells have one number format, each with the kind of that format."""
    asked = range_at(sheet, area)
    if asked.getPropertyState("NumberFormat").value != "AMBIGUOUS_VALUE":
        yield area, book.document.NumberFormats.getByKey(asked.NumberFormat).Type
        return
    for half in halves(area):
        yield from kinds(book, sheet, half)


def halves(area: Area) -> tuple[Area, Area]:
    """The upper and the lower half; of one row, the left and the right."""
    top, left, bottom, right = area
    if bottom > top:
        middle = (top + bottom) // 2
        return [top, left, middle, right], [middle + 1, left, bottom, right]
    middle = (left + right) // 2
    return [top, left, bottom, middle], [top, middle + 1, bottom, right]


def error_of(cell: Any) -> str:
    return ERRORS.get(cell.getError(), "#VALUE!")


def formulas(book: Any, sheet: Any, area: Area) -> list[list[str]]:
    """The rows of an area: formulas in Excel's words, constants as text, nothing as an empty text."""
    asked = range_at(sheet, area)
    top, left = area[:2]
    rows = [[written(cell) for cell in row] for row in constants(book, sheet, area)]
    own = asked.getFormulaArray()
    for row, column in positions(asked.queryContentCells(FORMULA)):
        text = own[row - top][column - left].strip("{}").removeprefix("=")
        excel = in_excel(book, text, sheet.getCellByPosition(column, row), row, column)
        rows[row - top][column - left] = CONSTANTS.get(excel, f"={excel}")
    return rows


def written(value: object) -> str:
    """A constant as it stands in the line above the sheet."""
    if isinstance(value, dict):
        return str(value["error"]) if "error" in value else f"{value['date']:.15g}"
    if isinstance(value, bool):
        return str(value).upper()
    return f"{value:.15g}" if isinstance(value, float) else str(value or "")


def in_excel(book: Any, own: str, holder: Any, row: int, column: int) -> str:
    """The formula of ``holder`` as Excel writes it; ``own`` is how LibreOffice does, and tells it from all others."""
    if own not in book.excel:
        text = str(book.formulas.printFormula(holder.getTokens(), address(row, column)))
        book.excel[own] = text.replace("#ref!", "#REF!")
    return str(book.excel[own])


def address(row: int, column: int, sheet: int = 0) -> Any:
    from com.sun.star.table import CellAddress  # noqa: PLC0415  only this Python has it

    return CellAddress(sheet, column, row)


def write(book: Any, sheet: Any, area: Area, rows: list[list[object]]) -> None:
    """Types each value into its cell; refused as a whole, as in Excel, where a cell of a protected sheet is locked."""
    refuse_locked(book, sheet, area)
    for row, line in enumerate(rows, area[0]):
        for column, value in enumerate(line, area[1]):
            typed(book, sheet.getCellByPosition(column, row), row, column, value)


def clear(book: Any, sheet: Any, area: Area) -> None:
    """Empties the cells; how they look stays."""
    refuse_locked(book, sheet, area)
    range_at(sheet, area).clearContents(VALUE | DATE | TEXT | FORMULA)


def refuse_locked(book: Any, sheet: Any, area: Area) -> None:
    asked = range_at(sheet, area)
    mixed = asked.getPropertyState("CellProtection").value == "AMBIGUOUS_VALUE"
    if protected(book, sheet) and (mixed or asked.CellProtection.IsLocked):
        raise PermissionError(f"1004: a cell of {asked.AbsoluteName} is locked")


def protected(book: Any, sheet: Any) -> bool:
    return sheet.Name in book.kept and bool(book.kept[sheet.Name].locked)


def typed(book: Any, cell: Any, row: int, column: int, value: Any) -> None:
    """One value as Excel takes it: in a cell that is not for text, a text that looks like a number is one."""
    form = book.document.NumberFormats.getByKey(cell.NumberFormat)
    if isinstance(value, str) and form.FormatString != "@":
        if value.startswith("="):
            cell.setTokens(book.formulas.parseFormula(value[1:], address(row, column)))
            return
        value = meant(value)
    if isinstance(value, str) or value is None:
        cell.setString((value or "").removeprefix("'"))
    elif isinstance(value, dict):
        cell.setValue(value["date"])
        _given(book, cell, form, DATE_OR_TIME if value["date"] % 1 else 2)
    else:
        cell.setValue(value)
        if isinstance(value, bool):
            _given(book, cell, form, LOGICAL)


def meant(text: str) -> object:
    """What Excel makes of a typed text."""
    plain = text.strip().replace(",", "")
    if text.upper() in ("TRUE", "FALSE"):
        return text.upper() == "TRUE"
    if NUMBER.fullmatch(text.strip()):
        return float(plain[:-1]) / 100 if plain.endswith("%") else float(plain)
    return text


def _given(book: Any, cell: Any, form: Any, kind: int) -> None:
    """A cell without a format of that kind gets the usual one."""
    if not form.Type & kind:
        cell.NumberFormat = book.document.NumberFormats.getStandardFormat(kind, form.Locale)
