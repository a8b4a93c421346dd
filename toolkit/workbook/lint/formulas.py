"""Lints formulas: length, nesting, and that all functions and references exist."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from toolkit.office.sheets.addresses import Box, parse_area
from toolkit.workbook.design.sheets import Layouts
from toolkit.workbook.formulas.functions import FUNCTIONS
from toolkit.workbook.lint.faults import LintFault, fault
from toolkit.workbook.lint.raw_book import Formula, RawBook

LONGEST, DEEPEST = 8192, 64
QUOTED = r"'(?:[^']|'')+'"
SHEET = rf"({QUOTED}|[^\W\d][\w.]*)!"
TOKEN = re.compile(rf'"(?:[^"]|"")*"|{SHEET}')  # from left to right: either may hold the other's quotes
CELLS = r"\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?(?![\w.(])"
READ = re.compile(rf'"(?:[^"]|"")*"|(?:{SHEET})?(?<![\w.$])({CELLS})')
LINES = re.compile(r"\$?[A-Z]{1,3}:\$?[A-Z]{1,3}")  # whole columns
WORD = re.compile(r"(?<![\w.])([^\W\d][\w.]*)(\()?")
ADDRESS = re.compile(r"[A-Z]{1,3}\d{1,7}")
CONSTANTS = ("TRUE", "FALSE")
LOST = "#REF!"


@dataclass(frozen=True)
class Parsed:
    """What a formula is made of; ``depth``: how many functions stand inside one another."""

    sheets: frozenset[str]
    functions: tuple[str, ...]
    names: tuple[str, ...]
    depth: int


@cache
def parsed(formula: str) -> Parsed:
    """The sheets, functions, names and depth of nesting in a formula, which is given without its leading ``=``."""
    formula = formula.replace(LOST, "")
    sheets = frozenset(_bare(found) for found in TOKEN.findall(formula) if found)
    plain = LINES.sub("", TOKEN.sub(lambda found: "" if found.group(1) else '""', formula)).replace("$", "")
    words = WORD.findall(plain)
    names = (word for word, opened in words if not opened and not ADDRESS.fullmatch(word) and word not in CONSTANTS)
    return Parsed(sheets, tuple(word for word, opened in words if opened), tuple(names), _depth(plain))


def _bare(sheet: str) -> str:
    return sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet


def _depth(plain: str) -> int:
    """A parenthesis after a word opens a function, any other only groups."""
    opened: list[bool] = []
    deepest = 0
    for position, sign in enumerate(plain):
        if sign == "(":
            before = plain[position - 1 : position]
            opened.append(before.isalnum() or before in ("_", "."))
            deepest = max(deepest, sum(opened))
        elif sign == ")" and opened:
            opened.pop()
    return deepest


def reads(formula: str, sheet: str) -> Iterator[Box]:
    """The cells that a formula of a sheet reads."""
    for other, cells in READ.findall(formula):
        area = parse_area(cells, _bare(other) or sheet)
        if area:
            yield area


def formulas(book: RawBook, placed: Layouts) -> Iterator[LintFault]:
    """Faults of all formulas: too long, nested too deep, or with functions, names or sheets that do not exist."""
    names = {each.name.casefold() for each in book.names}
    for sheet in book.sheets:
        for each in sheet.formulas:
            yield from _sized(each)
            yield from _made_of(each, book, names)


def _sized(formula: Formula) -> Iterator[LintFault]:
    sheet, ref, text = formula.sheet, formula.ref, formula.text
    if len(text) > LONGEST:
        yield fault("too-long", sheet, ref, what="公式", length=len(text), limit=LONGEST)
    if (depth := parsed(text).depth) > DEEPEST:
        yield fault("too-deep", sheet, ref, depth=depth, limit=DEEPEST)


def _made_of(formula: Formula, book: RawBook, names: set[str]) -> Iterator[LintFault]:
    sheet, ref, found = formula.sheet, formula.ref, parsed(formula.text)
    if LOST in formula.text:
        yield fault("formula-broken", sheet, ref)
    for function in sorted(set(found.functions) - FUNCTIONS):
        yield fault("function-unknown", sheet, ref, function=function)
    for other in sorted(found.sheets - book.by_name.keys()):
        yield fault("formula-sheet", sheet, ref, other=other)
    for name in dict.fromkeys(found.names):
        if name.casefold() not in names:
            yield fault("formula-name", sheet, ref, name=name)
