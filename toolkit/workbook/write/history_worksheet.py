"""历年对照: a line a figure, a column a year, and below each table a chart that the spreadsheet program draws."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference, Series
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from toolkit.form.form import Form
from toolkit.form.table import Block, Line, Table, cell_id
from toolkit.numbers import Number
from toolkit.office.opc import Package
from toolkit.office.sheets.addresses import letters
from toolkit.rich_text import width
from toolkit.workbook.design import looks
from toolkit.workbook.write import style
from toolkit.workbook.write.tidy import CORE, core_properties, with_locks

CHARTS, CONTRADICTIONS = "图", "与上年对不上的"
HEADS, WIDTHS = ("行", "列"), (46, 26)
WIDTH, SENTENCE = 24, 100  # of a year, of what contradicts
INCOMPARABLE = "口径不可比"
HEAD_ROW, FIRST_ROW = 3, 4
SERIES = 8  # in one chart
WIDE, HIGH, STEP = 24, 9, 19  # centimetres of a chart, and rows from one to the next
A_PAGE = 3  # charts on a printed page
HEIGHT = 16  # points of a line
TITLE = looks.Look(bold=True, size=14, wrap=False)
HEAD = looks.Look(fill=looks.BLUE, bold=True, across="center", border=True, size=10)
FAINT = looks.Look(fill=looks.GREY, color=looks.FAINT, across="center", border=True, size=10)
NAMED = looks.Look(border=True)
NUMBER = looks.Look(border=True, across="right", wrap=False)


@dataclass(frozen=True, slots=True)
class Year:
    """``comparable``: the report is on the form that the lines are of. ``figures``: by id, those that are known."""

    number: int
    comparable: bool
    figures: Mapping[str, Number]


def history_worksheet(unit: str, form: Form, years: Sequence[Year], contradictions: Sequence[str]) -> bytes:
    """An .xlsx: a sheet a table of the form, one with the charts, one with what contradicts the year before."""
    book = Workbook()
    book.remove(book.worksheets[0])
    title = f"{unit}{years[0].number}—{years[-1].number}年历年对照"
    sheets = [book.create_sheet(table.sheet) for table in form.tables]
    charts = book.create_sheet(CHARTS)
    for table, ws in zip(form.tables, sheets, strict=True):
        rows = _table(ws, table, title, years)
        for block in table.blocks:
            _chart(charts, ws, table, block, rows, years)
    _pages(charts)
    if contradictions:
        _sentences(book.create_sheet(CONTRADICTIONS), contradictions)
    out = io.BytesIO()
    book.save(out)
    package = Package(with_locks(Package(out.getvalue())))
    return package.rewritten({CORE: core_properties(unit, title, years[-1].number)})


def _table(ws: Worksheet, table: Table, title: str, years: Sequence[Year]) -> dict[str, int]:
    """Draws a table's lines; gives the row of each figure."""
    style.put(ws, 1, 1, TITLE, f"{title}：{table.title}")
    _heads(ws, years)
    rows: dict[str, int] = {}
    for row, (id, side, head) in enumerate(_lines(table), start=FIRST_ROW):
        rows[id] = row
        style.put(ws, row, 1, NAMED, side)
        ws.row_dimensions[row].height = HEIGHT * max(1, -(-width(side) // WIDTHS[0]))
        style.put(ws, row, 2, NAMED, head)
        for column, year in enumerate(years, start=len(HEADS) + 1):
            style.put(ws, row, column, NUMBER if year.comparable else FAINT, year.figures.get(id))
    ws.freeze_panes = f"{letters(len(HEADS) + 1)}{FIRST_ROW}"
    ws.page_setup.orientation = "landscape"
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    ws.page_setup.fitToHeight = 0
    return rows


def _heads(ws: Worksheet, years: Sequence[Year]) -> None:
    for column, (head, wide) in enumerate(zip(HEADS, WIDTHS, strict=True), start=1):
        style.put(ws, HEAD_ROW, column, HEAD, head)
        ws.column_dimensions[letters(column)].width = wide
    for column, year in enumerate(years, start=len(HEADS) + 1):
        words = f"{year.number}年" if year.comparable else f"{year.number}年（{INCOMPARABLE}）"
        style.put(ws, HEAD_ROW, column, HEAD if year.comparable else FAINT, words)
        ws.column_dimensions[letters(column)].width = WIDTH


def _lines(table: Table) -> Iterator[tuple[str, str, str]]:
    """Each figure in printed order: its id, its row and its column in words."""
    for block in table.blocks:
        for row in block.rows:
            for column in block.columns:
                yield cell_id(table.id, row.id, column.id), _words(row), column.label


def _words(line: Line) -> str:
    return "·".join((*(group.label for group in line.groups), line.label))


def _chart(
    charts: Worksheet, ws: Worksheet, table: Table, block: Block, rows: Mapping[str, int], years: Sequence[Year]
) -> None:
    """The block's main figures as columns side by side, in the years that can be compared."""
    first = next(at for at, year in enumerate(years) if year.comparable) + len(HEADS) + 1
    last = len(HEADS) + len(years)
    chart = BarChart()
    chart.title = block.title or table.title
    chart.width, chart.height = WIDE, HIGH
    for id, name in _main(table, block):
        values = Reference(ws, min_col=first, max_col=last, min_row=rows[id])
        chart.series.append(Series(values, title=name))
    chart.set_categories(Reference(ws, min_col=first, max_col=last, min_row=HEAD_ROW))
    chart.x_axis.delete = chart.y_axis.delete = False
    charts.add_chart(chart, f"A{1 + STEP * len(charts._charts)}")  # type: ignore[attr-defined]


def _pages(charts: Worksheet) -> None:
    """On paper as wide as a page, and none cut in two."""
    charts.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    charts.page_setup.fitToHeight = 0
    for number in range(A_PAGE, len(charts._charts), A_PAGE):  # type: ignore[attr-defined]
        charts.row_breaks.append(Break(id=STEP * number))


def _main(table: Table, block: Block) -> list[tuple[str, str]]:
    """Rows outside groups and those that are totals, in the columns of totals where there are any."""
    columns = [column for column in block.columns if column.computed] or list(block.columns)
    rows = list(block.rows) if block.across else [row for row in block.rows if row.computed or not row.groups]
    found = [
        (cell_id(table.id, row.id, column.id), row.label if len(columns) < 2 else f"{row.label}·{column.label}")
        for row in rows or block.rows
        for column in columns
    ]
    return found[:SERIES]


def _sentences(ws: Worksheet, contradictions: Sequence[str]) -> None:
    ws.column_dimensions["A"].width = SENTENCE
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    ws.page_setup.fitToHeight = 0
    for row, sentence in enumerate(contradictions, start=1):
        style.put(ws, row, 1, NAMED, sentence)
        ws.row_dimensions[row].height = HEIGHT * -(-width(sentence) // SENTENCE)
