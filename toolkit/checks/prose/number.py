"""Numbers in a text that repeat figures of a table: the two must be the same."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

from toolkit.checks.prose.claims import Claim, Reader, in_year
from toolkit.checks.prose.hit import SHOWN, Hit, Statement, Texts
from toolkit.checks.state import difference
from toolkit.form.count import Count
from toolkit.form.expression import Sum
from toolkit.form.form import TextRule
from toolkit.numbers import Number, plain_number
from toolkit.submission.submission import Submission

MOST = 300  # claims of a paragraph: no hostile text takes long


@dataclass(frozen=True)
class Numbers:
    """The numbers that ``counts`` describes are those of the tables. Formulas know no patterns."""

    key: ClassVar[str] = "number"

    counts: tuple[Count, ...]

    @classmethod
    def of(cls, rule: TextRule) -> "Numbers":
        """The check for a rule ``number`` of a form."""
        return cls(rule.counts)

    def find(self, texts: Texts, submission: Submission) -> Iterator[Hit]:
        """A hit for each number that differs from the tables' figures."""
        reader = Reader.of(self.counts, submission)
        figures: dict[Count, tuple[Number, ...]] = {}
        for id, paragraphs in texts.items():
            for paragraph in paragraphs:
                claims = islice(dict.fromkeys(reader.claims(paragraph)), MOST)
                for claim in claims:
                    for count in claim.counts:
                        if count not in figures:
                            figures[count] = _figures(count, submission)
                    yield from _compared(claim, id, paragraph, submission, figures)

    def say(self, hits: Sequence[Hit]) -> Statement:
        """The finding's words: each number beside the figure, up to :data:`SHOWN` of them."""
        shown = hits[:SHOWN]
        more = f"；等{len(hits)}处" if len(hits) > SHOWN else ""
        remark = "；".join(hit.remark for hit in shown) + more
        return Statement(remark, "、".join(hit.expected for hit in shown), "、".join(f"“{hit.quote}”" for hit in shown))

    def asks(self) -> str:
        """What the rule asks for, as documents state it in Chinese."""
        return f"里{'、'.join(f'“{count.near[0]}”' for count in self.counts)}的数，与表内相同"


def _figures(count: Count, submission: Submission) -> tuple[Number, ...]:
    """What each of the sums is; nothing while any of their figures is blank."""
    if any(submission.figure(ref.id) is None for each in count.sums for ref in each.refs):
        return ()
    return tuple(each.value(submission.number) for each in count.sums)


def _compared(
    claim: Claim, id: str, paragraph: str, submission: Submission, figures: Mapping[Count, tuple[Number, ...]]
) -> Iterator[Hit]:
    """A hit if it is not what the table has; blank figures say nothing yet."""
    known = [figures[count] for count in claim.counts]
    if all(known) and all(_needed(count, claim, paragraph) for count in claim.counts):
        values = [sum(each) for each in zip(*known, strict=False)]
        named = any(in_year(word, submission.year) in paragraph for count in claim.counts for word in count.says)
        if not any(claim.figure.agrees(value) for value in (values if named else values[:1])):
            yield _hit(id, claim, list(zip(_sums(claim), values, strict=True)), submission)


def _needed(count: Count, claim: Claim, paragraph: str) -> bool:
    """That nothing happened at all is said of this, too."""
    denied = not claim.figure.unit
    return denied or not count.needs or any(word in paragraph for word in count.needs)


def _sums(claim: Claim) -> tuple[Sum, ...]:
    """What the number may be, the likeliest first: of several words together, their sum."""
    first, *more = claim.counts
    return tuple(
        Sum(sum((each.terms for each in sums), ()))
        for sums in zip(first.sums, *(each.sums for each in more), strict=False)
    )


def named_figures(claim: Claim, submission: Submission) -> tuple[str, ...]:
    """What the number may be, the likeliest first, each as table, name and value."""
    return tuple(f"{_table(each, submission)}{each.words()}{_shown(each, submission)}" for each in _sums(claim))


def _shown(sum: Sum, submission: Submission) -> str:
    known = all(submission.figure(ref.id) is not None for ref in sum.refs)
    return plain_number(sum.value(submission.number)) if known else "（未填）"


def _table(sum: Sum, submission: Submission) -> str:
    return submission.form.table(submission.form.cells[sum.refs[0].id].table).name


def _hit(id: str, claim: Claim, values: Sequence[tuple[Sum, Number]], submission: Submission) -> Hit:
    """Mild, where it is another of the sums and only its name is missing, or where it may be a part."""
    (sum, value), *others = values
    figure, quote = claim.figure, claim.quote
    other = next((other for other, number in others if figure.agrees(number)), None)
    wrong = (
        f"写“{quote}”，{_table(sum, submission)}{sum.words()}是{plain_number(value)}，{difference(figure.value, value)}"
    )
    return Hit(
        (id,),
        quote,
        remark=f"{wrong}（与{other.words()}相同）" if other else wrong,
        expected=f"{sum.words()}{plain_number(value)}",
        mild=other is not None or not claim.sure,
    )
