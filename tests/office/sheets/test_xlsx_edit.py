"""Cells of a sheet changed in place: nothing else in the file moves."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn import official_form, rows
from tests.office.sheets.drawn_parts import TRANSITIONAL, code_of_refusal, empty, parts_of, small
from tests.strategies import paragraphs
from toolkit.form.form import Form
from toolkit.office.opc import Package
from toolkit.office.sheets.addresses import Place
from toolkit.office.sheets.book import Content
from toolkit.office.sheets.xlsx import Contents
from toolkit.office.sheets.xlsx_cells import raw_sheet
from toolkit.office.sheets.xlsx_edit import New, patched, rewrite
from toolkit.rich_text import Paragraph, Run, plain
from toolkit.workbook.design.layout import layout

# the cell before | what is typed | the cell after
EDITS = """
<c r="A1" s="3"/>                                  | 12      | <c r="A1" s="3"><v>12</v></c>
<c r="A1" s="3"></c>                               | 12      | <c r="A1" s="3"><v>12</v></c>
<c s="3" r="A1" t="s"><v>4</v></c>                 | 0       | <c r="A1" s="3"><v>0</v></c>
<c r="A1" t="s"><v>4</v></c>                       | 12.5    | <c r="A1"><v>12.5</v></c>
<c r="A1" s="3"><v>4</v></c>                       |         | <c r="A1" s="3"/>
<c r="A1"><f>SUM(B1)</f><v>4</v></c>               | 5       | <c r="A1"><f>SUM(B1)</f><v>5</v></c>
<c r="A1"><f>SUM(B1)</f></c>                       | 5       | <c r="A1"><f>SUM(B1)</f><v>5</v></c>
<c r="A1"><f t="shared" si="0"/><v>4</v></c>       | 5       | <c r="A1"><f t="shared" si="0"/><v>5</v></c>
<c r="A1"><f ca="1">B1</f><v>4</v></c>             | 平      | <c r="A1" t="str"><f ca="1">B1</f><v>平</v></c>
<c r="A1"><f>B1&amp;">"</f><v>4</v></c>            | a&b     | <c r="A1" t="str"><f>B1&amp;">"</f><v>a&amp;b</v></c>
<x:c r="A1"/>                                      | 12      | <x:c r="A1"><x:v>12</x:v></x:c>
<x:c r="A1"><x:f>B1</x:f><x:v>4</x:v></x:c>        | 5       | <x:c r="A1"><x:f>B1</x:f><x:v>5</x:v></x:c>
<calc:c r="A1" s="1"/>                             | 12      | <calc:c r="A1" s="1"><calc:v>12</calc:v></calc:c>
"""

HEIGHTS = """
<row r="1">                                    | <row r="1" ht="33">
<row r="1" ht="20" customHeight="1" spans="1"> | <row r="1" spans="1" ht="33">
<row r='1' ht='20' customHeight = 'true'>      | <row r='1' ht="33">
<row r="1" customFormat="1" s="2">             | <row r="1" customFormat="1" s="2" ht="33">
"""

entered = (
    st.none() | st.integers(-999, 999) | st.just(Decimal("0.25")) | st.text("a<&>_x000D_中", max_size=9) | paragraphs()
)


def sheet(inner: str) -> bytes:
    spaces = f'xmlns="{TRANSITIONAL}" xmlns:x="{TRANSITIONAL}" xmlns:calc="{TRANSITIONAL}"'
    return f"<worksheet {spaces}><!-- 一 --><sheetData>{inner}</sheetData>\n</worksheet>".encode()


def typed(text: str) -> New:
    if not text:
        return None
    return Decimal(text) if re.fullmatch(r"[\d.]+", text) else text


@pytest.mark.parametrize(("before", "new", "after"), rows(EDITS))
def test_one_cell_changes_and_nothing_else(before: str, new: str, after: str) -> None:
    """Its format stays, its formula stays; around it every byte stays."""
    around = '<row r="1"><c r="B1"><v>9</v></c>{}<c r="AA1"/></row>'
    assert patched(sheet(around.format(before)), {"A1": typed(new)}, {}) == sheet(around.format(after))


def test_a_formula_can_be_typed_over() -> None:
    """As it happens in the offices: needed to draw such workbooks."""
    before = sheet('<c r="A1" s="1"><f>SUM(B1)</f><v>4</v></c>')
    assert patched(before, {"A1": 5}, {}, keep_formulas=False) == sheet('<c r="A1" s="1"><v>5</v></c>')


@pytest.mark.parametrize(("before", "after"), rows(HEIGHTS))
def test_heights_are_replaced_not_doubled(before: str, after: str) -> None:
    """An attribute that stands twice makes the whole file unreadable."""
    assert patched(sheet(f"{before}</row>"), {}, {1: 33.0}) == sheet(f"{after}</row>")


def test_an_empty_row_gets_its_height() -> None:
    """``<row/>`` has no closing tag to lean on."""
    assert patched(sheet('<row r="1" ht="2"/><row r="2"/>'), {}, {1: 33.5}) == sheet(
        '<row r="1" ht="33.5"/><row r="2"/>'
    )


def test_bold_runs_are_written_with_the_font_of_the_cell() -> None:
    """A run with properties of its own loses the cell's font otherwise."""
    new: Paragraph = (Run("细"), Run("粗", True))
    made = patched(sheet('<c r="A1"/>'), {"A1": new}, {}).decode()
    assert '<r><rPr><b/><sz val="11"/><rFont val="宋体"/></rPr><t xml:space="preserve">粗</t></r>' in made


