"""A marked workbook is the filer's own: marks come and go, and everything else stays."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from tests.drawn import both_forms, filled
from tests.office.sheets.drawn_parts import YEAR, code_of_refusal, empty, parts_of, small, typed
from tests.strategies import random_submission
from tests.workbook.mark.marking import (
    KNOWN,
    WHOSE,
    checked,
    coloured,
    comments,
    differing,
    error,
    findings_of,
    opened,
    said,
    spots,
)
from toolkit.checks.finding import Level, Spot
from toolkit.form.form import Form
from toolkit.numbers import Number
from toolkit.workbook.design.layout import layout
from toolkit.workbook.mark.mark import marked
from toolkit.workbook.mark.problem_list import Mark
from toolkit.workbook.read.reader import read
from toolkit.workbook.write.fill import fill

TOUCHED = {"xl/styles.xml", "xl/workbook.xml"}  # a look more, and which sheet is in front

signs = "请核对<>&\"'\n=_x000D_{}\x08\ufffe【年报校验】（改好后直接报回，批注不用删。）"
messages = st.text(signs, max_size=30).map("改{}".format)  # a sentence, never a number


def faulty(form: Form) -> bytes:
    """A workbook with blanks, texts in place of numbers, and no texts."""
    inputs = form.inputs
    entries: dict[str, Number | str] = {inputs[0].id: "/", inputs[1].id: -1, inputs[2].id: "３"}
    return fill(empty(form), filled(form, entries, texts={}), KNOWN)


def marks(form: Form) -> st.SearchStrategy[list[Mark]]:
    """Any problems at any cells of a form, some of them the same, some nowhere."""
    placed = layout(form)
    cells = [Spot(place.sheet, place.ref) for place in (*placed.figures.values(), *placed.identity.values())]
    chosen = st.lists(st.sampled_from(cells), max_size=5).map(tuple)
    return st.lists(st.builds(Mark, st.sampled_from(Level), messages, chosen), max_size=4)


def test_every_problem_is_marked_at_its_cells(any_form: Form) -> None:
    """A colour and a comment where it is, nowhere else, with the words of the finding."""
    workbook = faulty(any_form)
    found = findings_of(workbook)
    assert {mark.level for mark in found} >= {Level.ERROR, Level.NOTE}
    made = checked(workbook)
    assert coloured(made) == spots(found) == comments(made).keys()
    for mark in found:
        for spot in mark.spots:
            assert mark.message in comments(made)[spot]


def test_a_marked_workbook_is_read_as_it_was(any_form: Form) -> None:
    """The officer mends the marked copy and sends that back."""
    workbook = faulty(any_form)
    assert read(checked(workbook), KNOWN) == read(workbook, KNOWN)
    assert findings_of(checked(workbook)) == findings_of(workbook)


def test_marking_twice_leaves_one_set_of_marks(any_form: Form) -> None:
    """Byte for byte the same as marking once."""
    once = checked(faulty(any_form))
    assert checked(once) == once


def test_marks_go_when_the_problems_are_mended(any_form: Form) -> None:
    """Typed into the marked copy; the comments and the list are gone, and every other part is as it was."""
    mended = fill(checked(faulty(any_form)), filled(any_form), KNOWN)
    assert findings_of(mended) == []
    clean = checked(mended)
    assert comments(clean) == {}
    assert coloured(clean) == set()
    assert opened(clean).sheetnames == opened(empty(any_form)).sheetnames
    assert differing(clean, typed(any_form)) <= TOUCHED


def test_without_marks_the_file_itself_comes_back(any_form: Form) -> None:
    """Not a byte is changed where there is nothing to say and nothing to take away."""
    assert marked(typed(any_form), ()) == typed(any_form)


def test_nothing_but_the_marks_changes(any_form: Form) -> None:
    """Values, formulas, formats, widths, heights, locks and validations, as openpyxl finds them."""
    before, after = opened(faulty(any_form)), opened(checked(faulty(any_form)))
    for sheet in before.worksheets:
        other = after[sheet.title]
        assert cells_of(other) == cells_of(sheet)
        assert sizes_of(other) == sizes_of(sheet)
        assert other.protection == sheet.protection
        assert other.data_validations == sheet.data_validations
        assert other.merged_cells == sheet.merged_cells
    assert {name: each.attr_text for name, each in after.defined_names.items()} == {
        name: each.attr_text for name, each in before.defined_names.items()
    }
    assert after.security.lockStructure


def cells_of(sheet: Worksheet) -> list[tuple[object, ...]]:
    """Each cell with its value or formula and its look."""
    return [
        (each.coordinate, each.value, each.number_format, each.protection.locked, each.alignment.wrap_text,
         each.font.b, each.font.sz, each.font.color and each.font.color.rgb, each.fill.fgColor.rgb,
         each.border.left.style)
        for row in sheet.iter_rows()
        for each in row
    ]  # fmt: skip


def sizes_of(sheet: Worksheet) -> list[object]:
    widths = {letter: each.width for letter, each in sheet.column_dimensions.items()}
    return [widths, {row: each.height for row, each in sheet.row_dimensions.items()}]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_marks_come_and_go(data: st.DataObject) -> None:
    """Whatever is said of whichever cells: read the same, one set of marks, and none once they are taken away."""
    form = data.draw(st.sampled_from(both_forms()))
    workbook = typed(form)
    first, second = data.draw(marks(form)), data.draw(marks(form))
    made = marked(marked(workbook, first, WHOSE), second, WHOSE)
    assert marked(made, second, WHOSE) == made
    assert comments(made).keys() == coloured(made) == spots(second)
    assert read(made, KNOWN) == read(workbook, KNOWN)
    assert differing(marked(made, ()), workbook) <= TOUCHED


def test_several_problems_of_one_cell_are_numbered(official: Form) -> None:
    """One comment, the gravest first; its colour is the gravest's."""
    spot = Spot("二、主动公开", "B5")
    made = marked(typed(official), [Mark(Level.NOTE, "甲。", (spot,)), error("乙。", spot, spot)])
    assert comments(made) == {spot: said("1. 必须改正：乙。", "2. 提示：甲。")}
    rules = [rule for area in opened(made)[spot.sheet].conditional_formatting for rule in area.rules]
    ours = [rule for rule in rules if "nianbao.mark" in rule.formula[0]]
    assert [rule.dxf.fill.bgColor.rgb for rule in ours] == ["FFFBD5D5"]
    assert len({rule.priority for rule in rules}) == len(rules)


