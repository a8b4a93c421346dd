"""Whatever the language of forms has, in the workbook of one small form: what LibreOffice makes of it."""

import re
from pathlib import Path
from random import Random

from tests.drawn import codes, drawing, figures, filled, third_form
from tests.instruments.oracles.office import needs_office
from tests.instruments.oracles.typist import Reaction, needs_typist, typed
from tests.strategies import random_submission
from tests.workbook.test_recalculated import compared
from toolkit.checks.check import check
from toolkit.checks.messages.wording import BROKEN
from toolkit.checks.reading import Reading
from toolkit.form.grid import DASH, grid
from toolkit.report.verify.prove import prove
from toolkit.report.web.html import page
from toolkit.report.word.word import render
from toolkit.submission.submission import Submission
from toolkit.workbook.design.layout import layout
from toolkit.workbook.formulas.workbook import shown_values
from toolkit.workbook.lint.lint import lint_form
from toolkit.workbook.write.book import blank

CASES = {
    "fine": """
        desks   | taken | done | moved
        permits | 5     | 3    | -5
        in      | 0     | 3    | 0
        else    | 1     | 0    |
    """,
    "below nothing": """
        desks   | taken | done | moved
        permits | 5     | 3    | -6
        in      | 0     | 4    | 0
        else    | 0     | 0    |
    """,
}
LOCKED = "Information"  # LibreOffice's own box, in the language it was installed in


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


def test_a_blocked_cell_is_printed_and_has_no_figure() -> None:
    """Sums go past it, rules that need it do not stand there, and nobody asks for it."""
    form = third_form()
    assert "desks.else.moved" not in form.cells
    assert [ref.id for ref in form.sums["desks.all.moved"].refs] == ["desks.permits.moved", "desks.in.moved"]
    found = (check for check in form.checks if check.rule and check.rule.id == "no-fewer-than-nothing")
    assert [check.line.id for check in found if check.line] == ["permits", "in", "else", "all"]
    assert drawing(grid(form.table("desks")))[3] == ["别的事项", "else.taken", "else.done", DASH]
    [row] = re.findall(r"<tr>(?:(?!<tr>).)*别的事项.*?</tr>", page(drawn("fine")).decode(), re.DOTALL)
    assert [cell.strip() for cell in re.findall(r">([^<>]+)</t", row)] == ["别的事项", "1", "0", DASH, ""]
    prove(render(drawn("fine")), drawn("fine"))


@needs_typist
def test_a_blocked_cell_takes_no_typing() -> None:
    """It is locked as a total is."""
    form = third_form()
    beside = layout(form).figures["desks.else.done"]
    cells = [(place.sheet, place.ref, "3") for place in (beside, beside.moved(right=1))]
    session = typed(blank(form, "某厅", 2025), cells, asked=[])
    assert session.reactions == [Reaction("", "3"), Reaction(LOCKED, DASH)]


@needs_office
def test_libreoffice_calculates_the_same(tmp_path: Path) -> None:
    """Of drawn submissions and of random ones."""
    form = third_form()
    randomly = (random_submission(form, Random(seed), broken=seed % 3 == 0) for seed in range(10))
    assert compared(form, [*map(drawn, CASES), *randomly], tmp_path).differences == []
