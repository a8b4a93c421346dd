"""The content of an .ods, piece by piece."""

import re

import pytest

from tests.drawn import rows
from tests.office.sheets.drawn_ods import document, file
from tests.office.sheets.drawn_parts import code_of_refusal
from toolkit.office.opc import zipped
from toolkit.office.sheets.addresses import Box, Place
from toolkit.office.sheets.book import ODD, Book, Content, Sheet
from toolkit.office.sheets.open import opened
from toolkit.rich_text import Run

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


def styled(name: str, properties: str, more: str = "") -> str:
    return f'<style:style style:name="{name}" {more}>{properties}</style:style>'


def with_styles(styles: str, inner: str) -> Sheet:
    """What a sheet holds whose file has these styles."""
    return opened(file(document(f'<table:table table:name="表">{inner}</table:table>', styles))).sheets["表"]


def one_cell(attributes: str, inner: str = "<text:p>12</text:p>", value: str = "12") -> str:
    number = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-row><table:table-cell {attributes} {number}>{inner}</table:table-cell></table:table-row>"


# a number as it is stored | what is seen of it | what that is called
SEEN = """
12         | 12       |
12         | 12.00    |
1234.5     | 1,234.50 |
12.4       | 12       |
12         | ￥12.00  |
-12        | (12)     |
-12        | -12      |
12         | 十二     |
12         | １２     |
0          | 0.0      |
0.00001    | 1E-05    |
12         | 1200%    | odd
12         | 120      | odd
12         | 5        | odd
12.6       | 12       | odd
12         | 12件     | odd
12         | 1-2      | odd
12000      | 12.00    | odd
12         | -        | odd
-12        | 12       | odd
12         | ###      | odd
"""


@pytest.mark.parametrize(("value", "shown", "called"), rows(SEEN))
def test_what_is_seen_is_compared_with_what_is_stored(value: str, shown: str, called: str) -> None:
    """Whatever format does it, and however it is written in the file."""
    found = sheet(one_cell("", f"<text:p>{shown}</text:p>", value)).at(1, 1)
    assert (found.shows, found.seen) == (called, shown if called else None)


# a style of numbers | what 12 is called where nothing is seen beside it
UNWRITTEN = """
<number:number-style style:name="N"><number:number number:min-integer-digits="1"/></number:number-style> |
<number:number-style style:name="N"><number:number number:decimal-places="2"/></number:number-style> |
<number:number-style style:name="N"><number:number number:grouping="true"/></number:number-style> |
<number:number-style style:name="N"/> | odd
<number:number-style style:name="N"><number:text>5</number:text></number:number-style> | odd
<number:number-style style:name="N"><number:number/><number:text>0</number:text></number:number-style> | odd
<number:number-style style:name="N"><number:scientific-number/></number:number-style> | odd
<number:percentage-style style:name="N"><number:number/><number:text>%</number:text></number:percentage-style> | odd
<number:date-style style:name="N"><number:year/></number:date-style> | dated
"""


@pytest.mark.parametrize(("style", "called"), rows(UNWRITTEN))
def test_a_number_without_what_is_seen_is_judged_by_its_format(style: str, called: str) -> None:
    """Some programs write the value alone."""
    cell = styled("c", "", 'style:data-style-name="N"')
    assert with_styles(style + cell, one_cell('table:style-name="c"', "")).at(1, 1).shows == called


PROPERTIES = "<style:text-properties {}/>"
LOOKS = {
    'style:text-line-through-style="solid"': {"struck": "12"},
    'style:text-line-through-type="double"': {"struck": "12"},
    'style:text-line-through-style="none"': {},
    'style:text-position="super 58%"': {"raised": "12"},
    'style:text-position="-33% 58%"': {"raised": "12"},
    'style:text-position="0% 100%"': {},
    'fo:color="#FFFFFF"': {"unseen": True},
    'fo:color="#ff0000"': {},
    'fo:font-size="1pt"': {"unseen": True},
    'fo:font-size=".pt"': {},
    'fo:font-size="11pt"': {},
}


@pytest.mark.parametrize("said", LOOKS)
def test_looks_of_a_cell(said: str) -> None:
    """By its own style, by the one it inherits from, by its column, by its row."""
    style = styled("c", PROPERTIES.format(said)) + styled("d", "", 'style:parent-style-name="c"')
    column = '<table:table-column/><table:table-column table:default-cell-style-name="c"/>'
    two = one_cell("").replace("<table:table-row>", "<table:table-row><table:table-cell/>")
    in_row = one_cell("").replace("<table:table-row>", '<table:table-row table:default-cell-style-name="d">')
    own = (one_cell(f'table:style-name="{name}"') for name in "cd")
    found = [*(with_styles(style, row).at(1, 1) for row in (*own, in_row)), with_styles(style, column + two).at(1, 2)]
    assert found == [Content(12, **LOOKS[said])] * 4  # type: ignore[arg-type]


def test_white_on_another_paper_is_seen() -> None:
    """And black on black is not."""
    for ink, paper, unseen in (
        ("#ffffff", "#00aa00", False),
        ("#000000", "#000000", True),
        ("#ffffff", "transparent", True),
    ):
        paint = f'<style:table-cell-properties fo:background-color="{paper}"/>' + PROPERTIES.format(f'fo:color="{ink}"')
        assert with_styles(styled("c", paint), one_cell('table:style-name="c"')).at(1, 1).unseen is unseen


def test_looks_of_words() -> None:
    """Struck out, raised, and back to what is around them."""
    style = styled("s", PROPERTIES.format('style:text-line-through-style="solid"'))
    style += styled("r", PROPERTIES.format('style:text-position="super 58%"'))
    words = '一<text:span text:style-name="s">二<text:span text:style-name="r">三</text:span></text:span>四'
    cell = f'<table:table-cell office:value-type="string"><text:p>{words}</text:p></table:table-cell>'
    found = with_styles(style, f"<table:table-row>{cell}</table:table-row>").at(1, 1)
    assert found == Content("一二三四", runs=(Run("一二三四"),), struck="二三", raised="三")


def test_lines_of_no_size_are_hidden() -> None:
    """As those that are marked so."""
    style = styled("r", '<style:table-row-properties style:row-height="0cm"/>')
    style += styled("c", '<style:table-column-properties style:column-width="0.000in"/>')
    style += styled("o", '<style:table-row-properties style:row-height="0.45cm"/>')
    columns = '<table:table-column/><table:table-column table:style-name="c"/>'
    lines = "".join(f'<table:table-row table:style-name="{name}"/>' for name in "oror")
    found = with_styles(style, columns + lines)
    assert (found.hidden_rows, found.hidden_columns) == ((range(2, 3), range(4, 5)), (range(2, 3),))


def test_a_million_hidden_rows_are_one_range() -> None:
    """Forty tables of them are nothing; rows that are hidden in turn without end are too many."""
    row = '<table:table-row table:visibility="collapse" table:number-rows-repeated="1048576"/>'
    assert sheet(row).hidden_rows == (range(1, 1_048_577),)
    turns = '<table:table-row table:visibility="collapse"/><table:table-row/>' * 100_001
    assert code_of_refusal(lambda: sheet(turns)) == "too-large"


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
