"""Finds numbers outside all cells for figures, which would otherwise be lost silently.

Every number of every sheet is looked at, however far away it stands and whether or not anybody sees it, but for those
that we put there ourselves.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from toolkit.entry import Kind, read
from toolkit.form.form import Form
from toolkit.form.reserved_names import COMPANION_SHEET, SHEETS
from toolkit.numerals import NUMERALS
from toolkit.office.sheets.addresses import Place
from toolkit.office.sheets.book import Book, Content, Sheet
from toolkit.workbook.design.companion_layout import STAMP
from toolkit.workbook.design.labels import GLANCE_TOTAL, LIST_TITLE
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import COVER
from toolkit.workbook.design.unit_list import FIRST_COLUMN, is_list
from toolkit.workbook.read.index import alike
from toolkit.workbook.read.locate import Located

BEGINS = re.compile(rf"[\s共合计约近超]*[+＋−－-]?[.．]?[0-9０-９{NUMERALS}]")
LONGEST = 60  # characters of a number with its unit and a remark; what is longer is a text
APART = re.compile(r"[\d\s,，、]+")  # digits that may be one number or several
SHORT = 12  # and of one that nobody knows exactly
TYPED = re.compile(r"[-+*/^().,%\d\s]*|.*\[.*", re.DOTALL | re.IGNORECASE)  # a formula that adds up nothing on a sheet
FUNCTIONS = re.compile(r"\b(?:SUM|ROUND|INT|ABS|N|VALUE)\b", re.IGNORECASE)
COMMON = "件"  # what most figures are counted in
SHAPES = {"year": re.compile(r"[12]\d{3}年?"), "check_code": re.compile(r"\d{6}"), "level": re.compile(r"\D*")}
GLANCES = range(3, 7)  # columns of the cover
FEW = 3  # so many numbers in the right distances may be chance
MANY = 1_000  # numbers of a sheet that are compared with a table


def numbers(book: Book, form: Form, located: Located) -> dict[str, tuple[Place, ...]]:
    """By sheet, those that are no figure's, zeros among them. Of a companion form only those on its own sheet."""
    witnesses = (located.places, *located.copies.values())
    named = ((name, at) for each in witnesses for name, cells in each.items() for at in cells)
    taken = {at for name, at in named if _holds_it(book, form, name, at)}
    taken |= {place for witness in witnesses for place in _counts(book, witness)}
    on = {place.sheet for place in taken} if form.companion else book.sheets.keys() - {_companion_sheet(book)}
    found = {}
    for name, sheet in book.sheets.items():
        places = _loose(name, sheet, form, taken) if name in on else ()
        if loose := tuple(place for place in places if not _ours(place, sheet, form)):
            found[name] = loose
    return found


def _companion_sheet(book: Book) -> str:
    return next((place.sheet for place in book.names.get(STAMP, ())), COMPANION_SHEET)


def _loose(name: str, sheet: Sheet, form: Form, taken: set[Place]) -> Iterator[Place]:
    units = _units(form)
    for (row, column), content in sheet.cells.items():
        value = content.value
        if value is None or (isinstance(value, str) and not (BEGINS.match(value) and _is_number(value, units))):
            continue
        if (content.formula is None or _constant(content.formula)) and (place := Place(name, row, column)) not in taken:
            yield place


def _holds_it(book: Book, form: Form, name: str, place: Place) -> bool:
    """Whether a number may stand in the cell of a name: none is a choice, and few are a year or a 校验码.

    What stands where last year's figure belongs must be one: what cannot be read there would be lost without a word.
    """
    whose, _, what = name.partition(".")
    value = book.content(place).value
    if whose == "last_year" and isinstance(value, str):
        return read(value, form.cells[what].unit).number is not None
    shape = SHAPES.get(what) if whose == "nianbao" else None
    return whose != "declared" and (shape is None or bool(shape.fullmatch(str(value))))


def _counts(book: Book, witness: Mapping[str, tuple[Place, ...]]) -> Iterator[Place]:
    """Left of each paragraph of a text stands the how many-eth it is."""
    for name, cells in witness.items():
        for place in (at.moved(right=-1) for at in cells) if name.startswith("text.") else ():
            if book.content(place).value in range(1, len(cells) + 1):
                yield place


