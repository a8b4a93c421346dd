"""Formulas of what a workbook shows by itself: the three states of a check, whether all figures pass, the 校验码.

Every formula goes back to what was typed: the one cell of a total that is ever read is the cell whose own sum is being
checked.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from toolkit.checks.messages.naming import addends, identity
from toolkit.checks.messages.wording import (
    ADDED,
    BROKEN,
    BROKEN_LINES,
    EXPLAINED,
    HOLDS,
    IN_TABLE,
    NO_LAST_YEAR,
    PUT_RIGHT,
    UNFIT_CELLS,
    WAITING,
    passed,
)
from toolkit.form.expression import Ref, Sum
from toolkit.form.form import Check
from toolkit.numbers import PLACES
from toolkit.office.sheets.addresses import Box, Place, boxes
from toolkit.submission.check_code import AMOUNT, PRIME, REACH, SPREAD, YEAR, seed, weights
from toolkit.submission.submission import declarations
from toolkit.workbook.design.labels import STAMP, TEXT_HINT
from toolkit.workbook.design.sheets import Layout
from toolkit.workbook.formulas.totals import areas, rounded_sum, sum_of
from toolkit.workbook.formulas.tree import (
    Area,
    Array,
    At,
    Bracketed,
    Node,
    call,
    choice,
    comparison,
    join,
    minus,
    plus,
    times,
)


def difference(layout: Layout, check: Check) -> Node:
    """Left minus right, to the decimals that count; of a total, what stands in its cell minus its sum."""
    left = call("N", At(layout.figures[check.total])) if check.total else sum_of(layout, check.left)
    return call("ROUND", minus(left, Bracketed(sum_of(layout, check.right))), PLACES)


def state(layout: Layout, check: Check) -> Node:
    """“未填完”, “平” or “不平，差6”; “已说明” where a reason settles it, “无上年数” where last year is not known."""
    gap = difference(layout, check)
    broken = join(BROKEN, call("ABS", gap))
    if check.rule and check.rule.id in layout.reasons:
        broken = choice(explained(layout, (check.reason_key, check.rule.id)), EXPLAINED, broken)
    operator = "=" if check.operator == "==" else check.operator
    found, expected = number_count(layout, check.inputs)
    shown = choice(comparison(found, "<", expected), WAITING, choice(comparison(gap, operator, 0), HOLDS, broken))
    back = {layout.last_year[ref.id] for ref in check.inputs if ref.last_year}
    unknown = comparison(call("COUNT", *areas(back)), "<", len(back))
    return choice(unknown, NO_LAST_YEAR, shown) if back else shown


def told_formula(layout: Layout, check: Check, state: Place) -> Node:
    """What an identity says; once it is broken, both its sides with their numbers."""
    if check.total:
        stated = call("ROUND", call("N", At(layout.figures[check.total])), PLACES)
        sides: list[Node | str] = [IN_TABLE, stated, "，", addends(check) + ADDED, rounded_sum(layout, check.right)]
    else:
        sides = [*_side(layout, check.left), "，", *_side(layout, check.right)]
    return choice(begins(At(state), BROKEN), join(*sides), identity(check))


def begins(cell: Node, words: str) -> Node:
    """Whether a text begins with these words."""
    return comparison(call("LEFT", cell, len(words)), "=", words)


def _side(layout: Layout, side: Sum) -> list[Node | str]:
    """“甲5+乙1=6”, as :meth:`~toolkit.form.expression.Sum.words` says it."""
    parts: list[Node | str] = []
    for position, term in enumerate(side.terms):
        joint = "-" if term.sign < 0 else "+" if position else ""
        parts.append(joint + term.label)
        parts += [] if term.fixed else [rounded_sum(layout, Sum((replace(term, sign=1),)))]
    return [*parts, "=", rounded_sum(layout, side)] if len(side.terms) > 1 else parts


def explained(layout: Layout, keys: Iterable[str]) -> Node:
    """Whether a reason is written under any of these keys, by choice or in words."""
    keys = list(dict.fromkeys(keys))
    places = [layout.reasons[key].choice for key in keys if layout.form.choices(key)]
    places += [layout.reasons[key].words for key in keys]
    return comparison(call("LEN", join(*map(At, places))), ">", 0)


def number_count(layout: Layout, refs: Iterable[Ref]) -> tuple[Node, int]:
    """How many of these figures of this year are filled in (blanks of a declared table count), and of how many."""
    wanted = [ref for ref in dict.fromkeys(refs) if not ref.last_year]
    parts: list[Node] = []
    for table, placed in layout.tables.items():
        places = [layout.figures[r.id] for r in wanted if layout.form.cells[r.id].table == table]
        if places:
            declared = comparison(At(layout.glance(placed.table.sheet).left), "=", 0)
            parts += [call("COUNT", *areas(places)), choice(declared, _blank_count(places), 0)]
    return plus(parts), len(wanted)


def _blank_count(places: Iterable[Place]) -> Node:
    return plus(call("COUNTBLANK", area) for area in areas(places))


def blanks(layout: Layout, table: str) -> Node:
    """How many inputs of a table are still to be filled in; none once it is declared."""
    declared = At(layout.tables[table].declared)
    complete = call(
        "OR", *(comparison(declared, "=", label) for label in declarations(layout.form.table(table)).values())
    )
    return choice(complete, 0, _blank_count(layout.figures[cell.id] for cell in layout.form.inputs_of(table)))


def summary(layout: Layout) -> Node:
    """Above all results: that the figures pass, or how many identities and figures are still to be put right."""
    lines = areas(line.state for line in layout.results if isinstance(line.subject, Check))
    broken = Bracketed(plus(beginning(area, BROKEN) for area in lines))
    glances = [layout.glance(table.table.sheet) for table in layout.tables.values()]
    cells = [place for glance in glances for place in (glance.left, glance.errors, glance.warnings)]
    unfit = Bracketed(minus(call("SUM", *areas(cells)), broken))  # the cover counts broken lines among the errors
    some_broken, some_unfit = comparison(broken, ">", 0), comparison(unfit, ">", 0)
    said = join(
        choice(some_broken, _with_count(BROKEN_LINES, broken), ""),
        choice(call("AND", some_broken, some_unfit), "，", ""),
        choice(some_unfit, _with_count(UNFIT_CELLS, unfit), ""),
        PUT_RIGHT,
    )
    return choice(call("AND", comparison(broken, "=", 0), comparison(unfit, "=", 0)), passed(layout.form), said)


def beginning(area: Node, words: str) -> Node:
    """How many texts of an area begin with these words; no more than 255 characters, and none that COUNTIF minds."""
    return call("COUNTIF", area, f"{words}*")


def _with_count(words: str, count: Node) -> Node:
    before, after = words.split("{count}")
    return join(before, count, after)


def stamp(layout: Layout, place: Place) -> Node:
    """Unit, year and 校验码, so that paper and file can be matched; below a text's heading after the hint."""
    unit, year, code = (At(layout.identity[key]) for key in ("unit", "year", "check_code"))
    before, between, after = STAMP
    hint = (TEXT_HINT,) if place.row > 1 else ()
    return join(*hint, before, unit, between, year, after, code)


