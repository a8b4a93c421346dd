"""Numbers as a spreadsheet keeps them: 15 digits, whole ones as int, and how they are written and rounded."""

import re
from decimal import ROUND_HALF_UP, Context, Decimal

Number = int | Decimal
DIGITS = 15  # that a spreadsheet keeps and shows of a number
KEPT = Context(prec=DIGITS, Emin=-307, Emax=308, traps=[])
PLACES = 6  # decimals that count: 0.01 元 of 万元
LIMIT = 10**DIGITS
SOMETHING = re.compile("[+-]?[0.]*[1-9]")


def number(value: int | float | Decimal | str) -> Number | None:
    """A number as a spreadsheet keeps it, to 15 digits, whole ones as int.

    None if it is none or is too large, or so near to 0 (1e-400) that it would be kept as 0.
    """
    text = str(value).strip()
    if len(text) <= DIGITS and text.isascii() and text.isdecimal():
        return int(text)
    exact = KEPT.create_decimal(text)
    if not exact.is_finite() or abs(exact) >= LIMIT or (not exact and SOMETHING.match(text)):
        return None
    return int(exact) if exact == exact.to_integral_value() else exact.normalize()


def plain_number(number: Number) -> str:
    """A number as people write it: plain digits, no exponent, no trailing zeros, no more digits than a sheet keeps."""
    text = f"{KEPT.plus(number):f}" if isinstance(number, Decimal) else str(number)
    return text.rstrip("0").rstrip(".") if "." in text else text


def rounded(value: Number) -> Number:
    """To the decimals that count, as the workbook's formulas do."""
    if isinstance(value, int):
        return value
    kept = value.quantize(Decimal(1).scaleb(-PLACES), rounding=ROUND_HALF_UP)
    return int(kept) if kept == kept.to_integral_value() else kept.normalize()
