"""A number and its parts in one sentence: “共9条，其中网站4条，公示栏5条”, “9件（4+5）”."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, islice, takewhile
from typing import ClassVar

from toolkit.checks.prose.guards import any_of
from toolkit.checks.prose.hit import SHOWN, Hit, Statement, Texts, distinct
from toolkit.checks.prose.sentences import WIDE, Figure, figures
from toolkit.checks.state import difference
from toolkit.form.form import TextRule
from toolkit.numbers import Number, plain_number
from toolkit.submission.submission import Submission

BRACKETED = re.compile("[（(]([^（）()]*)[）)]")
PLUSES = re.compile(r"\d+(?:\+\d+)+")
COMPLETE = "分别"  # behind it, the parts are all there are
REST = ("其他", "其它", "其余")  # a last part of this name is what was left
OPEN = "等余多"
MARKS = "，,、；;：:（）()"
COLON = re.compile("[：:]")
NO_END = re.compile("(?:共计|合计|总计|共)$|公共|共享|共同|共建|中共|共青团")  # these end no list
STOPS = re.compile("[。！？!?\n]")
NEARLY = Decimal(
    "0.9"
)  # published lists of examples reach four fifths of the whole, those that should add up miss less
WHOLLY = 5  # parts: whoever names as many kinds up to the end of the sentence means to name all
MOSTLY = Decimal("0.7")  # of the whole that such a list has at least
BEING = "为是属系"  # behind a number that stands before its name: “其中9件为网上申请”
LONGEST, LIMIT, MOST = 60, 1200, 20
Misfit = tuple[bool, str]  # whether it is only short, and the words


@dataclass(frozen=True, slots=True)
class PartList:
    """The numbers of a list; ``closed``: they are all there are, ``open``: they are examples. ``last``: the passage
    ends with them.
    """

    figures: tuple[Figure, ...]
    closed: bool
    open: bool
    last: bool = False


@dataclass(frozen=True)
class AddsUp:
    """The parts behind one of ``words`` make the number before, in ``units``, up to a clause with one of ``ends``.

    They are never more; a little less is told, and any less where all of them are named. Formulas know no patterns.
    """

    key: ClassVar[str] = "adds_up"

    words: tuple[str, ...]
    units: tuple[str, ...]
    ends: tuple[str, ...] = ()

    @classmethod
    def of(cls, rule: TextRule) -> "AddsUp":
        """The check for a rule ``adds_up`` of a form."""
        return cls(rule.words, rule.units, rule.ends)

    def find(self, texts: Texts, submission: Submission) -> Iterator[Hit]:
        """A hit for each sentence whose parts do not make its number."""
        for id, paragraphs in texts.items():
            for short, quote in dict.fromkeys(self._search("\n".join(paragraphs))):
                yield Hit((id,), quote, mild=short)

    def say(self, hits: Sequence[Hit]) -> Statement:
        """The finding's words: the sentences where parts and whole differ."""
        found = "；".join(distinct(hits)[:SHOWN])
        return Statement(f"里分项与总数对不上：{found}", "分项相加等于总数", found)

    def asks(self) -> str:
        """What the rule asks for, as documents state it in Chinese."""
        return f"里{'或'.join(f'“{word}”' for word in self.words)}后面的分项，相加等于总数"

    def _search(self, text: str) -> Iterator[Misfit]:
        """Each enumeration that does not add up, in short: “9条（分项4+6=10，多1）”."""
        for passage in passages(text, self.words):
            for found in BRACKETED.finditer(passage):
                before = [each for each in figures(passage, self.units) if each.end == found.start()]
                if before:
                    yield from _added(before, found.group(1))
                    yield from self._listed(f"{passage[before[0].start : found.start()]}：{found.group(1)}")
            plain = BRACKETED.sub("", passage)
            several = len(self._openings(plain)) > 1  # parts of parts, or lists of their own
            for piece in re.split("[；;]", plain) if several else (plain,):
                yield from self._listed(piece)

    def _openings(self, passage: str) -> list[re.Match[str]]:
        return list(islice(any_of(self.words).finditer(passage), MOST))

    def _listed(self, passage: str) -> Iterator[Misfit]:
        """What stands behind one of the words, or behind a colon, against the number before it."""
        opened = self._openings(passage)
        if not opened and not COLON.search(passage):
            return
        numbers = figures(passage, self.units)
        colons = (each for each in COLON.finditer(passage) if any(number.end == each.start() for number in numbers))
        word = opened[0] if len(opened) == 1 else None if opened else next(colons, None)
        if word:
            before = [each for each in numbers if each.end <= word.start()]
            behind = [each for each in numbers if word.end() <= each.start]
            if before:
                yield from _judged(before, self._parts(passage, word, behind), passage)

    def _parts(self, passage: str, word: re.Match[str], behind: Sequence[Figure]) -> PartList:
        """The numbers that end a clause each, until one is no part."""
        taken: list[Figure] = []
        for each in behind:
            name = passage[taken[-1].end if taken else word.end() : each.start]
            after = passage[each.end : each.end + 1]
            named_behind = after in BEING and name[-1:] in ("", *MARKS)
            if after and after not in MARKS and not named_behind:
                return PartList(tuple(taken), COMPLETE in word.group(), after in OPEN)
            if len(name) > LONGEST or any(end in NO_END.sub("", name) for end in self.ends):
                break
            taken.append(each)
        last = passage[taken[-2].end : taken[-1].start] if len(taken) > 1 else ""
        closed = COMPLETE in word.group() or any(rest in last for rest in REST)
        return PartList(tuple(taken), closed, False, last=bool(taken) and not passage[taken[-1].end :].strip(MARKS))


