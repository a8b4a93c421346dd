"""Lints what is seen and printed: merged cells, page setup, conditional formats."""

from collections.abc import Iterator
from itertools import combinations

from toolkit.office.sheets.addresses import Place
from toolkit.workbook.design.sheets import Layouts
from toolkit.workbook.lint.faults import LintFault, fault
from toolkit.workbook.lint.formulas import reads
from toolkit.workbook.lint.raw_book import YES, DrawnSheet, RawBook

A4 = "9"
PRINTED = "_xlnm.Print_Area"


def merges(book: RawBook, placed: Layouts) -> Iterator[LintFault]:
    """Faults of merged areas: two that overlap, or a named cell inside one that is not its top left cell."""
    named = [(place, name) for name, places in book.places.items() for place in places]
    for sheet in book.sheets:
        for one, other in combinations(sheet.merges, 2):
            if one.meets(other):
                yield fault("merge-overlap", sheet.name, one.ref, other=other.ref)
        for area in sheet.merges:
            corner = Place(sheet.name, area.top, area.left)
            for place, name in named:
                if area.holds(place) and place != corner:
                    yield fault("merge-swallows", sheet.name, area.ref, name=name, other=place.ref)


def pages(book: RawBook, placed: Layouts) -> Iterator[LintFault]:
    """Faults of page setup: not A4, no orientation, not fitted to one page's width, or nothing to print."""
    for number, sheet in enumerate(book.sheets):
        setup, fit = sheet.one("pageSetup"), sheet.one("pageSetUpPr")
        if setup.get("paperSize") != A4:
            yield fault("page-paper", sheet.name)
        if setup.get("orientation") not in ("portrait", "landscape"):
            yield fault("page-turn", sheet.name)
        if fit.get("fitToPage") not in YES or setup.get("fitToWidth", "1") != "1":
            yield fault("page-fit", sheet.name)
        if not _printed(book, sheet, str(number)):
            yield fault("page-empty", sheet.name)


def _printed(book: RawBook, sheet: DrawnSheet, number: str) -> bool:
    """Whether anything comes out: inside the print area where the sheet has one."""
    chosen = [each.text for each in book.names if (each.name, each.sheet) == (PRINTED, number)]
    used = sheet.used
    return used is not None and all(any(used.meets(area) for area in reads(text, sheet.name)) for text in chosen)


def colours(book: RawBook, placed: Layouts) -> Iterator[LintFault]:
    """Faults of conditional formats: one that reaches beyond the drawn part of its sheet."""
    for sheet in book.sheets:
        for colour in sheet.colours:
            for area in sheet.areas(colour.get("sqref", "")):
                first, last = Place(sheet.name, area.top, area.left), Place(sheet.name, area.bottom, area.right)
                if sheet.drawn is None or not (sheet.drawn.holds(first) and sheet.drawn.holds(last)):
                    yield fault("colour-outside", sheet.name, area.ref)
