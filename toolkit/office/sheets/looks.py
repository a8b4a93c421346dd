"""Looks of cells and runs in .xls and .ods, and how they change what the content means."""

from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.numbers import Number, plain_number
from toolkit.office.sheets.book import EMPTY, PLAIN, Content
from toolkit.office.sheets.number_formats import shown, shown_by
from toolkit.office.sheets.xlsx_formats import USUAL
from toolkit.rich_text import FORBIDDEN, Run

SMALLEST = 3  # points: below, a letter is a dot


@dataclass(frozen=True, slots=True)
class CellLook:
    """``code``: by which numbers are shown, as Excel writes it; empty where they are seen as they are."""

    bold: bool = False
    struck: bool = False
    raised: bool = False
    unseen: bool = False
    code: str = ""


Pieces = Iterable[tuple[str, CellLook]]


def text(pieces: Pieces) -> Content:
    """A text of several looks; neighbours of one weight are one run."""
    kept = [(clean, look) for piece, look in pieces if (clean := FORBIDDEN.sub("", piece))]
    whole = "".join(piece for piece, _ in kept)
    if not whole:
        return EMPTY
    runs: list[Run] = []
    bold: list[str] = []
    for position, (piece, look) in enumerate(kept):
        bold.append(piece)
        if position + 1 == len(kept) or kept[position + 1][1].bold != look.bold:
            runs.append(Run("".join(bold), look.bold))
            bold.clear()
    struck, raised = ("".join(piece for piece, look in kept if getattr(look, way)) for way in ("struck", "raised"))
    unseen = all(look.unseen for _, look in kept)
    return Content(whole, runs=tuple(runs), struck=struck, raised=raised, unseen=unseen)


def counted(value: Number, look: CellLook) -> Content:
    """A number, and what is seen of it by the code of its cell."""
    if look == CellLook():
        return Content(value)
    written = plain_number(value)
    shows = PLAIN if look.code in USUAL else shown_by(look.code, value)
    return Content(
        value,
        shows=shows,
        seen=shown(look.code, value) if shows != PLAIN else None,
        struck=written if look.struck else "",
        raised=written if look.raised else "",
        unseen=look.unseen,
    )
