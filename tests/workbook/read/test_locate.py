"""Three witnesses about every cell: any one of them is enough, and two of them outweigh the third."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn import official_form
from tests.workbook.shifted import (
    book,
    column_put_in,
    moved,
    row_put_in,
    row_taken_out,
    rows_swapped,
    with_cells,
    without_keys,
)
from toolkit.form.form import Form
from toolkit.office.sheets.addresses import Place
from toolkit.office.sheets.book import Book, Content, Sheet
from toolkit.workbook.design.layout import layout
from toolkit.workbook.read.locate import KEYS, LABELS, Verdict, locate, verdict

TABLE = "三、收到和处理申请"
HERE, THERE, ELSEWHERE = (Place("表", 1, 1),), (Place("表", 2, 1),), (Place("表", 3, 1),)

# the file's name, the keys, the labels | where it is, and by whom | what is odd about it
VERDICTS = {
    "all agree": (HERE, HERE, HERE, Verdict(HERE)),
    "nobody knows": ((), (), (), Verdict()),
    "the name alone": (HERE, (), (), Verdict(HERE, alone=True)),
    "the keys alone": ((), HERE, (), Verdict(HERE, KEYS)),
    "the labels alone": ((), (), HERE, Verdict(HERE, LABELS)),
    "the name is lost": ((), HERE, HERE, Verdict(HERE, KEYS)),
    "the keys are lost": (HERE, (), HERE, Verdict(HERE)),
    "the name is wrong": (THERE, HERE, HERE, Verdict(HERE, KEYS, moved=True)),
    "the keys are wrong": (HERE, THERE, HERE, Verdict(HERE)),
    "the labels are elsewhere": (THERE, THERE, HERE, Verdict(HERE, LABELS, unclear=True)),
    "name against keys": (THERE, HERE, (), Verdict(HERE, KEYS, unclear=True)),
    "name against labels": (THERE, (), HERE, Verdict(HERE, LABELS, unclear=True)),
    "three places": (ELSEWHERE, THERE, HERE, Verdict(HERE, LABELS, unclear=True)),
}


def test_headings_alone_do_not_tell_the_row() -> None:
    """Of a table without labels beside its rows a row was put in, and the file's names were not."""
    assert verdict(HERE, THERE, HERE, across=True) == Verdict(THERE, KEYS, unclear=True)
    assert verdict(THERE, THERE, HERE, across=True) == Verdict(THERE)
    aside = (Place("表", 1, 9),)
    assert verdict(aside, HERE, aside, across=True) == Verdict(aside, unclear=True)


@pytest.mark.parametrize("case", VERDICTS)
def test_verdicts(case: str) -> None:
    """What people see comes first; a cell for which no two agree is named."""
    named, keyed, labelled, expected = VERDICTS[case]
    assert verdict(named, keyed, labelled) == expected


def test_the_undamaged_workbook(any_form: Form) -> None:
    """All three find every cell where it was drawn."""
    located = locate(book(any_form), any_form)
    assert located.places == layout(any_form).names
    assert (located.by, located.moved, located.unclear, located.copies) == ({}, (), (), {})


def test_keys_alone_find_everything(any_form: Form) -> None:
    """A web editor dropped every defined name."""
    located = locate(replace(book(any_form), names={}), any_form)
    assert located.places == layout(any_form).names
    assert set(located.by.values()) == {KEYS}


def test_labels_alone_find_every_figure_and_text(any_form: Form) -> None:
    """Copied into a new workbook, column by column: only what is printed came along."""
    located = locate(without_keys(replace(book(any_form), names={})), any_form)
    wanted = {*any_form.cells, *(f"text.{id}" for id in layout(any_form).texts)}
    assert wanted <= located.places.keys()
    assert all(located.places[name] == layout(any_form).names[name] for name in located.places)
    assert set(located.by.values()) == {LABELS}


def test_sheets_may_have_any_name_and_order(any_form: Form) -> None:
    """Renamed by a script that knows nothing of names: the keys say which is which."""
    renamed = {f"表{number}": sheet for number, sheet in enumerate(reversed(list(book(any_form).sheets.values())))}
    located = locate(replace(book(any_form), sheets=renamed), any_form)
    assert located.places.keys() == layout(any_form).names.keys()
    assert {(place.row, place.column) for places in located.places.values() for place in places} == {
        (place.row, place.column) for places in layout(any_form).names.values() for place in places
    }


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 40), st.integers(1, 16), st.booleans(), st.booleans())
def test_lines_put_in(row: int, column: int, names: bool, keys: bool) -> None:
    """Wherever a row and a column are put in, each figure is found where it went, or its cell is called unclear."""
    form = official_form()
    whole = book(form) if keys else without_keys(book(form))
    changed = moved(moved(whole, TABLE, row_put_in(row), names), TABLE, column_put_in(column), names)
    located = locate(changed, form)
    for cell in form.inputs_of("requests"):
        old = layout(form).figures[cell.id]
        expected = Place(TABLE, old.row + (old.row >= row), old.column + (old.column >= column))
        assert located.places.get(cell.id) == (expected,) or cell.id in located.unclear


@settings(max_examples=40, deadline=None)
@given(st.integers(6, 30), st.booleans())
def test_a_row_taken_out(row: int, names: bool) -> None:
    """The figures of that row are gone, and no other figure is taken for them."""
    form = official_form()
    located = locate(moved(book(form), TABLE, row_taken_out(row), names), form)
    for cell in form.inputs_of("requests"):
        old = layout(form).figures[cell.id]
        if old.row == row:
            assert cell.id not in located.places or cell.id in located.unclear
        else:
            expected = Place(TABLE, old.row - (old.row > row), old.column)
            assert located.places[cell.id] == (expected,) or cell.id in located.unclear


