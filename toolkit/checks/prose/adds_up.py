"""A number and its parts in one sentence: “共9条，其中网站4条，公示栏5条”, “9件（4+5）”."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from toolkit.checks.prose.hit import SHOWN, Hit, LiveState, Statement, Texts, distinct, quotes
from toolkit.checks.prose.sentences import BREAKS, Figure, figures, sentences
from toolkit.checks.state import difference
from toolkit.form.form import TextRule
from toolkit.numbers import Number, said
from toolkit.submission.submission import Submission

BRACKETED = re.compile("[（(]([^（）()]*)[）)]")
PLUSES = re.compile(r"\d+(?:\+\d+)+")
COMPLETE = "分别"  # behind it, the parts are all there are


@dataclass(frozen=True)
class AddsUp:
    """The parts behind one of ``words`` make the number before, in ``units``, up to a clause with one of ``ends``.

    Parts may be fewer than the whole, unless all of them are named; they are never more. Formulas know no patterns.
    """

    key: ClassVar[str] = "adds_up"
    live: ClassVar[LiveState | None] = None

    words: tuple[str, ...]
    units: tuple[str, ...]
    ends: tuple[str, ...] = ()

    @classmethod
    def of(cls, rule: TextRule) -> "AddsUp":
        """The check for a rule ``adds_up`` of a form."""
        return cls(rule.words, rule.units, rule.ends)

    def find(self, texts: Texts, submission: Submission) -> Iterator[Hit]:
        """A hit for each sentence whose parts do not make its number."""
        return quotes(texts, self._search)

    def say(self, hits: Sequence[Hit]) -> Statement:
        """The finding's words: the sentences where parts and whole differ."""
        found = "；".join(distinct(hits)[:SHOWN])
        return Statement(f"里分项与总数对不上：{found}", "分项相加等于总数", found)

    def asks(self) -> str:
        """What the rule asks for, as documents state it in Chinese."""
        return f"里{'或'.join(f'“{word}”' for word in self.words)}后面的分项，相加等于总数"

    def _search(self, text: str) -> Iterator[str]:
        """Each enumeration that does not add up, in short: “9条（分项4+6=10，多1）”."""
        for sentence in sentences(text):
            for found in BRACKETED.finditer(sentence):
                before = [each for each in figures(sentence, self.units) if each.end == found.start()]
                inner = f"{sentence[before[0].start : found.start()]}，{found.group(1)}" if before else ""
                yield from _added(before, found.group(1))
                yield from _listed(inner, self.words, self.units, self.ends)
            yield from _listed(BRACKETED.sub("", sentence), self.words, self.units, self.ends)


def _added(before: Sequence[Figure], inner: str) -> Iterator[str]:
    if before and PLUSES.fullmatch(inner):
        total = sum(int(part) for part in inner.split("+"))
        if not before[0].agrees(total):
            yield _said(before[0].value, before[0].unit, inner, total)


def _listed(sentence: str, words: Sequence[str], units: Sequence[str], ends: Sequence[str]) -> Iterator[str]:
    opening = "|".join(re.escape(word) for word in words)
    opened = list(re.finditer(opening, sentence))
    if len(opened) != 1:
        return  # parts of parts
    word = opened[0]
    before = figures(sentence[: word.start()], units)
    parts = _parts(sentence[word.end() :], units, ends)
    if not before or len(parts) < 2 or {part.unit for part in parts} != {before[-1].unit}:
        return
    wholes = [each.value for each in before if each.unit == before[-1].unit]
    accepted = {*wholes, sum(wholes)}
    sums = [sum(part.value for part in parts[: count + 1]) for count in range(len(parts))]
    complete = COMPLETE in word.group()
    if accepted & set(sums) or (sums[-1] < max(accepted) and not complete):
        return
    listed = "+".join(said(part.value) for part in parts)
    yield _said(wholes[-1], before[-1].unit, listed, sums[-1])


def _parts(listed: str, units: Sequence[str], ends: Sequence[str]) -> list[Figure]:
    """One number at the end of each clause, as long as it goes on like that."""
    found: list[Figure] = []
    for part in re.split(f"[{re.escape(BREAKS)}]", listed):
        if not part and not found:
            continue  # the comma behind the word that opens
        numbers = figures(part, units)
        if len(numbers) != 1 or numbers[0].end != len(part) or any(each in part for each in ends):
            break
        found += numbers
    return found


def _said(whole: Number, unit: str, parts: str, total: Number) -> str:
    return f"{said(whole)}{unit}（分项{parts}={said(total)}，{difference(total, whole)}）"
