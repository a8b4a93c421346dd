"""The rule language: sums of names and one comparison; parsed once, then a value, a formula or words.

``a + ... + z`` means "from a to z in printed order". A name is ``row``, ``row.column`` or ``table.row.column``;
``last_year.`` in front of it reaches back; a rule may name whole numbers, too. The text is Python syntax, read by
:mod:`ast` through a whitelist and never evaluated.
"""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from toolkit.numbers import Number, plain_number

OPERATORS = {ast.Eq: "==", ast.LtE: "<=", ast.GtE: ">="}
LARGEST = 10**9 - 1  # of a constant, as of a figure
WORD = re.compile(r"(?<!\w)(?!True\b|False\b|None\b)[^\W\d]\w*")
PREFIX = "n"  # put before every name while it is parsed: an id may be a word of Python's own, such as “else”
SIGNS = {"==": "＝", "<=": "≤", ">=": "≥"}  # as people read them
HOLDS: dict[str, Callable[[Number, Number], bool]] = {
    "==": lambda left, right: left == right,
    "<=": lambda left, right: left <= right,
    ">=": lambda left, right: left >= right,
}


class Mistake(ValueError):
    """An expression that is not in the language; the message says where and why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written: its dotted parts, and whether it reaches back to last year."""

    parts: tuple[str, ...]
    last_year: bool = False

    def __str__(self) -> str:
        return ".".join((("last_year",) if self.last_year else ()) + self.parts)


@dataclass(frozen=True, slots=True)
class Summand:
    """One summand as written: a name, or with ``last`` a run of names in printed order; without a name a constant."""

    sign: int
    first: Name
    last: Name | None = None
    constant: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    left: tuple[Summand, ...]
    operator: str
    right: tuple[Summand, ...]

    @property
    def items(self) -> tuple[Summand, ...]:
        """The terms of both sides, the left side first."""
        return self.left + self.right


@dataclass(frozen=True, slots=True)
class Ref:
    """A figure by its id (``table.row.column``), this year's or last year's."""

    id: str
    last_year: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A summand bound to figures: how it is called, and which figures it adds and takes away; else a constant."""

    label: str
    sign: int
    plus: tuple[Ref, ...]
    minus: tuple[Ref, ...] = ()
    constant: int | None = None

    @property
    def fixed(self) -> bool:
        """Whether it is a constant, which its label says already."""
        return self.constant is not None


@dataclass(frozen=True)
class Sum:
    """A sum bound to figures of a form. The same object gives the value, the formula of its cell and the words."""

    terms: tuple[Term, ...]

    @cached_property
    def _signed(self) -> tuple[tuple[int, Ref], ...]:
        """Worked out once: a form's sums are asked some thousand times for each file."""
        return tuple(pair for term in self.terms for pair in _pairs(term))

    def signed(self) -> tuple[tuple[int, Ref], ...]:
        """Each figure of the sum with its sign, 1 or -1, after brackets are resolved."""
        return self._signed

    @property
    def refs(self) -> tuple[Ref, ...]:
        """Each figure of the sum in written order, without its sign."""
        return tuple(ref for _, ref in self.signed())

    @property
    def constant(self) -> int:
        """What is added whatever the figures are."""
        return sum(term.sign * (term.constant or 0) for term in self.terms)

    def value(self, number: Callable[[Ref], Number]) -> Number:
        """The sum, with ``number`` giving the value of each figure."""
        return sum((sign * number(ref) for sign, ref in self.signed()), start=self.constant)

    def words(self, number: Callable[[Ref], Number] | None = None) -> str:
        """“甲+乙”; with the figures at hand “甲5+乙1=6”, a single term without its sum."""
        parts = []
        for position, term in enumerate(self.terms):
            joint = "-" if term.sign < 0 else "+" if position else ""
            figure = plain_number(Sum((term,)).value(number) * term.sign) if number and not term.fixed else ""
            parts.append(joint + term.label + figure)
        total = f"={plain_number(self.value(number))}" if number and len(parts) > 1 else ""
        return "".join(parts) + total

    def expanded(self, routes: Callable[[Ref], "Sum | None"]) -> "Sum":
        """The same sum over inputs only: each computed figure is replaced by what it adds up."""
        return Sum(tuple(_expanded(term, routes) for term in self.terms))


def _pairs(term: Term) -> Iterator[tuple[int, Ref]]:
    yield from ((term.sign, ref) for ref in term.plus)
    yield from ((-term.sign, ref) for ref in term.minus)


