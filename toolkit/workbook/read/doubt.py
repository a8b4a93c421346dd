"""Reasons why a cell cannot be read as one number: struck-out or raised digits, conflicting values."""

import re
from typing import NamedTuple

from toolkit.numbers import plain_number
from toolkit.numerals import NUMERALS
from toolkit.office.sheets.book import Content

NUMERIC = re.compile(rf"[\d{NUMERALS}]")


class Crossed(NamedTuple):
    """``rest``: what is neither struck out nor raised."""

    struck: str
    raised: str
    rest: str


def crossed_out(content: Content) -> Crossed | None:
    """The parts of a cell of which digits are struck out or raised; None of every other."""
    if not (content.struck or content.raised) or not NUMERIC.search(content.struck + content.raised):
        return None
    rest = _text(content)
    for part in (content.struck, content.raised):
        rest = rest.replace(part, "", 1)
    return Crossed(content.struck.strip(), content.raised.strip(), rest.strip())


def versions(content: Content) -> tuple[str, ...]:
    """All that a file says of a cell, if that is more than one thing; a blank is one."""
    return (_text(content), *(each if isinstance(each, str) else plain_number(each) for each in content.rivals)) * bool(
        content.rivals
    )


def unreadable(content: Content) -> str:
    """What stands for such a cell in place of a number, and is none; empty for every other."""
    if parts := versions(content) or crossed_out(content):
        return "、".join((*filter(None, parts), ""))
    return ""


def _text(content: Content) -> str:
    return (
        ""
        if content.value is None
        else content.value
        if isinstance(content.value, str)
        else plain_number(content.value)
    )
