"""Paragraphs with bold runs, and the ``**`` that stands for them in JSON (design, 5.2)."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.strategies import ATOMS, paragraphs
from toolkit.rich_text import Paragraph, Run, forbidden, from_markup, paragraph, plain, to_markup, width

ANYTHING = st.lists(st.sampled_from([*ATOMS, "\\", "*", "**", "\r", "\r\n"]), max_size=10).map("".join)

# markup | what it means: bold runs in [ ]
MEANINGS = r"""
一段话           | 一段话
可含 **加粗**    | 可含 [加粗]
**全粗**         | [全粗]
**粗**细**粗**   | [粗]细[粗]
**没有关上       | [没有关上]
a*b              | a*b
a\*b             | a*b
a\**b            | a**b
a\*\*b           | a**b
a\\*b            | a\*b
a\\\*b           | a\*b
a\\\\*b          | a\\*b
a\\**b**         | a\[b]
a\\\**b          | a\**b
a\\\***b**       | a\*[b]
a\b              | a\b
a\\b             | a\\b
C:\文件\**粗**   | C:\文件**粗
a\\              | a\\
\                | \
***a**           | [*a]
****             |
**** a           | a
\****a**         | *[*a]
"""


def shown(runs: Paragraph) -> str:
    return "".join(f"[{run.text}]" if run.bold else run.text for run in runs)


def lines() -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in MEANINGS.strip().splitlines()]


@pytest.mark.parametrize(("markup", "meaning"), lines())
def test_what_stars_and_backslashes_mean(markup: str, meaning: str) -> None:
    """The contract's rule, spelled out: backslashes are literal except directly before a star."""
    assert shown(from_markup(markup)) == meaning


@given(paragraphs())
@example((Run("\\"), Run("*", True)))
@example((Run("*", True), Run("*")))
@example((Run("a\\", True), Run("*b")))
@example((Run("**"), Run("\\*", True), Run("**")))
def test_every_paragraph_comes_back(runs: Paragraph) -> None:
    """Nothing an officer can format may be lost or changed on the way through JSON."""
    assert from_markup(to_markup(runs)) == runs


@given(ANYTHING)
def test_markup_settles_at_once(markup: str) -> None:
    """However it was typed, the markup we write is read and written the same from then on."""
    written = to_markup(from_markup(markup))
    assert to_markup(from_markup(written)) == written


@given(st.lists(st.builds(Run, ANYTHING, st.booleans())))
def test_a_paragraph_has_one_form(runs: list[Run]) -> None:
    """Equal-looking paragraphs are equal: no empty runs, no neighbours of one weight, no outer space, no CR."""
    once = paragraph(runs)
    assert paragraph(once) == once
    assert all(run.text for run in once)
    assert all(left.bold != right.bold for left, right in pairwise(once))
    assert plain(once) == plain(once).strip()
    assert "\r" not in plain(once)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  a  ", "a"),
        ("　全角　", "全角"),
        ("\n a \n", "a"),
        ("a\r\nb\rc\n", "a\nb\nc"),
        ("a\r\n\nb", "a\n\nb"),
        (" ", ""),
    ],
)
def test_outer_space_and_line_ends(typed: str, kept: str) -> None:
    """Spaces typed for looks fall away; every line end becomes the one that a cell knows."""
    assert plain(paragraph([Run(typed)])) == kept


def test_a_line_end_split_between_two_runs_is_one() -> None:
    """A carriage return may end a bold run and its line feed begin the next."""
    assert paragraph([Run("a\r", True), Run("\nb")]) == (Run("a\n", True), Run("b"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("好", ""),
        ("a\tb\nc\r", ""),
        ("a\x08", "U+0008"),
        ("\x00", "U+0000"),
        ("\ud800", "U+D800"),
        ("\uffff", "U+FFFF"),
    ],
)
def test_what_no_file_can_hold(text: str, name: str) -> None:
    """XML has no place for these characters; they are named by code, for they cannot be shown."""
    assert forbidden(text) == name


@pytest.mark.parametrize(("text", "expected"), [("", 0), ("abc", 3), ("中文", 4), ("“”", 4), ("a中", 3)])
def test_hanzi_are_twice_as_wide(text: str, expected: int) -> None:
    """Columns are counted in digits."""
    assert width(text) == expected
