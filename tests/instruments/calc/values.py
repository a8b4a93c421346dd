"""Values and addresses between LibreOffice and xlwings, in the shape in which Excel hands them over on Windows."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from openpyxl.utils import column_index_from_string

FIRST_DAY = dt.datetime(1899, 12, 30)
LAST_ROW, LAST_COLUMN = 1048576, 16384
CORNER = re.compile(r"\$?([A-Za-z]{1,3})?\$?(\d+)?")
PARTS = ("year", "month", "day", "hour", "minute", "second", "microsecond")
ERRORS = {
    -2146826281: "#DIV/0!",
    -2146826246: "#N/A",
    -2146826259: "#NAME?",
    -2146826288: "#NULL!",
    -2146826252: "#NUM!",
    -2146826265: "#REF!",
    -2146826273: "#VALUE!",
}
ERROR_NUMBERS = {text: number for number, text in ERRORS.items()}


def area_of(address: str) -> tuple[int, int, int, int]:
    """First row, first column, last row, last column of ``A1``, ``A1:B2``, ``A:C`` or ``1:3``; else a ValueError."""
    first, colon, last = address.partition(":")
    start, end = CORNER.fullmatch(first), CORNER.fullmatch(last if colon else first)
    if not start or not end or start.groups() == (None, None) or (not colon and not all(start.groups())):
        raise ValueError(address)
    (left, top), (right, bottom) = start.groups(), end.groups()
    return (
        int(top or 1),
        column_index_from_string(left) if left else 1,
        int(bottom or LAST_ROW),
        column_index_from_string(right) if right else LAST_COLUMN,
    )


def from_inside(value: Any) -> Any:
    """A date as one, an error as a whole number (all other numbers are floats)."""
    if not isinstance(value, dict):
        return value
    return ERROR_NUMBERS[value["error"]] if "error" in value else FIRST_DAY + dt.timedelta(days=value["date"])


def to_inside(value: Any) -> Any:
    """A date as its serial number."""
    if isinstance(value, dt.date):
        moment = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())
        return {"date": (moment.replace(tzinfo=None) - FIRST_DAY) / dt.timedelta(days=1)}
    return value


def cleaned(
    value: Any,
    date: Callable[..., object],
    empty: object,
    number: Callable[[float], object] | None,
    errors_as_text: bool,
) -> object:
    """A value as xlwings' options ask for it, by the rules that xlwings has on Windows."""
    if value in ("", None):
        return empty
    if isinstance(value, dt.datetime):
        return date(**{part: getattr(value, part) for part in PARTS}, tzinfo=None)
    if isinstance(value, float) and number is not None:
        return number(value)
    if type(value) is int and value in ERRORS:
        return ERRORS[value] if errors_as_text else None
    return value
