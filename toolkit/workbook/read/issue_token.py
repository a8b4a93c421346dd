"""Reads the random token that identifies an issued workbook, whatever unit it names.

It stands in the file's properties and in a hidden cell of the cover that says itself what it is, so that it is found in
whatever format the file was saved, and wherever its rows have gone.
"""

import re
from collections.abc import Iterable, Iterator

from toolkit.office.sheets.addresses import Place
from toolkit.office.sheets.book import Book
from toolkit.workbook.design.sheets import Layout

TOKEN = "token"
PROPERTY = f"nianbao.{TOKEN}"
WRITTEN = re.compile(rf"{re.escape(PROPERTY)}=([A-Za-z0-9_-]{{1,64}})")


def token_cell(placed: Layout) -> Place:
    """Below everything else on the cover."""
    return placed.identity["fingerprint"].moved(down=1)


def token_text(token: str) -> str:
    """What the cell holds; raises :class:`ValueError` for what would not be found again."""
    text = f"{PROPERTY}={token}"
    if not WRITTEN.fullmatch(text):
        raise ValueError(token)
    return text


def token_of(book: Book) -> str:
    """The token of a workbook, “” where it has none. Where a sheet of another file was copied in, the file's own."""
    own = set(_found([f"{PROPERTY}={book.properties.get(PROPERTY, '')}"]))
    written = set(_found(content.value for sheet in book.sheets.values() for content in sheet.cells.values()))
    likely = own & written or written or own
    return likely.pop() if len(likely) == 1 else ""


def _found(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str) and (found := WRITTEN.fullmatch(value.strip())):
            yield found.group(1)
