"""Filled-in workbooks as they come back: what was typed counts, what was damaged is named."""

from dataclasses import replace

import pytest

from tests.drawn import both_forms, codes, filled, messages, rows, without
from tests.office.sheets.drawn_parts import (
    UNIT,
    code_of_refusal,
    empty,
    replacing,
    sheet_part,
    typed,
    typed_over,
    with_cell,
    with_part,
    without_name,
    without_sheet,
)
from toolkit.checks.check import check
from toolkit.checks.finding import Finding, Level, Spot, TotalDiffers
from toolkit.checks.reading import Reading
from toolkit.form.form import Form
from toolkit.limits import SHEETS
from toolkit.office.sheets.book import Book, Sheet
from toolkit.rich_text import Run
from toolkit.submission.submission import ALL_ZERO, BLANKS_ARE_ZERO
from toolkit.workbook.design.layout import layout
from toolkit.workbook.read.reader import read, read_book
from toolkit.workbook.write.fill import fill, paste_over

KNOWN = both_forms()
TEXT = "overview.platform"
HANDLED, TOTAL = "requests.handled.person", "requests.handled.total"

# what stands in B5 | what is said about it
TYPED = """
/       | 表二“规章”行、本年制发件数列（B5）填的是“/”，不是数字。请只填数字；没有此项职责的也请填0。
无      | 表二“规章”行、本年制发件数列（B5）填的是“无”，不是数字。请只填数字；没有此项职责的也请填0。
12件    | 表二“规章”行、本年制发件数列（B5）：“12件”已按12计。请只填数字，不带单位。
１２    | 表二“规章”行、本年制发件数列（B5）：“１２”已按12计。请只填数字，不带单位。
12      | 表二“规章”行、本年制发件数列（B5）：“12”已按12计。请只填数字，不带单位。
十二    | 表二“规章”行、本年制发件数列（B5）：“十二”已按12计。请只填数字，不带单位。
"""


def reading(workbook: bytes) -> Reading:
    return read(workbook, KNOWN)


def found(workbook: bytes) -> tuple[Finding, ...]:
    return check(reading(workbook))


def handled(official: Form, **entries: int) -> bytes:
    """A workbook with 26 requests, all of them granted, but for what is said."""
    figures = {"requests.new.person": 26, "requests.granted.person": 26}
    return fill(empty(official), filled(official, {**figures, **entries}), KNOWN)


def test_a_sound_workbook_has_no_findings(any_form: Form) -> None:
    """Else every officer would get a list of nothing."""
    assert found(typed(any_form)) == ()


def test_every_cell_is_placed(any_form: Form) -> None:
    """Messages name sheet and cell; marking needs them too."""
    placed = layout(any_form)
    expected = {id: Spot(place.sheet, place.ref) for id, place in placed.figures.items()}
    expected |= {id: Spot(places[0].sheet, places[0].ref) for id, places in placed.texts.items()}
    assert reading(typed(any_form)).places == expected


def test_the_message_that_the_design_promises(official: Form) -> None:
    """Word for word, through a real workbook: a total that somebody pasted over."""
    workbook = paste_over(handled(official), {HANDLED: 20}, KNOWN)
    assert messages(reading(workbook)) == [
        "表三“（七）总计”行、自然人列（D29）：表内是20，上面各项相加是26，少6。该格是自动计算的，不用手工改，请核对上面各项。"
    ]


def test_a_wrong_total_is_named_with_its_cell_alone(official: Form) -> None:
    """The balance and the corner are right: the figures that were typed are."""
    [finding] = found(paste_over(handled(official), {HANDLED: 20}, KNOWN))
    assert (finding.code, finding.level, finding.cells) == ("total-differs", Level.ERROR, (HANDLED,))


def test_a_pasted_total_that_is_right_is_a_note(official: Form) -> None:
    """The report is right all the same; many pasted ones are one finding."""
    pasted = paste_over(handled(official), {HANDLED: 26, TOTAL: 26, "requests.new.total": 26}, KNOWN)
    [finding] = found(pasted)
    assert (finding.code, finding.level) == ("formula-replaced", Level.NOTE)
    assert sorted(finding.cells) == sorted((HANDLED, TOTAL, "requests.new.total"))