def is_none(content: Content) -> bool:
    """Whether it is a zero: where it stands makes no difference to any figure."""
    return content.value == 0 or (isinstance(content.value, str) and read(content.value, COMMON).number == 0)


@lru_cache(16)
def _units(form: Form) -> tuple[str, ...]:
    return tuple(dict.fromkeys((COMMON, *(cell.unit for cell in form.inputs))))


@lru_cache(4096)
def _is_number(text: str, units: tuple[str, ...]) -> bool:
    """Whether it can be one: “12件”, “１２”, “2000万元”, “约12”, “1 2”."""
    if len(text) > LONGEST:
        return False
    entries = [read(text, unit) for unit in units]
    vague = len(text) <= SHORT and bool(re.search(r"\d", text))
    kinds = (Kind.UNIT, Kind.ROUGH, *((Kind.SEVERAL,) if APART.fullmatch(text) else ())) if vague else ()
    return any(entry.number is not None or entry.kind in kinds for entry in entries)


def _constant(formula: str) -> bool:
    """“12+3”, or a number from another file: it depends on no cell of this one."""
    return bool(TYPED.fullmatch(FUNCTIONS.sub("", formula)))


def _ours(place: Place, sheet: Sheet, form: Form) -> bool:
    """What we put there, wherever its row has gone; and what some programs repeat all over a merged area."""
    content = sheet.at(place.row, place.column)
    text = alike(content.value) if isinstance(content.value, str) else ""
    return (
        (bool(text) and text in _printed(form))
        or _is_position(place, sheet)
        or _is_glance(place, sheet, form)
        or (is_list(sheet) and _is_listed(place, sheet))
        or repeats(place, sheet)
    )


@lru_cache(16)
def _printed(form: Form) -> frozenset[str]:
    """The labels of the tables."""
    return frozenset(
        alike(cell.text) for table in layout(form).tables.values() for cell in table.grid.cells if cell.text
    )


def _is_position(place: Place, sheet: Sheet) -> bool:
    """The number of a line, in the list of problems and among the results: words stand right of it."""
    listing = place.sheet in SHEETS or sheet.at(1, 1).value == LIST_TITLE
    value, words = sheet.at(place.row, place.column).value, sheet.at(place.row, 2).value
    said = isinstance(words, str) and words != ""
    return listing and said and place.column == 1 and isinstance(value, int) and 0 < value < place.row


def _is_glance(place: Place, sheet: Sheet, form: Form) -> bool:
    """A count of what is left to do, once all formulas of the sheet have become values."""
    if any(content.formula is not None for content in sheet.cells.values()):
        return False
    placed = layout(form)
    hidden = (each for each in (*placed.glances, placed.glance_total) if each.state.sheet != COVER)
    if any(place in (each.left, each.errors, each.warnings) for each in hidden):
        return True
    names = (GLANCE_TOTAL, COMPANION_SHEET, *(glance.sheet for glance in placed.glances))
    return place.sheet == COVER and place.column in GLANCES and sheet.at(place.row, GLANCES[0] - 1).value in names


def _is_listed(place: Place, sheet: Sheet) -> bool:
    """In a column of the list of units that has a heading, beside a unit."""
    headed = isinstance(sheet.at(1, place.column).value, str) and bool(sheet.at(place.row, FIRST_COLUMN).value)
    return headed or (place.row, place.column) == (1, 1)


def repeats(place: Place, sheet: Sheet) -> bool:
    """Whether some program wrote the content of a merged area into this cell of it too."""
    areas = (area for area in sheet.merged if area.holds(place))
    firsts = (sheet.at(area.top, area.left) for area in areas if (area.top, area.left) != (place.row, place.column))
    return any(first.value == sheet.at(place.row, place.column).value for first in firsts)


def fits(loose: Iterable[Place], inputs: Iterable[Place]) -> bool:
    """Whether numbers stand as the inputs of a table do: as if they had been moved away from there."""
    there, here = list(loose)[:MANY], list(inputs)
    apart = Counter((each.row - own.row, each.column - own.column) for each in there for own in here)
    most = max(apart.values(), default=0)
    return most >= FEW and most * 3 >= len(here) and most * 2 >= len(there)


def blank_among(places: Mapping[str, tuple[Place, ...]], ids: Iterable[str], book: Book) -> int:
    """How many of some inputs are blank."""
    return sum(book.content(at[0]).value in (None, "") for id in ids if (at := places.get(id)))
