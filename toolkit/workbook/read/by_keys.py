"""Locates cells by the hidden keys of a sheet."""

from collections import defaultdict
from collections.abc import Iterable

from toolkit.form.form import Form
from toolkit.office.sheets.addresses import Place
from toolkit.workbook.design.keys import names_by_row
from toolkit.workbook.design.layout import layout
from toolkit.workbook.read.index import Index

SLACK = 200  # rows that may have been put in between the paragraphs of one text


def by_keys(form: Form, sheet: str, on: Index) -> dict[str, tuple[Place, ...]]:
    """Where each name stands whose row's and column's keys are on the sheet, once; a key that is doubled says nothing.

    The rows of a text have all the same key, and what was put in between them belongs to the text.
    """
    present = [(names, on.exact[row]) for row, names in names_by_row(form).items() if row in on.exact]
    columns = _columns(on) if present else {}
    found = {}
    for names, spots in present:
        rows = [row for row, _ in spots]
        for name, pattern in names:
            across = columns.get(pattern, set())
            most = len(layout(form).names[name])
            if len(across) == 1 and (len(rows) == 1 or (most > 1 and rows[-1] - rows[0] < most + SLACK)):
                [column] = across
                found[name] = tuple(Place(sheet, row, column) for row in range(rows[0], rows[-1] + 1))
    return found


def _columns(on: Index) -> dict[str, set[int]]:
    """The columns that each pattern stands in."""
    found: dict[str, set[int]] = defaultdict(set)
    for text, spots in on.exact.items():
        if text.isascii():
            for pattern in _patterns(text):
                found[pattern].update(column for _, column in spots)
    return found


def _patterns(text: str) -> Iterable[str]:
    return text.split(" ")
