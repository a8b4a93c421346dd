"""The same or like work by other libraries: what they need to open, fill or write a file of this kind."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.parsers import expat

import docx
import xlsxwriter
from docxtpl import DocxTemplate
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook


def openpyxl_twice(path: Path) -> None:
    """Formulas, then cached values: what reading both takes with it."""
    load_workbook(path, rich_text=True)
    load_workbook(path, data_only=True)


def openpyxl_read_only(path: Path) -> None:
    """Its fast way, which knows no formula beside its value: all rows of all sheets."""
    book = load_workbook(path, read_only=True)
    for sheet in book.worksheets:
        for _ in sheet.iter_rows(values_only=True):
            pass
    book.close()


def calamine(path: Path) -> None:
    """Compiled; values only."""
    book = CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def unzip_and_parse(path: Path) -> None:
    """Every XML part unzipped and parsed by expat with an empty handler: the least that reading it all can take."""
    with zipfile.ZipFile(path) as book:
        for info in book.infolist():
            data = book.read(info)
            if info.filename.endswith((".xml", ".rels")):
                parser = expat.ParserCreate()
                parser.StartElementHandler = lambda name, attributes: None
                parser.Parse(data, True)


def openpyxl_set_and_save(data: bytes, number: int) -> None:
    """A workbook opened, a few cells set, saved."""
    book = load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    sheet["B2"] = f"第{number}号乡镇"
    book.save(io.BytesIO())


def xlsxwriter_sheet(number: int) -> None:
    """A workbook of as many cells, values alone: no library writes one faster in Python."""
    book = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True})
    for sheet in range(10):
        worksheet = book.add_worksheet(f"表{sheet}")
        for row in range(25):
            worksheet.write_row(row, 0, [number] * 8)
    book.close()


def docxtpl_filled(template: bytes, values: Mapping[str, str]) -> None:
    """A Word template with as many tags as a report has figures and paragraphs."""
    document = DocxTemplate(io.BytesIO(template))
    document.render(dict(values))
    document.save(io.BytesIO())


def docx_opened(data: bytes) -> None:
    """A finished report opened by python-docx, every cell of its tables asked for."""
    document = docx.Document(io.BytesIO(data))
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                _ = cell.text
