"""The content of cells as every kind of program stores it."""

import pytest

from tests.drawn import rows
from tests.office.sheets.drawn_parts import (
    RELATED,
    STRICT,
    STRICT_RELATED,
    content,
    contents,
    parts_of,
    replacing,
    small,
    with_part,
)
from toolkit.office.opc import Package, zipped
from toolkit.office.sheets.addresses import Place
from toolkit.office.sheets.book import EMPTY
from toolkit.office.sheets.xlsx import Contents
from toolkit.rich_text import Run

SHARED = "<si><t>零</t></si><si><r><t>细</t></r><r><rPr><b/></rPr><t>粗</t></r></si>"

# the cell's XML | its value, as Python writes it
VALUES = """
<c r="A1"/>                                                       | None
<c r="A1"><v/></c>                                                | None
<c r="A1"><v>12</v></c>                                           | 12
<c r="A1" t="n"><v>12.0</v></c>                                   | 12
<c r="A1"><v>-3</v></c>                                           | -3
<c r="A1"><v>1.5E3</v></c>                                        | 1500
<c r="A1"><v>0.10000000000000001</v></c>                          | Decimal('0.1')
<c r="A1"><v>1E400</v></c>                                        | '1E400'
<c r="A1"><v>NaN</v></c>                                          | 'NaN'
<c r="A1" t="b"><v>1</v></c>                                      | 'TRUE'
<c r="A1" t="b"><v>0</v></c>                                      | 'FALSE'
<c r="A1" t="e"><v>#REF!</v></c>                                  | '#REF!'
<c r="A1" t="d"><v>2024-01-15</v></c>                             | '2024-01-15'
<c r="A1" t="s"><v>0</v></c>                                      | '零'
<c r="A1" t="s"><v>1</v></c>                                      | '细粗'
<c r="A1" t="s"><v>99</v></c>                                     | ''
<c r="A1" t="s"><v>-1</v></c>                                     | ''
<c r="A1" t="inlineStr"><is><t>字</t></is></c>                    | '字'
<c r="A1" t="inlineStr"><is><t>a_x005F_x000D_</t></is></c>        | 'a_x000D_'
<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c> | 'ab'
<c r="A1" t="inlineStr"><is><t>字</t><rPh sb="0" eb="1"><t>zi</t></rPh></is></c> | '字'
<c r="A1" t="inlineStr"/>                                         | None
<c r="A1" t="str"><f>A2</f><v>字</v></c>                          | '字'
<c r="A1" t="str"><f>A2</f><v></v></c>                            | ''
<c r="A1" t="str"><f>A2</f></c>                                   | None
<c r="A1"><f>1+1</f></c>                                          | None
<c r="A1"><f>1+1</f><v>2</v></c>                                  | 2
<x:c r="A1"><x:f>1+1</x:f><x:v>2</x:v></x:c>                      | 2
<x:c r="A1" t="inlineStr"><x:is><x:t>字</x:t></x:is></x:c>        | '字'
"""


@pytest.mark.parametrize(("cell", "value"), rows(VALUES))
def test_values(cell: str, value: str) -> None:
    """Every way to store a number, a text, a nothing; a formula that was never calculated has no value."""
    assert repr(content(cell, SHARED).value) == value


def test_a_number_of_absurd_length_is_no_crash() -> None:
    """Python refuses to read whole numbers of more than 4,300 digits."""
    assert content(f'<c r="A1" t="s"><v>{"1" * 5000}</v></c>').value == ""
    assert content(f'<c r="A1"><v>{"1" * 5000}</v></c>').value == "1" * 5000


def test_bold_comes_from_the_run_else_from_the_cell() -> None:
    """An officer may make a whole cell bold, or a word in it."""
    runs = '<is><r><t>一</t></r><r><rPr><b/></rPr><t>二</t></r><r><rPr><b val="0"/></rPr><t>三</t></r></is>'
    plain = content(f'<c r="A1" s="0" t="inlineStr">{runs}</c>')
    bold = content(f'<c r="A1" s="1" t="inlineStr">{runs}</c>')
    assert plain.runs == (Run("一"), Run("二", True), Run("三"))
    assert bold.runs == (Run("一", True), Run("二", True), Run("三"))
    assert content('<c r="A1" s="1" t="s"><v>0</v></c>', SHARED).runs == (Run("零", True),)
    assert content('<c r="A1" s="2" t="s"><v>0</v></c>', SHARED).runs == (Run("零"),)


