"""Texts as sentences and the numbers in them: full or half width, in hanzi, with 万 or 亿, each with its unit."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from toolkit.numbers import Number
from toolkit.numerals import NUMERALS, arabic
from toolkit.short_cache import short_cache

WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), 0xFF0E, 0xFF0B)} | dict.fromkeys(map(ord, " \t　\xa0"))
ENDS = re.compile("[。；;！!？?\n]")
BREAKS = "，,：:、（）()"
TIMES = {"": 1, "千": 1000, "万": 10**4, "亿": 10**8}
ABOUT = ("约", "近", "逾", "超", "超过", "大约", "将近", "不足", "至少", "每", "第", "同", "某", "逐", "各")
AROUND = re.compile("[余多]|以上|以下|左右|以内")
NUMBER = rf"(?<![\d.,\-—~～第{NUMERALS}])(\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|[{NUMERALS}]+)"
USUAL = 4_000  # characters of a text or a paragraph
LONGEST = 600  # what goes on for longer is no sentence, and would take long
TOGETHER = ("一起", "一宗")  # words of their own


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit; ``step`` is the size of its last place where it was written short (1.2万)."""

    value: Number
    unit: str
    step: Decimal
    start: int
    end: int

    def agrees(self, number: Number) -> bool:
        """The same, or as near as its decimals tell."""
        whole = self.step == 1 and number == int(number)
        return self.value == number or (not whole and abs(Decimal(self.value) - Decimal(number)) < self.step)


@short_cache(512, USUAL)  # the paragraphs of one report: each rule asks for them again
def sentences(said: str) -> tuple[str, ...]:
    """Each once, in order, without spaces, digits half width; a semicolon ends one too."""
    parts = ENDS.split(said.translate(WIDE))
    return tuple(dict.fromkeys(part for part in parts if 0 < len(part) <= LONGEST))


@lru_cache(maxsize=1024)  # the sentences of one report
def figures(sentence: str, units: tuple[str, ...]) -> tuple[Figure, ...]:
    """The exact numbers with one of these units; estimates, ordinals and ranges are none."""
    found = (_figure(match, sentence) for match in _pattern(units).finditer(sentence))
    return tuple(each for each in found if each)


@lru_cache(maxsize=64)
def _pattern(units: tuple[str, ...]) -> re.Pattern[str]:
    longest = "|".join(re.escape(unit) for unit in sorted(units, key=len, reverse=True))
    return re.compile(rf"{NUMBER}([余多]?)([千万亿]?)({longest})")


def _figure(match: re.Match[str], sentence: str) -> Figure | None:
    digits, about, times, unit = match.groups()
    plain = digits.replace(",", "") if digits[0].isdecimal() else arabic(digits)
    vague = about or sentence[: match.start()].endswith(ABOUT) or AROUND.match(sentence, match.end())
    if plain is None or vague or match.group() in TOGETHER:
        return None
    value = Decimal(plain) * TIMES[times]
    places = len(plain.partition(".")[2])
    step = Decimal(TIMES[times]).scaleb(-places)
    whole = int(value) if value == value.to_integral_value() else value
    return Figure(whole, unit, step, match.start(), match.end())


def clause(sentence: str, position: int) -> tuple[int, int]:
    """Where the clause begins and ends that holds a position: between commas, colons and brackets."""
    start = max(sentence.rfind(mark, 0, position) for mark in BREAKS) + 1
    ends = [found for mark in BREAKS if (found := sentence.find(mark, position)) >= 0]
    return start, min(ends, default=len(sentence))
