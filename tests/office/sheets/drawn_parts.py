"""Small workbooks written as XML, small changes to real ones, and workbooks taken apart."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from xml.etree import ElementTree

from tests.drawn import both_forms, filled
from toolkit.errors import UserError
from toolkit.form.form import Form
from toolkit.office.opc import Package, zipped
from toolkit.office.sheets.addresses import Place, letters, number_of
from toolkit.office.sheets.book import EMPTY, Content
from toolkit.office.sheets.xlsx import Contents
from toolkit.office.sheets.xlsx_edit import New, rewrite
from toolkit.workbook.write.book import blank
from toolkit.workbook.write.fill import fill

TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATED = "http://purl.oclc.org/ooxml/officeDocument/relationships"
MAIN = f"{{{TRANSITIONAL}}}"
UNIT, YEAR = "青石镇", 2024

BOLD_IS_1 = """<styleSheet xmlns="{main}"><fonts><font><sz val="11"/></font><font><b/></font><font><b val="0"/></font>
</fonts><cellStyleXfs><xf fontId="1"/></cellStyleXfs><cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/></cellXfs>
<dxfs><dxf><font><b/></font></dxf></dxfs></styleSheet>"""


def small(rows: str, shared: str = "", main: str = TRANSITIONAL, related: str = RELATED, names: str = "") -> bytes:
    """A workbook of one sheet, “表”: its rows, shared strings and names as XML; cell format 1 is bold."""
    sheet = f'<worksheet xmlns="{main}" xmlns:x="{main}"><sheetData>{rows}</sheetData></worksheet>'
    book = (
        f'<workbook xmlns="{main}" xmlns:r="{related}"><sheets><sheet name="表" sheetId="1" r:id="a"/></sheets>'
        f"<definedNames>{names}</definedNames></workbook>"
    )
    kinds = {"a": ("worksheet", "sheet.xml"), "b": ("sharedStrings", "strings.xml"), "c": ("styles", "styles.xml")}
    parts = {
        "_rels/.rels": _relationships({"a": ("officeDocument", "xl/workbook.xml")}, related),
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": _relationships(kinds, related),
        "xl/sheet.xml": sheet,
        "xl/strings.xml": f'<sst xmlns="{main}">{shared}</sst>',
        "xl/styles.xml": BOLD_IS_1.format(main=main),
    }
    return zipped({name: text.encode() for name, text in parts.items()})


def _relationships(targets: Mapping[str, tuple[str, str]], related: str) -> str:
    each = (
        f'<Relationship Id="{id}" Type="{related}/{kind}" Target="{part}"/>' for id, (kind, part) in targets.items()
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{package}">{"".join(each)}</Relationships>'


def contents(rows: str, shared: str = "", main: str = TRANSITIONAL, related: str = RELATED) -> dict[str, Content]:
    """What stands in the first rows and columns of a small workbook."""
    cells = Contents(Package(small(rows, shared, main, related))).book.sheets["表"].cells
    return {f"{letters(column)}{row}": content for (row, column), content in cells.items()}


def content(cell: str, shared: str = "") -> Content:
    """What the cell A1 holds, given its XML."""
    return contents(f'<row r="1">{cell}</row>', shared).get("A1", EMPTY)


@cache
def empty(form: Form) -> bytes:
    return blank(form, UNIT, YEAR, "640402", form.levels[0].id)


@cache
def typed(form: Form) -> bytes:
    """The workbook of a unit that has filled in all: zeros, and every text that must be there."""
    return fill(empty(form), filled(form), both_forms())


def parts_of(workbook: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_part(workbook: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """The workbook with one part changed, and really changed."""
    parts = parts_of(workbook)
    before = parts[name].decode()
    after = change(before)
    assert after != before, f"nothing to change in {name}"
    return zipped({**parts, name: after.encode()})


def replacing(old: str, new: str) -> Callable[[str], str]:
    return lambda xml: xml.replace(old, new)


def without_part(workbook: bytes, name: str) -> bytes:
    return zipped({other: data for other, data in parts_of(workbook).items() if other != name})


def sheet_part(workbook: bytes, sheet: str) -> str:
    return Contents(Package(workbook)).sheets[sheet]


def with_cell(workbook: bytes, place: Place, inner: str, kind: str = "") -> bytes:
    """The workbook with other XML inside one cell, and another type of it."""
    pattern = re.compile(f'<c r="{place.ref}"([^>]*?)(?:/>|>.*?</c>)', re.DOTALL)

    def anew(found: re.Match[str]) -> str:
        attributes = re.sub(r' t="[^"]*"', "", found.group(1)) + (f' t="{kind}"' if kind else "")
        return f'<c r="{place.ref}"{attributes}>{inner}</c>'

    return with_part(workbook, sheet_part(workbook, place.sheet), lambda xml: pattern.sub(anew, xml, count=1))


def typed_over(workbook: bytes, changes: Mapping[Place, New]) -> bytes:
    """What a person pastes into cells, formulas among them."""
    return rewrite(Contents(Package(workbook)), changes, keep_formulas=False)


def without_name(workbook: bytes, name: str) -> bytes:
    pattern = re.compile(f'<definedName name="{re.escape(name)}"[^>]*>[^<]*</definedName>')
    return with_part(workbook, "xl/workbook.xml", lambda xml: pattern.sub("", xml))


def without_sheet(workbook: bytes, sheet: str) -> bytes:
    """A sheet deleted as Excel does it: gone from the list, and names that pointed to it are ``#REF!``."""
    listed = re.compile(f'<sheet [^>]*name="{sheet}"[^>]*/>')

    def cut(xml: str) -> str:
        return re.sub(f">'?{sheet}'?!", ">#REF!", listed.sub("", xml))

    return with_part(workbook, "xl/workbook.xml", cut)