def test_a_cell_that_is_not_in_the_file_can_be_marked(official: Form) -> None:
    """Some programs leave empty cells out; what is on no sheet of the file has no place."""
    far, nowhere = Spot("二、主动公开", "Z99"), Spot("没有", "A1")
    made = marked(typed(official), [error("甲", far, nowhere)])
    assert comments(made) == {far: said("必须改正：甲")}


def test_random_submissions_are_read_the_same_marked(any_form: Form) -> None:
    """Texts with anything in them, and every kind of mistake."""
    for seed in range(5):
        submission = random_submission(any_form, Random(seed), broken=True)
        workbook = fill(empty(any_form), replace(submission, year=YEAR), KNOWN)
        made = checked(workbook)
        assert read(made, KNOWN) == read(workbook, KNOWN)
        assert checked(made) == made


def test_looks_are_put_into_the_styles_once(official: Form) -> None:
    """A file that goes back and forth does not grow."""
    there = parts_of(checked(faulty(official)))["xl/styles.xml"]
    mended = marked(checked(faulty(official)), ())
    assert parts_of(mended)["xl/styles.xml"] == parts_of(checked(mended))["xl/styles.xml"] == there


def test_a_workbook_without_styles_is_refused() -> None:
    """No spreadsheet program writes one."""
    workbook = small("").replace(b"styles.xml", b"stiles.xml")
    assert code_of_refusal(lambda: marked(workbook, [error("甲")])) == "unreadable"


@pytest.mark.parametrize(("data", "code"), [(b"", "empty-file"), (b"{}", "unreadable"), (b"PK", "plain-text")])
def test_what_is_no_workbook_is_refused(data: bytes, code: str) -> None:
    """As everywhere."""
    assert code_of_refusal(lambda: marked(data, ())) == code
