"""Reads a list of units with its headings from a sheet or a CSV: rows by column title, with row numbers."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from toolkit import limits
from toolkit.district.units.messages import no_headings, no_sheet, roster_csv, roster_encoding
from toolkit.limits import within
from toolkit.numbers import plain_number
from toolkit.office.sheets.book import Book
from toolkit.rich_text import FORBIDDEN
from toolkit.tasks.names import bare

Row = Mapping[str, str]
Cells = Mapping[tuple[int, int], str]  # by row and column, from 1
ENCODINGS = ("utf-8-sig", "gb18030")  # the second is what Excel in China writes


@dataclass(frozen=True, slots=True)
class Rows:
    """``unknown``: headings beside ours, whose columns were not read."""

    rows: tuple[tuple[int, Row], ...]
    unknown: tuple[str, ...] = ()


def sheet_rows(path: Path, book: Book, name: str, titles: Sequence[str], needed: str) -> Rows:
    """The rows of a sheet below its headings, which may stand in any order; raises :class:`UserError`."""
    sheet = book.sheets.get(name)
    if sheet is None:
        raise no_sheet(path=path, sheet=name)
    return _below(path, name, {place: _text(content.value) for place, content in sheet.cells.items()}, titles, needed)


def csv_rows(path: Path, data: bytes, titles: Sequence[str], needed: str) -> Rows:
    """The same of a CSV in UTF-8 or GB18030."""
    within(len(data), limits.FILE, f"超过{limits.FILE >> 20}MB")
    reader = csv.reader(io.StringIO(_decoded(path, data), newline=""))
    try:
        cells = {
            (row, column): _text(value)
            for row, values in enumerate(reader, 1)
            for column, value in enumerate(values, 1)
        }
    except csv.Error as error:  # one field that fills the file: a quotation mark too many
        raise roster_csv(path) from error
    return _below(path, path.name, cells, titles, needed)


def _decoded(path: Path, data: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise roster_encoding(path)


def _below(path: Path, name: str, cells: Cells, titles: Sequence[str], needed: str) -> Rows:
    """The first row in which ``needed`` stands is the headings'; blank rows do not count."""
    head = next((row for (row, _), text in sorted(cells.items()) if bare(text) == needed), None)
    if head is None:
        raise no_headings(path=path, sheet=name, titles=needed)
    headings = {column: bare(text) for (row, column), text in sorted(cells.items()) if row == head and text}
    first = {title: column for column, title in reversed(headings.items()) if title in titles}
    columns = {column: title for title, column in first.items()}
    rows: dict[int, dict[str, str]] = {}
    for (row, column), text in sorted(cells.items()):
        if row > head and column in columns and text:
            rows.setdefault(row, {})[columns[column]] = text
    unknown = dict.fromkeys(title for title in headings.values() if title not in titles)
    return Rows(tuple(rows.items()), tuple(unknown))


def _text(value: object) -> str:
    """Without what no workbook can hold."""
    text = plain_number(value) if isinstance(value, int | Decimal) else str(value or "")
    return FORBIDDEN.sub("", text).strip()
