"""Sentences and the numbers in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.checks.prose.sentences import LONGEST, clause, figures, sentences
from toolkit.numerals import written

UNITS = ("件", "万元", "条")

# what is said | the numbers that are read in it, with their units
READ = """
受理3件          | 3件
受理 １ ２ 件    | 12件
受理1,234件      | 1234件
受理十二件       | 12件
受理两百零五件   | 205件
受理1.2万件      | 12000件
收费96171.6万元  | 96171.6万元
收费0.042万元    | 0.042万元
公开3亿条        | 300000000条
14条、162条      | 14条 162条
第3件            |
第三十六条       |
约3件            |
3余件            |
3件以上          |
3-5件            |
每3件            |
一起推进         |
2024年3月        |
3人              |
十百件           |
"""


@pytest.mark.parametrize("line", [line for line in READ.splitlines() if line])
def test_numbers_as_people_write_them(line: str) -> None:
    """Estimates, ordinals, ranges and other units are none."""
    said, _, expected = line.partition("|")
    found = [f"{each.value}{each.unit}" for sentence in sentences(said) for each in figures(sentence, UNITS)]
    assert found == expected.split()


@given(st.integers(0, 9999))
def test_hanzi_and_digits_are_the_same(number: int) -> None:
    """Whatever number it is."""
    for said in (written(number), str(number), f"{number:,}"):
        (found,) = figures(f"受理{said}件", UNITS)
        assert found.value == number


@pytest.mark.parametrize(
    ("said", "number", "same"),
    [("1.2万件", 12300, True), ("1.2万件", 13200, False), ("12000件", 12300, False), ("3件", 3, True)],
)
def test_how_near_is_near_enough(said: str, number: int, same: bool) -> None:
    """What was written short is as near as its last place; a plain number is exact."""
    (found,) = figures(said, UNITS)
    assert found.agrees(number) is same


def test_a_clause_ends_at_a_mark() -> None:
    """Between commas, colons and brackets, or the ends of the sentence."""
    sentence = "新收3件，办结2件（含上年1件）、其他"
    cut = [sentence[slice(*clause(sentence, sentence.index(word)))] for word in ("新", "办", "含", "其")]
    assert cut == ["新收3件", "办结2件", "含上年1件", "其他"]


def test_what_never_ends_is_no_sentence() -> None:
    """Nobody waits for a hostile text."""
    assert list(sentences("长" * (LONGEST + 1) + "。短。")) == ["短"]
