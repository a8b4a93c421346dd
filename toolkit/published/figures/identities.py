"""The sums that a form's printed figures must make: witnesses of what was read."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from toolkit.form.form import Form
from toolkit.numbers import Number

Identity = tuple[tuple[int, str], ...]  # signs and ids of figures that together are 0


@cache
def identities(form: Form) -> tuple[Identity, ...]:
    """Every total with what it adds up as printed, and every rule of equality within the year."""
    return tuple(_identities(form))


def _identities(form: Form) -> Iterator[Identity]:
    for cell in form.cells.values():
        for route in cell.routes:
            yield ((1, cell.id), *((-sign, ref.id) for sign, ref in route.sum.signed()))
    for check in form.checks:
        plain = check.left.constant == check.right.constant
        if check.rule and check.operator == "==" and plain and not check.looks_back:
            left = ((sign, ref.id) for sign, ref in check.left.signed())
            yield (*left, *((-sign, ref.id) for sign, ref in check.right.signed()))


def holds(identity: Iterable[tuple[int, str]], value: Callable[[str], Number | None]) -> bool:
    """Whether all its figures are known and make 0."""
    pairs = [(sign, value(id)) for sign, id in identity]
    return all(figure is not None for _, figure in pairs) and not sum(sign * (figure or 0) for sign, figure in pairs)
