"""The vandal's own tools, proved without any reader: LibreOffice adjusts the same references."""

import io
import re
import warnings
from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
from openpyxl import load_workbook

from tests.instruments.oracles.editor import edited
from tests.instruments.oracles.typist import needs_typist
from tests.instruments.vandal.book import Book, Sheet
from tests.instruments.vandal.book_file import opened, saved
from tests.instruments.vandal.calculated import recalculated
from tests.instruments.vandal.edits import COLUMNS, ROWS, Shift, delete, duplicate, move, move_row, rename, shift
from tests.instruments.vandal.kinds.file import MAIN_XML, in_parts, without_protection
from tests.instruments.vandal.patient import patient
from tests.instruments.vandal.references import LOST, carried, copied, read_by
from tests.instruments.vandal.samples import telling, telling_workbook
from tests.office.sheets.drawn_parts import MAIN, parts_of
from toolkit.form.form import Form
from toolkit.office.sheets.addresses import Box, Place
from toolkit.workbook.design.layout import layout

SHEET = "三、收到和处理申请"
EMPTY = Sheet("甲", "", Element("worksheet"), {}, {}, {}, {}, [])

# a formula on the sheet 甲 | after three rows were inserted before row 5 of it
CARRIED = """
SUM(D4:D6)            | SUM(D4:D9)
SUM('甲'!$D$5,B1)     | SUM('甲'!$D$8,B1)
'乙'!D5+D5            | '乙'!D5+D8
"D5"&LOG10(D5)&乙!D9  | "D5"&LOG10(D8)&乙!D9
"""


@pytest.mark.parametrize("line", CARRIED.strip().splitlines())
def test_references_move_along(line: str) -> None:
    """References in texts, functions that look like cells, and other sheets stay as they are."""
    before, after = (each.strip() for each in line.split("|"))
    assert carried(before, Shift(EMPTY, ROWS, 5, 3).box, "甲") == after


def test_what_is_deleted_breaks() -> None:
    """A reference to a deleted cell is lost, a range shrinks."""
    change = Shift(EMPTY, ROWS, 5, -2)
    assert carried("SUM(D4:D9)+D6+'甲'!$D$5", change.box, "甲") == f"SUM(D4:D7)+{LOST}+'甲'!{LOST}"


def test_a_copy_shifts_what_is_not_fixed() -> None:
    assert copied("SUM($D4:E$6)+'乙'!A1", 2, 1) == "SUM($D6:F$6)+'乙'!B3"


def test_opened_and_saved_is_the_same_workbook(any_form: Form) -> None:
    """Cells, names and merges come back as they were; else the vandal would do more than it says."""
    before = telling_workbook(any_form)
    after = saved(opened(before))
    assert _facts(before) == _facts(after)
    assert sorted(parts_of(before)) == sorted(parts_of(after))


def test_every_cell_of_the_form_is_tagged(any_form: Form) -> None:
    """The truth about where a figure is rests on the tags."""
    sick = patient(telling_workbook(any_form), telling(any_form))
    tagged = sick.book.tagged()
    assert set(any_form.cells) <= set(tagged)
    for id, place in layout(any_form).figures.items():
        sheet, key = tagged[id]
        assert (sheet.name, *key) == (place.sheet, place.row, place.column)
        assert any_form.cells[id].computed or sheet.cells[key].value == telling(any_form).entries[id]


def test_sums_are_calculated_as_before(any_form: Form) -> None:
    """Our little calculator agrees with the values that Python wrote, where nothing was damaged."""
    book = opened(telling_workbook(any_form))
    before = {(sheet.name, key): cell.value for sheet, key, cell in book.cells() if cell.formula}
    recalculated(book)
    assert {(sheet.name, key): cell.value for sheet, key, cell in book.cells() if cell.formula} == before


def test_a_renamed_and_a_deleted_sheet(official: Form) -> None:
    """Names and formulas follow the new name, or break."""
    book = opened(telling_workbook(official))
    sheet = book.sheet(SHEET)
    assert sheet
    rename(book, sheet, "改'名")
    assert all(f"'{SHEET}'!" not in name.text for name in book.names)
    assert any(name.text == "'改''名'!$D$6" for name in book.names)
    delete(book, sheet)
    assert any(name.text == "#REF!$D$6" for name in book.names)
    assert any(cell.formula and LOST in cell.formula for _, _, cell in book.cells())
    _loads(saved(book))