def test_a_stale_total_is_a_note(official: Form) -> None:
    """Filled in by a program that does not calculate: the formula is there, its value old."""
    workbook = handled(official)
    place = layout(official).figures[HANDLED]
    formula = "<f>SUM(D8:D28)</f>"
    stale = with_cell(workbook, place, f"{formula}<v>20</v>")
    assert codes(found(stale)) == ["formula-stale"]
    assert found(stale)[0].cells == (HANDLED,)


def test_a_total_that_was_never_calculated_is_a_note(official: Form) -> None:
    """No value at all is not an empty one: nothing was shown to the officer, so nothing was wrong."""
    workbook = handled(official)
    place = layout(official).figures[HANDLED]
    never = with_cell(workbook, place, "<f>SUM(D8:D28)</f>")
    empty_text = with_cell(workbook, place, "<f>SUM(D8:D28)</f><v></v>", "str")
    assert codes(found(never)) == ["formula-uncalculated"]
    assert codes(found(empty_text)) == ["formula-stale"]


def test_a_total_that_was_retyped_is_no_total(official: Form) -> None:
    """Another formula is as good as a number that was pasted."""
    place = layout(official).figures[HANDLED]
    workbook = with_cell(handled(official), place, "<f>1+1</f><v>2</v>")
    [finding] = found(workbook)
    assert finding == TotalDiffers("total-differs", Level.ERROR, (HANDLED,), stated=2, added=26)
    assert codes(found(with_cell(handled(official), place, "<f>20+6</f><v>26</v>"))) == ["formula-changed"]


@pytest.mark.parametrize("formula", ["SUM($D$8:$D$28)", "sum(D8:D28)", "SUM( D8:D28 )"])
def test_the_same_formula_written_another_way(formula: str, official: Form) -> None:
    """Each program spaces and fixes references in its own manner."""
    place = layout(official).figures[HANDLED]
    assert found(with_cell(handled(official), place, f"<f>{formula}</f><v>26</v>")) == ()


def test_a_row_of_totals_written_as_one_shared_formula(official: Form) -> None:
    """A program may write the formula once for the whole row; nobody pasted anything."""
    placed = layout(official)
    workbook = handled(official)
    first = '<f t="shared" ref="D29:I29" si="0">SUM(D8:D28)</f><v>26</v>'
    workbook = with_cell(workbook, placed.figures[HANDLED], first)
    for column in ("business", "research", "charity", "legal", "other"):
        place = placed.figures[f"requests.handled.{column}"]
        workbook = with_cell(workbook, place, '<f t="shared" si="0"/><v>0</v>')
    assert found(workbook) == ()


@pytest.mark.parametrize("text", ["/", "二十六", ""])
def test_a_total_typed_as_text(text: str, official: Form) -> None:
    """What stands there is said; an emptied total only lost its formula."""
    place = layout(official).figures[HANDLED]
    workbook = typed_over(handled(official), {place: text})
    [finding] = found(workbook)
    assert finding.code == ("total-differs" if text else "formula-replaced")
    assert not text or f"表内是“{text}”" in messages(reading(workbook))[0]


@pytest.mark.parametrize(("text", "message"), rows(TYPED))
def test_what_people_type_for_a_number(text: str, message: str, official: Form) -> None:
    """Digits typed as text count, everything else is asked for again, with its cell."""
    workbook = typed_over(typed(official), {layout(official).figures["publication.rules.issued"]: text})
    assert message in messages(reading(workbook))


def test_blank_zero_and_spaces(official: Form) -> None:
    """A cell with nothing but a space in it is blank; 0 is not."""
    first = layout(official).figures["publication.rules.issued"]
    for nothing in (None, "", " ", "　"):
        workbook = typed_over(typed(official), {first: nothing})
        [finding] = found(workbook)
        assert (finding.code, finding.cells) == ("blank", ("publication.rules.issued",))
    assert found(typed_over(typed(official), {first: 0})) == ()


