"""Cell formats of a workbook: bold, struck out, invisible, and number format codes."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import NamedTuple
from xml.etree.ElementTree import Element

from toolkit import limits
from toolkit.limits import within
from toolkit.numbers import Number
from toolkit.office.sheets.book import DATED
from toolkit.office.sheets.xlsx_cells import whole
from toolkit.office.sheets.xlsx_strings import OFF, RAISED
from toolkit.office.xml import walk

# The formats that every program knows by a number and that do not show one as it is (ECMA-376 part 1, 18.8.30).
DATE = "yyyy/m/d"
BUILT_IN = {
    **dict.fromkeys((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)), DATE),
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    48: "##0.0E+0",
}
ITEMS = frozenset(("numFmt", "font", "fill", "xf"))
GROUPS = frozenset(("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"))
TINY = re.compile(r"0*[0-2](?:\.\d*)?")  # points
RGB = re.compile("(?:..)?([0-9A-F]{2})([0-9A-F]{2})([0-9A-F]{2})", re.IGNORECASE)
SHARES = (0.21, 0.72, 0.07)  # of red, green and blue
WHITE, BLACK = 1.0, 0.0
CONTRAST = 0.08
PALETTE = {
    **{("theme", number): light for number, light in (("0", WHITE), ("1", BLACK))},
    **{("indexed", number): WHITE for number in ("1", "9", "65")},
    **{("indexed", number): BLACK for number in ("0", "8", "64")},
}
USUAL = frozenset(("General", "@", "0", "0.00", "#,##0", "#,##0.00"))
LOWEST_DATE = 3000  # in 1908: who typed a smaller number into a cell that shows dates meant the number
DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class _Font:
    """``ink``: how light, from 0 to 1; None where that is not known."""

    bold: bool = False
    struck: bool = False
    raised: bool = False
    tiny: bool = False
    ink: float | None = 0.0


class Format(NamedTuple):
    """``code``: of its numbers, empty where they are seen as they are. ``unseen``: see :class:`Content`."""

    bold: bool = False
    code: str = ""
    struck: bool = False
    raised: bool = False
    unseen: bool = False


@dataclass(slots=True)
class _Styles:
    """What a style sheet lists. ``papers``: how light each fill is."""

    fonts: list[_Font] = field(default_factory=list)
    papers: list[float | None] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    parents: list[dict[str, str]] = field(default_factory=list)
    found: list[dict[str, str]] = field(default_factory=list)

    def take(self, group: str, element: Element) -> None:
        match group, element.tag:
            case "numFmts", "numFmt":
                self.codes[element.get("numFmtId", "")] = element.get("formatCode", "")
            case "fonts", "font":
                self.fonts.append(_font(element))
            case "fills", "fill":
                self.papers.append(_paper(element))
            case "cellXfs" | "cellStyleXfs", "xf":
                listed = self.found if group == "cellXfs" else self.parents
                listed.append(element.attrib)
                within(len(listed), limits.LISTED, "格式超过{}种")

    def format(self, own: dict[str, str]) -> Format:
        """What a cell format does not say, its style does."""
        parent = whole(own.get("xfId", ""), -1)
        said = {**(self.parents[parent] if 0 <= parent < len(self.parents) else {}), **own}
        font, fill = (whole(said.get(each, "0")) for each in ("fontId", "fillId"))
        look = self.fonts[font] if font < len(self.fonts) else _Font()
        paper = self.papers[fill] if fill < len(self.papers) else WHITE
        faint = look.ink is not None and paper is not None and abs(look.ink - paper) < CONTRAST
        return Format(look.bold, self._code(said.get("numFmtId", "0")), look.struck, look.raised, look.tiny or faint)

    def _code(self, id: str) -> str:
        code = self.codes[id] if id in self.codes else BUILT_IN.get(whole(id), "")
        return "" if code in USUAL else code


def formats(data: bytes) -> tuple[Format, ...]:
    """The cell formats (``cellXfs``) of a style sheet, in the order that cells refer to them by."""
    styles, group = _Styles(), ""
    for element in walk(data, ITEMS):
        if element.tag in GROUPS:
            group = element.tag
        else:
            styles.take(group, element)
    return tuple(map(styles.format, styles.found))


def _font(element: Element) -> _Font:
    said = {part.tag: part for part in element}
    value = {name: part.get("val", "1") for name, part in said.items()}
    return _Font(
        bold=value.get("b", "0") not in OFF,
        struck=value.get("strike", "0") not in OFF,
        raised=value.get("vertAlign") in RAISED,
        tiny=bool(TINY.fullmatch(value.get("sz", ""))),
        ink=_light(said["color"].attrib) if "color" in said else BLACK,
    )


def _paper(element: Element) -> float | None:
    """How light a fill is: white where it is none, unknown where it is more than one colour."""
    for part in element:
        if part.tag == "patternFill" and part.get("patternType") == "solid":
            colour = part.find("fgColor")
            return None if colour is None else _light(colour.attrib)
        if part.tag == "gradientFill" or part.get("patternType", "none") != "none":
            return None
    return WHITE


def _light(colour: dict[str, str]) -> float | None:
    """How light a colour is; of those of a theme and of a palette, black and white are the same for all."""
    if rgb := RGB.fullmatch(colour.get("rgb", "")):
        return sum(share * int(part, 16) / 255 for share, part in zip(SHARES, rgb.groups(), strict=True))
    own = ("theme", colour.get("theme", "")), ("indexed", colour.get("indexed", ""))
    return next((PALETTE[each] for each in own if each in PALETTE and "tint" not in colour), None)


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
