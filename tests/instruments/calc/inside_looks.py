"""How the cells of a sheet look in LibreOffice, as Excel would tell it: colours, hidden lines, merges, bold, notes.

Where the cells of an area differ, the answer is nothing, as in Excel.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from tests.instruments.calc.inside_cells import TEXT, Area, Cell, address, cells_of, ends, positions, range_at

Found = TypeVar("Found")

NO_FILL = -1
FAR_ROW, FAR_COLUMN = 1000, 100  # where there is rarely anything to look at
NORMAL, BOLD = 100.0, 150.0  # com.sun.star.awt.FontWeight
POINTS = 72 / 2540  # in a hundredth of a millimetre


def _differs(cells: Any, name: str) -> bool:
    return bool(cells.getPropertyState(name).value == "AMBIGUOUS_VALUE")


def number_format(book: Any, sheet: Any, area: Area) -> str | None:
    asked = range_at(sheet, area)
    if _differs(asked, "NumberFormat"):
        return None
    key = asked.NumberFormat
    if key not in book.formats:
        book.formats[key] = str(book.document.NumberFormats.getByKey(key).FormatString)
    return str(book.formats[key])


def format_numbers(book: Any, sheet: Any, area: Area, form: str) -> None:
    from com.sun.star.lang import Locale  # noqa: PLC0415  only this Python has it

    formats, locale = book.document.NumberFormats, Locale("en", "US", "")
    key = formats.queryKey(form, locale, False)
    range_at(sheet, area).NumberFormat = formats.addNew(form, locale) if key < 0 else key


def color(book: Any, sheet: Any, area: Area) -> list[int] | None:
    """Red, green and blue of the fill; nothing where there is none; black, as Excel has it, where the fills differ."""
    asked = range_at(sheet, area)
    if _differs(asked, "CellBackColor"):
        return [0, 0, 0]
    fill = asked.CellBackColor
    return None if fill == NO_FILL else [fill >> 16 & 255, fill >> 8 & 255, fill & 255]


def paint(book: Any, sheet: Any, area: Area, rgb: list[int] | None) -> None:
    refuse(book, sheet, "formatCells")
    fill = NO_FILL if rgb is None else rgb[0] << 16 | rgb[1] << 8 | rgb[2]
    range_at(sheet, area).CellBackColor = fill


def hidden_rows(book: Any, sheet: Any, area: Area) -> list[bool]:
    seen = visible(book, sheet)[0]
    lines = range(area[0], area[2] + 1)
    return [line not in seen if line < FAR_ROW else not sheet.Rows.getByIndex(line).IsVisible for line in lines]


def hidden_columns(book: Any, sheet: Any, area: Area) -> list[bool]:
    seen = visible(book, sheet)[1]
    lines = range(area[1], area[3] + 1)
    return [line not in seen if line < FAR_COLUMN else not sheet.Columns.getByIndex(line).IsVisible for line in lines]


def visible(book: Any, sheet: Any) -> tuple[set[int], set[int]]:
    """The rows and columns that can be seen, of those that are not far away."""

    def look() -> tuple[set[int], set[int]]:
        seen = range_at(sheet, [0, 0, FAR_ROW - 1, FAR_COLUMN - 1]).queryVisibleCells()
        areas = [ends(each) for each in seen.RangeAddresses]
        rows = {row for top, _, bottom, _ in areas for row in range(top, bottom + 1)}
        return rows, {column for _, left, _, right in areas for column in range(left, right + 1)}

    return remembered(book, ("visible", sheet.Name), look)


def hide_rows(book: Any, sheet: Any, area: Area, hidden: bool) -> None:
    range_at(sheet, area).Rows.IsVisible = not hidden


def hide_columns(book: Any, sheet: Any, area: Area, hidden: bool) -> None:
    range_at(sheet, area).Columns.IsVisible = not hidden


def row_height(book: Any, sheet: Any, area: Area) -> float | None:
    """In points."""
    heights = {sheet.Rows.getByIndex(row).Height for row in range(area[0], area[2] + 1)}
    return round(heights.pop() * POINTS, 2) if len(heights) == 1 else None


def set_row_height(book: Any, sheet: Any, area: Area, points: float) -> None:
    range_at(sheet, area).Rows.Height = round(points / POINTS)


def merge_area(book: Any, sheet: Any, area: Area) -> Area:
    """The merged cells that the first cell of the area belongs to, or that cell alone."""
    row, column = area[:2]
    return merges(book, sheet).get((row, column), [row, column, row, column])


def merged(book: Any, sheet: Any, area: Area) -> bool | None:
    """Whether all cells of the area are parts of merged cells, or none."""
    held = merges(book, sheet)
    answers = {cell in held for cell in cells_of(area)}
    return answers.pop() if len(answers) == 1 else None


def merges(book: Any, sheet: Any) -> dict[Cell, Area]:
    """The merged cells of a sheet, each with its area, as in the file: nothing merges or cuts while it is open."""
    name = sheet.Name
    if name not in book.kept:
        return {}
    areas = book.kept[name].merged
    return remembered(book, ("merges", name), lambda: {cell: area for area in areas for cell in cells_of(area)})


def remembered(book: Any, what: tuple[object, ...], find: Callable[[], Found]) -> Found:
    """What was found before and has not changed since."""
    if what not in book.found:
        book.found[what] = find()
    return book.found[what]  # type: ignore[no-any-return]


def runs(book: Any, sheet: Any, row: int, column: int) -> list[tuple[str, bool]]:
    """The text of a cell in pieces, each with whether it is bold; what is no typed text is one piece."""
    return remembered(book, ("runs", sheet.Name, row, column), lambda: _runs(sheet, row, column))


def _runs(sheet: Any, row: int, column: int) -> list[tuple[str, bool]]:
    cell = sheet.getCellByPosition(column, row)
    if cell.Type.value != "TEXT":
        return [(cell.String, cell.CharWeight >= BOLD)]
    pieces: list[tuple[str, bool]] = []
    for paragraph in cell:
        if pieces:
            pieces.append(("\n", pieces[-1][1]))
        pieces += [(part.String, part.CharWeight >= BOLD) for part in paragraph if part.String]
    return pieces


def bold(book: Any, sheet: Any, area: Area) -> bool | None:
    if area[:2] == area[2:]:
        answers = {heavy for _, heavy in runs(book, sheet, *area[:2])}
        return answers.pop() if len(answers) == 1 else None
    asked = range_at(sheet, area)
    typed: set[Cell] = set(positions(asked.queryContentCells(TEXT)))
    answers = {heavy for row, column in typed for text, heavy in runs(book, sheet, row, column) if text.strip()}
    if len(typed) < (area[2] - area[0] + 1) * (area[3] - area[1] + 1):
        if _differs(asked, "CharWeight"):
            return None
        answers.add(asked.CharWeight >= BOLD)
    return answers.pop() if len(answers) == 1 else None


def embolden(book: Any, sheet: Any, area: Area, heavy: bool) -> None:
    range_at(sheet, area).CharWeight = BOLD if heavy else NORMAL


def embolden_part(book: Any, sheet: Any, row: int, column: int, start: int, length: int, heavy: bool) -> None:
    cursor = sheet.getCellByPosition(column, row).createTextCursor()
    cursor.gotoStart(False)
    cursor.goRight(start, False)
    cursor.goRight(length, True)
    cursor.CharWeight = BOLD if heavy else NORMAL


def refuse(book: Any, sheet: Any, what: str) -> None:
    """What the protection of a sheet keeps everybody from, as Excel does."""
    if sheet.Name in book.kept and book.kept[sheet.Name].forbids(what):
        raise PermissionError(f"1004: {sheet.Name} is protected: {what}")


def notes(book: Any, sheet: Any) -> list[Cell]:
    """Row and column of each cell that has a note."""
    return [(note.Position.Row, note.Position.Column) for note in sheet.Annotations]


def note(book: Any, sheet: Any, row: int, column: int) -> tuple[str, str] | None:
    """Text and author of a cell's note."""
    found = sheet.getCellByPosition(column, row).Annotation
    return (found.String, found.Author) if found.String else None


def add_note(book: Any, sheet: Any, row: int, column: int, text: str) -> None:
    """Refused, as in Excel, where there is one."""
    refuse(book, sheet, "objects")
    if note(book, sheet, row, column):
        raise ValueError("1004: the cell has a note")
    sheet.Annotations.insertNew(address(row, column, sheet.RangeAddress.Sheet), text)


def write_note(book: Any, sheet: Any, row: int, column: int, text: str) -> None:
    refuse(book, sheet, "objects")
    sheet.getCellByPosition(column, row).Annotation.setString(text)


def delete_note(book: Any, sheet: Any, row: int, column: int) -> None:
    refuse(book, sheet, "objects")
    sheet.Annotations.removeByIndex(notes(book, sheet).index((row, column)))
