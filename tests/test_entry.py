"""0, blank and “/” are three different things; here is where they are told apart."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn import rows
from toolkit.entry import BLANK, Entry, Kind, read
from toolkit.numbers import Number, number
from toolkit.numerals import NUMERALS

# what was typed into a cell counted in 件 (\n, \xa0 … stand for themselves) | what it is read as
READ = r"""
               |
\u3000         |
\u200b\ufeff   |
0              | 0
12             | 12
\xa012\u3000\n | 12
\ufeff12       | 12
1\u200b2       | 12
１２           | 12
12.0           | 12
12件           | 12
12 件          | 12
12\n件         | 12
１２件         | 12
12份           | 12
12人次         | 12
12（件）       | 12
12（单位：件） | 12
共12件         | 12
共计 12        | 12
合计12         | 12
0件            | 0
零             | 0
零件           | 0
1,234          | 1234
１，２３４     | 1234
1,234,567件    | 1234567
1 234          | 1234
12\xa0345      | 12345
1\u202f234\u202f567 | 1234567
+5             | 5
-5             | -5
－5            | -5
\u22125        | -5
1.50           | 1.5
１．５         | 1.5
007            | 7
-0             | 0
640020470      | 640020470
三             | 3
十二           | 12
二十           | 20
二〇           | 20
一百零五       | 105
三十件         | 30
一件           | 1
两份           | 2
共两件         | 2
"""

# what was typed | what it is read as, a remark aside
REMARKS = r"""
22（其中修订16件）           | 22
55 (含自然失效29件)          | 55
22件（其中修订16件）         | 22
22 件 （其中约谈5人）        | 22
1,234（含上年结转（2件））   | 1234
三（均为行政诉讼）           | 3
0（无此项）                  | 0
0（暂无数据）                | 0
22（其中无法提供5件）        | 22
22（其中纠错3件）            | 22
22（见附件\n第二页）        | 22
"""

# kind | what is typed in a cell counted in 件; “·” stands between
FAULTS = r"""
sign      | / · ／ · - · — · -- · —— · \ · . · 无 · 没有 · 暂无 · 无。 · 无此项职责 · 没有收到 · 不适用
sign      | 不涉及 · N/A · n/a
sign      | NULL · 空 · 同上 · 无件 · /件 · 无（本年未开展） · ／（没有此项职责）
unit      | 12万 · 12万元 · 12元 · 5千 · 3百 · 1.2亿 · 2000（万元） · 2000(单位：万元) · 约2000万元 · 一万
unit      | 五百万元 · 近百件
unit      | 22（含1000元以下3件） · ￥50 · ¥50 · $5 · 12% · 12w · 5K · 12（%）
date      | 2024-01-02 · 2024/1/2 · 2024.1.2 · 2024-01 · 2024年1月2日 · 2024年 · 1月2日 · 12号 · 12:30
date      | 12：30 · 12:30:00
date      | 2024-01-02T00:00:00 · 2024-01-02 12:30:00 · 36:00:00
truth     | TRUE · FALSE · true
error     | #REF! · #VALUE! · #N/A · #DIV/0! · #NAME? · #NUM! · #NULL! · ##### · Err:502 · #SPILL! · #名称?
formula   | =1+1 · =SUM(A1:A3) · ＝1 · =
several   | 12/13 · 12-15 · 1-2 · 12、13 · 12,13 · 12+3 · 1 2 · 1\n2 · 1 2345 · 12 34 · 1,2 · 12,34 · 1, 234
several   | 1,234 567
several   | 12件、13件 · 12～15件 · 12至15 · 1.2.3 · 22（3） · 12/13（其中一件） · 138-0013-8000
rough     | 约12 · 约12件 · 大概12 · 12左右 · 12件左右 · 10余 · 10余件 · 十余件 · >5 · ＞5 · ≥5 · ~5 · 12以上
rough     | 不到12 · 近12
rough     | 几十 · 十几 · 若干 · 12? · 一二 · 十二三 · 一百二 · 三千五 · 22（约） · 22（应为25）
rough     | 22（待核实） · 22（估算）
rough     | 22（实为25） · 0（未统计） · 22（作废） · ？ · 不详 · 未统计 · 没有统计 · 无法统计 · 待查
lookalike | 一 · 〇 · O · o · l · I · | · 1O · l2 · 1〇 · 一 件 · 一（无此项） · O件
too-large | 5555555555555555
other     | 12公里 · 12。 · 12个月 · 第12 · 廿 · 壹 · 三点五 · 负三 · 1. · .5 · 1e5 · 0x10 · 10² · ² · ① · ½
other     | Ⅻ · 𝟏 · ٣ · ∞
other     | NaN · 22（） · 22（a） · 22（其中）3（另外） · 22）（ · （22） · 22，其中修订16件 · 超期12件
other     | - 5 · —5 · 件
other     | 12\u202e34
"""


def plain(drawn: str) -> str:
    """Escapes of a drawn table put in."""
    return re.sub(r"\\(n|x..|u....)", lambda escape: escape.group().encode().decode("unicode_escape"), drawn)


def typed_faults() -> list[tuple[str, str]]:
    return [
        (kind.strip(), plain(typed))
        for line in FAULTS.strip().splitlines()
        for kind, faults in [line.split("|", 1)]
        for typed in faults.strip().split(" · ")
    ]


@pytest.mark.parametrize(("typed", "value"), [line.split("|") for line in READ.strip("\n").splitlines()])
def test_what_is_read_as_a_number(typed: str, value: str) -> None:
    """What can only mean one number is taken, and said so; a blank stays a blank."""
    text, kept = plain(typed.strip(" ")), number(value) if value.strip() else None
    assert read(text, "件") == (BLANK if kept is None else Entry(kept, note=text, kind=Kind.TEXT))


@pytest.mark.parametrize(("typed", "value"), rows(REMARKS))
def test_a_remark_behind_a_number(typed: str, value: str) -> None:
    """The number counts; the words are not lost, they are reported."""
    text = plain(typed)
    assert read(text, "件") == Entry(number(value), note=text, kind=Kind.REMARK)


@pytest.mark.parametrize(("kind", "typed"), typed_faults())
def test_what_is_no_number(kind: str, typed: str) -> None:
    """Nothing is guessed: what might mean something else goes back to the officer as typed, with the reason."""
    assert read(typed, "件") == Entry(fault=typed, kind=Kind(kind))


def test_every_kind_of_fault_is_typed_here() -> None:
    """A kind nobody types is a kind nobody needs."""
    assert {kind for kind, _ in typed_faults()} == set(Kind) - {Kind.TEXT, Kind.REMARK}


# what is typed in a cell counted in 万元 | what it is read as, or the kind of fault
MONEY = """
96.5万元               | 96.5
2000 万元              | 2000
2,000.00（万元）       | 2000
2000（其中罚没500万元） | 2000
五百万元               | 500
2000万                 | unit
2000元                 | unit
2千万元                | unit
2000万万元             | unit
2000（元）             | unit
2000（万）             | unit
一万元                 | lookalike
12件                   | unit
两件                   | unit
12（件）               | unit
约2000万元             | rough
12万元/13万元          | several
"""


@pytest.mark.parametrize(("typed", "expected"), rows(MONEY))
def test_only_the_figures_own_unit_is_a_unit(typed: str, expected: str) -> None:
    """“2000万” among 万元 may be twenty million times too much; “12件” there is a misunderstanding."""
    entry = read(typed, "万元")
    found = entry.kind if entry.fault else entry.number
    assert str(found) == expected


def test_a_figure_without_a_unit_takes_none() -> None:
    """Nobody knows what is counted there."""
    assert read("12").number == 12
    assert read("12件").kind is Kind.UNIT
    assert read("12元").kind is Kind.UNIT


def test_blank_zero_and_slash_differ() -> None:
    """The three things that must never be confused."""
    assert read(None) == BLANK
    assert read(0) == Entry(0)
    assert read("/") == Entry(fault="/", kind=Kind.SIGN)


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


PIECES = (
    "12", "0", "1,234", "三", "百", "千", "万", "亿", "元", "万元", "件", "人次", "（", "）", "(", ")", "其中", "约",
    "共", "-", "/", "—", "、", ".", ",", " ", "\u3000", "\u200b", "年", "月", "=", "#", "单位：", "\n",
)  # fmt: skip
TYPED = st.text() | st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
UNITS = st.sampled_from(["件", "万元", "人次", "元", "", "（"])


@given(TYPED, UNITS)
@settings(max_examples=500)
def test_any_text_is_a_number_a_blank_or_a_fault(typed: str, unit: str) -> None:
    """Whatever stands in a cell, there is exactly one answer, with its kind, and never an exception."""
    entry = read(typed, unit)
    assert (entry.number is not None) + bool(entry.fault) + (entry == BLANK) == 1
    assert entry.fault in ("", typed)
    assert entry.note == (typed if entry.number is not None else "")
    assert (entry.kind in (Kind.TEXT, Kind.REMARK)) is (entry.number is not None)


WRAPPINGS = st.sampled_from(["", " ", "\xa0", "\u3000", "\u200b", "\ufeff", "\r\n", "\t"])
FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
SPELLINGS = (
    lambda value: f"{value}",
    lambda value: f"{value:,}",
    lambda value: f"{value:,}".replace(",", " "),
    lambda value: f"{value:,}".replace(",", "\xa0"),
    lambda value: f"{value}.0" if isinstance(value, int) else f"{value}0",
    lambda value: f"{value:,}".translate(FULL_WIDTH),
    lambda value: f"共{value}",
)


@given(
    value=st.integers(-(10**14), 10**14) | st.decimals("0.01", "99999999", places=2),
    spelling=st.sampled_from(SPELLINGS),
    unit=st.sampled_from(["", "件", " 份", "人次", "（个）"]),
    remark=st.sampled_from(["", "（其中修订3件）", " (含上年结转)"]),
    wrapping=st.tuples(WRAPPINGS, WRAPPINGS),
)
@settings(max_examples=300)
def test_a_number_in_any_safe_dress(
    value: Number, spelling: Callable[[Number], str], unit: str, remark: str, wrapping: tuple[str, str]
) -> None:
    """Full width, grouped, spaced, counted, remarked on: it is read as the number that it is."""
    text = spelling(value) + unit + remark
    assert read(text.join(wrapping), "件").number == number(value)


@given(TYPED, st.sampled_from("万亿千百元"), TYPED, UNITS)
@settings(max_examples=500)
def test_no_unit_that_changes_a_number_is_dropped(before: str, scale: str, after: str, unit: str) -> None:
    """With 万, 亿, 千, 百 or 元 about there is no number, but for the cell's own unit and a numeral like “一百”."""
    typed = before + scale + after
    rest = re.sub(f"[{NUMERALS}]+", "", typed, count=1) if not re.search("[0-9０-９]", typed) else typed
    if scale in rest.replace(unit, ""):
        assert read(typed, unit).number is None


@pytest.mark.parametrize("piece", ["1", " ", "1 ", "1、 ", "（", "一", "-", "1件 ", "约", "年", ",1", "(a)"])
def test_a_cell_full_of_anything_is_read_at_once(piece: str) -> None:
    """As many characters as a cell holds: the answer comes, however the patterns could be tried."""
    typed = "1" + piece * (32_000 // len(piece)) + "x"
    assert read(typed, "件").fault == typed
