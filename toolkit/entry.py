"""Parses what a person typed: a number, blank, or the reason why it is neither. Every caller uses this one parser.

What can only mean one number is read as that number, and noted. All else is a fault of some kind: never a silent 0, and
never a number whose unit (万, 元) was dropped.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from toolkit.numbers import Number, number
from toolkit.numerals import NUMERALS, arabic

HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # and not ² or ①, which mean something else
INVISIBLE = (0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x202A, 0x202C, 0x2060, 0xFEFF)
PLAIN: dict[int, int | None] = HALF_WIDTH | dict.fromkeys(INVISIBLE) | {0x2212: ord("-")}


class Kind(StrEnum):
    """How a number was read from a text (the first two), or why none was."""

    TEXT = "text"
    REMARK = "remark"
    SIGN = "sign"
    UNIT = "unit"
    DATE = "date"
    TRUTH = "truth"
    ERROR = "error"
    FORMULA = "formula"
    SEVERAL = "several"
    ROUGH = "rough"
    LOOKALIKE = "lookalike"
    TOO_LARGE = "too-large"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Entry:
    """``number`` is None for a blank and for what cannot be read; ``fault`` is what was typed there instead.

    ``note``: the text a number was safely read from (“１２”, “12件”, “22（其中修订16件）”). ``kind`` belongs to
    a fault or a note.
    """

    number: Number | None = None
    fault: str = ""
    note: str = ""
    kind: Kind | None = None


BLANK = Entry()

# What is counted one by one: one of these for another does not change a number.
MEASURES = ("人次", *"件个次条项起份宗家人户例部篇册本期名位处场")
ONES = "".join(dict.fromkeys("".join(MEASURES)))
ANY_MEASURE = "|".join(MEASURES)
SCALE = "万亿千百萬億仟佰元圆"  # never in what is read as a number, but for the cell's own unit and “一百”
DIGITS = r"[+-]?(?:[0-9]{1,3}(?P<by>[, \u00a0\u2009\u202f])[0-9]{3}(?:(?P=by)[0-9]{3})*|[0-9]+)(?:\.[0-9]+)?"
# “一” alone may be a dash, “〇” a letter; “两” needs something to count.
NUMERAL = f"[{NUMERALS}]{{2,}}|[零二三四五六七八九十]|[一两](?=[{ONES}])"
REMARK = r"[^()]*(?:\([^()]*\)[^()]*)*"
# The number is taken back, or nobody knows it.
UNSURE = (
    r"应为|应是|实为|实际|改为|有误|填错|作废|删除|待[核定查补统确]|不确定|不详|不清楚|无法[统确]|未统计|没有统计|未报"
    r"|暂估|估算|估计|预估|大概|左右|上下|\?"
)

ANY = f"[0-9{NUMERALS}]"
ASIDE = r"\s*(?:\(.*\))?"
YEAR, MONTH, DAY = "[0-9]{4}", "(?:1[0-2]|0?[1-9])", "(?:3[01]|[12][0-9]|0?[1-9])"
CLOCK = r"[0-9]{1,3}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?"
BETWEEN = rf"[\s、,;.:/\\~+*=()–—至到和与及{ONES}-]"
VAGUE = rf"约|[近超](?=过?\s*{ANY})|(?<={ANY})\s*[余多几]|几(?=[十百千])|若干|不足|不到|以[上下内]|至少|最多|[<>≥≤≈±~]"

# What a text is that is no number, seen without the cell's own unit: the first row that fits all of it.
FAULTS = tuple(
    (kind, re.compile(pattern, re.DOTALL | re.IGNORECASE))
    for kind, pattern in (
        (Kind.ERROR, r"#+|#[A-Z][A-Z0-9/_]*[!?]?|#名称\?|(?:Err|错误):\s*[0-9]+"),
        (Kind.FORMULA, "=.*"),
        (Kind.TRUTH, "TRUE|FALSE"),
        (Kind.SIGN, rf"[\s/\\~_.*·×─━‐-―-]+{ASIDE}"),
        (Kind.SIGN, rf"(?:暂|本年|本单位)?(?:无(?!法)|没有(?!统计))[^0-9()]{{0,10}}{ASIDE}"),
        (Kind.SIGN, rf"(?:不适用|不涉及|未涉及|未发生|未开展|空白?|略|同上|N/?A|NULL|NIL|NONE)[。.]?{ASIDE}"),
        (Kind.LOOKALIKE, rf"[0-9]*[一〇○◯OQIl|丨][0-9一〇○◯OQIl|丨]*(?:\s+[{ONES}])?{ASIDE}"),
        (Kind.DATE, rf"{YEAR}([-/.]){MONTH}(?:\1{DAY}(?:[T ]\s*{CLOCK}Z?)?)?"),
        (Kind.DATE, rf"(?=.)(?:[0-9]{{2,4}}年)?(?:{MONTH}月)?(?:{DAY}[日号])?\s*(?:{CLOCK})?"),
        (Kind.ROUGH, rf"[{NUMERALS}]{{2,}}[{ONES}]?"),
        (Kind.UNIT, rf"(?=.*{ANY})(?=.*[{SCALE}]).*|[¥￥$].*"),
        (Kind.UNIT, rf"[0-9.,\s{NUMERALS}]+\(?(?:[%‰kw角分块成倍折]|{ANY_MEASURE})\)?{ASIDE}"),
        (Kind.SEVERAL, rf"[0-9]+(?:{BETWEEN}+[0-9]+)+{BETWEEN}*{ASIDE}"),
        (Kind.ROUGH, rf"(?=.*(?:{ANY}|[几若])).*(?:{VAGUE}).*|.*(?:{UNSURE}).*"),
    )
)


def read(typed: Number | str | None, unit: str = "") -> Entry:
    """Read one input: a number as it is, a text if it can only mean one number of the figure's own ``unit``."""
    if typed is None:
        return BLANK
    if not isinstance(typed, str):
        kept = number(typed)
        return Entry(kept) if kept is not None else Entry(fault=str(typed), kind=Kind.TOO_LARGE)
    text, unit = _plain(typed), _plain(unit)
    if not text:
        return BLANK
    found = _shape(unit).fullmatch(text)
    digits = _digits(found, unit) if found else None
    if not found or not digits:
        return Entry(fault=typed, kind=_fault(text, unit))
    kept = number(digits)
    if kept is None:
        return Entry(fault=typed, kind=Kind.TOO_LARGE)
    return Entry(kept, note=typed, kind=Kind.REMARK if found["remark"] else Kind.TEXT)