def _expanded(term: Term, routes: Callable[[Ref], Sum | None]) -> Term:
    plus: list[Ref] = []
    minus: list[Ref] = []
    for sign, ref in Sum((Term(term.label, 1, term.plus, term.minus),)).signed():
        route = routes(ref)
        inputs = route.expanded(routes).signed() if route else [(1, ref)]
        for inner, found in inputs:
            (plus if sign * inner > 0 else minus).append(found)
    return Term(term.label, term.sign, tuple(plus), tuple(minus), term.constant)


def parse_sum(source: str) -> tuple[Summand, ...]:
    """Read ``a + ... + z - b``, names alone; raises :class:`Mistake`."""
    items = _items(_tree(source), source)
    if any(not item.first.parts for item in items):
        raise Mistake(f"“{source}”里只能有名称、+、-、...；数字只能写在规则（says）里")
    return items


def parse_rule(source: str) -> Comparison:
    """Read ``sum == sum`` (or ``<=``, ``>=``), with names in it, and maybe whole numbers; raises :class:`Mistake`."""
    node = _tree(source)
    if not isinstance(node, ast.Compare) or len(node.ops) != 1 or type(node.ops[0]) not in OPERATORS:
        raise Mistake(f"“{source}”应写成两个和的比较，用 ==、<= 或 >=")
    left, right = _items(node.left, source), _items(node.comparators[0], source)
    comparison = Comparison(left, OPERATORS[type(node.ops[0])], right)
    if not any(item.first.parts for item in comparison.items):
        raise Mistake(f"“{source}”里没有名称")
    return comparison


def _tree(source: str) -> ast.expr:
    try:
        return ast.parse(WORD.sub(PREFIX + r"\g<0>", source.strip()), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise Mistake(f"“{source}”不是算式") from error


def _items(node: ast.expr, source: str) -> tuple[Summand, ...]:
    """Fold ``first, ..., last`` in the flat list of signed names into runs."""
    try:
        flat = list(_flat(node, 1, source))
    except RecursionError as error:
        raise Mistake("算式太长") from error
    items: list[Summand] = []
    position = 0
    while position < len(flat):
        sign, name = flat[position]
        if name is None:
            raise Mistake(f"“{source}”：... 的前后都要有名称，且只能用加号相连")
        if isinstance(name, int):
            items.append(Summand(sign, Name(()), constant=name))
            position += 1
        elif flat[position + 1 : position + 2] == [(1, None)]:
            last = flat[position + 2] if position + 2 < len(flat) else (0, None)
            if sign < 0 or last[0] != 1 or not isinstance(last[1], Name):
                raise Mistake(f"“{source}”：... 的前后都要有名称，且只能用加号相连")
            items.append(Summand(sign, name, last[1]))
            position += 3
        else:
            items.append(Summand(sign, name))
            position += 1
    return tuple(items)


def _flat(node: ast.expr, sign: int, source: str) -> Iterator[tuple[int, Name | int | None]]:
    """Each name, whole number or ``...`` (None) with its sign, brackets resolved."""
    match node:
        case ast.BinOp(left, ast.Add(), right):
            yield from _flat(left, sign, source)
            yield from _flat(right, sign, source)
        case ast.BinOp(left, ast.Sub(), right):
            yield from _flat(left, sign, source)
            yield from _flat(right, -sign, source)
        case ast.Constant(value) if value is Ellipsis:
            yield sign, None
        case ast.Constant(value) if type(value) is int and value <= LARGEST:
            yield sign, value
        case ast.UnaryOp(ast.USub(), ast.Constant() as number):
            yield from _flat(number, -sign, source)
        case ast.Name() | ast.Attribute():
            yield sign, _name(node, source)
        case _:
            raise Mistake(f"“{source}”里只能有名称、整数、+、-、... 和一个比较")


def _name(node: ast.expr, source: str) -> Name:
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.insert(0, node.attr.removeprefix(PREFIX))
        node = node.value
    if not isinstance(node, ast.Name):
        raise Mistake(f"“{source}”里有不是名称的部分")
    parts.insert(0, node.id.removeprefix(PREFIX))
    back = parts[0] == "last_year"
    parts = parts[1:] if back else parts
    if not 1 <= len(parts) <= 3:
        raise Mistake(f"“{source}”：名称应为“行”“行.列”或“表.行.列”")
    return Name(tuple(parts), back)
