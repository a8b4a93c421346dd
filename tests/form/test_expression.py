"""The rule language: what it reads, what it refuses, and that its three readings agree."""

import re
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.form.expression import Mistake, Name, Ref, Sum, Summand, Term, parse_rule, parse_sum
from toolkit.numbers import Number, plain_number

READ = """
a                  | +a
a + b              | +a +b
a - b              | +a -b
a - (b - c)        | +a -b +c
a + ... + z        | +a…z
a - b + c + ... + f | +a -b +c…f
row.column         | +row.column
t.row.column - a   | +t.row.column -a
last_year.a + b    | +last_year.a +b
last_year.t.r.c    | +last_year.t.r.c
"""


def shown(items: Sequence[Summand]) -> str:
    return " ".join(("+" if i.sign > 0 else "-") + str(i.first) + (f"…{i.last}" if i.last else "") for i in items)


@pytest.mark.parametrize("line", [line for line in READ.splitlines() if line])
def test_reads_what_the_language_has(line: str) -> None:
    """Names, plus, minus, brackets and runs are all there is; each must mean what it looks like."""
    source, meaning = line.split("|")
    assert shown(parse_sum(source)) == meaning.strip()


@pytest.mark.parametrize("operator", ["==", "<=", ">="])
def test_reads_one_comparison(operator: str) -> None:
    """A rule is two sums and one of three signs."""
    rule = parse_rule(f"a + b {operator} c - last_year.d")
    assert (shown(rule.left), rule.operator, shown(rule.right)) == ("+a +b", operator, "+c -last_year.d")


CONSTANTS = """
a >= 0          | +a >= +0
a - 3 <= b + 20 | +a -3 <= +b +20
a >= -5         | +a >= -5
0 <= a          | +0 <= +a
"""


@pytest.mark.parametrize("line", [line for line in CONSTANTS.splitlines() if line])
def test_a_rule_may_have_whole_numbers(line: str) -> None:
    """Bounds: a rate of no more than 100, a change that leaves no less than nothing."""
    source, meaning = line.split("|")
    rule = parse_rule(source)
    signs = [f"{'+' if i.sign > 0 else '-'}{i.first if i.first.parts else i.constant}" for i in rule.items]
    left = len(rule.left)
    assert " ".join((*signs[:left], rule.operator, *signs[left:])) == meaning.strip()


@pytest.mark.parametrize("word", ["else", "in", "is", "not", "class", "lambda", "n", "nn", "import"])
def test_an_id_may_be_a_word_of_pythons_own(word: str) -> None:
    """An author of a form knows no Python: “else” is a row like any other."""
    assert shown(parse_sum(f"a + {word} - t.{word}.{word}")) == f"+a +{word} -t.{word}.{word}"


def test_a_constant_is_in_value_and_words() -> None:
    """Its label is its figure, which is not said twice."""
    bound = Sum((Term("甲", 1, (Ref("a"),)), Term("3", -1, (), constant=3)))
    assert bound.value(lambda ref: 5) == 2
    assert (bound.words(), bound.words(lambda ref: 5)) == ("甲-3", "甲5-3=2")
    assert bound.expanded(lambda ref: None) == bound


NOT_A_SUM = [
    "", "1", "a + 1", "-a", "+a", "a * b", "a / b", "a ** b", "a % b", "a @ b", "a // b", "a << b", "a & b",
    "f(a)", "a()", "a[0]", "a[b]", "'a'", '"a" + b', "f'{a}'", "b'a'", "True", "None", "lambda: a", "a if b else c",
    "a and b", "not a", "~a", "[a]", "(a, b)", "{a}", "{a: b}", "[a for a in b]", "(a for a in b)", "*a", "a := b",
    "await a", "yield a", "__import__('os')", "__import__('os').system", "().__class__", "(a + b).c", "''.join", "...",
    "a + ...", "... + a", "a - ... - b", "a + ... - b", "a - ... + b", "a + ... + b + ... + c", "... + ...",
    "a, ..., b",
    "a; b", "import os", "a = b", "a == b", "a\nb", "a b", "a +", "\x00", "a.b.c.d", "last_year", "last_year.a.b.c.d",
    "a" + "+a" * 1_500, "a" + "+a" * 20_000, "(" * 5_000 + "a" + ")" * 5_000,
]  # fmt: skip
NOT_A_RULE = ["a", "a + b", "a < b", "a != b", "a > b", "a is b", "a in b", "a == b == c", "a == (b == c)",
    "1 == 1", "a == 1.5", "a == True", "a >= --1", "a >= -b", "a >= 1_000_000_000",
    "a + ... + 3 >= b", "a >= 1 + ... + 3",
]  # fmt: skip


