"""Corrects what openpyxl wrote: locks, the order of a font's elements, document properties."""

from xml.etree import ElementTree

from toolkit.office.opc import Package
from toolkit.office.sheets.xlsx_edit import FONT, SIZE
from toolkit.office.xml_write import text as xml

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STYLES, CORE, CUSTOM = "xl/styles.xml", "docProps/core.xml", "docProps/custom.xml"
FONT_ORDER = ("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name",
              "family", "charset", "scheme")  # fmt: skip
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def with_locks(package: Package) -> bytes:
    """The workbook with its locks where they belong.

    A paste can bring the style Normal, and with it cell format 0, into an input: both are unlocked, so that the cell
    stays an input. Every other format says for itself whether it is locked.
    """
    ElementTree.register_namespace("", MAIN[1:-1])
    root = ElementTree.fromstring(package.part(STYLES))
    normal = root.find(f"{MAIN}cellStyleXfs")
    formats = root.find(f"{MAIN}cellXfs")
    assert normal is not None
    assert formats is not None
    for format in normal:
        _lock(format, locked=False)
    for number, format in enumerate(formats):
        if format.find(f"{MAIN}protection") is None:
            _lock(format, locked=number > 0)
    _normal_font(root)
    for font in root.iter(f"{MAIN}font"):
        font[:] = sorted(font, key=lambda child: FONT_ORDER.index(child.tag.removeprefix(MAIN)))
    styles = ElementTree.tostring(root, encoding="unicode")
    return package.rewritten({STYLES: (DECLARATION + styles).encode()})


def _normal_font(styles: ElementTree.Element) -> None:
    """The style Normal in the font of every cell: a paste brings it along, and columns are measured by its digits."""
    normal = styles.find(f"{MAIN}fonts/{MAIN}font")
    assert normal is not None
    normal[:] = [
        ElementTree.Element(f"{MAIN}sz", {"val": str(SIZE)}),
        ElementTree.Element(f"{MAIN}name", {"val": FONT}),
    ]


def _lock(format: ElementTree.Element, locked: bool) -> None:
    format.set("applyProtection", "1")
    ElementTree.SubElement(format, f"{MAIN}protection", {"locked": str(int(locked))})


def core_properties(creator: str, title: str, year: int) -> bytes:
    """The unit as creator, never a person; the end of the year as the date, so that no clock shows."""
    date = f"{year}-12-31T00:00:00Z"
    return (
        f"{DECLARATION}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{xml(title)}</dc:title><dc:creator>{xml(creator)}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{date}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{date}</dcterms:modified></cp:coreProperties>'
    ).encode()


def custom_properties(values: dict[str, str]) -> bytes:
    """Texts only: a spreadsheet program may turn a number into another kind of number."""
    properties = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{xml(name)}">'
        f"<vt:lpwstr>{xml(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(values.items(), start=2)
    )
    return (
        f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f"{properties}</Properties>"
    ).encode()
