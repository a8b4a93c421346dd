"""The formulas of computed cells: sums over inputs, by their areas."""

from collections.abc import Callable, Iterable

from toolkit.form.expression import Ref, Sum
from toolkit.form.fraction import STEPS, Fraction
from toolkit.form.table import Cell
from toolkit.numbers import PLACES
from toolkit.office.sheets.addresses import Place, boxes
from toolkit.workbook.design.sheets import Layout
from toolkit.workbook.formulas.tree import (
    Area,
    Bracketed,
    Chain,
    Node,
    call,
    choice,
    comparison,
    minus,
    node,
    plus,
    times,
)


def areas(places: Iterable[Place]) -> list[Node]:
    """The cells as formula nodes, neighbours merged into rectangles."""
    return [Area(box) for box in boxes(places)]


def sum_of(layout: Layout, added: Sum) -> Node:
    """The formula of a sum over the cells of this form's figures or, for ``last_year.``, last year's cells."""
    return sum_over(added, lambda ref: layout.last_year[ref.id] if ref.last_year else layout.figures[ref.id])


def sum_over(added: Sum, place: Callable[[Ref], Place]) -> Node:
    """What is added, minus what is taken away, wherever the figures are; then the constant."""
    more, fewer = ([place(ref) for sign, ref in added.signed() if sign == own] for own in (1, -1))
    total = call("SUM", *areas(more)) if more else node(0)
    total = minus(total, call("SUM", *areas(fewer))) if fewer else total
    return _moved(total, added.constant) if more or fewer else node(added.constant)


def _moved(total: Node, constant: int) -> Node:
    if not constant:
        return total
    return plus((total, constant)) if constant > 0 else minus(total, -constant)


def rounded_sum(layout: Layout, added: Sum) -> Node:
    """The same as :func:`sum_of`, rounded to :data:`PLACES` decimals against errors of binary fractions."""
    return call("ROUND", sum_of(layout, added), PLACES)


def total(layout: Layout, cell: Cell) -> Node:
    """What stands in a computed cell: its sum over inputs, or the percentage that they make."""
    if cell.percent:
        return percentage(layout.form.fractions[cell.id], lambda ref: layout.figures[ref.id])
    return sum_of(layout, layout.form.sums[cell.id])


def percentage(fraction: Fraction, place: Callable[[Ref], Place]) -> Node:
    """To two decimals, wherever the figures are; empty of a whole that is 0."""
    part, whole = (Bracketed(sum_over(each, place)) for each in (fraction.part, fraction.whole))
    share = call("ROUND", Chain("/", (times(part, STEPS), whole)), 0)
    return choice(comparison(whole, "=", 0), "", Chain("/", (share, node(STEPS // 100))))
