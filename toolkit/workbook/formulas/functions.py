"""Calculates the functions and operators of formulas: 24 that Excel 2007, WPS and LibreOffice share.

A function of single values goes through an area cell by cell, as inside SUMPRODUCT. An area is a tuple of what its
cells hold, row by row.
"""

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import Enum
from functools import cache, partial
from itertools import repeat
from typing import TypeGuard

from toolkit.numbers import Number, number, plain_number


class Failure(Enum):
    """What a program shows where there is no value."""

    VALUE = "#VALUE!"
    NONE = "#N/A"


Scalar = Number | str | bool | Failure | None
Result = Scalar | tuple[Scalar, ...]
NUMBERS = (int, Decimal)
CRITERION = re.compile(r"(<>|<=|>=|<|>|=)?(.*)", re.DOTALL).fullmatch
WILD = re.compile(r"~[*?~]|.", re.DOTALL).findall


def spread(function: Callable[..., Scalar], *parts: Result) -> Result:
    """A function of single values, for each cell of the areas among its arguments."""
    if any(isinstance(part, tuple) for part in parts):
        return tuple(map(function, *(part if isinstance(part, tuple) else repeat(part) for part in parts)))
    return function(*parts)


def is_number(value: Scalar) -> TypeGuard[Number]:
    """Whether a value is a number; a boolean is not."""
    return type(value) in NUMBERS  # and not what is true or false


def number_of(value: Scalar) -> Number | Failure:
    """For arithmetic: a blank is 0; a text is no number, even “12”."""
    if value is None:
        return 0
    if isinstance(value, NUMBERS):
        return int(value) if isinstance(value, bool) else value
    return Failure.VALUE


def words_of(value: Scalar) -> str:
    """As ``&`` puts it into a text."""
    if value is None:
        return ""
    return value if isinstance(value, str) else str(value) if isinstance(value, bool | Failure) else plain_number(value)


def _arithmetic(operation: Callable[[Number, Number], Number]) -> Callable[[Scalar, Scalar], Scalar]:
    def value(left: Scalar, right: Scalar) -> Scalar:
        one, other = number_of(left), number_of(right)
        return Failure.VALUE if isinstance(one, Failure) or isinstance(other, Failure) else operation(one, other)

    return value


def _comparison(operation: Callable[..., bool]) -> Callable[[Scalar, Scalar], Scalar]:
    """Numbers come before texts, and texts before what is true or false; a text's case does not count."""

    def value(left: Scalar, right: Scalar) -> Scalar:
        if isinstance(left, Failure) or isinstance(right, Failure):
            return Failure.VALUE
        return operation(_rank(left, right), _rank(right, left))

    return value


def _rank(value: bool | Number | str | None, beside: Scalar) -> tuple[int, Number | str]:
    if value is None:
        return (1, "") if isinstance(beside, str) else (0, 0)
    if isinstance(value, bool):
        return (2, value)
    return (1, value.casefold()) if isinstance(value, str) else (0, value)


def _joined(left: Scalar, right: Scalar) -> Scalar:
    if isinstance(left, Failure) or isinstance(right, Failure):
        return Failure.VALUE
    return words_of(left) + words_of(right)


OPERATIONS: Mapping[str, Callable[[Scalar, Scalar], Scalar]] = {
    "+": _arithmetic(operator.add),
    "-": _arithmetic(operator.sub),
    "*": _arithmetic(operator.mul),
    "/": _arithmetic(lambda part, whole: Decimal(part) / Decimal(whole)),  # of a whole that was found not to be 0
    "&": _joined,
    "=": _comparison(operator.eq),
    "<>": _comparison(operator.ne),
    "<": _comparison(operator.lt),
    "<=": _comparison(operator.le),
    ">": _comparison(operator.gt),
    ">=": _comparison(operator.ge),
}


def _cells(parts: Iterable[Result]) -> Iterator[Scalar]:
    for part in parts:
        if isinstance(part, tuple):
            yield from part
        else:
            yield part


def _sum(*parts: Result) -> Scalar:
    return sum((value for value in _cells(parts) if is_number(value)), start=0)


def _count(*parts: Result) -> Scalar:
    return sum(is_number(value) for value in _cells(parts))


def _count_all(*parts: Result) -> Scalar:
    return sum(value is not None for value in _cells(parts))


def _count_blank(*parts: Result) -> Scalar:
    return sum(value is None or value == "" for value in _cells(parts))


