"""Gives cells and sheets of openpyxl the looks of :mod:`toolkit.workbook.design.looks`."""

from collections.abc import Iterable, Iterator

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from toolkit.office.sheets.addresses import letters
from toolkit.office.sheets.xlsx_edit import FONT
from toolkit.workbook.design.labels import PASSWORD
from toolkit.workbook.design.looks import GREEN, LINE, MINT, ORANGE, PINK, RED, RUST, Look

THIN = Side(style="thin", color=LINE)
ALL_SIDES = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


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