def showing_only(workbook: bytes, sheet: str) -> bytes:
    """The workbook open at one sheet and with every other hidden, so that it prints this one alone."""
    shown = list(Contents(Package(workbook)).sheets).index(sheet)

    def hide(xml: str) -> str:
        hidden = re.sub(r'(<sheet [^>]*)state="visible"', r'\1state="hidden"', xml)
        hidden = re.sub("<definedName [^>]*Print_Area[^>]*>[^<]*</definedName>", "", hidden)  # printed even if hidden
        opened = re.sub('(activeTab|firstSheet)="[0-9]+"', rf'\1="{shown}"', hidden)
        return re.sub(f'(<sheet [^>]*name="{sheet}"[^>]*)state="hidden"', r'\1state="visible"', opened)

    return with_part(workbook, "xl/workbook.xml", hide)


def xml_of(workbook: bytes, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(parts_of(workbook)[name])


def sheets_of(workbook: bytes) -> dict[str, ElementTree.Element]:
    return {sheet: xml_of(workbook, part) for sheet, part in Contents(Package(workbook)).sheets.items()}


def code_of_refusal(act: Callable[[], object]) -> str:
    """The code with which something is refused; nothing else may come of it."""
    try:
        act()
    except UserError as refusal:
        return refusal.code
    raise AssertionError("it was not refused")


STRING = re.compile('"(?:[^"]|"")*"')
ADDRESS = re.compile(r"(?:'((?:[^']|'')+)'!)?\$?\b([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?\b(?!\()")


def places_in(formula: str, sheet: str) -> Iterator[Place]:
    """Every cell that a formula of a sheet reads: written for the tests, apart from the code it proves."""
    for name, left, top, right, bottom in ADDRESS.findall(STRING.sub('""', formula)):
        where = name.replace("''", "'") or sheet
        for row in range(int(top), int(bottom or top) + 1):
            for column in range(number_of(left), number_of(right or left) + 1):
                yield Place(where, row, column)
