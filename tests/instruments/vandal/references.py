"""References in formulas and names, carried along as a spreadsheet program does; written apart from the toolkit."""

import re
from collections.abc import Callable, Iterator

from toolkit.office.sheets.addresses import Box, letters, number_of, quoted

TEXT = re.compile('("(?:[^"]|"")*")')
REFERENCE = re.compile(
    r"(?<![\w.$'])(?:(?P<sheet>'(?:[^']|'')+'|[^\s'!(),:;+\-*/&=<>^\"{}#$]+)!)?"
    r"(?P<a>\$?)(?P<left>[A-Z]{1,3})(?P<b>\$?)(?P<top>[1-9]\d*)"
    r"(?::(?P<c>\$?)(?P<right>[A-Z]{1,3})(?P<d>\$?)(?P<bottom>[1-9]\d*))?(?![\w.(!'])"
)
LOST = "#REF!"
Carry = Callable[[Box], Box | None]  # where a referenced rectangle is afterwards; None: it is gone


def carried(formula: str, carry: Carry, home: str, new_home: str = "") -> str:
    """The formula of a sheet (which may itself be moved to another) after the cells that it reads have moved."""
    lives = new_home or home

    def moved(found: re.Match[str]) -> str:
        before = _box(found, home)
        after = carry(before)
        if after == before and lives == home:
            return found.group()
        named = found.group("sheet")
        if after is None:
            return f"{named}!{LOST}" if named else LOST
        prefix = f"{quoted(after.sheet)}!" if named or after.sheet != lives else ""
        return prefix + _written(found, after)

    return _outside_texts(formula, lambda piece: REFERENCE.sub(moved, piece))


def copied(formula: str, down: int, right: int) -> str:
    """The formula as it reads in a copy so many rows below and columns to the right."""

    def moved(found: re.Match[str]) -> str:
        box = _box(found, "")
        rows = [0 if found.group(fix) else down for fix in ("b", "d")]
        columns = [0 if found.group(fix) else right for fix in ("a", "c")]
        after = Box("", box.top + rows[0], box.left + columns[0], box.bottom + rows[1], box.right + columns[1])
        prefix = f"{found.group('sheet')}!" if found.group("sheet") else ""
        return prefix + (_written(found, after) if min(after.top, after.left) > 0 else LOST)

    return _outside_texts(formula, lambda piece: REFERENCE.sub(moved, piece))


def renamed(formula: str, old: str, new: str) -> str:
    """``new`` with its exclamation mark, or ``#REF!`` where the sheet is deleted."""
    return formula.replace(f"{quoted(old)}!", new)


def read_by(formula: str, home: str) -> Iterator[Box]:
    for piece in TEXT.split(formula)[::2]:
        for found in REFERENCE.finditer(piece):
            yield _box(found, home)


def _outside_texts(formula: str, change: Callable[[str], str]) -> str:
    pieces = TEXT.split(formula)  # every second piece is a text
    pieces[::2] = [change(piece) for piece in pieces[::2]]
    return "".join(pieces)


def _box(found: re.Match[str], home: str) -> Box:
    named = found.group("sheet")
    sheet = home if named is None else named.strip("'").replace("''", "'")
    top, left = int(found.group("top")), number_of(found.group("left"))
    return Box(
        sheet, top, left, int(found.group("bottom") or top), number_of(found.group("right") or found.group("left"))
    )


def _written(found: re.Match[str], box: Box) -> str:
    a, b, c, d = (found.group(fix) or "" for fix in "abcd")
    first = f"{a}{letters(box.left)}{b}{box.top}"
    return first if found.group("right") is None else f"{first}:{c}{letters(box.right)}{d}{box.bottom}"
