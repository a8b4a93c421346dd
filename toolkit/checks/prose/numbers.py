"""Numbers in a text that repeat figures of a table: the two must be the same."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from toolkit.checks.prose.sentences import Figure, clause, figures, sentences
from toolkit.form.count import Count
from toolkit.form.expression import Sum
from toolkit.numbers import Number
from toolkit.submission.submission import Submission

MOST, LONGEST = 20, 40  # statements of a sentence, characters between a word and its number: no hostile text takes long
NONE = re.compile("(?:没有|未曾|未发生|未出现|未|无)$")
YEARS = re.compile(r"(\d{4})年")
WHOLE_YEAR = re.compile(r"(?:\d{4}年)?(?:1月1日至(?:\d{4}年)?)?12月31日")
PART_OF_YEAR = re.compile(r"\d月|[一二三四]季度|半年")


@dataclass(frozen=True, slots=True)
class Slip:
    """What a text says, and the sum it should say; ``unsaid``: it is another sum that the text should have named."""

    text: str
    table: str
    quote: str
    value: Number
    sum: Sum
    figure: Number
    unsaid: Sum | None = None


def slips(count: Count, id: str, paragraph: str, submission: Submission) -> Iterator[Slip]:
    """Every number of a paragraph that is not what its table has; blank figures say nothing yet."""
    if count.needs and not any(word in paragraph for word in count.needs):
        return
    known = all(submission.figure(ref.id) is not None for sum in count.sums for ref in sum.refs)
    for sentence in sentences(paragraph) if known else ():
        for quote, figure in _statements(count, sentence, submission.year):
            slip = _slip(count, id, paragraph, submission, quote, figure)
            if slip:
                yield slip


def _slip(count: Count, id: str, paragraph: str, submission: Submission, quote: str, figure: Figure) -> Slip | None:
    first, *others = ((sum, sum.value(submission.number)) for sum in count.sums)
    if figure.agrees(first[1]):
        return None
    other = next((sum for sum, value in others if figure.agrees(value)), None)
    if other and any(word in paragraph for word in count.says):
        return None
    table = submission.form.table(submission.form.cells[count.sums[0].refs[0].id].table).name
    return Slip(id, table, quote, figure.value, first[0], first[1], other)


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
    if len(words) > LONGEST:
        return False
    known = "|".join(re.escape(word) for word in sorted(between, key=len, reverse=True))
    return bool(re.fullmatch(rf"(?:\d{{4}}年度?|{known or '(?!)'})*", words))
