"""Chinese numerals: what people write for small numbers, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawn import rows
from toolkit.numerals import NUMERALS, arabic, written

# written | means
READ = """
零         | 0
十         | 10
十二       | 12
一十二     | 12
二十       | 20
一百       | 100
一百零五   | 105
一百〇五   | 105
一百一十   | 110
一百十五   | 115
两百       | 200
两千零二   | 2002
三千四百   | 3400
九千九百九十九 | 9999
二〇       | 20
一〇五     | 105
二〇二四   | 2024
二零二四   | 2024
"""

AMBIGUOUS = [
    "",
    "〇",
    "一二",
    "二三十",
    "十二三",
    "一百二",
    "三千五",
    "百",
    "十十",
    "零零",
    "二两",
    "两十",
    "零五",
    "〇五",
]


@pytest.mark.parametrize(("text", "number"), rows(READ))
def test_what_a_numeral_means(text: str, number: str) -> None:
    """The usual spellings of one number."""
    assert arabic(text) == number


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_what_is_no_numeral(text: str) -> None:
    """“一二” is one or two, “一百二” 102 or 120: nothing is guessed."""
    assert arabic(text) is None


@given(st.integers(0, 9999))
def test_a_number_comes_back_from_its_numeral(number: int) -> None:
    """Every number below ten thousand has a numeral of its own."""
    assert arabic(written(number)) == str(number)


@given(st.text(alphabet=NUMERALS + "万一"))
def test_any_text_is_a_numeral_or_none(text: str) -> None:
    """Digits or nothing, and never an exception."""
    assert (arabic(text) or "0").isdigit()
