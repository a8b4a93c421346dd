"""Rows and columns of tables: inserted, deleted, hidden, swapped; as Excel does it and as a naive tool does."""

from collections.abc import Callable
from random import Random

from tests.instruments.vandal.book import Book, Sheet
from tests.instruments.vandal.edits import COLUMNS, LAST, ROWS, Shift, copy, move, move_row, shift
from tests.instruments.vandal.kind import Act, Kind
from tests.instruments.vandal.kinds.marks import names_lie
from tests.instruments.vandal.patient import LABEL, Patient
from toolkit.office.sheets.addresses import Box, Place


def on_a_table(change: Callable[[Patient, Sheet, Random], str | None]) -> Act:
    def act(patient: Patient, random: Random) -> str | None:
        sheets = patient.table_sheets()
        if not sheets:
            return None
        sheet = random.choice(sheets)
        done = change(patient, sheet, random)
        return f"{sheet.name}：{done}" if done else None

    return act


def adjusted(patient: Patient, adjust: bool) -> bool:
    """Whether cells may be moved so: where nothing is adjusted, names and merges are wrong from then on."""
    return adjust or (names_lie(patient) and patient.erases("merges"))


def lines(patient: Patient, sheet: Sheet, axis: int, computed: bool | None = None) -> list[int]:
    """The rows or columns that hold figures; those with inputs or with nothing but totals where it is asked."""
    found: dict[int, bool] = {}
    for key, cell in sheet.cells.items():
        if cell.tag in patient.form.cells:
            only_totals = patient.form.cells[cell.tag].computed
            found[key[axis]] = found.get(key[axis], True) and only_totals
    return sorted(line for line, totals in found.items() if computed is None or totals == computed)


def inserted(axis: int, adjust: bool, filled: str = "") -> Act:
    """Empty lines, lines with numbers in them, or copies of the line below."""

    def change(patient: Patient, sheet: Sheet, random: Random) -> str | None:
        if not adjusted(patient, adjust):
            return None
        at = random.choice(lines(patient, sheet, axis))
        count = 1 if filled == "copied" else random.randint(1, 3)
        shift(patient.book, Shift(sheet, axis, at, count), adjust)
        for line in range(at, at + count):
            if filled:
                _fill(patient.book, sheet, axis, line, at + count, filled, random)
        return f"第{at}行（列）前插入{count}"

    return on_a_table(change)


def _fill(book: Book, sheet: Sheet, axis: int, line: int, after: int, filled: str, random: Random) -> None:
    used = sheet.used()
    if filled == "copied":
        source = Box(sheet.name, after, 1, after, used.right)
        source = source if axis == ROWS else Box(sheet.name, 1, after, used.bottom, after)
        copy(book, source, Place(sheet.name, source.top - (axis == ROWS), source.left - (axis == COLUMNS)))
        return
    for key in [key for key in sheet.cells if key[axis] == after]:
        place = (line, key[1]) if axis == ROWS else (key[0], line)
        if sheet.cells[key].tag and sheet.cells[key].tag != LABEL:
            sheet.cell(*place).type(random.randrange(50))


def deleted(axis: int, computed: bool | None, adjust: bool = True) -> Act:
    def change(patient: Patient, sheet: Sheet, random: Random) -> str | None:
        pool = lines(patient, sheet, axis, computed)
        if not pool or not adjusted(patient, adjust):
            return None
        at = random.choice(pool)
        shift(patient.book, Shift(sheet, axis, at, -1), adjust)
        return f"删第{at}行（列）"

    return on_a_table(change)


def labels_deleted(patient: Patient, sheet: Sheet, random: Random) -> str | None:
    """The columns of labels left of the figures, all of them."""
    first = lines(patient, sheet, COLUMNS)[0]
    held = {column for (_, column), cell in sheet.cells.items() if cell.tag == LABEL and column < first}
    if not held or not patient.erases("labels"):
        return None
    shift(patient.book, Shift(sheet, COLUMNS, min(held), -len(held)))
    return "删去栏目名称各列"


def headings_deleted(patient: Patient, sheet: Sheet, random: Random) -> str | None:
    """The rows of headings above the figures."""
    first = lines(patient, sheet, ROWS)[0]
    held = {row for (row, _), cell in sheet.cells.items() if cell.tag == LABEL and row < first}
    if not held or not patient.erases("labels"):
        return None
    shift(patient.book, Shift(sheet, ROWS, min(held), -len(held)))
    return "删去表头各行"


def hidden(patient: Patient, sheet: Sheet, random: Random) -> str:
    for axis, attributes in ((ROWS, sheet.rows), (COLUMNS, sheet.columns)):
        for line in random.sample(lines(patient, sheet, axis), 1):
            attributes.setdefault(line, {})["hidden"] = "1"
    return "隐藏一行一列"


def rows_moved(adjust: bool) -> Act:
    def change(patient: Patient, sheet: Sheet, random: Random) -> str | None:
        rows = lines(patient, sheet, ROWS, computed=False)
        if len(rows) < 2 or not adjusted(patient, adjust) or not patient.erases("merges"):
            return None
        row, before = random.sample(rows, 2)
        move_row(patient.book, sheet, row, before, adjust)
        return f"第{row}行移到第{before}行前"

    return on_a_table(change)


