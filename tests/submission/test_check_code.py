"""The 校验码: any single change must be seen (design, 5.4)."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.drawn import filled, official_form, second_form
from tests.strategies import random_submission
from toolkit.form.form import Form
from toolkit.numbers import Number
from toolkit.submission.check_code import PRIME, check_code, weights
from toolkit.submission.json import code_of

FORMS = st.sampled_from([official_form(), second_form()])
WHOLE = st.integers(1, 899_999)
SIGNED = st.builds(lambda size, sign: size * sign, WHOLE, st.sampled_from([1, -1]))


def code(form: Form, numbers: dict[str, Number], year: int = 2024) -> str:
    return check_code(form, year, lambda id: numbers.get(id, 0))


def drafted(form: Form, seed: int) -> dict[str, Number]:
    submission = random_submission(form, Random(seed))
    return {cell.id: submission.entry(cell.id).number or 0 for cell in form.inputs}


@given(FORMS, st.integers(0, 2**32 - 1), st.data(), SIGNED)
def test_any_change_of_one_count_is_seen(form: Form, seed: int, data: st.DataObject, change: int) -> None:
    """Paper and file are matched by six digits: one figure retyped must give others."""
    numbers = drafted(form, seed)
    id = data.draw(st.sampled_from([cell.id for cell in form.inputs if cell.kind != "amount"]))
    assert code(form, {**numbers, id: numbers[id] + change}) != code(form, numbers)


@given(FORMS, st.integers(0, 2**32 - 1), st.data(), SIGNED, st.sampled_from([Decimal(1), Decimal("0.0001")]))
def test_any_change_of_one_amount_is_seen(
    form: Form, seed: int, data: st.DataObject, change: int, unit: Decimal
) -> None:
    """Amounts too, in whole 万元 and in single 元."""
    numbers = drafted(form, seed)
    id = data.draw(st.sampled_from([cell.id for cell in form.inputs if cell.kind == "amount"]))
    assert code(form, {**numbers, id: numbers[id] + change * unit}) != code(form, numbers)


@pytest.mark.parametrize("change", [1, -1, 899_999, -899_999, 1_000])
def test_every_single_input_counts(any_form: Form, change: int) -> None:
    """None is left out of the sum, none has a weight that hides it."""
    before = code(any_form, {})
    assert [cell.id for cell in any_form.inputs if code(any_form, {cell.id: change}) == before] == []


@given(FORMS, st.data(), st.integers(0, 899_999), st.integers(0, 899_999))
def test_swapping_two_figures_is_seen(form: Form, data: st.DataObject, one: int, other: int) -> None:
    """A row typed into its neighbour's cells is the commonest slip of all."""
    assume(one != other)
    counts = [cell.id for cell in form.inputs if cell.kind != "amount"]
    first, second = data.draw(st.lists(st.sampled_from(counts), min_size=2, max_size=2, unique=True))
    assert code(form, {first: one, second: other}) != code(form, {first: other, second: one})


@given(FORMS, st.integers(0, 2**32 - 1), st.booleans())
def test_it_is_always_six_digits(form: Form, seed: int, broken: bool) -> None:
    """It is compared by eye, so it never loses a zero in front, whatever was typed."""
    found = code_of(random_submission(form, Random(seed), broken))
    assert len(found) == 6
    assert found.isdecimal()


def test_year_and_form_count_too() -> None:
    """All-zero tables are the rule in small units: last year's paper must not match this year's file."""
    form, other = official_form(), second_form()
    codes = {code(form, {}, year) for year in range(2021, 2041)} | {code(other, {}, year) for year in range(2021, 2041)}
    assert len(codes) == 40


def test_blank_and_zero_give_one_code() -> None:
    """The workbook's formula cannot tell them apart; the findings can."""
    form = official_form()
    assert code_of(filled(form)) == code_of(filled(form, entries={}))


def test_weights_suit_a_spreadsheet(any_form: Form) -> None:
    """All different, even, and small enough that the largest sum stays exact in a spreadsheet's fifteen digits."""
    found = list(weights(any_form).values())
    assert len(set(found)) == len(found)
    assert all(weight % 2 == 0 and 0 < weight < 10_000 and weight % PRIME for weight in found)
    assert sum(found) * 10**9 < 10**15


def test_the_code_is_pinned(official: Form) -> None:
    """Codes stand on paper in the files of two hundred offices: the formula may never change."""
    assert code(official, {}, 2024) == "706525"
    assert code(official, {id: place for place, id in enumerate(weights(official))}, 2023) == "069667"
    assert code(official, {"publication.fees.amount": Decimal("96171.6")}, 2024) == "609339"
