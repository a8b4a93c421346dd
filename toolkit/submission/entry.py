"""What a person typed becomes a number, a blank, or the reason it is neither. The one place that tells them apart."""

import re
from dataclasses import dataclass
from decimal import Decimal

from toolkit.form.expression import KEPT, Number

LIMIT = 10**15
TYPED = re.compile(r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(.*)", re.DOTALL | re.ASCII)
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # and not ² or ①, which mean something else


@dataclass(frozen=True, slots=True)
class Entry:
    """``number`` is None for a blank and for what cannot be read; ``fault`` is what was typed there instead.

    ``note``: the text a number was safely read from (“１２”, “12件”).
    """

    number: Number | None = None
    fault: str = ""
    note: str = ""


BLANK = Entry()


def number(value: int | float | Decimal | str) -> Number | None:
    """A number as a spreadsheet keeps it, to 15 digits, whole ones as int; None if it is none or is too large."""
    exact = KEPT.create_decimal(str(value).strip())
    if not exact.is_finite() or abs(exact) >= LIMIT:
        return None
    return int(exact) if exact == exact.to_integral_value() else exact.normalize()


def read(typed: Number | str | None, unit: str = "") -> Entry:
    """Read one input: a number as it is, a text if it is nothing but a number and perhaps the figure's own unit."""
    if typed is None:
        return BLANK
    if not isinstance(typed, str):
        kept = number(typed)
        return Entry(kept) if kept is not None else Entry(fault=str(typed))
    text = typed.translate(HALF_WIDTH).strip()
    if not text:
        return BLANK
    found = TYPED.fullmatch(text)
    if not found or found.group(2).strip() not in ("", unit):
        return Entry(fault=typed)
    kept = number(found.group(1).replace(",", ""))
    return Entry(kept, note=typed) if kept is not None else Entry(fault=typed)
