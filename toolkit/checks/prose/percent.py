"""Percentages in a text that can be made from figures of a table: “甲3件，占50%”, “分别占60%、40%”."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import ClassVar

from toolkit.checks.prose.claims import LONGEST, MOST, filler
from toolkit.checks.prose.clauses import PART_OF_YEAR, WHOLE_YEAR
from toolkit.checks.prose.hit import SHOWN, Hit, Statement, Texts, distinct, quotes
from toolkit.checks.prose.sentences import ABOUT, AROUND, WIDE, figures, sentences
from toolkit.form.count import Share
from toolkit.form.form import TextRule
from toolkit.form.fraction import Fraction
from toolkit.numbers import plain_number
from toolkit.numerals import NUMERALS, arabic
from toolkit.submission.submission import Submission

PERCENT = re.compile(rf"(?<![\d.,\-—~～])(?:(\d{{1,4}}(?:\.\d{{1,6}})?)[%％]|百分之([{NUMERALS}]{{1,5}}))")
NOT_ALONE = re.compile(r"[-—~～至到]|个百分点")  # a range, or a difference
LISTED = re.compile("分别占比?为?|占比分别为?|比例分别为?")
JOINTS = re.compile("[、，,和及与]{1,2}")
MARKS = re.compile("[，,、（(]")
WHOLE = Decimal(100)
YEARS = re.compile(r"(\d{4})年")


@dataclass(frozen=True, slots=True)
class Percentage:
    """A percentage as printed; ``step`` is the size of its last place."""

    value: Decimal
    step: Decimal
    start: int
    end: int

    def agrees(self, true: Decimal) -> bool:
        """Rounded or cut off: nearer than one of its last place."""
        return abs(self.value - true) < self.step


@dataclass(frozen=True, slots=True)
class Computed:
    """What a percentage should be, and the figures that make it, in words."""

    made_of: str
    value: Decimal


@dataclass(frozen=True)
class Percentages:
    """The percentages that ``shares`` describes are those that the tables make. Formulas know no patterns."""

    key: ClassVar[str] = "percent"

    shares: tuple[Share, ...]

    @classmethod
    def of(cls, rule: TextRule) -> "Percentages":
        """The check for a rule ``percent`` of a form."""
        return cls(rule.shares)

    def find(self, texts: Texts, submission: Submission) -> Iterator[Hit]:
        """A hit for each percentage that the tables do not make."""
        return quotes(texts, lambda text: _search(self.shares, text, submission))

    def say(self, hits: Sequence[Hit]) -> Statement:
        """The finding's words: the percentages that differ, up to :data:`SHOWN` of them."""
        found = "；".join(distinct(hits)[:SHOWN])
        return Statement(f"里百分比对不上：{found}", "与表内数算出的百分比一致", found)

    def asks(self) -> str:
        """What the rule asks for, as documents state it in Chinese."""
        return f"里{'、'.join(f'“{share.near[0]}”' for share in self.shares)}的百分比，与表内数算出的相同"


def _search(shares: Sequence[Share], text: str, submission: Submission) -> Iterator[str]:
    """Each percentage that no two figures make, and each list of them that makes more than the whole, in short."""
    if not PERCENT.search(text.translate(WIDE)):
        return
    true = {share.near: _true(share, submission) for share in shares}  # once, however often it is said
    for sentence in sentences(text):
        found = percentages(sentence)
        for share in _named(shares, sentence) if found else ():
            yield from _single(share, shares, sentence, found, submission.year, true[share.near])
        yield from _listed(shares, sentence, found, submission.year, true) if found else ()


def percentages(sentence: str) -> tuple[Percentage, ...]:
    """The exact ones; estimates and ranges are none."""
    found = (_percentage(match, sentence) for match in PERCENT.finditer(sentence))
    return tuple(each for each in found if each)


def _percentage(match: re.Match[str], sentence: str) -> Percentage | None:
    digits, numerals = match.groups()
    plain = digits or ("100" if numerals == "百" else arabic(numerals))
    vague = sentence[: match.start()].endswith(ABOUT) or any(
        each.match(sentence, match.end()) for each in (AROUND, NOT_ALONE)
    )
    if plain is None or vague:
        return None
    value = Decimal(plain)
    return Percentage(value, Decimal(1).scaleb(-len(plain.partition(".")[2])), match.start(), match.end())


def _single(
    share: Share,
    shares: Sequence[Share],
    sentence: str,
    found: Sequence[Percentage],
    year: int,
    true: Sequence[Computed],
) -> Iterator[str]:
    for word in islice(_near((share,), sentence), MOST):
        following = next((each for each in found if each.start >= word.end()), None)
        if following is None or not _said_of(share, shares, sentence, word, found, following, year):
            continue
        if _leads(share, sentence[word.end() : following.start]):
            yield from _wrong(true, following, sentence[word.start() : following.end])


