"""Cell styles of the workbook: colours, fonts, borders, and which cells are unlocked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils.protection import hash_password
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from toolkit.office.sheets.addresses import letters
from toolkit.office.sheets.xlsx_edit import FONT, SIZE
from toolkit.workbook.design.labels import PASSWORD

LOCK = hash_password(PASSWORD)  # as a sheet's protection holds it
INK, FAINT, RED, GREEN, LINE = "1F2937", "6B7280", "B42318", "1E7B34", "9CA3AF"
ORANGE, RUST, SKY, BLUE_INK = "FDDDAE", "9A3412", "D6E8FC", "1D4ED8"
PAPER, YELLOW, GREY, BLUE, PINK, MINT = "FFFFFF", "FFFBE6", "F3F4F6", "E8EEF7", "FBD5D5", "DDF3E4"
THIN = Side(style="thin", color=LINE)
ALL_SIDES = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


@dataclass(frozen=True)
class Look:
    """A kind of cell. Only an ``input`` is unlocked; every other look is locked by its own format."""

    fill: str = ""
    bold: bool = False
    size: int = SIZE
    color: str = INK
    across: str = "left"
    wrap: bool = True
    border: bool = False
    input: bool = False
    numbers: str = "General"
    upright: str = "center"


TITLE = Look(bold=True, size=16, across="center")
PLAIN = Look()
STAMP = Look(color=FAINT, size=9, across="right")
HINT = Look(color=FAINT, size=10)
HEAD = Look(fill=BLUE, bold=True, across="center", border=True)
SIDE = Look(fill=GREY, border=True)
CENTRED = Look(fill=GREY, across="center", border=True)
COUNT_INPUT = Look(fill=YELLOW, across="center", border=True, input=True, wrap=False)
TOTAL = Look(fill=GREY, bold=True, across="center", border=True, wrap=False)
TEXT_INPUT = Look(fill=YELLOW, border=True, input=True, upright="top", numbers="@")
CHOICE = Look(fill=YELLOW, across="center", border=True, input=True)
UNIT_CHOICE = Look(fill=YELLOW, border=True, input=True)
LOOKED_UP = Look(fill=GREY, across="center", border=True, wrap=False)
STATE = Look(across="center", border=True, wrap=True, size=10)
SUMMARY = Look(across="center", border=True, size=10)
CODE = Look(bold=True, size=14, across="left", border=True)
LINK = Look(fill=GREY, color=BLUE_INK, border=True)
FOOT = Look(color=FAINT, size=9)
KEY = Look(color=FAINT, size=9, wrap=False)


def put(
    ws: Worksheet, row: int, column: int, look: Look, value: object = None, width: int = 1, height: int = 1
) -> None:
    """Write a cell and merge it over ``width`` columns and ``height`` rows; every cell below a merge looks the same."""
    for down in range(height):
        for right in range(width):
            dress(ws, row + down, column + right, look)
    ws.cell(row, column).value = value  # type: ignore[assignment]
    if isinstance(value, str):
        ws.cell(row, column).data_type = "s"  # a label that begins with “=” is no formula
    if width > 1 or height > 1:
        ws.merge_cells(start_row=row, start_column=column, end_row=row + height - 1, end_column=column + width - 1)


class _InOrder(MultiCellRange):
    """Merged areas from left to right. openpyxl has a set of them, and its order is not the same on every machine."""

    def __iter__(self) -> Iterator[CellRange]:
        return iter(self.sorted())


def order_merges(ws: Worksheet) -> None:
    """To be called when no more cells will be merged."""
    ws.merged_cells = _InOrder(ws.merged_cells.ranges)


def dress(ws: Worksheet, row: int, column: int, look: Look) -> None:
    """Give a cell its font, alignment, lock, number format, fill and border; its value stays."""
    cell = ws.cell(row, column)
    cell.font = Font(name=FONT, size=look.size, bold=look.bold, color=look.color)
    indent = 1 if look.border and look.across == "left" else 0
    cell.alignment = Alignment(horizontal=look.across, vertical=look.upright, wrap_text=look.wrap, indent=indent)
    cell.protection = Protection(locked=not look.input)
    cell.number_format = look.numbers
    if look.fill:
        cell.fill = PatternFill("solid", start_color=look.fill)
    if look.border:
        cell.border = ALL_SIDES


def red_where(ws: Worksheet, area: str, formula: str) -> None:
    """Add a conditional format: red where the formula, written for the area's first cell, is true."""
    _colour(ws, area, formula, PINK, RED)


def green_where(ws: Worksheet, area: str, formula: str) -> None:
    """Add a conditional format: green where the formula, written for the area's first cell, is true."""
    _colour(ws, area, formula, MINT, GREEN)


def orange_where(ws: Worksheet, area: str, formula: str) -> None:
    """Add a conditional format: orange where the formula, written for the area's first cell, is true."""
    _colour(ws, area, formula, ORANGE, RUST)


def _colour(ws: Worksheet, area: str, formula: str, fill: str, ink: str) -> None:
    solid = PatternFill("solid", start_color=fill, end_color=fill)
    rule = Rule("expression", formula=[formula], dxf=DifferentialStyle(font=Font(color=ink), fill=solid))
    ws.conditional_formatting.add(area, rule)


def widths(ws: Worksheet, columns: Iterable[float]) -> None:
    """Set the widths of the columns from A on, in characters of the default font (ISO/IEC 29500-1, 18.3.1.13)."""
    for number, width in enumerate(columns, start=1):
        ws.column_dimensions[letters(number)].width = width


def page(ws: Worksheet, landscape: bool = False, tall: int = 1) -> None:
    """A4, as wide as the page, ``tall`` pages high (0: as many as it takes)."""
    ws.page_setup.paperSize = 9
    ws.page_setup.orientation = "landscape" if landscape else "portrait"
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, tall
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    ws.page_margins.left = ws.page_margins.right = 0.5
    ws.print_options.horizontalCentered = True
    ws.oddFooter = HeaderFooterItem(center=_HeaderFooterPart(text="&A　第&P页，共&N页"))


def lock(ws: Worksheet) -> None:
    """Protected against slips, with a password that everybody may know; widths, heights and fonts stay free."""
    ws.protection.sheet = True
    ws.protection.password = PASSWORD
    ws.protection.formatColumns = ws.protection.formatRows = ws.protection.formatCells = False
    ws.sheet_view.showGridLines = False
