"""Every number that stands anywhere in a workbook is read, or named in a finding; what we drew ourselves never is."""

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.drawn import both_forms, official_form, rows, second_form
from tests.office.sheets.drawn_parts import empty
from tests.workbook.shifted import book, with_cells
from toolkit.checks.check import check
from toolkit.checks.finding import Level
from toolkit.checks.reading import Reading
from toolkit.form.form import Form
from toolkit.office.opc import Package
from toolkit.office.sheets.addresses import Box, Place
from toolkit.office.sheets.book import Book, Content, Sheet
from toolkit.office.sheets.xlsx import Contents
from toolkit.submission.submission import BLANKS_ARE_ZERO, DECLARATIONS
from toolkit.workbook.design.labels import LIST_TITLE
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import COVER, RESULTS, TextSheet
from toolkit.workbook.read.reader import read_book

OUTSIDE = ("outside", "numbers-elsewhere", "table-elsewhere")
SCRATCH = "草稿"
NUMBER = 7391  # stands nowhere in a workbook of ours


@cache
def whole(form: Form) -> Book:
    return book(form)


@cache
def as_read(form: Form) -> Reading:
    return read_book(whole(form), both_forms())


def named(reading: Reading) -> set[tuple[str, str]]:
    return {(spot.sheet, spot.ref) for each in reading.findings if each.code in OUTSIDE for spot in each.spots}


def outside(made: Book) -> list[str]:
    return [f"{each.level} {each.code}" for each in check(read_book(made, both_forms())) if each.code in OUTSIDE]


def declared(made: Book, form: Form) -> Book:
    """Every table filled in, its blanks zero, and all of them blank."""
    placed = layout(form)
    for cell in form.inputs:
        at = placed.figures[cell.id]
        made = with_cells(made, at.sheet, {(at.row, at.column): None})
    for table in placed.tables.values():
        at = table.declared
        made = with_cells(made, at.sheet, {(at.row, at.column): Content(DECLARATIONS[BLANKS_ARE_ZERO])})
    return made


NEAR = st.tuples(st.integers(1, 60), st.integers(1, 16))
FAR = st.tuples(st.integers(1, 1_048_576), st.integers(1, 16_384))
WRITTEN = (NUMBER, f"{NUMBER}件", "７３９１", f"共{NUMBER}")


@settings(deadline=None, max_examples=100)
@given(st.integers(0, 1), st.integers(0, 99), NEAR | FAR, st.sampled_from(WRITTEN), st.booleans())
def test_any_number_anywhere(which: int, sheet: int, at: tuple[int, int], typed: int | str, hidden: bool) -> None:
    """Typed over whatever stands there, as a number or as a text, in a hidden line or not."""
    form = both_forms()[which]
    sheets = {**whole(form).sheets, SCRATCH: Sheet()}
    name = list(sheets)[sheet % len(sheets)]
    lines = (range(at[0], at[0] + 1),) if hidden else ()
    sheets[name] = replace(sheets[name], cells={**sheets[name].cells, at: Content(typed)}, hidden_rows=lines)
    place = Place(name, *at)
    assume(place != layout(form).identity["form"])  # the file would be refused: its form is unknown
    reading = read_book(replace(whole(form), sheets=sheets), both_forms())
    assert (place.sheet, place.ref) in named(reading) or is_read(reading, as_read(form), place)


def is_read(reading: Reading, before: Reading, place: Place) -> bool:
    """It is a figure, a total that is compared, a text; or something else that was read, and is not what it was."""
    return (
        any((spot.sheet, spot.ref) == (place.sheet, place.ref) for spot in reading.places.values())
        or (reading.submission, reading.cover) != (before.submission, before.cover)
        or [each.code for each in reading.findings] != [each.code for each in before.findings]
    )


@pytest.mark.parametrize("form", both_forms(), ids=lambda form: form.id)
def test_what_we_drew_is_never_accused(form: Form) -> None:
    """Blank, filled in, and with every formula turned into its value."""
    for made in (Contents(Package(empty(form))).book, whole(form)):
        values = made
        for name, sheet in made.sheets.items():
            cells = {at: replace(each, formula=None) for at, each in sheet.cells.items()}
            values = replace(values, sheets={**values.sheets, name: replace(sheet, cells=cells)})
        assert (outside(made), outside(values), outside(replace(values, formulas=False))) == ([], [], [])


def test_figures_moved_one_row_down() -> None:
    """Where a table has one row of figures, the row below it is no part of it: they were counted as zeros."""
    form = official_form()
    placed = layout(form)
    made = declared(whole(form), form)
    for number, cell in enumerate(form.inputs_of("disputes"), start=1):
        at = placed.figures[cell.id]
        made = with_cells(made, at.sheet, {(at.row + 1, at.column): Content(number)})
    assert outside(made) == ["error outside", "error table-elsewhere"]


