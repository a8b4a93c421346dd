"""An .xls written record by record from a book: the least that Excel 97 would write of it."""

import struct
from collections.abc import Iterable, Iterator, Mapping

from tests.office.drawn_compound import compound
from toolkit.office.sheets.book import Book, Content, Sheet

BEGINS, ENDS, CONTINUES = 0x0809, 0x000A, 0x003C
LARGEST = 8_224  # bytes of a record
FONTS = {"plain": 0, "bold": 1, "struck": 2, "raised": 3, "white": 5, "tiny": 6}  # none has the number 4
GENERAL, PLAIN, BOLD = 0, 0, 1  # of number formats; of cell formats


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def font(
    bold: bool = False, struck: bool = False, raised: bool = False, colour: int = 0x7FFF, points: int = 11
) -> bytes:
    looks = struct.pack("<5H", points * 20, 8 * struck, colour, 700 if bold else 400, int(raised))
    return record(0x0031, looks + b"\0" * 6 + b"\1\0A")


FONT_RECORDS = (
    font(), font(bold=True), font(struck=True), font(raised=True), font(colour=9), font(points=1)
)  # fmt: skip


def look(font: int = PLAIN, code: int = GENERAL, pattern: int = 0, paper: int = 64) -> bytes:
    """A cell's format: its font, number format and fill."""
    return record(0x00E0, struct.pack("<HH", font, code) + b"\0" * 10 + struct.pack("<IH", pattern << 26, paper))


def code(number: int, written: str) -> bytes:
    return record(0x041E, struct.pack("<HHB", number, len(written), 1) + written.encode("utf-16-le"))


def text(words: str, runs: Iterable[tuple[int, int]] = ()) -> bytes:
    """A text as the table of texts has it; ``runs``: where another font begins."""
    raw, fonts = words.encode("utf-16-le"), [struct.pack("<HH", *run) for run in runs]
    head = struct.pack("<HB", len(raw) // 2, 9 if fonts else 1) + (struct.pack("<H", len(fonts)) if fonts else b"")
    return head + raw + b"".join(fonts)


def shared(texts: list[bytes]) -> bytes:
    """The table of texts, continued where it is too long for a record; each text stands in one record alone."""
    pieces, piece = [], struct.pack("<II", len(texts), len(texts))
    for each in texts:
        if len(piece) + len(each) > LARGEST:
            pieces.append(piece)
            piece = b""
        piece += each
    first, *others = [*pieces, piece]
    return record(0x00FC, first) + b"".join(record(CONTINUES, each) for each in others)


def stream(sheets: Mapping[str, bytes], before: bytes = b"", after: bytes = b"") -> bytes:
    """A whole stream: what stands before and after the list of sheets, and the records of each sheet."""
    begins = record(BEGINS, struct.pack("<HH", 0x0600, 5) + b"\0" * 12)
    part = record(BEGINS, struct.pack("<HH", 0x0600, 0x10) + b"\0" * 12)
    names = [struct.pack("<BB", len(name), 1) + name.encode("utf-16-le") for name in sheets]
    at = len(begins) + len(before) + sum(len(name) + 10 for name in names) + len(after) + 4
    listed = b""
    for name, cells in zip(names, sheets.values(), strict=True):
        listed += record(0x0085, struct.pack("<IH", at, 0) + name)
        at += len(part) + len(cells) + 4
    bodies = b"".join(part + cells + record(ENDS) for cells in sheets.values())
    return begins + before + listed + after + record(ENDS) + bodies


def file(sheets: Mapping[str, bytes], before: bytes = b"", after: bytes = b"") -> bytes:
    return compound({"Workbook": stream(sheets, before, after)})


def xls(book: Book) -> bytes:
    """The values, bold words, merged cells and names of a book."""
    texts: dict[bytes, int] = {}
    order = list(book.sheets)
    sheets = {name: b"".join(_cells(sheet, texts)) + _merged(sheet) for name, sheet in book.sheets.items()}
    tabs = struct.pack("<H", len(order)) + b"".join(struct.pack("<3H", 0, tab, tab) for tab in range(len(order)))
    names = b"".join(
        _name(name, order.index(places[0].sheet), [(place.row - 1, place.column - 1) for place in places])
        for name, places in book.names.items()
        if places and places[0].sheet in order
    )
    looks = b"".join(FONT_RECORDS) + look() + look(FONTS["bold"])
    return file(sheets, looks, record(0x0017, tabs) + names + shared(list(texts)))


def _cells(sheet: Sheet, texts: dict[bytes, int]) -> Iterator[bytes]:
    for (row, column), content in sorted(sheet.cells.items()):
        at = struct.pack("<3H", row - 1, column - 1, BOLD if content.runs and content.runs[0].bold else PLAIN)
        if isinstance(content.value, str):
            number = texts.setdefault(text(content.value, _runs(content)), len(texts))
            yield record(0x00FD, at + struct.pack("<I", number))
        elif content.value is not None:
            yield record(0x0203, at + struct.pack("<d", content.value))


def _runs(content: Content) -> Iterator[tuple[int, int]]:
    at = 0
    for position, run in enumerate(content.runs):
        if position:
            yield at, FONTS["bold" if run.bold else "plain"]
        at += len(run.text.encode("utf-16-le")) // 2


def _merged(sheet: Sheet) -> bytes:
    areas = [struct.pack("<4H", box.top - 1, box.bottom - 1, box.left - 1, box.right - 1) for box in sheet.merged]
    return record(0x00E5, struct.pack("<H", len(areas)) + b"".join(areas)) if areas else b""


def _name(name: str, tab: int, cells: list[tuple[int, int]]) -> bytes:
    (top, left), (bottom, right) = cells[0], cells[-1]
    formula = b"\x3b" + struct.pack("<5H", tab, top, bottom, left, right)
    head = struct.pack("<HBBH", 0, 0, len(name), len(formula)) + b"\0" * 8
    return record(0x0018, head + b"\1" + name.encode("utf-16-le") + formula)
