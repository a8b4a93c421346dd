"""The formula tree: what is written means what is calculated, and other ways to the same values agree."""

from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from random import Random

import pytest

from tests.drawn import filled
from tests.strategies import random_submission
from toolkit.checks.messages.wording import BROKEN, EXPLAINED, HOLDS, NO_LAST_YEAR, WAITING, passed
from toolkit.checks.state import state
from toolkit.form.form import Check, Form
from toolkit.numbers import plain_number
from toolkit.office.sheets.addresses import Box, Place
from toolkit.submission.json import code_of
from toolkit.submission.phrases import phrase_text, waiting
from toolkit.submission.submission import Submission
from toolkit.workbook.design.labels import NO_PHRASE, phrase_waits
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import TextSheet
from toolkit.workbook.formulas.functions import CALCULATED, FUNCTIONS, Failure, Scalar
from toolkit.workbook.formulas.tree import (
    Area,
    Array,
    At,
    Chain,
    Node,
    calculated,
    call,
    choice,
    comparison,
    join,
    minus,
    plus,
    times,
)
from toolkit.workbook.formulas.typed import seen_cells
from toolkit.workbook.formulas.workbook import formulas, shown_values

A1, A2, A3, A4, B1 = (Place("甲", row, column) for row, column in ((1, 1), (2, 1), (3, 1), (4, 1), (1, 2)))
TYPED: dict[Place, Scalar] = {A1: 3, A2: Decimal("0.5"), A3: "12 不平"}  # A4 is blank
ALL = Area(Box("甲", 1, 1, 4, 1))
TIGHTNESS = {"*": 3, "+": 2, "-": 2, "&": 1}  # all else compares

CASES: tuple[tuple[Node, str, object], ...] = (
    (call("SUM", ALL, 4), "SUM(A1:A4,4)", Decimal("7.5")),
    (call("COUNT", ALL), "COUNT(A1:A4)", 2),
    (call("COUNTA", ALL), "COUNTA(A1:A4)", 3),
    (call("COUNTBLANK", ALL), "COUNTBLANK(A1:A4)", 1),
    (call("COUNTIF", ALL, ">=0.5"), 'COUNTIF(A1:A4,">=0.5")', 2),
    (call("COUNTIF", ALL, "12*"), 'COUNTIF(A1:A4,"12*")', 1),
    (call("COUNTIF", ALL, "~*?"), 'COUNTIF(A1:A4,"~*?")', 0),
    (call("SUMPRODUCT", ALL, Array(((2,), (4,), (6,), (8,)))), "SUMPRODUCT(A1:A4,{2;4;6;8})", 8),
    (call("SUMPRODUCT", call("LEN", ALL)), "SUMPRODUCT(LEN(A1:A4))", 9),
    (call("INDEX", ALL, 2), "INDEX(A1:A4,2)", Decimal("0.5")),
    (call("MATCH", "12 不平", ALL, 0), 'MATCH("12 不平",A1:A4,0)', 3),
    (call("MATCH", 7, ALL, 0), "MATCH(7,A1:A4,0)", Failure.NONE.value),
    (call("ISNUMBER", call("FIND", ".", At(A2))), 'ISNUMBER(FIND(".",A2))', 1),
    (call("FIND", "平", At(A1)), 'FIND("平",A1)', Failure.VALUE.value),
    (call("MID", At(A3), 4, 1), "MID(A3,4,1)", "不"),
    (call("MOD", minus(0, 5), 3), "MOD(0-5,3)", 1),
    (call("ROUND", minus(0, At(A2)), 0), "ROUND(0-A2,0)", -1),
    (call("INT", minus(0, At(A2))), "INT(0-A2)", -1),
    (call("N", At(A3)), "N(A3)", 0),
    (call("TEXT", 42, "000000"), 'TEXT(42,"000000")', "000042"),
    (call("NOT", call("AND", comparison(At(A1), ">", 2), comparison(At(A3), "<", 2))), "NOT(AND(A1>2,A3<2))", 1),
    (comparison(At(A4), "=", 0), "A4=0", 1),
    (comparison(At(A4), "=", ""), 'A4=""', 1),
    (comparison("ab", "=", "AB"), '"ab"="AB"', 1),
    (plus((At(A1), At(A3))), "A1+A3", Failure.VALUE.value),
    (join(At(A2), "件", At(A4)), 'A2&"件"&A4', "0.5件"),
    (choice(comparison(times(At(A1), 2), "=", 6), "是", "否"), 'IF(A1*2=6,"是","否")', "是"),
    (At(A4), "A4", 0),
    (At(A4, fixed=True), "'甲'!$A$4", 0),
)


