"""Rule kind ``similar``: how much of a text is copied from last year's report or from another unit's."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from toolkit.checks.prose.hit import BrokenTextRule, Hit, Statement, Texts, text_finding
from toolkit.checks.prose.likeness import Pieces, nearest, pieces, share
from toolkit.form.form import Form, TextRule
from toolkit.submission.submission import Submission


@dataclass(frozen=True)
class Similar:
    """At most ``limit`` per cent of the texts is another report's; what a text says alone cannot break it."""

    key: ClassVar[str] = "similar"

    limit: int

    @classmethod
    def of(cls, rule: TextRule) -> "Similar":
        """The check for a rule ``similar`` of a form."""
        return cls(rule.limit)

    def find(self, texts: Texts, submission: Submission) -> Iterator[Hit]:
        """Nothing: see :func:`check_alike` and :func:`alike`."""
        return iter(())

    def say(self, hits: Sequence[Hit]) -> Statement:
        """The finding's words: how many per cent are the same, and as whose report."""
        count, other = hits[0].count, hits[0].quote
        remark = f"有{count}%的文字与{other}相同，超过{self.limit}%"
        return Statement(remark, f"不超过{self.limit}%", f"{count}%")

    def asks(self) -> str:
        """What the rule asks for, as documents state it in Chinese."""
        return f"与上年或别的单位相同的文字不超过{self.limit}%"


@dataclass(frozen=True)
class Sketch:
    """What is kept of a report to compare it with others, when the report itself is gone.

    ``submission``: whose it is, for which form and year, with its reasons and nothing else. ``pieces``: those of the
    texts of each rule, by the rule's id.
    """

    submission: Submission
    pieces: Mapping[str, Pieces]


def sketch(submission: Submission) -> Sketch:
    """Some kilobytes of a report."""
    of, cut = submission, {rule.id: pieces(submission, rule.texts) for rule in _rules(submission.form)}
    return Sketch(Submission(of.form, of.unit, of.year, code=of.code, level=of.level, reasons=of.reasons), cut)


def check_alike(submission: Submission, last_year: Submission | None) -> Iterator[BrokenTextRule]:
    """Against the unit's own report of the year before."""
    if last_year is not None:
        for rule in _concerning(submission):
            same = share(pieces(submission, rule.texts), pieces(last_year, rule.texts))
            if same > rule.limit:
                yield _finding(rule, submission, "上年年报", same)


def alike(sketches: Sequence[Sketch]) -> list[tuple[int, BrokenTextRule]]:
    """Of several units' reports for one year: each that is like another, by its position, with the one it is most like.

    Up to :data:`~toolkit.checks.prose.likeness.ALL` reports all pairs are compared; of more, those that share pieces.
    """
    run: dict[tuple[Form, int], list[int]] = {}
    for position, each in enumerate(sketches):
        run.setdefault((each.submission.form, each.submission.year), []).append(position)
    compared = ((form, [(at, sketches[at]) for at in positions]) for (form, _), positions in run.items())
    found = (pair for form, group in compared for rule in _rules(form) for pair in _alike(group, rule))
    return sorted(found, key=lambda pair: pair[0])


def _alike(group: Sequence[tuple[int, Sketch]], rule: TextRule) -> Iterator[tuple[int, BrokenTextRule]]:
    """Of the reports for one form and year, one rule's findings; a unit's other files are no others."""
    submissions = [each.submission for _, each in group]
    units = [(each.unit, each.code) for each in submissions]
    for number, same, other in nearest([each.pieces[rule.id] for _, each in group], units, rule.limit):
        if rule.concerns(submissions[number].level):
            yield group[number][0], _finding(rule, submissions[number], f"{submissions[other].unit}的年报", same)


def _rules(form: Form) -> Iterator[TextRule]:
    return (rule for rule in form.text_rules if rule.kind == Similar.key)


def _concerning(submission: Submission) -> Iterator[TextRule]:
    return (rule for rule in _rules(submission.form) if rule.concerns(submission.level))


def _finding(rule: TextRule, submission: Submission, other: str, same: int) -> BrokenTextRule:
    return text_finding(rule, [Hit(rule.texts, other, count=same)], submission)