def check_code(layout: Layout) -> Node:
    """The 校验码 (design, 5.4) as plain arithmetic over the inputs; see :mod:`toolkit.submission.check_code`."""
    form = layout.form
    weight = weights(form)
    by_place = {layout.figures[cell.id]: cell for cell in form.inputs}
    amounts = [place for place, cell in by_place.items() if cell.kind == "amount"]
    parts = [_weighed(box, lambda place: weight[by_place[place].id]) for box in boxes(by_place.keys() - amounts)]
    for place in amounts:
        scaled = call("MOD", call("ROUND", times(_number(place), AMOUNT), 0), PRIME)
        parts.append(times(_in_reach(place, scaled), weight[by_place[place].id]))
    year = times(At(layout.identity["year"]), YEAR)
    whole = plus((call("ROUND", plus(parts), 0), year, seed(form)))
    return call("TEXT", call("MOD", times(call("MOD", whole, PRIME), SPREAD), PRIME), "000000")


def _in_reach(place: Place, share: Node) -> Node:
    return choice(comparison(call("ABS", _number(place)), "<", REACH), share, 0)


def _number(place: Place) -> Node:
    """A text or a blank is 0; N of a blank is an error to Gnumeric."""
    return call("SUM", At(place))


def _weighed(box: Box, weight: Callable[[Place], int]) -> Node:
    if box.single:
        place = next(box.rows())[0]
        return times(_in_reach(place, _number(place)), weight(place))
    area, rows = Area(box), tuple(tuple(weight(place) for place in row) for row in box.rows())
    near = times(Bracketed(comparison(area, "<", REACH)), Bracketed(comparison(area, ">", -REACH)))
    return call("SUMPRODUCT", area, Array(rows), near)
