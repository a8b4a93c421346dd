"""The boxes in which a sheet's comments show: VML, as every spreadsheet program still writes and reads it.

Old programs leave tags open in VML, so that no XML parser takes it: it is searched and cut as plain bytes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from toolkit.office.messages import unreadable
from toolkit.office.sheets.addresses import Place, parse_area
from toolkit.office.sheets.xlsx_cells import whole
from toolkit.office.xml import local, parse
from toolkit.rich_text import width

SHAPE = re.compile(rb"<(?:\w+:)?shape\s.*?</(?:\w+:)?shape\s*>\s*", re.DOTALL)
FIELD = rb"<(?:\w+:)?%s>\s*(\d{1,7})\s*</"
NOTE = re.compile(rb"""ObjectType\s*=\s*["']Note["']""")
CLOSING = re.compile(rb"</(?:\w+:)?xml\s*>\s*\Z")
NUMBER = re.compile(rb"_x0000_s(\d{1,9})\b")
LAYOUT = (
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
BOX = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;z-index:1;visibility:hidden"'
    ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
    '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
FIRST = 1025
BOX_WIDTH, LETTER, LINE, MARGIN = 360, 6.5, 16, 18  # pixels, at nine points
COLUMN, ROW, DIGIT, POINT = 72, 20, 8, 4 / 3  # pixels, where a sheet does not say, and for what it says


@dataclass(slots=True)
class _Sizes:
    """How wide columns and how high rows are, in pixels, by number from 1."""

    columns: dict[int, float] = field(default_factory=dict)
    rows: dict[int, float] = field(default_factory=dict)
    row: float = ROW

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match local(name):
            case "sheetFormatPr":
                self.row = _number(attributes.get("defaultRowHeight", ""), ROW / POINT) * POINT
            case "col":
                size = 0.0 if _hidden(attributes) else _number(attributes.get("width", ""), COLUMN / DIGIT) * DIGIT
                first, last = whole(attributes.get("min", "")), whole(attributes.get("max", ""))
                self.columns |= dict.fromkeys(range(first, min(last, first + 99) + 1), size)
            case "row" if "ht" in attributes or _hidden(attributes):
                size = 0.0 if _hidden(attributes) else _number(attributes["ht"], self.row / POINT) * POINT
                self.rows[whole(attributes.get("r", ""))] = size


def with_boxes(data: bytes, sheet: bytes, notes: Mapping[str, str]) -> bytes:
    """The drawing with a hidden box for each note (by its cell's reference), large enough to read it."""
    closing = CLOSING.search(data)
    if not closing:
        raise unreadable()
    sizes = _Sizes()
    parse(sheet, sizes.start)
    first = max([FIRST - 1, *(int(each) for each in NUMBER.findall(data))]) + 1
    boxes = (_box(sizes, number, ref, note) for number, (ref, note) in enumerate(notes.items(), start=first))
    layout = "" if b"_x0000_t202" in data else LAYOUT
    return data[: closing.start()] + (layout + "".join(boxes)).encode() + data[closing.start() :]


def without_boxes(data: bytes, refs: Iterable[str]) -> bytes:
    """The drawing without the boxes of these cells; nothing where no shape is left."""
    cells = set(refs)
    left = SHAPE.sub(lambda found: b"" if _cell(found.group()) in cells else found.group(), data)
    return left if SHAPE.search(left) else b""


def _cell(shape: bytes) -> str:
    row, column = (re.search(FIELD % name, shape) for name in (b"Row", b"Column"))
    return (
        Place("", int(row.group(1)) + 1, int(column.group(1)) + 1).ref if NOTE.search(shape) and row and column else ""
    )


def _box(sizes: _Sizes, number: int, ref: str, note: str) -> str:
    cell = parse_area(ref, "")
    assert cell is not None
    lines = sum(1 + int(width(line) * LETTER // (BOX_WIDTH - MARGIN)) for line in note.split("\n"))
    top = max(cell.top - 1, 1)
    right, across = _reached(_each(sizes.columns, COLUMN, cell.left + 1), 12 + BOX_WIDTH)
    bottom, down = _reached(_each(sizes.rows, sizes.row, top), 4 + lines * LINE + MARGIN)
    anchor = (cell.left, 12, top - 1, 4, cell.left + right, across, top - 1 + bottom, down)
    return BOX.format(number=number, anchor=", ".join(map(str, anchor)), row=cell.top - 1, column=cell.left - 1)


def _each(sizes: Mapping[int, float], otherwise: float, first: int) -> Iterator[float]:
    return (sizes.get(number, otherwise) for number in count(first))


def _reached(sizes: Iterator[float], distance: float) -> tuple[int, int]:
    """How many lines further a distance ends, and how far within that line."""
    for number, size in enumerate(sizes):
        if distance <= size:
            return number, int(distance)
        distance -= size
    raise AssertionError("lines go on for ever")


def _hidden(attributes: Mapping[str, str]) -> bool:
    return attributes.get("hidden", "0") in ("1", "true")


def _number(text: str, otherwise: float) -> float:
    try:
        return min(max(float(text), 0), 500)
    except ValueError:
        return otherwise
