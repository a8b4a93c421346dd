"""New cell formats in a workbook's styles."""

from collections.abc import Callable
from copy import deepcopy
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from tests.instruments.vandal.book import Book
from tests.office.sheets.drawn_parts import MAIN

STYLES = "xl/styles.xml"
FIRST_OWN = 164  # the first number that a format of a workbook's own may have
Change = Callable[[Element, Element], None]  # of the styles' root and of the cell format


def with_format(book: Book, number_format: int) -> Callable[[str], str]:
    """For a cell format (``s``) the same one with another built-in number format."""
    return restyled(book, lambda root, twin: twin.attrib.update(numFmtId=str(number_format), applyNumberFormat="1"))


def with_code(book: Book, code: str) -> Callable[[str], str]:
    """For a cell format the same one with a number format of the workbook's own."""

    def change(root: Element, twin: Element) -> None:
        formats = root.find(MAIN + "numFmts")
        if formats is None:
            formats = Element(MAIN + "numFmts")
            root.insert(0, formats)
        taken = [int(each.attrib["numFmtId"]) for each in formats]
        number = str(max([FIRST_OWN, *taken]) + 1)
        ElementTree.SubElement(formats, MAIN + "numFmt", {"numFmtId": number, "formatCode": code})
        formats.attrib["count"] = str(len(formats))
        twin.attrib.update(numFmtId=number, applyNumberFormat="1")

    return restyled(book, change)


def with_font(book: Book, *parts: tuple[str, dict[str, str]]) -> Callable[[str], str]:
    """For a cell format the same one whose font has these elements instead of its own ones of that name."""

    def change(root: Element, twin: Element) -> None:
        fonts = root.find(MAIN + "fonts")
        assert fonts is not None
        font = deepcopy(fonts[int(twin.attrib.get("fontId", "0"))])
        for name, attributes in parts:
            for each in font.findall(MAIN + name):
                font.remove(each)
            font.insert(0, Element(MAIN + name, attributes))
        font[:] = sorted(font, key=lambda each: ORDER.index(each.tag.removeprefix(MAIN)))
        fonts.append(font)
        fonts.attrib["count"] = str(len(fonts))
        twin.attrib.update(fontId=str(len(fonts) - 1), applyFont="1")

    return restyled(book, change)


def with_quote(book: Book) -> Callable[[str], str]:
    """For a cell format the same one as an apostrophe typed first makes it."""
    return restyled(book, lambda root, twin: twin.attrib.update(quotePrefix="1"))


ORDER = (
    "b",
    "i",
    "strike",
    "outline",
    "shadow",
    "u",
    "vertAlign",
    "sz",
    "color",
    "name",
    "family",
    "charset",
    "scheme",
)


def restyled(book: Book, change: Change) -> Callable[[str], str]:
    """For a cell format a changed twin, put into the styles when it is asked for."""
    made: dict[str, str] = {}

    def format_of(style: str) -> str:
        if style not in made:
            root = ElementTree.fromstring(book.parts[STYLES])
            formats = root.find(MAIN + "cellXfs")
            assert formats is not None
            twin = deepcopy(formats[min(int(style), len(formats) - 1)])
            change(root, twin)
            made[style] = str(len(formats))
            formats.append(twin)
            formats.attrib["count"] = str(len(formats))
            book.parts[STYLES] = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
        return made[style]

    return format_of