def test_a_blank_table_can_be_declared(official: Form) -> None:
    """Nobody types 144 zeros; what is declared stands above the table in the officer's words."""
    nothing = without(filled(official), *(cell.id for cell in official.inputs_of("requests")))
    for declaration in (ALL_ZERO, BLANKS_ARE_ZERO):
        workbook = fill(empty(official), replace(nothing, declared={"requests": declaration}), KNOWN)
        assert reading(workbook).submission.declared == {"requests": declaration}
        assert found(workbook) == ()
    assert codes(found(fill(empty(official), nothing, KNOWN))) == ["blank"]


def test_a_declaration_in_other_words_is_none(official: Form) -> None:
    """Typed over the list: it is not guessed what was meant."""
    declared = layout(official).tables["requests"].declared
    assert reading(typed_over(typed(official), {declared: "都是0"})).submission.declared == {}


def test_a_lost_name_costs_nothing(official: Form) -> None:
    """The keys say where the figure stands; how it was found is told."""
    workbook = without_name(typed(official), "requests.new.person")
    assert codes(found(workbook)) == ["found-otherwise"]
    assert found(workbook)[0].cells == ("requests.new.person",)
    assert reading(workbook).submission == reading(typed(official)).submission


def test_a_lost_total_is_not_missed(official: Form) -> None:
    """Totals are added up anyway."""
    assert found(without_name(typed(official), HANDLED)) == ()


def test_a_deleted_sheet_gives_up_the_rest(official: Form) -> None:
    """Every other figure and text is read; what is gone is named."""
    workbook = without_sheet(typed(official), "四、复议诉讼")
    [finding] = found(workbook)
    assert finding.code == "cell-missing"
    assert finding.cells == tuple(cell.id for cell in official.inputs_of("disputes"))
    kept = reading(workbook).submission
    assert kept.texts == filled(official).texts
    assert len(kept.entries) == len(official.inputs) - 12


def test_a_deleted_sheet_of_texts_is_no_blank_text(official: Form) -> None:
    """The officer did write it; to be told to write it would be an insult."""
    findings = found(without_sheet(typed(official), "六、其他事项"))
    assert codes(findings) == ["cell-missing"]
    assert "other" in findings[0].cells


def test_a_number_typed_as_text_leaves_its_total_alone(official: Form) -> None:
    """A spreadsheet never adds a text: the total it shows is not stale, and to save once more would change nothing."""
    submission = filled(official, {"requests.new.person": "12件", "requests.granted.person": 12})
    workbook = fill(empty(official), submission, KNOWN)
    assert codes(found(workbook)) == ["text-number"]


def test_a_renamed_sheet_is_found_by_its_names(official: Form) -> None:
    """A program renames the sheet in the names too; messages then say the new name."""
    workbook = with_part(typed(official), "xl/workbook.xml", replacing("四、复议诉讼", "复议和诉讼"))
    assert reading(workbook).submission == reading(typed(official)).submission
    assert reading(workbook).places["disputes.review.upheld"] == Spot("复议和诉讼", "A6")


def test_a_cell_that_was_dragged_away_is_followed(official: Form) -> None:
    """Its name went along, and nothing stands where it was: the figure counts, and the officer is told."""
    name = sheet_part(typed(official), "二、主动公开")
    moved = with_part(handled(official), name, replacing('r="B5"', 'r="B500"'))
    moved = with_part(moved, "xl/workbook.xml", replacing("'二、主动公开'!$B$5<", "'二、主动公开'!$B$500<"))
    assert codes(found(moved)) == ["cells-moved"]
    assert reading(moved).places["publication.rules.issued"].ref == "B500"
    assert reading(moved).submission.figure("publication.rules.issued") == 0


@pytest.mark.parametrize(
    ("inner", "kind", "said"),
    [
        ("<v>2024</v>", "", "2024"),
        ("<v>0.5</v>", "", "0.5"),
        ("<f>1+1</f><v>2</v>", "", "2"),
        ("<f>A1</f><v>文字</v>", "str", "文字"),
        ("<v>1</v>", "b", "TRUE"),
    ],
)
def test_whatever_stands_where_text_belongs_is_text(inner: str, kind: str, said: str, official: Form) -> None:
    """A number typed into a text's cell must not vanish from the report."""
    place = layout(official).texts[TEXT][1]
    texts = reading(with_cell(typed(official), place, inner, kind)).submission.texts
    assert texts[TEXT][1:] == ((Run(said),),)