def passages(text: str, words: Sequence[str]) -> Iterator[str]:
    """Sentences, one that opens with the words of a list together with the one before it."""
    before = ""
    for sentence in dict.fromkeys(STOPS.split(text.translate(WIDE))):
        if before and sentence.startswith(tuple(words)):
            before = f"{before}，{sentence}"
            continue
        if 0 < len(before) <= LIMIT:
            yield before
        before = sentence
    if 0 < len(before) <= LIMIT:
        yield before


def _added(before: Sequence[Figure], inner: str) -> Iterator[Misfit]:
    if before and PLUSES.fullmatch(inner):
        total = sum(int(part) for part in inner.split("+"))
        if not before[0].agrees(total):
            yield False, _said(before[0].value, before[0].unit, inner, total)


def _judged(before: Sequence[Figure], found: PartList, passage: str) -> Iterator[Misfit]:
    """Nothing where some of the parts make one of the wholes; more than that is wrong, and so is less of a closed list.

    Of a list that may be open only a little less is told, and mildly.
    """
    unit = before[-1].unit
    parts = list(takewhile(lambda each: each.unit == unit, found.figures))
    wholes = [each.value for each in before if each.unit == unit]
    if len(parts) < 2 or {*wholes, sum(wholes)} & _sums(passage, parts[0]):
        return
    total = sum(each.value for each in parts)
    if total > sum(wholes):
        yield False, _told(sum(wholes), unit, parts, total)
    elif not found.open and len(wholes) == 1 and total < wholes[0]:
        closed = found.closed and len(parts) == len(found.figures)
        whole_list = found.last and len(parts) == len(found.figures) >= WHOLLY
        if closed or (MOSTLY if whole_list else NEARLY) * Decimal(wholes[0]) <= total:
            yield not closed, _told(wholes[0], unit, parts, total)


def _sums(passage: str, first: Figure) -> set[Number]:
    """What the first part makes with those that follow it, in its unit, up to each of them."""
    return set(accumulate(each.value for each in figures(passage, (first.unit,)) if each.start >= first.start))


def _told(whole: Number, unit: str, parts: Sequence[Figure], total: Number) -> str:
    return _said(whole, unit, "+".join(plain_number(part.value) for part in parts), total)


def _said(whole: Number, unit: str, parts: str, total: Number) -> str:
    return f"{plain_number(whole)}{unit}（分项{parts}={plain_number(total)}，{difference(total, whole)}）"
