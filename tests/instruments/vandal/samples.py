"""What is damaged: workbooks in which no two figures and no two paragraphs are alike, random ones, and the samples."""

from collections.abc import Sequence
from functools import cache
from random import Random
from typing import TypeVar

import pytest
from _pytest.mark import ParameterSet

from samples.make import filing, samples
from tests.drawn import both_forms, filled, official_form
from tests.strategies import random_submission
from toolkit.form.form import Form
from toolkit.rich_text import from_markup
from toolkit.submission.submission import BLANKS_ARE_ZERO, Submission
from toolkit.workbook.write.book import blank
from toolkit.workbook.write.fill import fill

SOME = 40  # of several hundred; they come from every part of the list

Case = TypeVar("Case")


def sampled(cases: Sequence[Case], most: int = SOME) -> list[ParameterSet]:
    """All cases as parameters: evenly spread ones for every run of the tests, the rest for ``make prove``."""
    step = -(-len(cases) // most)
    rest = [pytest.mark.prove]
    return [
        pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=rest if number % step else [])
        for number, case in enumerate(cases)
    ]


@cache
def telling(form: Form) -> Submission:
    """Every input another number, every text several paragraphs; blanks count as 0, so no loss shows by itself."""
    said = {
        id: tuple(from_markup(f"{text.label}第{number}段。") for number in range(1, min(3, text.rows) + 1))
        for id, text in form.texts.items()
    }
    return filled(
        form,
        {cell.id: 101 + number for number, cell in enumerate(form.inputs)},
        texts=said,
        declared={table.id: BLANKS_ARE_ZERO for table in form.tables},
    )


@cache
def telling_workbook(form: Form) -> bytes:
    return filled_workbook(telling(form))


def filled_workbook(submission: Submission) -> bytes:
    """The submission as its unit would send it."""
    empty = blank(submission.form, submission.unit, submission.year, submission.code, submission.level)
    return fill(empty, submission, both_forms())


@cache
def drawn_from(seed: int) -> tuple[Submission, bytes]:
    """One of many filled workbooks: telling, random of either form, a sample."""
    random = Random(seed)
    choice = random.randrange(4)
    if choice == 0:
        submission = telling(random.choice(both_forms()))
    elif choice == 1:
        submission = filing(random.choice(samples())).submission
    else:
        submission = random_submission(random.choice((official_form(), *both_forms())), random)
    return submission, filled_workbook(submission)
