"""Cells and rectangles, and how a spreadsheet writes them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawn import rows
from toolkit.office.sheets.addresses import (
    Place,
    anchored,
    areas_of,
    boxes,
    carried,
    fixed,
    letters,
    number_of,
    parse_reference,
    position,
    quoted,
)

LAST_COLUMN = 16_384
COLUMNS = """
A   | 1
Z   | 26
AA  | 27
AZ  | 52
BA  | 53
ZZ  | 702
AAA | 703
XFD | 16384
"""

# reference | its sheet | its cells
REFERENCES = """
'二、主动公开'!$B$5         | 二、主动公开 | B5
二、主动公开!$B$5           | 二、主动公开 | B5
Sheet1!A1                  | Sheet1      | A1
' 表 '!$A$1                | ' 表 '      | A1
'张三''s 表'!$AB$12        | 张三's 表    | AB12
'一'!$B$4:$B$6             | 一          | B4 B5 B6
'一'!B4:B6                 | 一          | B4 B5 B6
'一'!$B$4:$B$4             | 一          | B4
'一'!$B$4:$C$6             |             |
'一'!$B$4:$B$20000         |             |
'一'!$B$6:$B$4             |             |
'一'!#REF!                 |             |
#REF!                      |             |
#REF!$A$1                  |             |
'一'!$A$1,'一'!$A$3        |             |
'一'!$A:$A                 |             |
$A$1                       |             |
'一'!A1+1                  |             |
[1]'一'!$A$1               |             |
[1]一!$A$1                 |             |
"没有"                     |             |
                           |             |
"""

# cells marked with # | the rectangles they make
DRAWINGS = """
#..  .   | A1
##.  ##. | A1:B2
##.  ..# | A1:B1 C2
#.#  #.# | A1:A2 C1:C2
###  #.# | B1 A1:A2 C1:C2
.##  ### | B1:C2 A2
"""

# formula | its cell | another cell | the formula there
CARRIED = """
SUM(D8:D28)            | D29 | F29 | SUM(F8:F28)
SUM(D6:I6)             | J6  | J9  | SUM(D9:I9)
SUM($D$8:D$28)+$D8     | D29 | E31 | SUM($D$8:E$28)+$D10
SUM(C7:C9)-SUM(C10)    | C11 | D11 | SUM(D7:D9)-SUM(D10)
LOG10(A1)              | B1  | C1  | LOG10(B1)
"""

places = st.builds(Place, st.sampled_from(["一", "张三's 表"]), st.integers(1, 8), st.integers(1, 8))


def test_columns_have_the_letters_that_spreadsheets_give_them() -> None:
    """Every formula and message names columns by letter."""
    for text, number in rows(COLUMNS):
        assert (letters(int(number)), number_of(text)) == (text, int(number))


def test_letters_and_numbers_are_inverse() -> None:
    """For every column there is in a sheet, and no two share their letters."""
    written = [letters(column) for column in range(1, LAST_COLUMN + 1)]
    assert [number_of(text) for text in written] == list(range(1, LAST_COLUMN + 1))


@pytest.mark.parametrize(("text", "sheet", "refs"), rows(REFERENCES))
def test_a_reference_is_read_or_is_none(text: str, sheet: str, refs: str) -> None:
    """Names are written by Excel, WPS and LibreOffice, each with its own quoting, and broken by deletions."""
    found = parse_reference(text)
    assert [place.ref for place in found] == refs.split()
    assert {place.sheet for place in found} <= {sheet.strip("'")}


@given(st.text("一'! A$:1", min_size=1, max_size=8), st.integers(1, 99), st.integers(1, 99), st.integers(0, 9))
def test_what_a_name_points_to_is_read_back(sheet: str, row: int, column: int, down: int) -> None:
    """Reading finds every cell by the reference that drawing wrote, whatever the sheet is called."""
    run = [Place(sheet, row + step, column) for step in range(down + 1)]
    assert list(parse_reference(fixed(run))) == run


@given(st.text(max_size=30) | st.text("'!$A1:#", max_size=30))
def test_junk_never_breaks_the_reader(text: str) -> None:
    """A name in a stranger's workbook can say anything."""
    assert all(place.fixed for place in parse_reference(text))


@given(st.sets(places, max_size=30))
def test_boxes_hold_exactly_the_cells(cells: set[Place]) -> None:
    """A sum over boxes must add every cell, and each once."""
    covered = [place for box in boxes(cells) for row in box.rows() for place in row]
    assert sorted(covered) == sorted(cells)


@pytest.mark.parametrize(("drawing", "found"), rows(DRAWINGS))
def test_rectangles_are_found(drawing: str, found: str) -> None:
    """Short formulas are read by people: SUM(D8:I28), not 126 cells."""
    lines = drawing.split()
    marked = [(r, c) for r, line in enumerate(lines, 1) for c, mark in enumerate(line, 1) if mark == "#"]
    assert areas_of(Place("一", *cell) for cell in marked) == found


def test_a_full_rectangle_is_one_box() -> None:
    """A corner of a table expands to all of its inputs."""
    assert areas_of(Place("一", row, column) for row in range(8, 29) for column in range(4, 10)) == "D8:I28"


def test_a_sheet_name_is_quoted() -> None:
    """Sheet names hold commas, spaces and apostrophes."""
    assert quoted("张三's、表") == "'张三''s、表'"
    assert Place("张三's", 3, 2).fixed == "'张三''s'!$B$3"


def test_a_cell_is_seen_from_its_own_sheet_without_its_name() -> None:
    """A total reads ``SUM(D8:D28)``, as an officer would have typed it."""
    place = Place("一", 8, 4)
    assert (place.seen_from("一"), place.seen_from("二")) == ("D8", "'一'!D8")


def test_a_reference_is_a_row_and_a_column() -> None:
    """What is no reference is none, and not some other cell."""
    assert (position("C3"), position("$AA$12")) == ((3, 3), (12, 27))
    assert [position(junk) for junk in ("", "!!", "C0", "C", "3", "c3", "ABCD1")] == [None] * 7


@pytest.mark.parametrize(("formula", "first", "here", "there"), rows(CARRIED))
def test_a_shared_formula_is_carried_along(formula: str, first: str, here: str, there: str) -> None:
    """Programs write a formula that several cells share once; the others must be recognised all the same."""
    start, end = position(first), position(here)
    assert start
    assert end
    assert carried(formula, start, end) == there


@given(st.integers(1, 40), st.integers(1, 40))
def test_a_carried_formula_moves_like_its_cell(down: int, right: int) -> None:
    """The shift is that between the cells, for every reference alike."""
    here = Place("一", 9 + down, 2 + right)
    assert re.findall(r"[A-Z]+\d+", carried("SUM(A1:B3)", (9, 2), (here.row, here.column))) == [
        Place("一", 1 + down, 1 + right).ref,
        Place("一", 3 + down, 2 + right).ref,
    ]


def test_an_anchored_formula_reads_the_same_cells_anywhere() -> None:
    """A ready sentence is copied into another cell; what stands between quotation marks is no reference."""
    assert anchored("""IF(SUM('三、乙'!D6:$I7,A1)=0,"A1""B2",C4&"D5")""") == (
        """IF(SUM('三、乙'!$D$6:$I$7,$A$1)=0,"A1""B2",$C$4&"D5")"""
    )