def test_paragraphs_keep_their_order_and_lose_their_gaps(official: Form) -> None:
    """Empty rows between paragraphs mean nothing; outer space is dropped."""
    first, second, third, fourth = layout(official).texts[TEXT][:4]
    workbook = typed_over(typed(official), {first: " 一 ", second: None, third: "　", fourth: "二"})
    assert reading(workbook).submission.texts[TEXT] == ((Run("一"),), (Run("二"),))


def test_bold_by_the_cell_is_bold(official: Form) -> None:
    """Officers press Ctrl+B on the whole cell."""
    workbook = typed(official)
    place = layout(official).texts[TEXT][0]
    bold = '<is><r><rPr><b/></rPr><t>粗</t></r><r><rPr><b val="0"/></rPr><t>细</t></r></is>'
    texts = reading(with_cell(workbook, place, bold, "inlineStr")).submission.texts
    assert texts[TEXT] == ((Run("粗", True), Run("细")),)


def test_stars_in_a_cell_stay_stars(official: Form) -> None:
    """In a cell, bold is the cell's own; ``**`` typed there is text."""
    place = layout(official).texts[TEXT][0]
    assert reading(typed_over(typed(official), {place: "**不粗**"})).submission.texts[TEXT] == ((Run("**不粗**"),),)


def test_a_reason_settles_a_warning(official: Form) -> None:
    """Written in the workbook, it comes back with the submission; a blank one is none."""
    place = layout(official).reasons["in-force-flow"].words
    last = {**dict.fromkeys(official.last_year, 0), "publication.norms.in_force": 3}
    workbook = fill(empty(official), filled(official, last_year=last), KNOWN)
    assert [(finding.code, finding.level) for finding in found(workbook)] == [("in-force-flow", Level.WARNING)]
    settled = typed_over(workbook, {place: " 清理后宣布失效 "})
    assert reading(settled).submission.reasons == {"in-force-flow": "清理后宣布失效"}
    assert [(finding.code, finding.level) for finding in found(settled)] == [("in-force-flow", Level.NOTE)]
    assert reading(typed_over(workbook, {place: "  "})).submission.reasons == {}


@pytest.mark.parametrize(("typed_as", "figure"), [("12", 12), ("１２件", 12), ("约12", None)])
def test_last_years_figure_typed_as_text(official: Form, typed_as: str, figure: int | None) -> None:
    """It is read as any other; what cannot be read is named by its place, or it would be lost without a word."""
    id = "publication.norms.in_force"
    place = layout(official).last_year[id]
    found = reading(typed_over(typed(official), {place: typed_as}))
    assert found.submission.last_year.get(id) == figure
    outside = {spot.ref for each in found.findings if each.code == "outside" for spot in each.spots}
    assert (place.ref in outside) is (figure is None)


def test_last_years_figure_that_is_no_number_is_none(official: Form) -> None:
    """It is compared with, never reported; the rule waits."""
    place = layout(official).last_year["publication.norms.in_force"]
    assert "publication.norms.in_force" not in reading(typed_over(typed(official), {place: "/"})).submission.last_year


def test_what_was_typed_elsewhere_is_not_read(official: Form) -> None:
    """Notes beside the tables are the officer's own."""
    scribbled = typed_over(typed(official), {layout(official).tables["requests"].summary: 99})
    assert reading(scribbled).submission == reading(typed(official)).submission
    assert reading(scribbled).submission.unit == UNIT


def test_more_sheets_than_anybody_makes() -> None:
    """Each is compared with each sheet of the form: there is a bound."""
    many = Book({f"表{number}": Sheet() for number in range(SHEETS + 1)})
    assert code_of_refusal(lambda: read_book(many, KNOWN)) == "too-large"
