"""Runs in the system's Python, which has LibreOffice's bridge: keeps workbooks open, answers one line with one line.

A request is ``[what, argument, …]``; the answer is ``["is", result]`` or ``["refused", why]``. Rows and columns
count from 0, an area is ``[top, left, bottom, right]`` and holds its ends.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.instruments.calc import inside_cells as cells
from tests.instruments.calc import inside_looks as looks
from tests.instruments.calc.inside_file import Kept, put_back, taken
from tests.instruments.oracles.typist_inside import connected, values

XLSX = "Calc MS Excel 2007 XML"
PATIENCE = 10  # seconds for LibreOffice to end
EXCEL_FILE = 3  # com.sun.star.sheet.AddressConvention.XL_OOX


@dataclass(frozen=True)
class Open:
    """A workbook: the document, the reader and writer of Excel's formulas, and what was already found."""

    document: Any
    formulas: Any
    kept: dict[str, Kept]  # by sheet
    pages: dict[str, Any] = field(default_factory=dict)  # sheets, by name
    excel: dict[str, str] = field(default_factory=dict)
    formats: dict[int, str] = field(default_factory=dict)
    found: dict[tuple[object, ...], Any] = field(default_factory=dict)  # till something changes


Books = dict[int, Open]


def opened(desktop: Any, work: Path, books: Books, path: str) -> int:
    """Opens a copy of a workbook, or makes an empty one where ``path`` is empty; its number.

    Beside a file that it opens LibreOffice leaves its mark, which stays when LibreOffice is ended, and bars the next.
    """
    number = max(books, default=0) + 1
    copy = work / f"{number}-{Path(path).name}"
    kept = taken(Path(path), copy) if path else {}
    url = copy.as_uri() if path else "private:factory/scalc"
    document = desktop.loadComponentFromURL(url, "_blank", 0, ())
    if document is None:
        raise ValueError(f"LibreOffice cannot open {path}")
    formulas = document.createInstance("com.sun.star.sheet.FormulaParser")
    formulas.CompileEnglish, formulas.FormulaConvention = True, EXCEL_FILE
    books[number] = Open(document, formulas, kept)
    return number


def closed(books: Books, number: int) -> None:
    books.pop(number).document.close(True)


def saved(book: Open, path: str) -> None:
    book.document.storeToURL(Path(path).as_uri(), values(FilterName=XLSX))
    put_back(Path(path), book.kept)


def sheets(book: Open) -> list[list[object]]:
    """Name of each sheet, and whether it can be seen."""
    return [[sheet.Name, sheet.IsVisible] for sheet in book.document.Sheets]


def active(book: Open) -> str:
    return str(book.document.CurrentController.ActiveSheet.Name)


def selected(book: Open, sheet: str, area: list[int] | None) -> None:
    """Brings a sheet to the front, and an area on it under the cursor."""
    page = page_of(book, sheet)
    book.document.CurrentController.setActiveSheet(page)
    if area:
        book.document.CurrentController.select(cells.range_at(page, area))


def selection(book: Open) -> list[object]:
    """Sheet and area under the cursor; of several areas the first."""
    chosen = book.document.CurrentSelection
    at = chosen.RangeAddresses[0] if hasattr(chosen, "RangeAddresses") else chosen.RangeAddress
    return [book.document.Sheets.getByIndex(at.Sheet).Name, cells.ends(at)]


def rename(book: Open, sheet: Any, name: str) -> None:
    old, sheet.Name = sheet.Name, name
    if old in book.kept:
        book.kept[name] = book.kept.pop(old)
    book.pages.clear()
    book.excel.clear()


def show(book: Open, sheet: Any, visible: bool) -> None:
    sheet.IsVisible = visible


def names(book: Open) -> list[list[str]]:
    """Each defined name with what it refers to in Excel's words; a name of one sheet alone begins with that sheet."""
    found = [(name, entry) for name, entry in _entries(book.document.NamedRanges)]
    for sheet in book.document.Sheets:
        found += [(f"'{sheet.Name}'!{name}", entry) for name, entry in _entries(sheet.NamedRanges)]
    return [[name, "=" + (cells.in_excel(book, entry.Content, entry, 0, 0) or "#REF!")] for name, entry in found]


def _entries(collection: Any) -> list[tuple[str, Any]]:
    return [(name.removeprefix("_xlnm."), collection.getByName(name)) for name in collection.ElementNames]


ON_BOOKS: dict[str, Callable[..., object]] = {
    "save": saved,
    "sheets": sheets,
    "active": active,
    "select": selected,
    "selection": selection,
    "names": names,
}
ON_SHEETS: dict[str, Callable[..., object]] = {
    "rename": rename,
    "show": show,
    "used": cells.used,
    "values": cells.values,
    "formulas": cells.formulas,
    "write": cells.write,
    "clear": cells.clear,
    "number_format": looks.number_format,
    "format_numbers": looks.format_numbers,
    "color": looks.color,
    "paint": looks.paint,
    "hidden_rows": looks.hidden_rows,
    "hide_rows": looks.hide_rows,
    "hidden_columns": looks.hidden_columns,
    "hide_columns": looks.hide_columns,
    "row_height": looks.row_height,
    "set_row_height": looks.set_row_height,
    "merged": looks.merged,
    "merge_area": looks.merge_area,
    "bold": looks.bold,
    "embolden": looks.embolden,
    "embolden_part": looks.embolden_part,
    "runs": looks.runs,
    "notes": looks.notes,
    "note": looks.note,
    "add_note": looks.add_note,
    "write_note": looks.write_note,
    "delete_note": looks.delete_note,
}

CHANGES = {"rename", "write", "clear", "hide_rows", "hide_columns", "embolden", "embolden_part"}


def answered(desktop: Any, work: Path, books: Books, what: str, *arguments: Any) -> object:
    """What is asked of the program, of a book, or of a sheet in a book."""
    if what == "open":
        return opened(desktop, work, books, *arguments)
    if what == "close":
        closed(books, *arguments)
        return None
    book = books[arguments[0]]
    if what in CHANGES:
        book.found.clear()
    if what in ON_BOOKS:
        return ON_BOOKS[what](book, *arguments[1:])
    return ON_SHEETS[what](book, page_of(book, arguments[1]), *arguments[2:])


def page_of(book: Open, name: str) -> Any:
    """A sheet; each call to LibreOffice takes its time."""
    if name not in book.pages:
        book.pages[name] = book.document.Sheets.getByName(name)
    return book.pages[name]


def main(work: Path, program: str) -> None:
    """Answers until nobody asks any more; then LibreOffice ends, if need be with the whole process group."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what LibreOffice prints is no answer
    try:
        context, office = connected(work, program, "--headless")
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        books: Books = {}
        for line in sys.stdin:
            try:
                answer = ["is", answered(desktop, work, books, *json.loads(line))]
            except Exception as fault:
                answer = ["refused", f"{type(fault).__name__}: {fault}"]
            answers.write(json.dumps(answer) + "\n")
            answers.flush()
        for number in list(books):
            closed(books, number)
        desktop.terminate()
        office.wait(PATIENCE)
    finally:
        os.killpg(os.getpgid(0), signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