@pytest.mark.parametrize("source", NOT_A_SUM, ids=lambda source: source[:20].encode("unicode_escape").decode())
def test_refuses_everything_else_in_a_sum(source: str) -> None:
    """The text comes from a file: nothing but names and signs may get through, and nothing else may be raised."""
    with pytest.raises(Mistake):
        parse_sum(source)


@pytest.mark.parametrize("source", NOT_A_RULE)
def test_refuses_everything_else_in_a_rule(source: str) -> None:
    """Neither a bare sum nor a chain of comparisons says what must hold."""
    with pytest.raises(Mistake):
        parse_rule(source)


@given(st.text(max_size=30) | st.text(alphabet="ab._+-=<>() 1'\"[]{},:*\\\n", max_size=30))
def test_any_text_is_read_or_refused(source: str) -> None:
    """Whatever an author types, the answer is an expression or a mistake in Chinese, never another exception."""
    try:
        words = [name for item in parse_sum(source) for name in item.first.parts]
    except Mistake as mistake:
        words = re.findall("[一-龥]{4,}", str(mistake))
        assert words
    assert all(name.isidentifier() for name in words)


NAMES = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=3).map(".".join)


@given(st.lists(st.tuples(st.sampled_from("+-"), NAMES), min_size=1, max_size=12), st.data())
def test_value_is_what_python_would_compute(signed: list[tuple[str, str]], data: st.DataObject) -> None:
    """A parsed sum adds up exactly as the same text does in Python, for whole numbers and decimals."""
    source = " ".join(f"{sign} {name}" for sign, name in signed).removeprefix("+ ")
    if source.startswith("-"):
        source = f"zero {source}"
    items = parse_sum(source)
    numbers = {name: data.draw(st.integers(-(10**9), 10**9) | st.decimals(-999, 999, places=6)) for _, name in signed}
    numbers["zero"] = 0
    bound = Sum(tuple(Term(str(item.first), item.sign, (Ref(str(item.first)),)) for item in items))
    plain = " + ".join(f"({sign}1) * n[{name!r}]" for sign, name in signed)
    assert bound.value(lambda ref: numbers[ref.id]) == eval(plain, {"n": numbers})


INPUTS = [Ref(id) for id in "abcd"]
SUMS = st.lists(
    st.builds(
        Term,
        st.just("x"),
        st.sampled_from([1, -1]),
        st.lists(st.sampled_from([*INPUTS, Ref("total")]), max_size=3).map(tuple),
        st.lists(st.sampled_from([*INPUTS, Ref("total")]), max_size=3).map(tuple),
    ),
    max_size=4,
).map(lambda terms: Sum(tuple(terms)))


@given(SUMS, SUMS.filter(lambda route: Ref("total") not in route.refs), st.lists(st.integers(), min_size=4, max_size=4))
def test_expanding_keeps_the_value(some: Sum, route: Sum, given: list[int]) -> None:
    """Replacing a computed figure by what it adds up changes the figures named, never the sum."""
    inputs = dict(zip("abcd", given, strict=True))

    def number(ref: Ref) -> Number:
        return route.value(lambda inner: inputs[inner.id]) if ref.id == "total" else inputs[ref.id]

    expanded = some.expanded(lambda ref: route if ref.id == "total" else None)
    assert Ref("total") not in expanded.refs
    assert expanded.value(number) == some.value(number)


def test_the_words_name_each_summand_with_its_figure() -> None:
    """The sentence shows the whole sum, so that the officer can follow it; a single figure needs no “=”."""
    some = Sum((Term("新到", 1, (Ref("a"),)), Term("旧存", 1, (Ref("b"), Ref("c"))), Term("注销", -1, (Ref("d"),))))
    figures: dict[str, Number] = {"a": 5, "b": 1, "c": Decimal("0.50"), "d": 2}
    assert some.words() == "新到+旧存-注销"
    assert some.words(lambda ref: figures[ref.id]) == "新到5+旧存1.5-注销2=4.5"
    assert Sum(some.terms[:1]).words(lambda ref: figures[ref.id]) == "新到5"


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0"), (1200, "1200"), (-3, "-3"), ("0.50", "0.5"), ("1E+3", "1000"), ("1E-6", "0.000001")],
)
def test_numbers_are_said_in_plain_digits(number: int | str, text: str) -> None:
    """No exponent, no trailing zeros, no separators: as in the published tables."""
    assert plain_number(Decimal(number) if isinstance(number, str) else number) == text


def test_a_name_says_itself() -> None:
    """Mistakes quote names as their author wrote them."""
    assert str(Name(("t", "r", "c"), last_year=True)) == "last_year.t.r.c"