# on which sheet | where | what is typed | what is told
TYPED = """
table   | 40,3  | 12         | warning outside
table   | 8,200 | 12件       | warning outside
table   | 40,3  | 0          |
table   | 40,3  | 见附件     |
table   | 40,3  | 2000万元   | warning outside
table   | 40,3  | 约12       | warning outside
table   | 40,3  | 1 2        | warning outside
table   | 40,3  | 0954-20121 |
cover   | 3,9   | 12         | warning outside
results | 4,9   | 12         | warning outside
texts   | 3,9   | 12         | warning outside
texts   | 90,1  | 12         | warning outside
other   | 1,1   | 12         | note numbers-elsewhere
"""


@pytest.mark.parametrize(("sheet", "at", "typed", "told"), rows(TYPED))
def test_what_is_typed_beside(sheet: str, at: str, typed: str, told: str) -> None:
    """Where nothing is blank it is a warning at most; a sheet of somebody's own is nobody's business."""
    form = official_form()
    texts = next(each.sheet for each in layout(form).sheets if isinstance(each, TextSheet))
    names = {"table": form.tables[0].sheet, "cover": COVER, "results": RESULTS, "texts": texts, "other": SCRATCH}
    row, column = map(int, at.split(","))
    made = replace(whole(form), sheets={**whole(form).sheets, SCRATCH: Sheet()})
    content = Content(int(typed)) if typed.isdecimal() else Content(typed)
    assert outside(with_cells(made, names[sheet], {(row, column): content})) == [told] * bool(told)


# a formula | whether it depends on nothing in the file
FORMULAS = """
12+3         | yes
SUM(1,2)     | yes
[1]Sheet1!A1 | yes
SUM(D8:D12)  |
封面!C4      |
"""


@pytest.mark.parametrize(("formula", "told"), rows(FORMULAS))
def test_formulas_beside_a_table(formula: str, told: str) -> None:
    """An officer's own sums are no figures; a number that was typed as a formula is one."""
    form = official_form()
    made = with_cells(whole(form), form.tables[0].sheet, {(40, 3): Content(15, formula)})
    assert outside(made) == ["warning outside"] * bool(told)


def test_a_date_beside_a_table_is_no_figure() -> None:
    """A day beside a table with blanks is told, and does not refuse the file."""
    form = official_form()
    sheet = form.tables[0].sheet
    made = with_cells(declared(whole(form), form), sheet, {(40, 3): Content(45293, shows="dated")})
    assert outside(made) == ["warning outside"]


def test_a_merged_area_that_repeats_its_value() -> None:
    """Some programs write the value into each of its cells."""
    form = official_form()
    texts = next(each for each in layout(form).sheets if isinstance(each, TextSheet))
    made = with_cells(whole(form), texts.sheet, {(60, 4): Content("写"), (60, 5): Content("写")})
    made = with_cells(made, form.tables[0].sheet, {(40, 3): Content(12), (40, 4): Content(12), (40, 5): Content(13)})
    areas = {texts.sheet: Box(texts.sheet, 60, 4, 60, 5), form.tables[0].sheet: Box(form.tables[0].sheet, 40, 3, 40, 5)}
    merged = {
        name: replace(made.sheets[name], merged=(*made.sheets[name].merged, area)) for name, area in areas.items()
    }
    found = read_book(replace(made, sheets={**made.sheets, **merged}), both_forms())
    assert named(found) == {(form.tables[0].sheet, "C40"), (form.tables[0].sheet, "E40"), (texts.sheet, "D60")}


def test_lists_of_ours() -> None:
    """The list of problems numbers its lines."""
    lines = {(1, 1): Content(LIST_TITLE), (6, 1): Content(1), (6, 2): Content("必须改正"), (7, 3): Content(9)}
    made = replace(whole(second_form()), sheets={**whole(second_form()).sheets, "问题清单": Sheet(lines)})
    assert named(read_book(made, both_forms())) == {("问题清单", "C7")}


def test_a_scratch_sheet_never_refuses_a_file() -> None:
    """As long as it does not look like the figures of a table that was said to be filled in and is empty."""
    form = official_form()
    numbers = Sheet({(row, column): Content(row * column) for row in range(1, 20) for column in range(1, 9)})
    for made in (whole(form), declared(whole(form), form)):
        found = check(read_book(replace(made, sheets={**made.sheets, SCRATCH: numbers}), both_forms()))
        told = [each for each in found if each.code == "numbers-elsewhere"]
        assert [each.level is not Level.ERROR for each in told] == [True] * len(told)
    assert outside(replace(whole(form), sheets={**whole(form).sheets, SCRATCH: numbers})) == ["note numbers-elsewhere"]
