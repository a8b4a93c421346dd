"""Whose report it is and of which year, from its title; the form's own title tells what a title looks like."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.entry import HALF_WIDTH, INVISIBLE, PLAIN
from toolkit.form.form import Form
from toolkit.numerals import arabic
from toolkit.published.alike import flat, likeness
from toolkit.published.blocks import Passage

LONGEST = 80  # characters of a title
UNIT = 40  # and of a line above it that names the unit
LIKE = 0.7  # a title and the form's own
OPENING = 4  # characters with which the form's title begins, behind the year
YEAR = re.compile(
    r"(?:(?<!\d)((?:19|20)\d\d)|([二][〇○零Oo0]([〇○零一二三四五六七八九])([〇○零一二三四五六七八九])))(?=\s*年)"
)
AROUND = re.compile(r"^(?:标题[:：])?[\s《【]*(?:关于)?|[\s》】]+$")
SENTENCE = re.compile("[。；，：:;,?？！!/>|]")


@dataclass(frozen=True, slots=True)
class Title:
    """``first`` and ``last``: the passages that it takes, by position; -1 where there is none."""

    unit: str = ""
    year: int = 0
    first: int = -1
    last: int = -1


def title(passages: Sequence[Passage], form: Form) -> Title:
    """The last title in a row of them: a page often says it in its head, in its path and above the text."""
    found = list(titles(passages, form))
    named = [each for each in found if each.unit]
    if not found:
        return Title(year=_year_in("".join(each.text for each in passages[:12])))
    last = found[-1]
    whose = last if last.unit or not named else named[-1]
    return Title(whose.unit, last.year or whose.year, last.first, last.last)


def titles(passages: Sequence[Passage], form: Form) -> Iterator[Title]:
    """Each title among the passages, in one of them or broken over two, in their order."""
    for at in range(len(passages)):
        for lines in (1, 2):  # the title itself may be broken in two
            if found := _title(passages, at, lines, form):
                yield found
                break


def _title(passages: Sequence[Passage], at: int, lines: int, form: Form) -> Title | None:
    text = AROUND.sub("", re.sub(r"\s+", "", "".join(each.text for each in passages[at : at + lines])))
    text = text.translate(dict.fromkeys(INVISIBLE))
    half = text.translate(HALF_WIDTH)  # as long as the text itself
    if len(text) > LONGEST or not (year := YEAR.search(half)):
        return None
    unit = _unit_in(text[: year.start()], text[year.end() :].lstrip("年度"), form)
    if unit is None:
        return None
    beside = at + lines if _unit_below(form) else at - 1
    if not unit and 0 <= beside < len(passages) and _may_be_unit(passages[beside].text.strip()):
        unit = re.sub(r"\s+", "", passages[beside].text)
        return Title(unit, _number(year), min(at, beside), max(at + lines - 1, beside))
    return Title(unit, _number(year), at, at + lines - 1)


def _unit_below(form: Form) -> bool:
    """Whether the unit stands on a line below the one with the year."""
    return "{unit}" not in _dated_line(form) and form.title[0] == _dated_line(form)


def _dated_line(form: Form) -> str:
    """The line of the form's title that holds the year."""
    return next((line for line in form.title if "{year}" in line), form.title[-1])


def _unit_in(before: str, behind: str, form: Form) -> str | None:
    """The unit of a title, before the year or behind it; None where it is no title of the form."""
    own = flat(re.sub(r"\{\w+\}", "", _dated_line(form))).lstrip("年度")
    start = behind.find(own[:OPENING])
    if _unit_below(form) and not before and behind.startswith(own):
        return behind[len(own) :]
    if likeness(own, behind) >= LIKE:
        return before if start <= 0 else before or behind[:start]
    if start > 0 and likeness(own, behind[start:]) >= LIKE:
        return before or behind[:start]
    return None


def _may_be_unit(text: str) -> bool:
    return 2 < len(text) <= UNIT and not SENTENCE.search(text) and not YEAR.search(text)


def _number(year: re.Match[str]) -> int:
    return int(year[1] or "20" + "".join(str(arabic(each.translate({ord("○"): "〇"}))) for each in year.group(3, 4)))


def _year_in(text: str) -> int:
    """Of a report without a title: the first year that it speaks of."""
    found = YEAR.search(text.translate(PLAIN))
    return _number(found) if found else 0
