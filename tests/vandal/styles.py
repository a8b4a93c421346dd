"""New cell formats in a workbook's styles."""

from collections.abc import Callable
from copy import deepcopy
from xml.etree import ElementTree

from tests.vandal.book import Book
from tests.workbook.drawn_parts import MAIN

STYLES = "xl/styles.xml"


def with_format(book: Book, number_format: int) -> Callable[[str], str]:
    """For a cell format (``s``) the same one with another number format, put into the styles when it is asked for."""
    made: dict[str, str] = {}

    def format_of(style: str) -> str:
        if style not in made:
            root = ElementTree.fromstring(book.parts[STYLES])
            formats = root.find(MAIN + "cellXfs")
            assert formats is not None
            twin = deepcopy(formats[min(int(style), len(formats) - 1)])
            twin.attrib.update(numFmtId=str(number_format), applyNumberFormat="1")
            made[style] = str(len(formats))
            formats.append(twin)
            formats.attrib["count"] = str(len(formats))
            book.parts[STYLES] = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
        return made[style]

    return format_of