def test_a_copied_sheet_doubles_its_names(official: Form) -> None:
    """As Excel does it: the copy's names belong to the copy alone."""
    book = opened(telling_workbook(official))
    sheet = book.sheet(SHEET)
    assert sheet
    twin = duplicate(book, sheet, "副本")
    local = [name for name in book.names if name.sheet is twin]
    assert len(local) >= len([cell for cell in official.cells if cell.startswith("requests.")])
    assert "副本" in _loads(saved(book))


def test_a_moved_row_takes_its_tags_along(official: Form) -> None:
    """And the sums around it still add up the same cells."""
    book = patient(telling_workbook(official), telling(official)).book
    sheet = book.sheet(SHEET)
    assert sheet
    move_row(book, sheet, 10, 20)
    recalculated(book)
    total, key = book.tagged()["requests.handled.person"]
    assert total.cells[key].value == telling(official).figure("requests.handled.person")
    assert book.tagged()["requests.secret.person"] == (sheet, (19, 4))


STEPS: dict[str, tuple[list[int], Callable[[Book, Sheet], None]]] = {
    "insert rows": ([9, 3], lambda book, sheet: shift(book, Shift(sheet, ROWS, 10, 3))),
    "delete rows": ([26, 2], lambda book, sheet: shift(book, Shift(sheet, ROWS, 27, -2))),
    "insert columns": ([5, 2], lambda book, sheet: shift(book, Shift(sheet, COLUMNS, 6, 2))),
    "delete columns": ([4, 1], lambda book, sheet: shift(book, Shift(sheet, COLUMNS, 5, -1))),
    "insert cells": ([4, 19, 4, 19], lambda book, sheet: shift(book, Shift(sheet, ROWS, 20, 1, 5, 5))),
    "move": ([3, 5, 9, 29, 20, 60], lambda book, sheet: move(book, Box(SHEET, 6, 4, 30, 10), Place(SHEET, 61, 21))),
}


@needs_typist
def test_libreoffice_adjusts_the_same_references(official: Form) -> None:
    """Of every formula and name, the cells that it reads after the edit."""
    plain = in_parts(without_protection, MAIN_XML)(telling_workbook(official))
    theirs = edited(plain, [(what, SHEET, where) for what, (where, _) in STEPS.items()])
    for (what, (_, act)), their in zip(STEPS.items(), theirs, strict=True):
        book = opened(plain)
        sheet = book.sheet(SHEET)
        assert sheet
        act(book, sheet)
        ours, office = _reads(saved(book)), _reads(their)
        assert len(ours) > 400
        assert {
            key: (ours.get(key), office.get(key)) for key in ours | office if ours.get(key) != office.get(key)
        } == {}, what


def _reads(workbook: bytes) -> dict[str, tuple[list[Box], int]]:
    """For every formula and name the rectangles that it reads, and how many references are lost."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(workbook))
    formulas = {
        f"{page.title}!{cell.coordinate}": (page.title, str(cell.value))
        for page in book.worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    formulas |= {name: ("", str(each.attr_text)) for name, each in book.defined_names.items()}
    return {
        key: (sorted(set(read_by(formula, home)), key=str), len(re.findall(LOST, formula)))
        for key, (home, formula) in formulas.items()
    }


def _loads(workbook: bytes) -> list[str]:
    """A stranger can open it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        names: list[str] = load_workbook(io.BytesIO(workbook)).sheetnames
    return names


def _facts(workbook: bytes) -> dict[str, object]:
    book = opened(workbook)
    cells = {(sheet.name, key): (cell.formula, cell.value) for sheet, key, cell in book.cells()}
    merges = {sheet.name: sheet.merges for sheet in book.sheets}
    names = [(name.attributes, name.text, name.sheet and name.sheet.name) for name in book.names]
    rules = [len(list(sheet.root.iter(MAIN + "dataValidation"))) for sheet in book.sheets]
    return {"cells": cells, "merges": merges, "names": names, "rules": rules}
