"""A submission typed into a workbook, and read back: the same submission."""

import io
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.escape import unescape
from python_calamine import CalamineWorkbook

from tests.drawn import both_forms, filled, official_form, second_form
from tests.office.sheets.drawn_parts import (
    MAIN,
    UNIT,
    YEAR,
    code_of_refusal,
    empty,
    parts_of,
    sheets_of,
    typed,
    without_name,
    without_sheet,
)
from tests.strategies import submissions
from toolkit.checks.messages.wording import HOLDS, WAITING
from toolkit.errors import UserError
from toolkit.form.form import Check, Form
from toolkit.office.opc import Package
from toolkit.office.sheets.addresses import Place
from toolkit.office.sheets.xlsx import Contents
from toolkit.rich_text import Paragraph, Run, from_markup
from toolkit.submission.json import to_json
from toolkit.submission.submission import ALL_ZERO, BLANKS_ARE_ZERO, Submission
from toolkit.workbook.design.labels import CHOOSE
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import Subject
from toolkit.workbook.formulas.workbook import shown_values
from toolkit.workbook.messages import too_many_paragraphs
from toolkit.workbook.read.reader import read
from toolkit.workbook.write.book import blank
from toolkit.workbook.write.fill import CELL_LIMIT, fill, paste_over

KNOWN = both_forms()
Inside = tuple[str | None, str | None, list[tuple[str, str | None]]]  # format, type, elements
STRANGE = (
    "{{ 7*7 }}",
    "{% raw %}",
    "<w:p/>",
    "&amp; & <",
    "=1+1",
    "'=1+1",
    "_x000D_ 和 _x005F_x000D_",
    "😀𠮷",
    "一行\n二行\t三  四",
    "a\\**b",
    "0012",
    "TRUE",
    "字" * 30_000,
)


def own_workbook(submission: Submission) -> bytes:
    return blank(submission.form, submission.unit, submission.year, submission.code, submission.level)


def back(workbook: bytes) -> Submission:
    return read(workbook, KNOWN).submission


def with_text(form: Form, *paragraphs: Paragraph) -> tuple[Submission, list[Place]]:
    """A submission with these paragraphs in its roomiest text, and the cells they belong in."""
    id = max(form.texts, key=lambda id: form.texts[id].rows)
    submission = filled(form)
    return replace(submission, texts={**submission.texts, id: paragraphs}), list(layout(form).texts[id])


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.sampled_from(["official", "second"]), st.booleans())
def test_what_was_filed_is_read_back(data: st.DataObject, name: str, broken: bool) -> None:
    """Figures, texts, declarations, reasons, last year's figures; slips of the pen too."""
    form = official_form() if name == "official" else second_form()
    submission = data.draw(submissions(form, broken))
    found = back(fill(own_workbook(submission), submission, KNOWN))
    assert to_json(found) == to_json(submission)
    assert found == submission


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.booleans())
def test_filling_again_leaves_nothing_of_the_first(data: st.DataObject, broken: bool) -> None:
    """A corrected submission goes into the same workbook: the file is the same as from a fresh one."""
    form = second_form()
    first, second = (data.draw(submissions(form, broken)) for _ in range(2))
    given = dict.fromkeys(form.last_year, 5)  # what the second does not give of last year would stay
    second = replace(second, year=first.year, last_year=given)
    fresh = own_workbook(first)
    again = fill(fill(fresh, first, KNOWN), second, KNOWN)
    assert back(again) == back(fill(fresh, second, KNOWN))
    assert cells(again) == cells(fill(fresh, second, KNOWN))


def cells(workbook: bytes) -> dict[tuple[str, str], Inside]:
    """Every cell as its XML has it."""
    tag = f"{MAIN}c"
    return {
        (sheet, cell.get("r", "")): (
            cell.get("s"),
            cell.get("t"),
            [(e.tag, e.text) for e in cell.iter() if e is not cell],
        )
        for sheet, root in sheets_of(workbook).items()
        for cell in root.iter(tag)
    }


@pytest.mark.parametrize("bold", [False, True])
def test_texts_stand_in_the_cells_as_typed(bold: bool, official: Form) -> None:
    """No formula, no tag, no escape: three programs read the same text."""
    said = tuple((Run(text, bold),) for text in STRANGE)
    submission, places = with_text(official, *said)
    workbook = fill(own_workbook(submission), submission, KNOWN)
    assert back(workbook).texts == submission.texts
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(workbook)).get_sheet_by_name(places[0].sheet)
    rows = sheet.to_python(skip_empty_area=False)
    for text, place in zip(STRANGE, places, strict=False):
        cell = book[place.sheet][place.ref]
        assert (unescape(str(cell.value)), cell.data_type) == (text, "s")
        assert rows[place.row - 1][place.column - 1] == text


