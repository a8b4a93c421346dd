"""Opens any file that holds a workbook as a book, also in formats that need more than the standard library."""

from toolkit import limits
from toolkit.limits import within
from toolkit.office.filetypes import ENCRYPTED, ODS, OLD, WORKBOOK, kind, refusal
from toolkit.office.opc import Package
from toolkit.office.sheets import ods as opendocument
from toolkit.office.sheets import passwords as password
from toolkit.office.sheets import xls as old
from toolkit.office.sheets.book import Book
from toolkit.office.sheets.xlsx import Contents


def opened(data: bytes, secret: str = "") -> Book:
    """The book in a file; ``secret`` is its password, if it has one.

    Raises :class:`~toolkit.errors.UserError`.
    """
    within(len(data), limits.FILE, f"超过{limits.FILE >> 20}MB")
    found = kind(data)
    if found == ENCRYPTED:
        data = password.decrypted(data, secret)
        found = kind(data)
    if found == WORKBOOK:
        return Contents(Package(data)).book
    if found == ODS:
        return opendocument.book(Package(data))
    if found == OLD:
        return old.book(data)
    raise refusal(data)
