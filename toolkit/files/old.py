"""What Excel 97 and WPS wrote (.xls, .et): values, read by calamine (optional); names and errors from the records."""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any

from toolkit.files.records import Area, Records, records
from toolkit.submission import limits
from toolkit.submission.entry import number
from toolkit.submission.limits import within
from toolkit.submission.refusal import Refusal
from toolkit.submission.text import FORBIDDEN, Run
from toolkit.workbook.book import Book, Content, Sheet
from toolkit.workbook.compound import Compound
from toolkit.workbook.places import Box, Place

SIZE = 20 * 2**20  # bytes; one of ours has 0.2 MB
STANDARD_ERROR = 2
NAME_CELLS = 1_000  # a longer run of cells is none of ours
Value = int | float | str | bool | date | time | datetime | timedelta
Corner = tuple[int, int]
Values = list[tuple[str, Corner, list[list[Value]], list[tuple[Corner, Corner]]]]  # the corner where the rows begin


def book(data: bytes) -> Book:
    """Raises :class:`Refusal`."""
    within(len(data), SIZE, f"超过{SIZE >> 20}MB")
    file = Compound(data)
    known = records(file.stream("Workbook" if "Workbook" in file else "Book"))
    sheets = {
        name: Sheet(_cells(position, first, rows, known), tuple(_box(name, *corners) for corners in merged))
        for position, (name, first, rows, merged) in enumerate(_values(data))
    }
    order = list(sheets)
    names = {name: _places(area, order[area.sheet]) for name, area in known.names.items() if area.sheet < len(order)}
    return Book(sheets, names, formulas=False)


def _values(data: bytes) -> Values:
    """Each sheet's name, rows and merged areas, as calamine gives them."""
    try:
        import python_calamine  # noqa: PLC0415 - an optional part of the program
    except ImportError as error:
        raise Refusal("old-format") from error
    try:
        with _silent():
            return _read(python_calamine.load_workbook(io.BytesIO(data)))
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except python_calamine.PasswordError as error:
        raise Refusal("encrypted") from error
    except BaseException as error:  # a panic of its own is no Exception
        raise Refusal("unreadable") from error


@contextmanager
def _silent() -> Iterator[None]:
    """What a panic writes to standard error by itself, past Python, is for nobody who reads files."""
    try:
        kept = os.dup(STANDARD_ERROR)
    except OSError:  # a program without a console has none
        yield
        return
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), STANDARD_ERROR)
    try:
        yield
    finally:
        os.dup2(kept, STANDARD_ERROR)
        os.close(kept)


def _read(workbook: Any) -> Values:
    sheets = [workbook.get_sheet_by_name(name) for name in workbook.sheet_names]
    return [(each.name, each.start or (0, 0), each.to_python(), each.merged_cell_ranges or []) for each in sheets]


def _cells(sheet: int, first: Corner, rows: list[list[Value]], known: Records) -> dict[Corner, Content]:
    found = {
        (row, column): content(value)
        for row, values in enumerate(rows, start=first[0] + 1)
        for column, value in enumerate(values, start=first[1] + 1)
        if value != ""
    }
    within(len(found), limits.CELLS, "有内容的格超过{}个")
    faults = {(row + 1, column + 1): Content(said) for (of, row, column), said in known.faults.items() if of == sheet}
    return found | faults


def content(value: Value) -> Content:
    """A value as a cell of ours: a number, a text, or the text that stands for anything else."""
    match value:
        case bool():
            return Content(str(value).upper())
        case int() | float():
            kept = number(value)
            return Content(str(value) if kept is None else kept)
        case str():
            text = FORBIDDEN.sub("", value)
            return Content(text, runs=(Run(text),))
        case time():
            return Content(f"{value:%H:%M}")
        case timedelta():
            minutes = int(value.total_seconds()) // 60
            return Content(f"{minutes // 60}:{minutes % 60:02}")
        case date():
            return Content(f"{value:%Y-%m-%d}")


def _box(sheet: str, first: Corner, last: Corner) -> Box:
    return Box(sheet, first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1)


def _places(area: Area, sheet: str) -> tuple[Place, ...]:
    """As for an .xlsx: one cell, or cells of one column."""
    if area.left != area.right or area.bottom - area.top > NAME_CELLS:
        return ()
    return tuple(Place(sheet, row + 1, area.left + 1) for row in range(area.top, area.bottom + 1))