def test_a_cell_that_is_not_there_is_refused() -> None:
    """Better no file than one with a figure missing."""
    assert code_of_refusal(lambda: patched(sheet('<c r="A1"/>'), {"B1": 1}, {})) == "no-place"
    book = Contents(Package(small('<row r="1"><c r="A1"/></row>')))
    assert code_of_refusal(lambda: rewrite(book, {Place("没有", 1, 1): 1})) == "no-place"


@given(st.dictionaries(st.sampled_from(["A1", "B1", "C1", "A2", "B2"]), entered))
def test_what_is_typed_is_read_back(changes: dict[str, New]) -> None:
    """Any value in any cells; cells that were not named keep their bytes."""
    cells = {ref: f'<c r="{ref}" s="2"><v>7</v></c>' for ref in ("A1", "B1", "C1", "A2", "B2")}
    lines = [
        f'<row r="{row}">' + "".join(xml for ref, xml in cells.items() if ref[1] == row) + "</row>" for row in "12"
    ]
    rewritten = rewrite(Contents(Package(small("".join(lines)))), {_place(ref): new for ref, new in changes.items()})
    found = Contents(Package(rewritten)).book
    for ref, xml in cells.items():
        if ref in changes:
            assert found.content(_place(ref)) == meant(changes[ref])
        else:
            assert xml.encode() in parts_of(rewritten)["xl/sheet.xml"]


def _place(ref: str) -> Place:
    return Place("表", int(ref[1]), "ABC".index(ref[0]) + 1)


def meant(new: New) -> Content:
    if not isinstance(new, str | tuple):
        return Content(new)
    runs = (Run(new),) if isinstance(new, str) else new
    return Content(plain(runs), None, runs) if plain(runs) else Content()


@settings(deadline=None)
@given(st.data())
def test_every_byte_outside_the_changed_cells_stays(data: st.DataObject) -> None:
    """In a real sheet of ours: cut the changed cells out before and after, and what is left is the same."""
    form = official_form()
    placed = layout(form)
    inputs = [placed.figures[cell.id] for cell in form.inputs_of("requests")]
    chosen = data.draw(st.dictionaries(st.sampled_from(inputs), entered, max_size=4))
    name = Contents(Package(empty(form))).sheets["三、收到和处理申请"]
    before = parts_of(empty(form))
    after = parts_of(rewrite(Contents(Package(empty(form))), chosen))
    refs = [place.ref for place in chosen]
    assert without(after.pop(name), refs) == without(before.pop(name), refs)
    assert after == before


def without(xml: bytes, refs: list[str]) -> bytes:
    for ref in refs:
        xml = re.sub(rb'<c r="%s"[^>]*?(?:/>|>.*?</c>)' % ref.encode(), b"", xml, count=1, flags=re.DOTALL)
    return xml


def test_formulas_keep_their_text(official: Form) -> None:
    """The totals of a filled workbook still calculate."""
    place = layout(official).figures["requests.handled.person"]
    made = rewrite(Contents(Package(empty(official))), {place: 26})
    name = Contents(Package(made)).sheets[place.sheet]
    cell = raw_sheet(parts_of(made)[name]).cells[place.row, place.column]
    assert (cell.formula, cell.value) == ("SUM(D8:D28)", "26")


def test_other_parts_can_be_replaced_and_added(official: Form) -> None:
    """The cover's properties are written with the cells in one go; the order of parts stays."""
    made = parts_of(rewrite(Contents(Package(empty(official))), {}, {"docProps/core.xml": b"<a/>", "new.xml": b"<b/>"}))
    assert list(made) == [*parts_of(empty(official)), "new.xml"]
    assert (made["docProps/core.xml"], made["new.xml"]) == (b"<a/>", b"<b/>")
