"""A sentence as clauses: where each begins and ends, which numbers stand in it, and of which time it speaks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from toolkit.checks.prose.sentences import Figure, figures

MARKS = re.compile("[，,：:（）()、]")
LISTING = "、"  # between names it joins them, behind a number it ends the clause
WHOLE_YEAR = re.compile(r"(?:\d{4}年)?(?:1月1日至(?:\d{4}年)?)?12月(?:31日|底)")
PART_OF_YEAR = re.compile(r"\d月|[一二三四]季度|半年")
YEAR = re.compile(
    r"(?P<beside>[比较与同]|相比)?"
    r"(?:(?P<year>\d{4})年|(?P<other>去年|上一?年(?!度?(?:结转|转结|转入|未办结)))|(?P<this>今年|本年|全年))"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a sentence between two marks, by its positions there.

    ``whole_year``: it speaks of the report's year and of all of it, by its own words or those of the clauses before.
    """

    start: int
    end: int
    figures: tuple[Figure, ...]
    whole_year: bool = True


def clauses(sentence: str, units: tuple[str, ...], year: int, known: re.Pattern[str] | None = None) -> Iterator[Clause]:
    """All clauses of a sentence, in order. A year holds until another one is named; one that is only compared with, for
    its own clause. Years in the words of ``known`` (2023年结转) are part of these words.
    """
    numbers = figures(sentence, units)
    whole_year = True
    for start, end in _pieces(sentence, numbers):
        text = sentence[start:end]
        said = known.sub(lambda word: "　" * len(word.group()), text) if known else text
        whole_year, here = _time(WHOLE_YEAR.sub("", said), year, whole_year)
        yield Clause(start, end, tuple(each for each in numbers if start <= each.start < end), here)


def _pieces(sentence: str, numbers: Sequence[Figure]) -> Iterator[tuple[int, int]]:
    """Between marks; 、 is one only behind a number of the same clause."""
    cuts = [-1]
    for mark in MARKS.finditer(sentence):
        counted = any(cuts[-1] < each.start < mark.start() for each in numbers)
        inside = mark.group() == "," and sentence[mark.end() : mark.end() + 1].isdecimal()  # 1,234
        if not inside and (mark.group() != LISTING or counted):
            cuts.append(mark.start())
    yield from ((before + 1, after) for before, after in pairwise((*cuts, len(sentence))) if before + 1 < after)


def _time(text: str, year: int, whole_year: bool) -> tuple[bool, bool]:
    """Whether it is the whole year from here on, and whether it is in this clause."""
    if PART_OF_YEAR.search(text):
        return False, False
    here = whole_year
    for each in YEAR.finditer(text):
        same = bool(each["this"]) or each["year"] == str(year)
        here = same
        whole_year = whole_year if each["beside"] else same
    return whole_year, here
