"""0, blank and “/” are three different things; here is where they are told apart."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.submission.entry import BLANK, Entry, number, read

# what was typed (repr) | number | is there a note
READ = """
''          |             |
'  '        |             |
'　'        |             |
'0'         | 0           | note
'12'        | 12          | note
' 12 '      | 12          | note
'１２'      | 12          | note
'12件'      | 12          | note
'12 件'     | 12          | note
'１２件'    | 12          | note
'1,234'     | 1234        | note
'１，２３４' | 1234       | note
'1,234,567' | 1234567     | note
'+5'        | 5           | note
'-5'        | -5          | note
'－5'       | -5          | note
'1.50'      | 1.5         | note
'１．５'    | 1.5         | note
'007'       | 7           | note
'-0'        | 0           | note
'5\\n'      | 5           | note
"""

FAULTS = [
    "/", "／", "-", "—", "无", "三", "12份", "12件左右", "约12", "1,2", "12,34", "1 2", "1.", ".5", "1.2.3", "1e5",
    "0x10", "=1+1", "#REF!", "10²", "①", "½", "٣", "∞", "NaN", "12万元", "1\n2", "一二", "5" * 16,
]  # fmt: skip


@pytest.mark.parametrize("line", [line for line in READ.splitlines() if line])
def test_what_is_read_as_a_number(line: str) -> None:
    """A number typed as text is taken, and said so; a blank stays a blank."""
    typed, value, note = (cell.strip() for cell in line.split("|"))
    text = typed[1:-1].replace("\\n", "\n")
    entry = read(text, "件")
    assert entry == Entry(number(value) if value else None, note=text if note else "")


@pytest.mark.parametrize("typed", FAULTS)
def test_what_is_no_number(typed: str) -> None:
    """Nothing is guessed: what might mean something else goes back to the officer as typed."""
    assert read(typed, "件") == Entry(fault=typed)


def test_only_the_figures_own_unit_is_a_unit() -> None:
    """“12件” among 万元 is a misunderstanding, not a number."""
    assert read("96.5万元", "万元").number == Decimal("96.5")
    assert read("12件", "万元").fault == "12件"
    assert read("12件").fault == "12件"


def test_blank_zero_and_slash_differ() -> None:
    """The three things that must never be confused."""
    assert read(None) == BLANK
    assert read(0) == Entry(0)
    assert read("/") == Entry(fault="/")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (0, "0"), (1.0, "1"), (0.1, "0.1"), (96171.6, "96171.6"), (10**15 - 1, "999999999999999"), (-0.0, "0"),
        (Decimal("1.2300"), "1.23"), (Decimal("24252.311082"), "24252.311082"), (Decimal("1e3"), "1000"),
        (Decimal("0.1234567890123456"), "0.123456789012346"), (1 / 3, "0.333333333333333"),
    ],
)  # fmt: skip
def test_numbers_are_kept_as_a_spreadsheet_keeps_them(given: int | float | Decimal, kept: str) -> None:
    """Fifteen digits, and whole numbers as integers, whatever they came as."""
    found = number(given)
    assert found == Decimal(kept)
    assert isinstance(found, int) is ("." not in kept)


@pytest.mark.parametrize(
    "value", [10**15, -(10**15), float("inf"), float("nan"), Decimal("1e9999999"), Decimal("sNaN")]
)
def test_what_is_too_large_is_no_number(value: int | float | Decimal) -> None:
    """A spreadsheet would round it: it comes back as a fault, never as a slightly different figure."""
    assert number(value) is None


@given(st.integers(-(10**15) + 1, 10**15 - 1) | st.decimals(-(10**8), 10**8, places=6))
def test_a_number_comes_back_from_its_own_digits(value: int | Decimal) -> None:
    """JSON and workbook write digits; reading them gives the number again."""
    kept = number(value)
    assert kept == value
    assert number(str(kept)) == kept
    assert number(float(value)) == kept


@given(st.text())
def test_any_text_is_a_number_a_blank_or_a_fault(typed: str) -> None:
    """Whatever stands in a cell, there is exactly one answer and never an exception."""
    entry = read(typed, "件")
    assert (entry.number is not None) + bool(entry.fault) + (entry == BLANK) == 1