def test_a_formula_is_told_from_a_value() -> None:
    """A total that lost its formula is worth a note."""
    assert (content("<c r='A1'><f>SUM(B1)</f><v>1</v></c>").formula, content("<c r='A1'><v>1</v></c>").formula) == (
        "SUM(B1)",
        None,
    )


def test_strict_open_xml_is_read_alike() -> None:
    """“Strict Open XML” is in Excel's list of formats; only the namespaces differ."""
    cells = '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1"><v>7</v></c></row>'
    assert contents(cells, SHARED, STRICT, STRICT_RELATED) == contents(cells, SHARED)
    assert contents(cells, SHARED)["A1"].runs == (Run("细"), Run("粗", True))


def test_custom_properties_of_a_strict_file() -> None:
    """Strict files name the relation to them in another way."""
    for kind in ("custom-properties", "customProperties"):
        properties = "<Properties><property name='nianbao.year'><lpwstr>2024</lpwstr></property></Properties>"
        link = f'<Relationship Id="z" Type="{RELATED}/{kind}" Target="/docProps/custom.xml"/></Relationships>'
        linked = with_part(small(""), "_rels/.rels", replacing("</Relationships>", link))
        package = Package(Package(linked).rewritten({"docProps/custom.xml": properties.encode()}))
        assert Contents(package).properties == {"nianbao.year": "2024"}


def test_a_copied_sheet_does_not_take_over_its_names() -> None:
    """Copying a sheet doubles its names, now local to the copy: the original counts, whatever the order."""
    local = '<definedName name="a.b" localSheetId="1">表2!$A$1</definedName>'
    whole = '<definedName name="a.b">表!$A$1</definedName>'
    for names in (local + whole, whole + local):
        assert Contents(Package(small("", names=names))).names == {"a.b": (Place("表", 1, 1),)}
    assert Contents(Package(small("", names=local))).names == {"a.b": (Place("表2", 1, 1),)}


def test_what_is_not_there_is_not_in_the_answer() -> None:
    """An unknown sheet, a cell that was never written: nothing, and no error."""
    book = Contents(Package(small('<row r="1"><c r="A1"><v>1</v></c></row>'))).book
    assert book.content(Place("没有", 1, 1)) == EMPTY
    assert book.content(Place("表", 2, 2)) == EMPTY


def test_shared_strings_and_styles_may_be_missing() -> None:
    """A damaged workbook still gives up its figures."""
    package = Package(small('<row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1"><v>5</v></c></row>', SHARED))
    kept = {name: package.part(name) for name in ("_rels/.rels", "xl/workbook.xml", "xl/sheet.xml")}
    kept["xl/_rels/workbook.xml.rels"] = package.part("xl/_rels/workbook.xml.rels")
    found = Contents(Package(zipped(kept))).book.sheets["表"]
    assert (found.at(1, 1).value, found.at(1, 2).value) == ("", 5)


# the cell's XML | its value | what else the file says of it
TWICE = """
<c r="A1"><v>12</v></c><c r="A1"><v>15</v></c>                      | 15   | 12
<c r="A1"><v>12</v></c><c r="A1"/>                                  | 12   |
<c r="A1"><v>12</v></c><c r="A1"><v>12.0</v></c>                    | 12   |
<c r="A1"><v>12</v><v>15</v></c>                                    | 12   | 15
<c r="A1"><v>12</v><extLst><ext><v>15</v></ext></extLst></c>        | 12   | 15
<c r="A1"><v>12</v><extLst><ext><y:v>15</y:v></ext></extLst></c>    | 12   | 15
<c r="A1"><extLst><ext><x:v>15</x:v></ext></extLst></c>             | None | 15
<c r="A1"><v>12</v></c><y:c r="A1"><y:v>15</y:v></y:c>              | 12   | 15
<y:c r="A1"><y:v>15</y:v></y:c>                                     | None | 15
<y:c r="A1"><y:v>15</y:v></y:c><c r="A1"><v>12</v></c>              | 12   | 15
<c r="A1" xmlns="urn:else"><v>15</v></c>                            | None | 15
<c r="A1" t="inlineStr"><v>15</v></c>                               | ''   | 15
<c r="A1" t="inlineStr"><is><t>字</t></is><v>15</v></c>             | '字' | 15
<c r="A1"><v>12</v><is><t>15</t></is></c>                           | 12   | 15
<c r="A1" t="s"><v>99</v></c>                                       | ''   | …
"""