@settings(max_examples=30, deadline=None)
@given(st.integers(6, 30), st.integers(6, 30), st.booleans())
def test_rows_swapped(one: int, other: int, names: bool) -> None:
    """The label goes with its figures, whatever the names say."""
    form = official_form()
    located = locate(moved(book(form), TABLE, rows_swapped(one, other), names), form)
    for cell in form.inputs_of("requests"):
        old = layout(form).figures[cell.id]
        assert located.places[cell.id][0].row == {one: other, other: one}.get(old.row, old.row)


def test_only_what_is_printed_was_sorted(official: Form) -> None:
    """Names and keys stayed where they were: what people see counts, and the cells are named."""
    granted, partial = layout(official).figures["requests.granted.person"].row, 9

    def swap(at: tuple[int, int]) -> tuple[int, int]:
        return ({granted: partial, partial: granted}.get(at[0], at[0]), at[1]) if at[1] <= 10 else at

    located = locate(moved(book(official), TABLE, swap, names=False), official)
    assert located.places["requests.granted.person"][0].row == partial
    assert {name for name in located.unclear if name.endswith(".person")} == {
        "requests.granted.person",
        "requests.partial.person",
    }


def test_a_cell_dragged_onto_another(official: Form) -> None:
    """The place counts where people see the number, not the cell that it once was."""
    source, target = (layout(official).figures[f"requests.{row}.person"] for row in ("granted", "partial"))
    number = Content(7)
    dragged = with_cells(book(official), TABLE, {(source.row, 4): None, (target.row, 4): number})
    names = {**dragged.names, "requests.granted.person": (target,), "requests.partial.person": ()}
    located = locate(replace(dragged, names=names), official)
    assert located.places["requests.partial.person"] == (target,)
    assert located.places["requests.granted.person"] == (source,)
    assert located.moved == ("requests.granted.person",)


def test_a_cell_dragged_out_of_the_table(official: Form) -> None:
    """Nothing took its place, nothing else stands where it went: it is followed."""
    source, target = layout(official).figures["requests.granted.person"], Place(TABLE, 8, 30)
    dragged = with_cells(book(official), TABLE, {(source.row, source.column): None, (8, 30): Content(7)})
    located = locate(replace(dragged, names={**dragged.names, "requests.granted.person": (target,)}), official)
    assert located.places["requests.granted.person"] == (target,)
    assert located.moved == ("requests.granted.person",)


def test_paragraphs_put_in(official: Form) -> None:
    """A row between two paragraphs belongs to their text, whether or not its name knows."""
    sheet, first = "六、其他事项", layout(official).texts["other"][0]
    for names in (True, False):
        changed = moved(book(official), sheet, row_put_in(first.row + 1), names)
        located = locate(changed, official)
        assert located.places["text.other"][:3] == tuple(first.moved(down=down) for down in range(3))


def copied(whole: Book, sheet: str) -> Book:
    return replace(whole, sheets={**whole.sheets, f"{sheet} (2)": whole.sheets[sheet]})


def test_a_copied_sheet(any_form: Form) -> None:
    """The one that the names point to is read, and the other is told of."""
    sheet = any_form.tables[-1].sheet
    located = locate(copied(book(any_form), sheet), any_form)
    assert located.places == layout(any_form).names
    assert list(located.copies) == [f"{sheet} (2)"]


def test_the_copy_stands_in_for_what_is_gone(any_form: Form) -> None:
    """The original was wiped: keys and labels of the copy outweigh names that point to nothing."""
    table = any_form.tables[-1]
    both = copied(book(any_form), table.sheet)
    located = locate(replace(both, sheets={**both.sheets, table.sheet: Sheet()}), any_form)
    for cell in any_form.inputs_of(table.id):
        assert located.places[cell.id][0].sheet == f"{table.sheet} (2)"


def test_another_workbook_altogether(any_form: Form) -> None:
    """Nothing is found where nothing is; the program does not guess."""
    assert locate(Book({"表": book(any_form).sheets["填表说明"]}), any_form).places == {}
    assert locate(Book({}), any_form).places == {}


@pytest.mark.parametrize("gone", [lambda name: name.startswith("last_year."), lambda name: "in_force" not in name])
def test_a_name_left_over_from_a_column_that_is_gone(gone: Callable[[str], bool]) -> None:
    """It points to what moved into its place: last year's figures, which nobody else says are this year's."""
    made = book(official_form())
    placed = layout(official_form())
    at = placed.figures["publication.rules.in_force"]
    last = placed.last_year["publication.rules.in_force"]
    made = with_cells(made, last.sheet, {(last.row, last.column): Content(77)})
    cut = moved(made, at.sheet, lambda each: None if each[1] == at.column else _left(each, at.column), names=False)
    kept = {name: places for name, places in cut.names.items() if not gone(name) or "in_force" in name}
    kept = {name: places for name, places in kept.items() if not name.startswith("last_year.")}
    found = locate(replace(cut, names=kept), official_form())
    assert "publication.rules.in_force" not in found.places
    assert found.places["last_year.publication.rules.in_force"] == (last.moved(right=-1),)


def _left(at: tuple[int, int], column: int) -> tuple[int, int]:
    return at[0], at[1] - (at[1] > column)