def swapped(adjust: bool) -> Act:
    """Two rows of the printed table change places; what stands outside (hidden keys) stays."""

    def change(patient: Patient, sheet: Sheet, random: Random) -> str | None:
        rows = lines(patient, sheet, ROWS, computed=False)
        if len(rows) < 2 or not patient.erases("merges") or not _may_be_swapped(patient, adjust):
            return None
        one, other = sorted(random.sample(rows, 2))
        box = sheet.printed()
        spare = Place(sheet.name, sheet.used().bottom + 5, box.left)
        patient.moving([] if adjust else [sheet], lambda: _swap(patient.book, box, one, other, spare, adjust))
        return f"第{one}行与第{other}行对调"

    return on_a_table(change)


def _may_be_swapped(patient: Patient, adjust: bool) -> bool:
    """Labels go along, keys do not; names only where they are adjusted."""
    if adjust:
        return patient.erases("keys") and patient.relies_on("names", "labels")
    return patient.relies_on("labels") and patient.relies_on("names", "keys")


def _swap(book: Book, box: Box, one: int, other: int, spare: Place, adjust: bool) -> None:
    for source, target in ((one, spare.row), (other, one), (spare.row, other)):
        line = Box(box.sheet, source, box.left, source, box.right)
        move(book, line, Place(box.sheet, target, box.left), adjust)


def torn(patient: Patient) -> bool:
    """Whether figures may leave their labels: names must be there on the one side, labels or keys on the other."""
    return patient.erases("merges") and patient.relies_on("names") and patient.relies_on("keys", "labels")


def cells_shifted(axis: int, count: int) -> Act:
    """“Insert cells” or “delete cells”: only part of the lines moves, so figures leave their labels."""

    def change(patient: Patient, sheet: Sheet, random: Random) -> str | None:
        if not torn(patient):
            return None
        at = random.choice(lines(patient, sheet, axis))
        across = lines(patient, sheet, 1 - axis)
        low = random.choice(across)
        high = random.choice([line for line in across if low <= line <= low + 2])
        patient.moving([sheet], lambda: shift(patient.book, Shift(sheet, axis, at, count, low, min(high, LAST))))
        return f"从第{at}行（列）起，第{low}至{high}列（行）的单元格移{count}格"

    return on_a_table(change)


LINES = (
    Kind("rows-inserted", "empty rows inserted", "插入空行", inserted(ROWS, True), True),
    Kind("rows-inserted-filled", "rows with numbers inserted", "插入带数字的行", inserted(ROWS, True, "numbers"), True),
    Kind("row-copied", "a row copied and inserted", "复制一行插入", inserted(ROWS, True, "copied"), True),
    Kind(
        "rows-inserted-naive",
        "rows inserted, nothing adjusted",
        "插入行，公式和名称未跟着变",
        inserted(ROWS, False),
        True,
    ),
    Kind(
        "rows-inserted-naive-filled",
        "rows with numbers inserted, nothing adjusted",
        "插入带数字的行，公式和名称未跟着变",
        inserted(ROWS, False, "numbers"),
        True,
    ),
    Kind("columns-inserted", "empty columns inserted", "插入空列", inserted(COLUMNS, True), True),
    Kind(
        "columns-inserted-filled",
        "columns with numbers inserted",
        "插入带数字的列",
        inserted(COLUMNS, True, "numbers"),
        True,
    ),
    Kind("column-copied", "a column copied and inserted", "复制一列插入", inserted(COLUMNS, True, "copied"), True),
    Kind(
        "columns-inserted-naive",
        "columns inserted, nothing adjusted",
        "插入列，公式和名称未跟着变",
        inserted(COLUMNS, False),
        True,
    ),
    Kind("row-deleted", "a row of inputs deleted", "删去一行数字", deleted(ROWS, False), True),
    Kind(
        "row-deleted-naive",
        "a row deleted, nothing adjusted",
        "删去一行，公式和名称未跟着变",
        deleted(ROWS, False, False),
        True,
    ),
    Kind("totals-row-deleted", "a row of totals deleted", "删去合计行", deleted(ROWS, True), False),
    Kind("column-deleted", "a column of inputs deleted", "删去一列数字", deleted(COLUMNS, False), True),
    Kind("labels-deleted", "the columns of labels deleted", "删去栏目名称列", on_a_table(labels_deleted), True),
    Kind("headings-deleted", "the rows of headings deleted", "删去表头行", on_a_table(headings_deleted), True),
    Kind("hidden", "a row and a column hidden", "隐藏行、列", on_a_table(hidden), True),
    Kind("row-moved", "a whole row moved", "整行移动", rows_moved(True), True),
    Kind(
        "row-moved-naive",
        "a whole row moved, nothing adjusted",
        "整行移动，公式和名称未跟着变",
        rows_moved(False),
        True,
    ),
    Kind("rows-swapped", "the visible cells of two rows swapped", "两行可见单元格对调", swapped(True), True),
    Kind(
        "rows-swapped-naive",
        "the visible cells of two rows swapped, nothing adjusted",
        "两行可见单元格对调，公式和名称未跟着变",
        swapped(False),
        True,
    ),
    Kind("cells-down", "cells shifted down", "活动单元格下移", cells_shifted(ROWS, 1), True),
    Kind("cells-right", "cells shifted to the right", "活动单元格右移", cells_shifted(COLUMNS, 1), True),
    Kind("cells-up", "cells deleted, those below move up", "删除单元格，下方上移", cells_shifted(ROWS, -1), True),
    Kind(
        "cells-left",
        "cells deleted, those on the right move left",
        "删除单元格，右侧左移",
        cells_shifted(COLUMNS, -1),
        True,
    ),
)