def _said_of(
    share: Share,
    shares: Sequence[Share],
    sentence: str,
    word: re.Match[str],
    found: Sequence[Percentage],
    following: Percentage,
    year: int,
) -> bool:
    """Of this alone: what stands before it since the last percentage may be meant too."""
    since = max((each.end for each in found if each.end <= word.start()), default=0)
    alone = next(_near(shares, sentence[since : word.start()]), None) is None
    return alone and _speaks(share, sentence) and _ours(share.not_near, sentence, word, following.end, year)


def _named(shares: Sequence[Share], sentence: str) -> Iterator[Share]:
    return (share for share in shares if any(word in sentence for word in share.near))


def _speaks(share: Share, sentence: str) -> bool:
    return not share.needs or any(word in sentence for word in share.needs)


def _near(shares: Sequence[Share], sentence: str) -> Iterator[re.Match[str]]:
    words = sorted({word for share in shares for word in share.near}, key=len, reverse=True)
    return re.finditer("|".join(map(re.escape, words)), sentence)


def _leads(share: Share, middle: str) -> bool:
    """Nothing but words that may stand there, one number, and a link."""
    if len(middle) > LONGEST:
        return False
    numbers = figures(middle, share.units)
    if len(numbers) > 1:
        return False
    rest = middle[: numbers[0].start] + middle[numbers[0].end :] if numbers else middle
    linked = not share.links or any(link in rest for link in share.links)
    return linked and filler((*share.between, *share.links), MARKS.sub("", rest))


def _listed(
    shares: Sequence[Share],
    sentence: str,
    found: Sequence[Percentage],
    year: int,
    true: Mapping[tuple[str, ...], Sequence[Computed]],
) -> Iterator[str]:
    for opening in islice(LISTED.finditer(sentence), MOST):
        run = _run(sentence, opening.end(), found)
        since = max((each.end for each in found if each.end <= opening.start()), default=0)
        before = sentence[since : opening.start()]
        if len(run) < 2 or re.search(r"\d{4}年|中", before):
            continue
        quote = sentence[opening.start() : run[-1].end]
        total = sum((each.value for each in run), start=Decimal(0))
        if total > WHOLE + max(Decimal("0.1"), sum((each.step for each in run), start=Decimal(0)) / 2):
            yield f"“{quote}”（相加是{plain_number(total)}%）"
            continue
        words = list(_near(shares, before))
        for word, percentage in zip(words, run, strict=False) if len(words) == len(run) else ():
            share = next(each for each in shares if word.group() in each.near)
            if _speaks(share, sentence) and _ours(share.not_near, before, word, len(before), year):
                yield from _wrong(true[share.near], percentage, f"{word.group()}占{_printed(percentage)}%")


def _run(sentence: str, start: int, found: Sequence[Percentage]) -> list[Percentage]:
    """Percentages that follow one another, the first of them at ``start``."""
    run: list[Percentage] = []
    for each in found:
        if each.start == start or (run and JOINTS.fullmatch(sentence, run[-1].end, each.start)):
            run.append(each)
    return run


def _wrong(true: Sequence[Computed], percentage: Percentage, quote: str) -> Iterator[str]:
    if true and not any(percentage.agrees(each.value) for each in true):
        closed = quote + "）" * (quote.count("（") - quote.count("）"))
        yield f"“{closed}”（{true[0].made_of}，算得{plain_number(true[0].value.quantize(percentage.step))}%）"


def _true(share: Share, submission: Submission) -> tuple[Computed, ...]:
    """None while a figure is blank; a whole that is nothing has no parts."""
    refs = [ref for fraction in share.fractions for ref in (*fraction.part.refs, *fraction.whole.refs)]
    if any(submission.figure(ref.id) is None for ref in refs):
        return ()
    values = ((fraction, _of_hundred(fraction, submission)) for fraction in share.fractions)
    return tuple(Computed(_made_of(fraction, submission), value) for fraction, value in values if value is not None)


def _of_hundred(fraction: Fraction, submission: Submission) -> Decimal | None:
    part, whole = (Decimal(each.value(submission.number)) for each in (fraction.part, fraction.whole))
    return WHOLE * part / whole if whole else None


def _made_of(fraction: Fraction, submission: Submission) -> str:
    table = submission.form.table(submission.form.cells[fraction.part.refs[0].id].table).name
    sums = (fraction.part, fraction.whole)
    return table + "，".join(f"{each.words()}是{plain_number(each.value(submission.number))}" for each in sums)


def _printed(percentage: Percentage) -> str:
    return f"{percentage.value:f}"


def _ours(not_near: Sequence[str], sentence: str, word: re.Match[str], end: int, year: int) -> bool:
    """Said of this whole year, and of nothing else."""
    before = WHOLE_YEAR.sub("", sentence[: word.start()])
    context = sentence[: word.start()] + "\n" + sentence[word.end() : end]
    other_year = any(found != str(year) for found in YEARS.findall(before))
    return not (other_year or PART_OF_YEAR.search(before) or any(each in context for each in not_near))
