"""Findings about misleading looks: hidden, shown in another format, struck out, stored twice."""

import re
from collections.abc import Iterator
from decimal import Decimal

from toolkit.checks.finding import Finding, Level, Quoting, RivalContents, ShownOtherwise, Spot, StruckFigure
from toolkit.entry import read
from toolkit.numbers import Number
from toolkit.office.sheets.addresses import Place
from toolkit.office.sheets.book import PLAIN
from toolkit.office.sheets.xlsx_formats import is_date
from toolkit.workbook.read.doubt import crossed_out, versions
from toolkit.workbook.read.searched import TEXT, Searched, number_in

PERCENT = re.compile(r"(-?\d+(?:\.\d+)?)%")


def hidden(searched: Searched) -> Iterator[Finding]:
    """What nobody sees may have been forgotten there."""
    unseen = [
        id
        for id, place, content in searched.inputs
        if content.value and (content.unseen or searched.book.sheets[place.sheet].hides(place.row, place.column))
    ]
    if unseen:
        yield Finding("cell-hidden", Level.NOTE, tuple(unseen))


def typed_formulas(searched: Searched) -> Iterator[Finding]:
    """One note on all inputs that hold a formula with a number as its result, in place of a typed number."""
    typed = [id for id, _, content in searched.inputs if content.formula is not None and number_in(content) is not None]
    if typed:
        yield Finding("typed-formula", Level.NOTE, tuple(typed))


def odd_formats(searched: Searched) -> Iterator[Finding]:
    """A format that is unusual, and one by which another number is seen than is stored."""
    odd, otherwise = [], {}
    for id, _, content in searched.inputs:
        number = number_in(content)
        if content.shows == PLAIN or number is None or is_date(number, content.shows):
            continue
        if content.seen is None or _same(content.seen, number, searched.form.cells[id].unit):
            odd.append(id)
        else:
            otherwise[id] = (content.seen, number)
    if otherwise:
        yield ShownOtherwise("shown-otherwise", Level.WARNING, tuple(otherwise), pairs=tuple(otherwise.values()))
    if odd:
        yield Finding("odd-format", Level.NOTE, tuple(odd))


def _same(seen: str, number: Number, unit: str) -> bool:
    """Whether what is seen means the number: “12件”, “1200%”; that a zero is not shown is no matter."""
    if seen in ("", "-"):
        return number == 0
    percent = PERCENT.fullmatch(seen)
    return read(seen, unit).number == number or bool(percent and Decimal(percent[1]) == number * 100)


def struck(searched: Searched) -> Iterator[Finding]:
    """Figures with digits that are struck out, or raised as the mark of a footnote is."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for id, _, content in searched.inputs:
        if parts := crossed_out(content):
            found.setdefault(("", "", "") if content.struck and not parts.rest else parts, []).append(id)
    for (gone, raised, rest), ids in found.items():
        yield StruckFigure("figure-struck", Level.ERROR, tuple(ids), struck=gone, raised=raised, rest=rest)


def struck_words(searched: Searched) -> Iterator[Finding]:
    """What is struck out in a text stands in the report all the same."""
    for id in searched.placed.texts:
        contents = map(searched.book.content, searched.located.places.get(TEXT + id, ()))
        if words := tuple(content.struck.strip() for content in contents if content.struck.strip()):
            yield Quoting("text-struck", Level.WARNING, (id,), quotes=words)


def rivals(searched: Searched) -> Iterator[Finding]:
    """Inputs of which the file says more than one thing."""
    inputs = {place: id for id, place, _ in searched.inputs}
    told = {id: versions(searched.book.content(place)) for place, id in inputs.items()}
    if several := {id: said for id, said in told.items() if said}:
        yield RivalContents("cell-rivals", Level.ERROR, tuple(several), versions=tuple(several.values()))


def other_rivals(searched: Searched) -> Iterator[Finding]:
    """The same of all other cells."""
    inputs = {place for _, place, _ in searched.inputs}
    others = {
        place: versions(content)
        for name, sheet in searched.book.sheets.items()
        for at, content in sheet.cells.items()
        if content.rivals and (place := Place(name, *at)) not in inputs
    }
    if others:
        spots = tuple(Spot(place.sheet, place.ref) for place in others)
        yield RivalContents("cell-rivals", Level.WARNING, spots=spots, versions=tuple(others.values()))
