"""Lints defined names and sheet names: legal, unique, and pointing to something."""

import re
from collections.abc import Iterator

from toolkit.form.reserved_names import LONGEST_SHEET, illegal
from toolkit.workbook.design.sheets import Layouts
from toolkit.workbook.lint.faults import LintFault, fault
from toolkit.workbook.lint.formulas import parsed
from toolkit.workbook.lint.raw_book import DefinedName, RawBook

LONGEST = 255
LEGAL = re.compile(r"[^\W\d][\w.]*")
ADDRESS = re.compile(r"[A-Z]{1,3}\d{1,7}|R\d*(C\d*)?|C\d*", re.IGNORECASE)  # in either of Excel's two ways
LONGEST_SHOWN = 40


def sheet_names(book: RawBook, placed: Layouts) -> Iterator[LintFault]:
    """Faults of sheet names: characters Excel refuses, more than 31 characters, the same name twice in any case."""
    seen: set[str] = set()
    for sheet in book.sheets:
        if illegal(sheet.name):
            yield fault("sheet-illegal", sheet.name)
        if len(sheet.name) > LONGEST_SHEET:
            yield fault("too-long", sheet.name, what="工作表的名称", length=len(sheet.name), limit=LONGEST_SHEET)
        if sheet.name.casefold() in seen:
            yield fault("sheet-twice", sheet.name)
        seen.add(sheet.name.casefold())


def defined_names(book: RawBook, placed: Layouts) -> Iterator[LintFault]:
    """Faults of defined names: illegal, too long, twice in one scope, pointing nowhere, or missing from the
    layout's list.
    """
    seen: dict[tuple[str, str], str] = {}
    for each in book.names:
        short = each.name[:LONGEST_SHOWN]
        if not LEGAL.fullmatch(each.name) or ADDRESS.fullmatch(each.name):
            yield fault("name-illegal", name=short)
        if len(each.name) > LONGEST:
            yield fault("too-long", what=f"名称“{short}…”", length=len(each.name), limit=LONGEST)
        if _nowhere(each, book):
            yield fault("name-nowhere", name=short, text=each.text)
        folded = (each.sheet, each.name.casefold())
        if folded in seen:
            yield fault("name-twice", name=short, other=seen[folded])
        seen.setdefault(folded, short)
    known = {each.name for each in book.names}
    yield from (fault("name-missing", name=name) for each in placed for name in each.names if name not in known)


def _nowhere(each: DefinedName, book: RawBook) -> bool:
    sheets = parsed(each.text).sheets
    return "#REF!" in each.text or not sheets or not sheets <= book.by_name.keys()
