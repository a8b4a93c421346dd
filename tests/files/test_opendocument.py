"""The content of an .ods, piece by piece."""

import re

import pytest

from tests.drawn import rows
from tests.workbook.drawn_parts import code_of_refusal
from toolkit.files.opening import opened
from toolkit.submission.text import Run
from toolkit.workbook.book import ODD, Book, Content, Sheet
from toolkit.workbook.package import zipped
from toolkit.workbook.places import Box, Place

STYLES = """<style:style style:name="b"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="n"><style:text-properties fo:font-weight="normal"/></style:style>"""

# a cell's attributes (of office:, but for calcext) | what stands in it | its value, as Python writes it
CELLS = """
 |  | None
value-type="float" value="12" | <text:p>12</text:p> | 12
value-type="float" value="0.1" | <text:p>0.1</text:p> | Decimal('0.1')
value-type="float" value="x" | <text:p>x</text:p> | 'x'
value-type="float" value="1" | <text:p>TRUE</text:p> | 'TRUE'
value-type="boolean" boolean-value="true" | <text:p>WAHR</text:p> | 'TRUE'
value-type="date" date-value="2024-01-02T03:04" | <text:p>1</text:p> | '2024-01-02'
value-type="time" time-value="PT12H30M00S" | <text:p>1</text:p> | '12:30'
value-type="time" time-value="?" | <text:p>12点</text:p> | '12点'
value-type="string" calcext:value-type="error" | <text:p>#REF!</text:p> | '#REF!'
value-type="string" | <text:p>一  二</text:p><text:p>三</text:p> | '一 二\\n三'
value-type="string" | <text:p>一<text:s text:c="3"/>二</text:p> | '一   二'
value-type="string" | <text:p>一<text:tab/>二<text:line-break/>三</text:p> | '一\\t二\\n三'
value-type="string" | <office:annotation><text:p>批注</text:p></office:annotation><text:p>字</text:p> | '字'
"""


def book(inner: str, after: str = "") -> Book:
    """What a file of one sheet, “表”, holds."""
    content = (
        f"<office:document-content><office:automatic-styles>{STYLES}</office:automatic-styles><office:body>"
        f'<office:spreadsheet><table:table table:name="表">{inner}</table:table>{after}</office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    meta = '<m><meta:user-defined meta:name="nianbao.year">2024</meta:user-defined></m>'
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    parts = {"mimetype": kind, "content.xml": content.encode(), "meta.xml": meta.encode()}
    return opened(zipped({**parts, "META-INF/manifest.xml": b"<m/>"}))


def sheet(inner: str) -> Sheet:
    return book(inner).sheets["表"]


@pytest.mark.parametrize(("attributes", "inner", "value"), rows(CELLS))
def test_values(attributes: str, inner: str, value: str) -> None:
    """Every way to hold a number, a text, a date, a nothing."""
    given = re.sub(r"(?<![\w:-])(?=[a-z]+-?[a-z]*=)", "office:", attributes)
    cell = f"<table:table-cell {given}>{inner}</table:table-cell>"
    assert repr(sheet(f"<table:table-row>{cell}</table:table-row>").at(1, 1).value) == value


def test_a_percentage_is_seen_as_something_else() -> None:
    """Who sees 50% did not type 0.5."""
    cell = '<table:table-cell office:value-type="percentage" office:value="12"/>'
    assert sheet(f"<table:table-row>{cell}</table:table-row>").at(1, 1) == Content(12, shows=ODD)


def test_bold_comes_from_the_run_else_from_the_cell() -> None:
    """As in an .xlsx."""
    text = (
        '<text:p>一<text:span text:style-name="b">二</text:span><text:span text:style-name="n">三</text:span></text:p>'
    )
    plain = f'<table:table-cell office:value-type="string">{text}</table:table-cell>'
    bold = f'<table:table-cell table:style-name="b" office:value-type="string">{text}</table:table-cell>'
    found = sheet(f"<table:table-row>{plain}{bold}</table:table-row>")
    assert found.at(1, 1).runs == (Run("一"), Run("二", True), Run("三"))
    assert found.at(1, 2).runs == (Run("一二", True), Run("三"))


def test_cells_and_rows_that_are_repeated() -> None:
    """Equal neighbours are written once; what is empty may reach to the end of the sheet."""
    one = '<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="1"/>'
    far = '<table:table-cell table:number-columns-repeated="16382"/>'
    found = sheet(
        f'<table:table-row table:number-rows-repeated="3">{far[:-2]}/></table:table-row>'
        f'<table:table-row table:number-rows-repeated="2">{one}{far}</table:table-row>'
        f'<table:table-row table:number-rows-repeated="1048571">{far}</table:table-row>'
    )
    assert {at: content.value for at, content in found.cells.items()} == {(4, 1): 1, (4, 2): 1, (5, 1): 1, (5, 2): 1}


def test_merged_and_hidden() -> None:
    """A merged input has lost its figure; a hidden one has not."""
    merged = '<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="3"/>'
    found = sheet(
        '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
        '<table:table-row table:visibility="filter" table:number-rows-repeated="2"/>'
        f"<table:table-row>{merged}</table:table-row>"
    )
    assert found.merged == (Box("表", 3, 1, 5, 2),)
    assert (found.hidden_rows, found.hidden_columns) == ((range(1, 3),), (range(2, 4),))


def test_names_and_properties() -> None:
    """They tell whose it is and where everything stands."""
    named = '<table:named-range table:name="{}" table:cell-range-address="{}"/>'
    ranges = named.format("a.b", "$表.$B$3") + named.format("c", "$'一、表'.$B$3:.$B$4") + named.format("d", "#REF!")
    found = book("", f"<table:named-expressions>{ranges}</table:named-expressions>")
    assert found.names == {"a.b": (Place("表", 3, 2),), "c": (Place("一、表", 3, 2), Place("一、表", 4, 2))}
    assert found.properties == {"nianbao.year": "2024"}


def test_repetition_without_end_is_refused() -> None:
    """A hundred bytes could ask for a sheet full of ones."""
    one = '<table:table-cell office:value-type="float" office:value="1"/>'
    wide = one.replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="999999"')
    tall = f'<table:table-row table:number-rows-repeated="9999999">{one}</table:table-row>'
    assert code_of_refusal(lambda: sheet(tall)) == "too-large"
    assert code_of_refusal(lambda: sheet(f"<table:table-row>{wide}</table:table-row>" * 20)) == "too-large"
    spaces = '<table:table-cell><text:p><text:s text:c="9999999"/><text:s text:c="9"/></text:p></table:table-cell>'
    assert code_of_refusal(lambda: sheet(f"<table:table-row>{spaces}</table:table-row>")) == "too-large"
