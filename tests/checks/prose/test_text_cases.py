"""Every rule of the official form against the examples beside it, in the style of reports."""

from dataclasses import replace
from random import Random

import pytest

from tests.drawn import OFFICIAL, official_form, texts
from tests.strategies import random_submission
from toolkit.checks.cases import findings
from toolkit.checks.check import check
from toolkit.checks.reading import Reading
from toolkit.form.definition.cases import Case, Example, cases
from toolkit.rich_text import from_markup
from toolkit.submission.phrases import phrase_text

ALL = cases(OFFICIAL, official_form())
ALARMS = [(case, example) for case in ALL for example in case.alarms]
QUIET = [(case, example) for case in ALL for example in case.quiet]


def named(value: object) -> str:
    return value.rule if isinstance(value, Case) else str(value)[:20]


@pytest.mark.parametrize(("case", "example"), ALARMS, ids=named)
def test_what_must_alarm(case: Case, example: Example) -> None:
    """The rule that is meant finds it."""
    assert findings(case, example, official_form())[1]


@pytest.mark.parametrize(("case", "example"), QUIET, ids=named)
def test_what_must_not(case: Case, example: Example) -> None:
    """A false alarm costs the officer an afternoon, and the clerk his belief in all others."""
    assert findings(case, example, official_form())[1] == []


def test_every_rule_has_its_examples() -> None:
    """Five and five at least, for every rule of the form."""
    enough = {case.rule for case in ALL if len(case.alarms) >= 5 and len(case.quiet) >= 5}
    assert enough == set(official_form().rule_ids)


@pytest.mark.parametrize("seed", range(60))
def test_ready_made_sentences_are_never_wrong(seed: int) -> None:
    """What the workbook itself offers to copy must not come back as a mistake."""
    form = official_form()
    drawn = random_submission(form, Random(seed))
    said = {phrase.text: phrase_text(drawn, phrase) for phrase in form.phrases}
    written = {id: (from_markup(text),) for id, text in said.items() if text}
    found = check(Reading(replace(drawn, texts={**texts(form, year=drawn.year), **written})))
    assert [each.code for each in found if each.code.endswith("-in-words")] == []
