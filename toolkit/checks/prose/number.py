"""Numbers in a text that repeat figures of a table: the two must be the same."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import ClassVar

from toolkit.checks.prose.hit import SHOWN, Hit, LiveState, Statement, Texts
from toolkit.checks.prose.sentences import Figure, clause, figures, sentences
from toolkit.checks.state import difference
from toolkit.form.count import Count
from toolkit.form.expression import Sum
from toolkit.form.form import TextRule
from toolkit.numbers import Number, said
from toolkit.submission.submission import Submission

MOST, LONGEST = 20, 40  # statements of a sentence, characters between a word and its number: no hostile text takes long
NONE = re.compile("(?:没有|未曾|未发生|未出现|未|无)$")
YEARS = re.compile(r"(\d{4})年")
WHOLE_YEAR = re.compile(r"(?:\d{4}年)?(?:1月1日至(?:\d{4}年)?)?12月31日")
PART_OF_YEAR = re.compile(r"\d月|[一二三四]季度|半年")


@dataclass(frozen=True)
class Numbers:
    """The numbers that ``counts`` describes are those of the tables. Formulas know no patterns."""

    key: ClassVar[str] = "number"
    live: ClassVar[LiveState | None] = None

    counts: tuple[Count, ...]

    @classmethod
    def of(cls, rule: TextRule) -> "Numbers":
        """The check for a rule ``number`` of a form."""
        return cls(rule.counts)

    def find(self, texts: Texts, submission: Submission) -> Iterator[Hit]:
        """A hit for each number that differs from the tables' figures."""
        for id, paragraphs in texts.items():
            for paragraph in paragraphs:
                for count in self.counts:
                    yield from _in_paragraph(count, id, paragraph, submission)

    def say(self, hits: Sequence[Hit]) -> Statement:
        """The finding's words: each number beside the figure, up to :data:`SHOWN` of them."""
        shown = hits[:SHOWN]
        more = f"；等{len(hits)}处" if len(hits) > SHOWN else ""
        remark = "；".join(hit.remark for hit in shown) + more
        return Statement(remark, "、".join(hit.expected for hit in shown), "、".join(f"“{hit.quote}”" for hit in shown))

    def asks(self) -> str:
        """What the rule asks for, as documents state it in Chinese."""
        return f"里{'、'.join(f'“{count.near[0]}”' for count in self.counts)}的数，与表内相同"


def _in_paragraph(count: Count, id: str, paragraph: str, submission: Submission) -> Iterator[Hit]:
    """Every number of a paragraph that is not what its table has; blank figures say nothing yet."""
    if count.needs and not any(word in paragraph for word in count.needs):
        return
    known = all(submission.figure(ref.id) is not None for sum in count.sums for ref in sum.refs)
    for sentence in sentences(paragraph) if known else ():
        for quote, figure in _statements(count, sentence, submission.year):
            values = [(sum, sum.value(submission.number)) for sum in count.sums]
            if not _right(count, paragraph, figure, values):
                yield _hit(id, quote, figure, values, submission)


def _right(count: Count, paragraph: str, figure: Figure, values: Sequence[tuple[Sum, Number]]) -> bool:
    """The first of the sums; or another one, where the paragraph says so."""
    (_, first), *others = values
    named = any(word in paragraph for word in count.says)
    return figure.agrees(first) or (named and any(figure.agrees(value) for _, value in others))


def _hit(id: str, quote: str, figure: Figure, values: Sequence[tuple[Sum, Number]], submission: Submission) -> Hit:
    """Mild, where it is another of the sums and only its name is missing."""
    (sum, value), *others = values
    other = next((other for other, number in others if figure.agrees(number)), None)
    table = submission.form.table(submission.form.cells[sum.refs[0].id].table).name
    wrong = f"写“{quote}”，{table}{sum.words()}是{said(value)}，{difference(figure.value, value)}"
    return Hit(
        (id,),
        quote,
        remark=f"{wrong}（与{other.words()}相同）" if other else wrong,
        expected=f"{sum.words()}{said(value)}",
        mild=other is not None,
    )


def _statements(count: Count, sentence: str, year: int) -> Iterator[tuple[str, Figure]]:
    """The words and the number of each statement, once for each number."""
    if not any(word in sentence for word in count.near):
        return
    numbers = figures(sentence, count.units)
    near = "|".join(re.escape(word) for word in sorted(count.near, key=len, reverse=True))
    for word in islice(re.finditer(near, sentence), MOST):
        start, end = clause(sentence, word.start())
        if not ours(count.not_near, sentence, word, end, year):
            continue
        following = next((each for each in numbers if word.end() <= each.start < end), None)
        if not filler(count.between, sentence[word.end() : following.start if following else end]):
            continue
        none = NONE.search(sentence[start : word.start()])
        if following:
            yield sentence[word.start() : following.end], following
        elif none:
            yield sentence[start + none.start() : end], Figure(0, "", Decimal(1), word.start(), end)


def ours(not_near: Sequence[str], sentence: str, word: re.Match[str], end: int, year: int) -> bool:
    """Said of this whole year, and of nothing else."""
    before = WHOLE_YEAR.sub("", sentence[: word.start()])
    context = sentence[: word.start()] + "\n" + sentence[word.end() : end]
    other_year = any(found != str(year) for found in YEARS.findall(before))
    return not (other_year or PART_OF_YEAR.search(before) or any(each in context for each in not_near))


def filler(between: Sequence[str], words: str) -> bool:
    """Whether ``words`` consist of nothing but years and texts of ``between``, and are at most :data:`LONGEST`
    characters.
    """
    if len(words) > LONGEST:
        return False
    known = "|".join(re.escape(word) for word in sorted(between, key=len, reverse=True))
    return bool(re.fullmatch(rf"(?:\d{{4}}年度?|{known or '(?!)'})*", words))
