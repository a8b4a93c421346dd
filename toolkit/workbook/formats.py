"""What a cell's format makes of its content: bold or not, and whether a number is seen as it is."""

import re
from datetime import datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from toolkit.form.expression import Number
from toolkit.submission import limits
from toolkit.submission.limits import within
from toolkit.workbook.book import DATED, ODD, PLAIN
from toolkit.workbook.package import local, parser, run
from toolkit.workbook.parts import OFF, whole

# The numbers of the formats that every program knows without a definition (ECMA-376 part 1, 18.8.30).
DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
OTHERS = frozenset((9, 10, 11, 12, 13, 48))  # percent, exponents, fractions
QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.')
COLOURS = re.compile(r"\[[^\[\]]*\]")
CODE_LIMIT = 255  # characters, in Excel
LOWEST_DATE = 3000  # in 1908: who typed a smaller number into a cell that shows dates meant the number
DAY_SECONDS = 86_400


class Format(NamedTuple):
    """``shows``: see :class:`toolkit.workbook.book.Content`."""

    bold: bool = False
    shows: str = PLAIN


def formats(data: bytes) -> tuple[Format, ...]:
    """The cell formats (``cellXfs``) of a style sheet, in the order that cells refer to them by."""
    fonts: list[bool] = []
    codes: dict[str, str] = {}
    found: list[tuple[int, str]] = []
    path: list[str] = []
    made = parser()

    def start(name: str, attributes: dict[str, str]) -> None:
        path.append(local(name))
        match path[-3:]:
            case [*_, "numFmts", "numFmt"]:
                codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            case [*_, "fonts", "font"]:
                fonts.append(False)
            case ["fonts", "font", "b"]:
                fonts[-1] = attributes.get("val", "1") not in OFF
            case [*_, "cellXfs", "xf"]:
                found.append((whole(attributes.get("fontId", "0")), attributes.get("numFmtId", "0")))
                within(len(found), limits.LISTED, "格式超过{}种")

    made.StartElementHandler = start
    made.EndElementHandler = lambda name: path.pop()
    run(made, data)
    shown = {id: _shown(id, codes) for _, id in found}
    return tuple(Format(font < len(fonts) and fonts[font], shown[id]) for font, id in found)


def _shown(id: str, codes: dict[str, str]) -> str:
    if id in codes:
        return shown_by(codes[id])
    number = whole(id)
    return DATED if number in DATES else ODD if number in OTHERS else PLAIN


def shown_by(code: str) -> str:
    """What a format code makes of a number: “yyyy/m/d” a date, “0.0%” or “0"万"” something else."""
    code = code[:CODE_LIMIT]
    bare = COLOURS.sub("", QUOTED.sub("", code)).split(";")[0].lower()
    if bare in ("general", "@", ""):
        return ODD if '"' in code else PLAIN
    if re.search("[ymdhs年月日]", bare):
        return DATED
    digits = re.fullmatch(r"[#0,.\s-]*", bare) and not bare.rstrip().endswith(",")  # a last comma shows thousands
    return PLAIN if digits and '"' not in code else ODD


def is_date(number: Number, shows: str) -> bool:
    """Whether a number that is shown as a date or time is one: a small whole one was typed as a number."""
    return shows == DATED and (number >= LOWEST_DATE or number != int(number))


def as_date(number: Number, from_1904: bool) -> str:
    """A number as the date and time it is shown as: “2024-01-02”, “12:30”; empty for one that means no date."""
    first = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)
    try:
        moment = first + timedelta(days=int(number), seconds=int((Decimal(number) - int(number)) * DAY_SECONDS))
    except OverflowError:
        return ""
    return f"{moment:%H:%M}" if number < 1 else f"{moment:%Y-%m-%d}"
