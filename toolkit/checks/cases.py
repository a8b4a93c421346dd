"""Whether the rules of a form find what its cases say they find, and nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from toolkit.checks.finding import Finding
from toolkit.checks.messages.wording import worded
from toolkit.checks.prose.hit import text_finding
from toolkit.checks.prose.similar import check_alike
from toolkit.checks.prose.texts import find_hits
from toolkit.checks.reading import Reading
from toolkit.checks.rules import check_rules
from toolkit.form.definition.cases import LAST_YEAR, Case, Example
from toolkit.form.form import Form, TextRule
from toolkit.numbers import Number
from toolkit.rich_text import from_markup
from toolkit.submission.submission import Submission


@dataclass(frozen=True)
class FailedCase:
    """An example with which a rule does not do what its case says; ``message``: what it said, if anything."""

    case: Case
    example: Example
    message: str


def failures(cases: Iterable[Case], form: Form) -> Iterator[FailedCase]:
    """Every alarm that is missed, with no message, and every false one, with its message."""
    for case in cases:
        yield from (FailedCase(case, each, "") for each in case.alarms if not findings(case, each, form)[1])
        for example in case.quiet:
            reading, found = findings(case, example, form)
            if found:
                yield FailedCase(case, example, worded(found[0], reading).message)


def findings(case: Case, example: Example, form: Form) -> tuple[Reading, list[Finding]]:
    """What the rule of a case says of an example; other rules are not asked."""
    rule = form.rule(case.rule)
    reading = Reading(_submission(case, example, form))
    found = _of_texts(rule, case, reading.submission) if isinstance(rule, TextRule) else check_rules(reading)
    return reading, [finding for finding in found if finding.code == case.rule]


def _of_texts(rule: TextRule, case: Case, submission: Submission) -> Iterator[Finding]:
    hits = find_hits(rule, submission)
    if hits:
        yield text_finding(rule, hits, submission)
    if case.last_year:
        yield from check_alike(submission, _saying(case, case.last_year, submission.form, submission.year - 1))


def _submission(case: Case, example: Example, form: Form) -> Submission:
    figures = {**(case.figures or {}), **(example.figures or {})}
    return _saying(case, example.sentence * example.times, form, case.year, figures)


def _saying(case: Case, text: str, form: Form, year: int, figures: dict[str, Number] | None = None) -> Submission:
    """One text and nothing else; all figures that are not given are 0."""
    given = figures or {}
    zeros: dict[str, Number | str] = {cell.id: 0 for cell in form.inputs}
    return Submission(
        form=form,
        unit=case.unit,
        year=year,
        level=case.level,
        entries=zeros | {id: value for id, value in given.items() if not id.startswith(LAST_YEAR)},
        texts={case.text: (from_markup(text),)} if case.text else {},
        last_year={id: given.get(LAST_YEAR + id, 0) for id in form.last_year},
    )