def test_bold_words_are_bold_in_other_programs(official: Form) -> None:
    """The officer sees the bold that the submission has, in the font of the cell."""
    submission, places = with_text(official, from_markup("细**粗**细"))
    workbook = fill(empty(official), submission, KNOWN)
    value = openpyxl.load_workbook(io.BytesIO(workbook), rich_text=True)[places[0].sheet][places[0].ref].value
    assert isinstance(value, CellRichText)
    assert [str(part) for part in value] == ["细", "粗", "细"]
    [bold] = [part for part in value if isinstance(part, TextBlock)]
    assert (bold.font.b, bold.font.rFont, bold.font.sz) == (True, "宋体", 11)


def test_rows_grow_with_their_text(official: Form) -> None:
    """Not every program fits rows when it opens a file; a paragraph cut off in print is lost."""
    submission, places = with_text(official, (Run("短"),), (Run("长" * 200),), (Run("字" * 30_000),))
    sheet = openpyxl.load_workbook(io.BytesIO(fill(empty(official), submission, KNOWN)))[places[0].sheet]
    heights = [sheet.row_dimensions[place.row].height for place in places[:3]]
    assert heights == [18.0, 78.0, 409.0]


def test_more_paragraphs_than_rows_are_refused(official: Form) -> None:
    """Nothing is cut off silently; the sentence says which text, and how many it may have."""
    submission, places = with_text(official)
    id = next(id for id, cells in layout(official).texts.items() if list(cells) == places)
    many = ((Run("段"),),) * (len(places) + 1)
    with pytest.raises(UserError) as refusal:
        fill(empty(official), replace(submission, texts={id: many}), KNOWN)
    expected = too_many_paragraphs(text=official.texts[id].label, count=len(many), rows=len(places))
    assert (refusal.value.code, refusal.value.text) == ("too-many-paragraphs", expected.text)
    assert back(fill(empty(official), replace(submission, texts={id: many[1:]}), KNOWN)).texts == {id: many[1:]}


def test_a_paragraph_longer_than_a_cell_is_refused(official: Form) -> None:
    """No spreadsheet program takes it."""
    longest, _ = with_text(official, (Run("字" * CELL_LIMIT),))
    assert back(fill(empty(official), longest, KNOWN)) == replace(longest, unit=UNIT)
    longer, _ = with_text(official, (Run("短"),), (Run("字" * CELL_LIMIT), Run("多", True)))
    with pytest.raises(UserError) as refusal:
        fill(empty(official), longer, KNOWN)
    assert refusal.value.code == "too-long"
    assert f"第2段有{CELL_LIMIT + 1}个字符" in refusal.value.text


def test_another_year_or_form_is_refused(official: Form, second: Form) -> None:
    """Last year's figures in this year's workbook would be published as this year's."""
    other_year = replace(filled(official), year=YEAR - 1)
    assert code_of_refusal(lambda: fill(empty(official), other_year, KNOWN)) == "other-year"
    assert code_of_refusal(lambda: fill(empty(second), filled(official), KNOWN)) == "other-form"


def test_the_workbook_keeps_its_unit(official: Form) -> None:
    """Data of the wrong unit are typed all the same; whose workbook it is does not change."""
    stranger = replace(filled(official), unit="红石镇", code="1", level=official.levels[1].id)
    found = back(fill(empty(official), stranger, KNOWN))
    assert (found.unit, found.code, found.level) == (UNIT, "640402", official.levels[0].id)
    assert found.entries == stranger.entries


@pytest.mark.parametrize("damage", ["name", "sheet"])
def test_a_workbook_that_was_cut_about_is_not_filled(damage: str, official: Form) -> None:
    """Figures would land in the wrong cells, or nowhere."""
    cut = without_name(empty(official), "requests.new.person")
    if damage == "sheet":
        cut = without_sheet(empty(official), "四、复议诉讼")
    assert code_of_refusal(lambda: fill(cut, filled(official), KNOWN)) == "no-place"


@pytest.mark.parametrize("declaration", ["", ALL_ZERO, BLANKS_ARE_ZERO])
def test_a_declaration_is_chosen_as_an_officer_would(declaration: str, any_form: Form) -> None:
    """The words of the list; without one the list says 请选择."""
    table = any_form.tables[0].id
    declared = {table: declaration} if declaration else {}
    workbook = fill(empty(any_form), replace(filled(any_form), entries={}, declared=declared), KNOWN)
    place = layout(any_form).tables[table].declared
    shown = openpyxl.load_workbook(io.BytesIO(workbook))[place.sheet][place.ref].value
    assert (shown == CHOOSE) == (not declaration)
    assert back(workbook).declared == declared


