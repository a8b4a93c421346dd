"""Whatever the language of forms has, in the workbook of one small form: what LibreOffice makes of it."""

from pathlib import Path
from random import Random

from tests.drawn import codes, figures, filled, third_form
from tests.instruments.oracles.office import needs_office
from tests.strategies import random_submission
from tests.workbook.test_recalculated import compared
from toolkit.checks.check import check
from toolkit.checks.messages.wording import BROKEN
from toolkit.checks.reading import Reading
from toolkit.submission.submission import Submission
from toolkit.workbook.formulas.workbook import shown_values
from toolkit.workbook.lint.lint import lint_form

CASES = {
    "fine": """
        desks   | taken | done | moved
        permits | 5     | 3    | -5
        in      | 0     | 3    | 0
        else    | 1     | 0    | 2
    """,
    "below nothing": """
        desks   | taken | done | moved
        permits | 5     | 3    | -6
        in      | 0     | 4    | 0
        else    | 0     | 0    | 0
    """,
}


def drawn(case: str) -> Submission:
    return filled(third_form(), figures(third_form(), "desks", CASES[case]))


def test_the_form_makes_a_sound_workbook() -> None:
    """What Excel would stumble over, and whether every rule is live."""
    assert lint_form(third_form()) == ()


def test_a_rule_with_a_constant_holds_or_breaks() -> None:
    """By one: 5 - 6 is less than nothing, 4 - 1 more than 0 + 2."""
    assert codes(check(Reading(drawn("fine")))) == []
    assert codes(check(Reading(drawn("below nothing")))) == ["no-fewer-than-nothing", "one-open"]
    shown = [value for value in shown_values(drawn("below nothing")).values() if isinstance(value, str)]
    assert f"{BROKEN}1" in shown
    assert "收件5+比上年增减-6=-1，0" in shown


@needs_office
def test_libreoffice_calculates_the_same(tmp_path: Path) -> None:
    """Of drawn submissions and of random ones."""
    form = third_form()
    randomly = (random_submission(form, Random(seed), broken=seed % 3 == 0) for seed in range(10))
    assert compared(form, [*map(drawn, CASES), *randomly], tmp_path).differences == []
