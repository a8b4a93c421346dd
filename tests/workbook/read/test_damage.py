"""Every kind of damage that is told of: provoked in a book, and said so that an officer can act on it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.drawn import both_forms, codes, messages, official_form
from tests.workbook.shifted import book, moved, row_put_in, with_cells, without_keys
from toolkit.checks.check import check
from toolkit.checks.finding import Level
from toolkit.checks.messages.damage import DAMAGE
from toolkit.checks.messages.wording import worded
from toolkit.checks.reading import Reading
from toolkit.form.form import Form
from toolkit.office.sheets.addresses import Box, Place
from toolkit.office.sheets.book import DATED, ODD, Book, Content, Sheet
from toolkit.submission.submission import BLANKS_ARE_ZERO, DECLARATIONS
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import TextSheet
from toolkit.workbook.read.reader import read_book

TABLE = "三、收到和处理申请"
GRANTED = "requests.granted.person"
LICENCES = "publication.licences.decisions"
HANDLED = "requests.handled.person"
TEXTS, FIRST_TEXT = "一、总体情况", (8, 2)
FILLED_IN = Content(DECLARATIONS[BLANKS_ARE_ZERO])
OTHER = f"{TABLE} (2)"
Made = Callable[[], Book]


def whole() -> Book:
    return book(official_form())


def place(id: str) -> Place:
    return layout(official_form()).figures[id]


def holding(*cells: tuple[str, Content | None]) -> Book:
    """The whole book with other contents in the cells of some figures."""
    made = whole()
    for id, content in cells:
        at = place(id)
        made = with_cells(made, at.sheet, {(at.row, at.column): content})
    return made


def on_table(**changes: object) -> Book:
    sheets = whole().sheets
    return replace(whole(), sheets={**sheets, TABLE: replace(sheets[TABLE], **changes)})  # type: ignore[arg-type]


def copied(change: Content | None = None) -> Book:
    made = replace(whole(), sheets={**whole().sheets, OTHER: whole().sheets[TABLE]})
    return with_cells(made, OTHER, {(8, 4): change}) if change else made


def hidden() -> Book:
    made = holding((LICENCES, Content(3)))
    sheet = replace(made.sheets["二、主动公开"], hidden_rows=(range(9, 10),))
    return replace(made, sheets={**made.sheets, "二、主动公开": sheet})


def pointing(id: str, at: Place, keys: bool = True) -> Book:
    made = whole() if keys else without_keys(whole())
    return replace(made, names={**made.names, id: (at,)})


def other_revision() -> Book:
    """A figure that the form in force does not have any more, among those it has."""
    made = with_cells(whole(), "封面", {(40, 3): Content(5)})
    return replace(made, names={**made.names, "publication.purchases.amount": (Place("封面", 40, 3),)})


def many_paragraphs() -> Book:
    rows = layout(official_form()).texts["problems.found"]
    made = moved(whole(), rows[0].sheet, row_put_in(rows[0].row + 1), names=True)
    return with_cells(made, rows[0].sheet, {(rows[0].row + down, 2): Content("段") for down in range(len(rows) + 1)})


def declared_at() -> tuple[int, int]:
    at = layout(official_form()).tables["publication"].declared
    return at.row, at.column


def scratch(content: Content) -> Book:
    return replace(whole(), sheets={**whole().sheets, "草稿": Sheet({(2, 2): content})})


def taken_out() -> Book:
    """A table that is declared to be filled in, and its figures on a sheet of their own."""
    placed = layout(official_form())
    ids = [cell.id for cell in official_form().inputs_of("disputes")]
    at = placed.tables["disputes"].declared
    made = with_cells(holding(*((id, None) for id in ids)), at.sheet, {(at.row, at.column): FILLED_IN})
    cells = {(place(id).row + 3, place(id).column + 2): Content(number) for number, id in enumerate(ids, start=1)}
    return replace(made, sheets={**made.sheets, "草稿": Sheet(cells)})


# what happened | the book that came back | level, code, and how many cells are named
CASES: dict[str, tuple[Made, str]] = {
    "a table deleted": (
        lambda: replace(whole(), sheets={name: each for name, each in whole().sheets.items() if name != TABLE}),
        "error cell-missing 144",
    ),
    "all names dropped": (lambda: replace(whole(), names={}), "note found-otherwise 178"),
    "names and keys dropped": (lambda: without_keys(replace(whole(), names={})), "note found-otherwise 178"),
    "a name that points elsewhere": (lambda: pointing(GRANTED, Place(TABLE, 9, 4)), "note cells-moved 2"),
    "a row put in by a script": (
        lambda: moved(whole(), TABLE, row_put_in(20), names=False),
        "note cells-moved 60",
    ),
    "name and label differ, no keys": (
        lambda: pointing(GRANTED, Place(TABLE, 9, 4), keys=False),
        "error place-unclear 2",
    ),
    "two inputs merged": (lambda: on_table(merged=(Box(TABLE, 8, 4, 8, 5),)), "error cell-covered 1"),
    "a hidden row with a figure": (hidden, "note cell-hidden 1"),
    "a formula typed into an input": (lambda: holding((GRANTED, Content(0, "1-1"))), "note typed-formula 1"),
    "a percentage": (lambda: holding((GRANTED, Content(0, shows=ODD))), "note odd-format 1"),
    "a small number shown as a date": (lambda: holding((GRANTED, Content(0, shows=DATED))), "note odd-format 1"),
    "a date": (lambda: holding((GRANTED, Content(45293, shows=DATED))), "error not-a-number 1"),
    "a formula that was never calculated": (
        lambda: holding((GRANTED, Content(None, "A1+1"))),
        "error not-a-number 1",
    ),
    "a number beside the figures": (
        lambda: with_cells(whole(), "二、主动公开", {(9, 3): Content(5)}),
        "error outside 0",
    ),
    "a paragraph beside the texts": (
        lambda: with_cells(whole(), "一、总体情况", {(8, 3): Content("写在旁边的话")}),
        "error outside 0",
    ),
    "a number far below a table": (
        lambda: with_cells(whole(), "二、主动公开", {(500, 30): Content("１２件")}),
        "warning outside 0",
    ),
    "a number beside a table with blanks": (
        lambda: with_cells(holding((LICENCES, None)), "二、主动公开", {(40, 2): Content(3), declared_at(): FILLED_IN}),
        "error outside 0",
    ),
    "a sheet of somebody's own": (lambda: scratch(Content(3)), "note numbers-elsewhere 0"),
    "the figures of a table on another sheet": (taken_out, "error table-elsewhere 0"),
    "another number is seen": (
        lambda: holding((GRANTED, Content(0, shows=ODD, seen="5"))),
        "warning shown-otherwise 1",
    ),
    "a zero that is not shown": (lambda: holding((GRANTED, Content(0, shows=ODD, seen=""))), "note odd-format 1"),
    "digits struck out": (lambda: holding((GRANTED, Content("1215", struck="12"))), "error figure-struck 1"),
    "a number struck out": (lambda: holding((GRANTED, Content(12, struck="12"))), "error figure-struck 1"),
    "the mark of a footnote": (lambda: holding((GRANTED, Content("123", raised="3"))), "error figure-struck 1"),
    "words struck out": (
        lambda: with_cells(whole(), TEXTS, {FIRST_TEXT: Content("本年做好了这项工作。", struck="做好了")}),
        "warning text-struck 1",
    ),
    "a figure said twice": (lambda: holding((GRANTED, Content(0, rivals=(7,)))), "error cell-rivals 1"),
    "a label said twice": (
        lambda: with_cells(whole(), TEXTS, {(1, 1): Content("一、总体情况", rivals=(7,))}),
        "warning cell-rivals 0",
    ),
    "a figure in white": (lambda: holding((LICENCES, Content(3, unseen=True))), "note cell-hidden 1"),
    "a sheet that was not sent along": (
        lambda: replace(
            whole(), sheets={name: each for name, each in whole().sheets.items() if name != TABLE}, gone=(TABLE,)
        ),
        "error cell-missing 144",
    ),
    "the table copied": (copied, "note sheet-doubled 0"),
    "the copy filled in otherwise": (lambda: copied(Content(9)), "error sheet-doubled 1"),
    "figures of another revision": (other_revision, "warning no-counterpart 0"),
    "more paragraphs than rows": (many_paragraphs, "note many-paragraphs 1"),
    "a sheet of texts copied": (
        lambda: replace(whole(), sheets={**whole().sheets, "副本": whole().sheets["一、总体情况"]}),
        "note sheet-doubled 0",
    ),
    "the copy of the texts was written on": (
        lambda: with_cells(
            replace(whole(), sheets={**whole().sheets, "副本": whole().sheets["一、总体情况"]}),
            "副本",
            {(8, 2): Content("只写在副本上的话")},
        ),
        "error sheet-doubled 1",
    ),
    "macros": (lambda: replace(whole(), macros=True), "note macros-ignored 0"),
    "an old format": (lambda: replace(whole(), formulas=False), "note values-only 0"),
    "a formula overwritten": (lambda: holding((HANDLED, Content(0))), "note formula-replaced 1"),
    "a formula with a lost reference": (
        lambda: holding((HANDLED, Content("#REF!", "SUM(#REF!)"))),
        "note formula-changed 1",
    ),
    "a formula not calculated anew": (lambda: holding((HANDLED, Content(4, "SUM(D8:D28)"))), "note formula-stale 1"),
    "a formula never calculated": (
        lambda: holding((HANDLED, Content(None, "SUM(D8:D28)"))),
        "note formula-uncalculated 1",
    ),
    "another print of the form": (
        lambda: with_cells(whole(), "封面", {_fingerprint(): Content("000000000000")}),
        "note older-form 0",
    ),
}


def _fingerprint() -> tuple[int, int]:
    at = layout(official_form()).identity["fingerprint"]
    return at.row, at.column


def came_back(case: str) -> Reading:
    return read_book(CASES[case][0](), both_forms())


@pytest.mark.parametrize("case", CASES)
def test_what_is_told(case: str) -> None:
    """Just this, and nothing that merely follows from it."""
    found = [f"{each.level} {each.code} {len(each.cells)}" for each in check(came_back(case))]
    assert found == [CASES[case][1]]


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_lost_that_is_still_there(case: str) -> None:
    """All figures but those that are named read as they were typed."""
    reading = came_back(case)
    named = {id for each in check(reading) for id in each.cells if each.level is Level.ERROR}
    for cell in official_form().inputs:
        read = reading.submission.figure(cell.id) == (
            3 if ("hidden" in case or "white" in case) and cell.id == LICENCES else 0
        )
        assert read or cell.id in named, cell.id


@pytest.mark.parametrize("case", CASES)
def test_how_it_is_said(case: str) -> None:
    """What was found and what is expected, and a sentence that ends in what to do."""
    reading = came_back(case)
    for finding in check(reading):
        said = worded(finding, reading)
        assert said.message.endswith("。")
        assert said.expected
        assert said.found


def test_every_kind_is_provoked() -> None:
    """A sentence that nobody ever saw is not proved to be readable."""
    provoked = {expected.split()[1] for _, expected in CASES.values()}
    assert DAMAGE.keys() - provoked == set()


def test_some_messages() -> None:
    """Word for word where the officer must find a place."""
    assert messages(came_back("a number beside the figures")) == [
        "工作表“二、主动公开”的C9有数，但这1格不属于任何一项，不会计入报告。"
        "请把数填到该填的浅黄色格里，把多出来的行、列删去。"
    ]
    assert messages(came_back("digits struck out")) == [
        "表三“（一）予以公开”行、自然人列（D8）里，划掉的12和没划掉的15连在一起，分不清是哪个数。请清掉这一格，只填一个数。"
    ]
    assert messages(came_back("a figure said twice")) == [
        "表三“（一）予以公开”行、自然人列（D8）在文件里写了不止一个内容（“0”、“7”），不同的程序打开会看到不同的内容。"
        "请用WPS或Excel打开，核对后重新填这几格，保存后再报。"
    ]
    assert messages(came_back("the copy filled in otherwise")) == [
        "同一张表有2份：“三、收到和处理申请”和“三、收到和处理申请 (2)”，已按“三、收到和处理申请”读数，"
        "但表三“（一）予以公开”行、自然人列（D8）填的不一样。请核对后只留一份。"
    ]


def test_a_deleted_row_costs_no_note_about_formulas() -> None:
    """The root cause once: the totals' formulas changed because the row is gone."""
    gone = moved(whole(), TABLE, lambda at: None if at[0] == 12 else (at[0] - (at[0] > 12), at[1]), names=True)
    assert codes(check(read_book(gone, both_forms()))) == ["cell-missing"]


def test_what_is_printed_is_not_outside(any_form: Form) -> None:
    """A label that was worded otherwise last month, and ready-made sentences whose formulas became values."""
    made = book(any_form)
    for sheet in layout(any_form).sheets:
        if isinstance(sheet, TextSheet):
            cells = made.sheets[sheet.sheet].cells
            made = with_cells(made, sheet.sheet, {at: replace(each, formula=None) for at, each in cells.items()})
            for _, head in sheet.texts:
                made = with_cells(made, sheet.sheet, {(head.row, 1): Content("从前的说法：写事实和数字。")})
    assert codes(check(read_book(made, both_forms()))) == []