def _plain(text: str) -> str:
    return text.translate(PLAIN).strip()


@cache
def _shape(unit: str) -> re.Pattern[str]:
    """A number as people write it in a cell of this unit: “共1,234件（其中……）”."""
    words = MEASURES if unit in MEASURES else (unit,) if unit else ()
    own = "|".join(map(re.escape, words)) or "(?!)"
    return re.compile(
        rf"(?:共计|合计|共|计)?\s*(?:(?P<digits>{DIGITS})|(?P<numeral>{NUMERAL}))"
        rf"(?P<rest>(?:\s*(?:{own})|\s*\((?:单位:)?(?:{own})\))?(?:\s*\((?P<remark>{REMARK})\))?)",
        re.DOTALL,
    )


def _digits(found: re.Match[str], unit: str) -> str | None:
    """The number's digits, if nothing behind it changes or doubts it."""
    if re.search(f"[{SCALE}]", found["rest"].replace(unit, "")) or _doubtful(found["remark"]):
        return None
    return arabic(found["numeral"]) if found["numeral"] else re.sub("[^0-9.+-]", "", found["digits"])


def _doubtful(remark: str | None) -> bool:
    """No words at all, or nothing but a unit, or words that take the number back."""
    if remark is None:
        return False
    worded = re.search("[\u4e00-\u9fff]", remark)
    return not worded or bool(re.fullmatch(f"(?:单位:)?(?:{ANY_MEASURE})|约数?", remark) or re.search(UNSURE, remark))


def _fault(text: str, unit: str) -> Kind:
    bare = (text.replace(unit, " ") if unit else text).strip()
    return next((kind for kind, pattern in FAULTS if pattern.fullmatch(bare)), Kind.OTHER)