def _count_if(cells: Result, criterion: Scalar) -> Scalar:
    """``>=5``: the numbers that are; a text: the texts that are equal to it, whatever their case, but for wildcards."""
    sign, wanted = CRITERION(words_of(criterion)).groups()  # type: ignore[union-attr]
    bound = number(wanted) if wanted else None
    if bound is not None:
        meets = OPERATIONS[sign or "="]
        return sum(is_number(value) and meets(value, bound) is True for value in _cells((cells,)))
    pattern = wildcards(wanted)
    return sum(isinstance(value, str) and bool(pattern.fullmatch(value)) for value in _cells((cells,)))


@cache
def wildcards(words: str) -> re.Pattern[str]:
    """What ``*`` (any text), ``?`` (any character) and ``~`` before either of them mean to COUNTIF."""
    meant = {"*": ".*", "?": "."}
    pieces = (meant.get(piece) or re.escape(piece[-1]) for piece in WILD(words))
    return re.compile("".join(pieces), re.DOTALL | re.IGNORECASE)


def _sum_product(*parts: Result) -> Scalar:
    """Texts count as 0, and so does what is true or false, unless it was reckoned with."""
    rows = zip(*(part if isinstance(part, tuple) else (part,) for part in parts), strict=True)
    return sum(map(_product, rows), start=0)


def _product(row: Iterable[Scalar]) -> Number:
    product: Number = 1
    for value in row:
        product *= value if is_number(value) else 0
    return product


def _absolute(value: Scalar) -> Scalar:
    given = number_of(value)
    return -given if isinstance(given, NUMBERS) and given < 0 else given


def _round(value: Scalar, places: Scalar) -> Scalar:
    """Halves go away from zero."""
    given = number_of(value)
    if not isinstance(given, Decimal) or not isinstance(places, int):
        return given
    kept = given.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return int(kept) if kept == kept.to_integral_value() else kept.normalize()


def _integer(value: Scalar) -> Scalar:
    given = number_of(value)
    return int(given.to_integral_value(ROUND_FLOOR)) if isinstance(given, Decimal) else given


def _modulo(value: Number, divisor: Number) -> Number:
    """With the sign of the divisor."""
    return (value % divisor + divisor) % divisor


def _find(word: Scalar, within: Scalar) -> Scalar:
    """Where a text begins in another one, from 1; an empty one is found at once."""
    return words_of(within).find(words_of(word)) + 1 or Failure.VALUE


def _match(wanted: Scalar, cells: Result, kind: Result) -> Scalar:
    """The first cell that is equal, from 1."""
    equal = OPERATIONS["="]
    listed = enumerate(_cells((cells,)), start=1)
    return next((place for place, value in listed if value is not None and equal(value, wanted)), Failure.NONE)


def _index(cells: Result, position: Scalar) -> Scalar:
    listed = tuple(_cells((cells,)))
    return listed[position - 1] if isinstance(position, int) and 0 < position <= len(listed) else Failure.VALUE


# Of single values: these go through an area cell by cell.
SINGLE: Mapping[str, Callable[..., Scalar]] = {
    "ABS": _absolute,
    "FIND": _find,
    "INT": _integer,
    "ISNUMBER": is_number,
    "LEFT": lambda value, length: words_of(value)[:length],
    "LEN": lambda value: len(words_of(value)),
    "MID": lambda value, start, length: words_of(value)[start - 1 : start - 1 + length],
    "MOD": _arithmetic(_modulo),
    "N": lambda value: number_of(value) if isinstance(value, NUMBERS) else 0,
    "NOT": lambda value: not value,
    "ROUND": _round,
    "SUBSTITUTE": lambda value, old, new: words_of(value).replace(old, new),
    "TEXT": lambda value, form: f"{value:0{len(form)}d}",
}
CALCULATED: Mapping[str, Callable[..., Result]] = {
    **{name: partial(spread, function) for name, function in SINGLE.items()},
    "AND": lambda *parts: all(_cells(parts)),
    "COUNT": _count,
    "COUNTA": _count_all,
    "COUNTBLANK": _count_blank,
    "COUNTIF": _count_if,
    "INDEX": _index,
    "MATCH": _match,
    "OR": lambda *parts: any(_cells(parts)),
    "SUM": _sum,
    "SUMPRODUCT": _sum_product,
}
FUNCTIONS = frozenset((*CALCULATED, "IF"))  # colours and validations keep to them too