@pytest.mark.parametrize(("cells", "value", "rival"), rows(TWICE))
def test_what_is_said_more_than_once(cells: str, value: str, rival: str) -> None:
    """Programs differ about which one counts; what another namespace says is no cell, and is not lost either."""
    sheet = f'<row r="1" xmlns:y="urn:else">{cells}</row>'
    found = contents(sheet, SHARED).get("A1", EMPTY)
    assert repr(found.value) == value
    assert [str(each) for each in found.rivals] == [rival] * bool(rival)


def test_what_is_struck_out_or_raised() -> None:
    """It is part of the text all the same; a run that says nothing looks as its cell does."""
    runs = (
        "<is><r><t>1</t></r><r><rPr><strike/></rPr><t>2</t></r>"
        '<r><rPr><vertAlign val="superscript"/></rPr><t>3</t></r><r><rPr><strike val="0"/></rPr><t>4</t></r></is>'
    )
    found = content(f'<c r="A1" t="inlineStr">{runs}</c>')
    assert (found.value, found.struck, found.raised) == ("1234", "2", "3")
    styles = (
        "<styleSheet><fonts><font/><font><strike/></font></fonts><cellXfs><xf/><xf fontId='1'/></cellXfs></styleSheet>"
    )
    cells = f'<row r="1"><c r="A1" s="1" t="inlineStr">{runs}</c><c r="B1" s="1"><v>7</v></c></row>'
    sheet = Contents(Package(with_part(small(cells), "xl/styles.xml", lambda _: styles))).book.sheets["表"]
    assert (sheet.at(1, 1).struck, sheet.at(1, 1).raised) == ("12", "3")
    assert (sheet.at(1, 2).value, sheet.at(1, 2).struck) == (7, "7")


def test_a_number_is_seen_by_its_format() -> None:
    """The section that applies to it decides."""
    codes = '<numFmts><numFmt numFmtId="176" formatCode="0;0;\\7"/></numFmts>'
    styles = f'<styleSheet>{codes}<cellXfs><xf numFmtId="176"/></cellXfs></styleSheet>'
    cells = '<row r="1"><c r="A1"><v>0</v></c><c r="B1"><v>4</v></c></row>'
    sheet = Contents(Package(with_part(small(cells), "xl/styles.xml", lambda _: styles))).book.sheets["表"]
    assert [(each.shows, each.seen) for each in (sheet.at(1, 1), sheet.at(1, 2))] == [("odd", "7"), ("", None)]


def test_days_are_counted_from_1904_whatever_extensions_say() -> None:
    """Newer programs write an element of the same name behind it, in another namespace."""
    extension = '<extLst><ext><n:workbookPr xmlns:n="urn:newer" chartTrackingRefBase="1"/></ext></extLst></workbook>'
    for file in (small(""), with_part(small(""), "xl/workbook.xml", replacing("</workbook>", extension))):
        dated = with_part(file, "xl/workbook.xml", replacing("<sheets>", '<workbookPr date1904="1"/><sheets>'))
        assert Contents(Package(dated)).book.from_1904
        assert not Contents(Package(file)).book.from_1904


def test_a_sheet_that_is_listed_and_not_there() -> None:
    """It is no empty sheet, and is named; also where nothing says which part it is."""
    for old, new in (('Target="sheet.xml"', 'Target="gone.xml"'), ('Id="a" Type', 'Id="z" Type')):
        file = with_part(small(""), "xl/_rels/workbook.xml.rels", replacing(old, new))
        book = Contents(Package(file)).book
        assert (dict(book.sheets), book.gone) == ({}, ("表",))


@pytest.mark.parametrize("target", ["./sheet.xml", "/xl/sheet.xml", "../xl/Sheet.XML", "s%68eet.xml", "sheet.xml"])
def test_every_legal_way_to_name_a_part(target: str) -> None:
    """In any case, from the root or not, its characters percent-encoded."""
    cells = '<row r="1"><c r="A1"><v>1</v></c></row>'
    link = replacing('Target="sheet.xml"', f'Target="{target}"')
    file = with_part(small(cells), "xl/_rels/workbook.xml.rels", link) if target != "sheet.xml" else small(cells)
    renamed = zipped(
        {("xl/%73heet.xml" if name == "xl/sheet.xml" else name): data for name, data in parts_of(file).items()}
    )
    for each in (file, renamed):
        assert Contents(Package(each)).book.sheets["表"].at(1, 1).value == 1
