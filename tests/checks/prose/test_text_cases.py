"""Every rule about texts against sentences in the style of reports."""

from dataclasses import replace
from random import Random

import pytest

from tests.checks.text_cases import Case, Said, cases
from tests.drawn import official_form, texts
from tests.strategies import random_submission
from toolkit.checks.check import check
from toolkit.checks.reading import Reading
from toolkit.rich_text import from_markup
from toolkit.submission.phrases import phrase_text

ALL = tuple(cases())
ALARMS = [(case, said) for case in ALL for said in case.alarms]
QUIET = [(case, said) for case in ALL for said in case.quiet]


def named(value: object) -> str:
    return value.id if isinstance(value, Case) else str(value)[:20]


@pytest.mark.parametrize(("case", "said"), ALARMS, ids=named)
def test_what_must_alarm(case: Case, said: Said) -> None:
    """The rule that is meant finds it."""
    assert case.findings(said)[1]


@pytest.mark.parametrize(("case", "said"), QUIET, ids=named)
def test_what_must_not(case: Case, said: Said) -> None:
    """A false alarm costs the officer an afternoon, and the clerk his belief in all others."""
    assert case.findings(said)[1] == []


def test_every_rule_has_its_sentences() -> None:
    """Five and five at least, for every rule of the form."""
    told = {case.id for case in ALL if len(case.alarms) >= 5 and len(case.quiet) >= 5}
    assert told == {rule.id for rule in official_form().text_rules}


@pytest.mark.parametrize("seed", range(60))
def test_ready_made_sentences_are_never_wrong(seed: int) -> None:
    """What the workbook itself offers to copy must not come back as a mistake."""
    form = official_form()
    drawn = random_submission(form, Random(seed))
    said = {phrase.text: phrase_text(drawn, phrase) for phrase in form.phrases}
    written = {id: (from_markup(text),) for id, text in said.items() if text}
    found = check(Reading(replace(drawn, texts={**texts(form, year=drawn.year), **written})))
    assert [each.code for each in found if each.code.endswith("-in-words")] == []
