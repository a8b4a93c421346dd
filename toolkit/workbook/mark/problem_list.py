"""The sheet that lists a marked workbook's problems, each with a link to its cell; printed on A4, across."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from toolkit.checks.finding import Level, Spot
from toolkit.checks.messages.wording import LEVELS
from toolkit.office.sheets.addresses import letters, quoted
from toolkit.office.sheets.xlsx_edit import text_element
from toolkit.office.xml_write import Xml, document, element
from toolkit.rich_text import lines_in
from toolkit.workbook.design import labels, looks
from toolkit.workbook.design.labels import LIST_HEADINGS
from toolkit.workbook.design.looks import Look
from toolkit.workbook.mark.styles import COLOURS, MarkStyles

TITLE = 1, 1  # where a list of ours is known by
HEAD = 5
WIDTHS = (6, 11, 22, 18, 78)
LINE = 15
CENTRED = Look(across="center", border=True)
LINK = Look(color=looks.BLUE_INK, across="center", border=True)
TEXT = Look(border=True)
COUNTS = Look(bold=True, across="center")
FOR = Look(across="center")
FIT = element("pageSetUpPr", {"fitToPage": 1})
BELOW = f"A{HEAD + 1}"
PANE = {"ySplit": HEAD, "topLeftCell": BELOW, "activePane": "bottomLeft", "state": "frozen"}
SELECTED = {"pane": "bottomLeft", "activeCell": BELOW, "sqref": BELOW}
VIEWS = element(
    "sheetViews",
    {},
    element(
        "sheetView",
        {"showGridLines": 0, "tabSelected": 1, "workbookViewId": 0},
        element("pane", PANE),
        element("selection", SELECTED),
    ),
)
LOCKS = {"sheet": 1, "formatCells": 0, "formatColumns": 0, "formatRows": 0, "password": looks.LOCK}
PRINTED = (
    element("printOptions", {"horizontalCentered": 1}),
    element("pageMargins", {"left": 0.5, "right": 0.5, "top": 0.6, "bottom": 0.7, "header": 0.3, "footer": 0.3}),
    element("pageSetup", {"paperSize": 9, "orientation": "landscape", "fitToHeight": 0}),
    element("headerFooter", {}, element("oddFooter", {}, "&C&A　第&P页，共&N页")),
)


@dataclass(frozen=True)
class Mark:
    """A problem: how grave, what to say about it, and its cells, if it has any; the first of them is linked."""

    level: Level
    message: str
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True)
class _Row:
    height: float
    cells: tuple[tuple[Look, str | int], ...]


def titles() -> str:
    """The rows that every printed page begins with."""
    return f"${HEAD}:${HEAD}"


def list_sheet(lines: Sequence[Mark], whose: str, styles: MarkStyles, space: str) -> bytes:
    """The whole part; its looks are put into the workbook's styles."""
    rows = [*_top(lines, whose), *(_row(number, line) for number, line in enumerate(lines, start=1))]
    data = [_row_xml(number, row, styles) for number, row in enumerate(rows, start=1)]
    columns = [
        element("col", {"min": number, "max": number, "width": width, "customWidth": 1})
        for number, width in enumerate(WIDTHS, 1)
    ]
    merged = [element("mergeCell", {"ref": f"A{row}:E{row}"}) for row in range(1, HEAD)]
    links = list(_links(lines))
    return document(
        element(
            "worksheet",
            {"xmlns": space},
            element("sheetPr", {}, element("tabColor", {"rgb": f"FF{looks.RED}"}), FIT),
            element("dimension", {"ref": f"A1:E{len(rows)}"}),
            VIEWS,
            element("sheetFormatPr", {"defaultRowHeight": LINE}),
            element("cols", {}, *columns),
            element("sheetData", {}, *data),
            element("sheetProtection", LOCKS),
            element("mergeCells", {"count": len(merged)}, *merged),
            *([element("hyperlinks", {}, *links)] if links else []),
            *PRINTED,
        )
    )


def _top(lines: Sequence[Mark], whose: str) -> Iterator[_Row]:
    """Title, unit, how many of each level, what to do, and the headings of the table."""
    found = {level: sum(line.level is level for line in lines) for level in LEVELS}
    counts = "　　".join(
        labels.LIST_COUNTS.format(level=LEVELS[level], count=number) for level, number in found.items() if number
    )
    hint = replace(looks.HINT, upright="top")
    for height, look, text in (
        (30, looks.TITLE, labels.LIST_TITLE),
        (20, FOR, whose),
        (20, COUNTS, counts),
        (34, hint, labels.LIST_HINT),
    ):
        yield _Row(height, ((look, text), *([(look, "")] * (len(WIDTHS) - 1))))
    yield _Row(24, tuple((looks.HEAD, heading) for heading in LIST_HEADINGS))


def _row(number: int, line: Mark) -> _Row:
    paper, ink = COLOURS[line.level]
    level = Look(fill=paper, color=ink, bold=True, across="center", border=True)
    sheet = line.spots[0].sheet if line.spots else ""
    lines = max(lines_in(line.message, WIDTHS[-1]), lines_in(sheet, WIDTHS[2]))
    cells = (
        (CENTRED, number),
        (level, LEVELS[line.level]),
        (CENTRED, sheet),
        (LINK, _place(line)),
        (TEXT, line.message),
    )
    return _Row(min(LINE * lines + 9, 409), cells)


def _place(line: Mark) -> str:
    if len(line.spots) < 2:
        return "".join(spot.ref for spot in line.spots)
    return labels.LIST_MORE.format(ref=line.spots[0].ref, count=len(line.spots))


def _links(lines: Sequence[Mark]) -> Iterator[Xml]:
    for row, line in zip(count(HEAD + 1), lines, strict=False):
        if line.spots:
            location = f"{quoted(line.spots[0].sheet)}!{line.spots[0].ref}"
            yield element("hyperlink", {"ref": f"D{row}", "location": location, "display": _place(line)})


def _row_xml(number: int, row: _Row, styles: MarkStyles) -> Xml:
    cells = (
        _cell(f"{letters(column)}{number}", styles.look(look), value)
        for column, (look, value) in enumerate(row.cells, start=1)
    )
    return element("row", {"r": number, "ht": f"{row.height:g}", "customHeight": 1}, *cells)


def _cell(ref: str, format: int, value: str | int) -> Xml:
    own = {"r": ref, "s": format}
    if value == "":
        return element("c", own)
    if isinstance(value, int):
        return element("c", own, element("v", {}, value))
    return element("c", {**own, "t": "inlineStr"}, element("is", {}, text_element(value)))
