"""Tables as Word wants them: widths that fill the page exactly, whole rows, figures that are not broken."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawn import filled
from toolkit.form.form import Form
from toolkit.report.content import figures
from toolkit.report.word.table import DIGIT, MARGIN, SIZES, TEXT_WIDTH, WordTable, scaled, word_table


def drawn(form: Form, table: str, **entries: int | Decimal) -> WordTable:
    return word_table(figures(filled(form, {id.replace("__", "."): figure for id, figure in entries.items()}), table))


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=40))
def test_columns_fill_the_text_width_exactly(widths: list[int]) -> None:
    """Rounding must not add up: a table a few twips too wide is moved out of the text by Word."""
    found = scaled(widths)
    assert sum(found) == TEXT_WIDTH
    assert all(abs(new - old * TEXT_WIDTH / sum(widths)) < 1 for new, old in zip(found, widths, strict=True))


def test_every_row_is_full(any_form: Form) -> None:
    """With a fixed layout a row that is too short or too long breaks the table."""
    for table in any_form.tables:
        word = drawn(any_form, table.id)
        for row in word.rows:
            assert sum(box.span for box in row.boxes) == len(word.widths)
            assert sum(box.width for box in row.boxes) == TEXT_WIDTH


@pytest.mark.parametrize(
    ("figure", "size"),
    [(0, None), (9999, None), (99999, 18), (100000, 16), (9999999, 13), (99999999, 12), (10**14, 10)],
)
def test_figures_shrink_before_they_break(official: Form, figure: int, size: int | None) -> None:
    """A number in two lines is misread; the whole table takes the size its longest figure needs."""
    word = drawn(official, "requests", requests__new__person=figure)
    assert word.size == size
    narrowest = min(word.widths)
    if figure < 10**14:
        assert len(str(figure)) * (size or SIZES[0]) * 10 * DIGIT <= narrowest - 2 * MARGIN


def test_short_tables_stay_on_one_page(official: Form) -> None:
    """Every row but the last is kept with the next one; a long table is only held together at head and end."""
    assert [row.keep for row in drawn(official, "publication").rows] == [True] * 13 + [False]
    assert [row.keep for row in drawn(official, "requests").rows] == [True] * 6 + [False] * 19 + [True] * 2 + [False]


def test_only_heads_are_repeated(official: Form) -> None:
    """Table 三 has three rows of headings; the stacked blocks of 二 have none for all their rows."""
    assert [sum(row.head for row in drawn(official, table.id).rows) for table in official.tables] == [0, 3, 3]
