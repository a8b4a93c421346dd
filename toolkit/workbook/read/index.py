"""Index of a sheet's words: exact, and normalised as a person would read them."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.office.sheets.book import Sheet
from toolkit.short_cache import short_cache

LONGEST = 300  # characters of a label; what is longer is a text
MARKS = re.compile(r"[\W_]+")
Spots = list[tuple[int, int]]


@dataclass(frozen=True)
class Index:
    """Rows and columns by the text that stands there, in reading order."""

    exact: Mapping[str, Spots]
    alike: Mapping[str, Spots]


@short_cache(4096, LONGEST)  # the labels of a few forms: every workbook has them
def alike(text: str) -> str:
    """The same for “1. 属于” and “１、属于”: no spaces, line breaks or punctuation, all of one width."""
    return MARKS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def index(sheet: Sheet) -> Index:
    """The cells of a sheet by their text, exact and normalised by :func:`alike`; texts over :data:`LONGEST` are
    left out.
    """
    exact: dict[str, Spots] = {}
    by_look: dict[str, Spots] = {}
    for at, content in sorted(sheet.cells.items()):
        if isinstance(content.value, str) and 0 < len(content.value) <= LONGEST:
            exact.setdefault(content.value, []).append(at)
    for text, spots in exact.items():
        if look := alike(text):
            by_look.setdefault(look, []).extend(spots)
    return Index(exact, {look: sorted(spots) for look, spots in by_look.items()})
