"""Any file that holds a workbook, as a book: the one door for formats that need more than the standard library."""

from toolkit.files import old, opendocument, password
from toolkit.submission import limits
from toolkit.submission.limits import within
from toolkit.workbook.book import Book
from toolkit.workbook.contents import Contents
from toolkit.workbook.kind import ENCRYPTED, ODS, OLD, WORKBOOK, kind, refusal
from toolkit.workbook.package import Package


def opened(data: bytes, secret: str = "") -> Book:
    """The book in a file; ``secret`` is its password, if it has one.

    Raises :class:`~toolkit.submission.refusal.Refusal`.
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
