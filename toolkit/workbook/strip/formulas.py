"""Which formulas a copy that is passed on may keep: those that reach nothing but their own workbook.

What is allowed is listed, not what is forbidden: programs keep gaining functions that fetch, load or start something.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit import limits
from toolkit.limits import within
from toolkit.office.package import local, parser, run
from toolkit.office.xml_spans import Splice, spliced, tag_end
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


@dataclass(slots=True)
class _Formula:
    start: int
    end: int = 0
    text: str = ""
    shared: str = ""


def without_reaching(data: bytes) -> tuple[bytes, int]:
    """A sheet's XML in which such formulas are gone and what they showed stays; and how many there were.

    Raises :class:`~toolkit.errors.Refusal`.
    """
    formulas, splices = _formulas(data)
    first = {each.shared for each in formulas if each.shared and reaches_out(each.text)}
    bad = [each for each in formulas if each.shared in first or reaches_out(each.text)]
    splices += [(each.start, each.end, b"") for each in bad]
    return spliced(data, splices), len(bad)


def _formulas(data: bytes) -> tuple[list[_Formula], list[Splice]]:
    """Every formula of the cells; and how to take away what a cell says of metadata, which does not come along."""
    found: list[_Formula] = []
    splices: list[Splice] = []
    depth = 0
    made = parser()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        if local(name) == "f":
            depth += 1
            if depth == 1:
                within(len(found), limits.CELLS, "公式超过{}个")
                found.append(_Formula(made.CurrentByteIndex, shared=attributes.get("si", "")))
        elif local(name) == "c" and not depth and ("cm" in attributes or "vm" in attributes):
            splices.extend(_metadata(data, made.CurrentByteIndex))

    def end(name: str) -> None:
        nonlocal depth
        if local(name) == "f":
            depth -= 1
            if depth == 0:
                found[-1].end = _end(data, found[-1].start, made.CurrentByteIndex)

    def text(characters: str) -> None:
        if depth:
            found[-1].text += characters

    made.StartElementHandler, made.EndElementHandler, made.CharacterDataHandler = start, end, text
    run(made, data)
    return found, splices


def _end(data: bytes, start: int, closing: int) -> int:
    opening = tag_end(data, start)
    return opening if data[opening - 2 : opening] == b"/>" else data.index(b">", closing) + 1


def _metadata(data: bytes, start: int) -> Iterator[Splice]:
    for each in METADATA.finditer(data, start, tag_end(data, start)):
        yield each.start(), each.end(), b""
