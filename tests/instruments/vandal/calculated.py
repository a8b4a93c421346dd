"""What a spreadsheet program shows in totals after an edit: sums anew, ``#REF!`` where a reference is gone."""

import re

from tests.instruments.vandal.book import Book, Cell, Sheet
from tests.instruments.vandal.references import LOST, read_by
from toolkit.numbers import Number, plain_number
from toolkit.office.sheets.addresses import Box

SUM = re.compile(r"([+-]?)SUM\(([^()]*)\)")
TOTAL = re.compile(r"(?:[+-]?SUM\([^()]*\))+")


class Broken(Exception):
    """A formula that reads an error, or itself."""


def recalculated(book: Book) -> None:
    """New cached values for sums; what reads a lost reference is an error; other formulas keep what they showed."""
    for sheet in book.sheets:
        for cell in sheet.cells.values():
            formula = cell.formula
            if formula and LOST in formula:
                cell.cache(LOST, "e")
            elif formula and TOTAL.fullmatch(formula):
                try:
                    cell.cache(plain_number(_total(book, sheet, formula, ())))
                except Broken:
                    cell.cache(LOST, "e")


def _total(book: Book, sheet: Sheet, formula: str, within: tuple[int, ...]) -> Number:
    total: Number = 0
    for sign, addends in SUM.findall(formula):
        for box in read_by(addends, sheet.name):
            added = sum((_counted(book, box.sheet, cell, within) for cell in _cells(book, box)), start=_ZERO)
            total = total - added if sign == "-" else total + added
    return total


_ZERO: Number = 0


def _cells(book: Book, box: Box) -> list[Cell]:
    sheet = book.sheet(box.sheet)
    return list(sheet.within(box).values()) if sheet else []


def _counted(book: Book, name: str, cell: Cell, within: tuple[int, ...]) -> Number:
    formula, sheet = cell.formula, book.sheet(name)
    if formula and sheet and TOTAL.fullmatch(formula) and LOST not in formula:
        if id(cell) in within:
            raise Broken
        return _total(book, sheet, formula, (*within, id(cell)))
    if cell.attributes.get("t") == "e" or (formula and LOST in formula):
        raise Broken
    return 0 if isinstance(cell.value, str) or cell.attributes.get("t") == "b" or cell.value is None else cell.value