def test_last_year_stays_unless_it_is_given_anew(official: Form) -> None:
    """The district has put it in; a submission that says nothing of last year must not wipe it out."""
    id, other = official.last_year[:2]
    workbook = blank(official, UNIT, 2024, last_year={id: 7, other: 8})
    given = replace(filled(official), last_year={other: 9})
    assert back(fill(workbook, given, KNOWN)).last_year == {id: 7, other: 9}


@pytest.mark.parametrize(("declaration", "left", "state"), [("", 144, WAITING), (ALL_ZERO, 0, HOLDS)])
def test_a_declared_table_has_nothing_left_to_fill(declaration: str, left: int, state: str, official: Form) -> None:
    """Its blanks count as zeros, and its rules hold at once."""
    declared = {"requests": declaration} if declaration else {}
    workbook = fill(empty(official), replace(filled(official), entries={}, declared=declared), KNOWN)
    book = openpyxl.load_workbook(io.BytesIO(workbook), data_only=True)
    sheet = layout(official).tables["requests"]
    own = [place for check, place in sheet.lines if not check.looks_back]
    places = (layout(official).glance(sheet.table.sheet).left, *own)
    shown = [book[place.sheet][place.ref].value for place in places]
    assert shown == [left, *[state] * 7]


def test_every_formula_gets_its_value(any_form: Form) -> None:
    """What is mailed on is right in programs that do not calculate."""
    submission = filled(any_form, {cell.id: 3 for cell in any_form.inputs})
    book = openpyxl.load_workbook(io.BytesIO(fill(empty(any_form), submission, KNOWN)), data_only=True)
    assert {place: book[place.sheet][place.ref].value for place in shown_values(submission)} == shown_values(submission)


def test_no_formula_and_no_lock_is_lost(any_form: Form) -> None:
    """Only values come in: formulas, names, checks and protection are those of the blank workbook."""
    blank_cells, full_cells = cells(empty(any_form)), cells(typed(any_form))
    assert full_cells.keys() == blank_cells.keys()
    formula = f"{MAIN}f"
    for key, (style, _, inner) in full_cells.items():
        before_style, _, before = blank_cells[key]
        assert style == before_style
        assert [text for tag, text in inner if tag == formula] == [text for tag, text in before if tag == formula]
    untouched = [name for name in parts_of(empty(any_form)) if "worksheets" not in name]
    assert all(parts_of(typed(any_form))[name] == parts_of(empty(any_form))[name] for name in untouched)


def test_pasting_over_replaces_the_formula_only(official: Form) -> None:
    """The samples with pasted-over totals are made by it."""
    id = "requests.handled.person"
    place = layout(official).figures[id]
    lines = [line for line in layout(official).results if _states(line.subject, id)]
    states = {(at.sheet, at.ref) for line in lines for at in (line.state, line.told)}
    placed = layout(official)
    sheet = placed.tables["requests"]
    told = (placed.summary, sheet.summary, placed.glance(place.sheet).errors, placed.glance_total.errors)
    states |= {(at.sheet, at.ref) for at in told}
    before, after = cells(typed(official)), cells(paste_over(typed(official), {id: 20}, KNOWN))
    changed = {key for key in before if before[key] != after[key]}
    assert {(place.sheet, place.ref)} < changed <= {(place.sheet, place.ref)} | states
    assert after[place.sheet, place.ref][1:] == (None, [(f"{MAIN}v", "20")])


def _states(subject: Subject, id: str) -> bool:
    """Whether a line of the results is about this total."""
    return isinstance(subject, Check) and subject.total == id


FORMULAS = (
    '=HYPERLINK("http://x/","点这里")',
    "=cmd|' /C calc'!A0",
    "@SUM(1,1)",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "=1+1",
)


@pytest.mark.parametrize("typed_in", FORMULAS)
def test_what_looks_like_a_formula_stays_text(typed_in: str, official: Form) -> None:
    """A stranger's text must not become a formula on the clerk's machine, nor reach out from there."""
    submission, places = with_text(official, from_markup(typed_in))
    figure = official.inputs[0].id
    said = replace(submission, entries={**submission.entries, figure: typed_in})
    workbook = fill(empty(official), said, KNOWN)
    book = Contents(Package(workbook)).book
    for place in (places[0], layout(official).figures[figure]):
        assert (book.content(place).value, book.content(place).formula) == (typed_in, None)
    formulas = [each.text or "" for sheet in sheets_of(workbook).values() for each in sheet.iter(f"{MAIN}f")]
    assert [each for each in formulas if "cmd" in each or "http" in each] == []
    assert "externalLink" not in " ".join(parts_of(workbook))