@pytest.mark.parametrize(("node", "written", "value"), CASES, ids=[written for _, written, _ in CASES])
def test_a_formula_gives_what_every_program_shows(node: Node, written: str, value: object) -> None:
    """Text beside numbers, blanks, halves, negative remainders: where programs agree, and Python alone would not."""
    assert node.excel("甲") == written
    assert calculated({B1: node}, TYPED) == {B1: value}


def test_every_function_can_be_calculated() -> None:
    """What may stand in a cell is what there is a value for."""
    assert {*CALCULATED, "IF"} == FUNCTIONS


def test_what_was_typed_over_a_formula_counts() -> None:
    """A pasted total is a typed cell like any other."""
    nodes: dict[Place, Node] = {A1: call("SUM", At(A2)), B1: join(At(A1), "件")}
    assert calculated(nodes, {A2: 5}) == {A1: 5, B1: "5件"}
    assert calculated(nodes, {A2: 5, A1: 7}) == {B1: "7件"}


def _inside(node: Node) -> Iterator[Node]:
    """A formula's parts, and theirs."""
    yield node
    for field in fields(node):  # type: ignore[arg-type]
        held = getattr(node, field.name)
        for part in held if isinstance(held, tuple) else (held,):
            if hasattr(part, "excel"):
                yield from _inside(part)


def test_what_binds_less_tightly_stands_in_parentheses(any_form: Form) -> None:
    """Else a program would read another tree than the one that was calculated."""
    for node in formulas(any_form).values():
        for chain in (each for each in _inside(node) if isinstance(each, Chain)):
            for position, part in enumerate(chain.parts):
                if isinstance(part, Chain):
                    inner, outer = TIGHTNESS.get(part.operator, 0), TIGHTNESS.get(chain.operator, 0)
                    assert inner > outer or (inner == outer and (position == 0 or chain.operator in "+*&"))


@pytest.mark.parametrize("seed", range(30))
def test_states_sentences_and_code_agree_with_the_checks(any_form: Form, seed: int) -> None:
    """What the program says of a submission without a workbook is what its workbook shows; half are broken."""
    submission = random_submission(any_form, Random(seed), broken=seed % 2 == 0)
    placed, shown = layout(any_form), shown_values(submission)
    for line in placed.results:
        if isinstance(line.subject, Check):
            assert shown[line.state] == _state(line.subject, submission)
    for sheet in placed.sheets:
        for phrase, place in sheet.phrases if isinstance(sheet, TextSheet) else ():
            waits = phrase_waits(any_form, phrase) if waiting(submission, phrase) else NO_PHRASE
            assert shown[place] == (phrase_text(submission, phrase) or waits)
    assert shown[placed.identity["check_code"]] == code_of(submission)
    for cell in any_form.computed:
        added = any_form.sums[cell.id].value(lambda ref: submission.counted(ref) or 0)
        assert shown[placed.figures[cell.id]] == added


def _state(check: Check, submission: Submission) -> str:
    found = state(check, submission.counted)
    if any(ref.last_year and submission.counted(ref) is None for ref in check.inputs):
        return NO_LAST_YEAR
    if found.waiting:
        return WAITING
    settled = check.rule and check.rule.level == "warning" and submission.reason(check.reason_key)
    return HOLDS if found.holds else EXPLAINED if settled else BROKEN + plain_number(found.gap)


def test_a_pasted_total_is_seen_everywhere(official: Form) -> None:
    """By its own line, the cover and the line above all results; never by another identity."""
    placed, submission = layout(official), filled(official)
    total = official.computed[0]
    cells = {**seen_cells(placed, submission), placed.figures[total.id]: 7}
    before, after = shown_values(submission), calculated(formulas(official), cells)
    changed = {place for place in after if after[place] != before[place]}
    [line] = [each for each in placed.results if isinstance(each.subject, Check) and each.subject.total == total.id]
    sheet = placed.tables[total.table]
    glance = placed.glance(sheet.table.sheet)
    expected = {line.state, line.told, placed.summary, glance.errors, placed.glance_total.errors, sheet.summary}
    assert changed - {place for _, place in sheet.lines} == expected
    assert before[placed.summary] == passed(placed.form)
    assert after[line.state] == f"{BROKEN}7"
