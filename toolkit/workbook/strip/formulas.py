"""Decides which formulas may stay in a copy: those that refer to nothing outside their own workbook.

What is allowed is listed, not what is forbidden: programs keep gaining functions that fetch, load or start something.
"""

import re
from collections.abc import Iterator, Mapping

from toolkit import limits
from toolkit.limits import within
from toolkit.office.xml_edit import Element, Splice, gone, select, spliced
from toolkit.workbook.formulas.functions import FUNCTIONS

LONGEST = 8192  # characters; Excel takes no longer one
PLAIN = FUNCTIONS | frozenset(
    (
        "AVERAGE", "AVERAGEIF", "CHOOSE", "COLUMN", "COLUMNS", "CONCAT", "CONCATENATE", "COUNTIFS", "DATE", "DAY",
        "DISPIMG", "EXACT", "FALSE", "HLOOKUP", "IFERROR", "IFNA", "IFS", "ISBLANK", "ISERROR", "ISNA", "ISTEXT",
        "LARGE", "LOOKUP", "LOWER", "MAX", "MIN", "MONTH", "NA", "NOW", "POWER", "PRODUCT", "RANK", "REPLACE", "REPT",
        "RIGHT", "ROUNDDOWN", "ROUNDUP", "ROW", "ROWS", "SEARCH", "SIGN", "SMALL", "SUBTOTAL", "SUMIF", "SUMIFS",
        "TEXTJOIN", "TODAY", "TRIM", "TRUE", "TRUNC", "UPPER", "VALUE", "VLOOKUP", "XLOOKUP", "YEAR",
    )
)  # fmt: skip
QUOTED = re.compile(r""""(?:[^"]|"")*"|'(?:[^']|'')*'""")  # from left to right: either may hold the other's quotes
CALLED = re.compile(r"([^\W\d][\w.]*)\s*\(")
NEWER = re.compile(r"^(?:_xlfn\.|_xlws\.)+", re.IGNORECASE)
NO_SHEET = frozenset("[]|\\/:*?")  # no name of a sheet has one of these; a path, a book or a DDE topic has
NOT_OURS = re.compile(r"""[][|\\?"']|:/""")  # what is left of another book, a DDE link, a path, or half a quotation
METADATA_KEYS = frozenset({"cm", "vm"})
METADATA = re.compile(rb"""\s(?:cm|vm)\s*=\s*("[^"]*"|'[^']*')""")


def reaches_out(formula: str) -> bool:
    """Whether a formula may start, fetch or open something, or is none that can be told."""
    if len(formula) > LONGEST:
        return True
    names = (found for found in QUOTED.findall(formula) if found.startswith("'"))
    if any(NO_SHEET & set(name) for name in names):
        return True
    plain = QUOTED.sub("0", formula)
    return bool(NOT_OURS.search(plain)) or any(
        NEWER.sub("", name).upper() not in PLAIN for name in CALLED.findall(plain)
    )


def without_reaching(data: bytes) -> tuple[bytes, int]:
    """A sheet's XML in which such formulas are gone and what they showed stays; and how many there were.

    What a cell says of metadata goes too: that does not come along. Raises :class:`~toolkit.errors.UserError`.
    """
    formulas = _formulas(data)
    shared = {each.attributes["si"] for each in formulas if each.attributes.get("si") and _reaches(each)}
    bad = [each for each in formulas if each.attributes.get("si") in shared or _reaches(each)]
    return spliced(data, [*_metadata(data), *map(gone, bad)]), len(bad)


def _formulas(data: bytes) -> list[Element]:
    """Every formula of the cells."""
    count = 0

    def wanted(name: str, _: Mapping[str, str]) -> bool:
        nonlocal count
        count += name == "f"
        within(count, limits.CELLS, "公式超过{}个")
        return name == "f"

    return select(data, wanted)


def _reaches(formula: Element) -> bool:
    """No formula has elements inside: programs would not agree on what such a one says."""
    return bool(formula.children) or reaches_out(formula.text)


def _metadata(data: bytes) -> Iterator[Splice]:
    if METADATA.search(data):
        for cell in select(data, _has_metadata, closed=frozenset({"c", "f"})):
            if cell.name == "c":
                yield from ((*each.span(), b"") for each in METADATA.finditer(data, cell.start, cell.inside))


def _has_metadata(name: str, attributes: Mapping[str, str]) -> bool:
    return name == "f" or (name == "c" and not METADATA_KEYS.isdisjoint(attributes))
