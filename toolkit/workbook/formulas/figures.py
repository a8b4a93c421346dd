"""Excel formulas over a form's figures: totals, the three states of a check, what is left blank,
whether all figures pass, the 校验码.

Only functions that Excel 2010, WPS and LibreOffice share. Every formula goes back to what was typed: the one cell of a
total that is ever read is the cell whose own sum is being checked.
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
    PASSED,
    PUT_RIGHT,
    UNFIT_CELLS,
    WAITING,
)
from toolkit.form.expression import Ref, Sum
from toolkit.form.form import Check
from toolkit.numbers import PLACES
from toolkit.office.sheets.addresses import Box, Place, boxes
from toolkit.submission.check_code import AMOUNT, PRIME, REACH, SPREAD, YEAR, seed, weights
from toolkit.submission.submission import DECLARATIONS
from toolkit.workbook.design.labels import STAMP, TEXT_HINT
from toolkit.workbook.design.sheets import Layout
from toolkit.workbook.formulas.totals import areas, sum_of

# All of them in Excel 2007 already, and in WPS and LibreOffice; colours and validations keep to them too.
FUNCTIONS = frozenset(
    (
        "ABS", "AND", "COUNT", "COUNTA", "COUNTBLANK", "COUNTIF", "FIND", "IF", "INDEX", "INT", "ISNUMBER", "LEFT",
        "LEN", "MATCH", "MID", "MOD", "N", "NOT", "OR", "ROUND", "SUBSTITUTE", "SUM", "SUMPRODUCT", "TEXT",
    )
)  # fmt: skip


def text(value: str) -> str:
    """A string inside a formula."""
    return '"' + value.replace('"', '""') + '"'


def difference(layout: Layout, check: Check, sheet: str) -> str:
    left = f"N({layout.figures[check.total].seen_from(sheet)})" if check.total else sum_of(layout, check.left, sheet)
    return f"ROUND({left}-({sum_of(layout, check.right, sheet)}),{PLACES})"


def state(layout: Layout, check: Check, sheet: str) -> str:
    """“未填完”, “平” or “不平，差6”; “已说明” where a reason settles it, “无上年数” where last year is not known."""
    gap = difference(layout, check, sheet)
    broken = f"{text(BROKEN)}&ABS({gap})"
    if check.rule and check.rule.id in layout.reasons:
        given = explained(layout, (check.reason_key, check.rule.id), sheet)
        broken = f"IF({given},{text(EXPLAINED)},{broken})"
    operator = "=" if check.operator == "==" else check.operator
    found, expected = counted(layout, check.inputs, sheet)
    shown = f"IF({found}<{expected},{text(WAITING)},IF({gap}{operator}0,{text(HOLDS)},{broken}))"
    back = {layout.last_year[ref.id] for ref in check.inputs if ref.last_year}
    return f"IF(COUNT({areas(back, sheet)})<{len(back)},{text(NO_LAST_YEAR)},{shown})" if back else shown


def told(layout: Layout, check: Check, state: Place) -> str:
    """What an identity says; once it is broken, both its sides with their numbers."""
    sheet = state.sheet
    if check.total:
        stated = f"ROUND(N({layout.figures[check.total].seen_from(sheet)}),{PLACES})"
        left = f"{text(IN_TABLE)}&{stated}"
        right = f"{text(addends(check) + ADDED)}&{_rounded(layout, check.right, sheet)}"
    else:
        left, right = _side(layout, check.left, sheet), _side(layout, check.right, sheet)
    broken = f"LEFT({state.ref},{len(BROKEN)})={text(BROKEN)}"
    return f"IF({broken},{left}&{text('，')}&{right},{text(identity(check))})"


def _side(layout: Layout, side: Sum, sheet: str) -> str:
    """“甲5+乙1=6”, as :meth:`~toolkit.form.expression.Sum.words` says it."""
    parts = []
    for position, term in enumerate(side.terms):
        joint = "-" if term.sign < 0 else "+" if position else ""
        own = Sum((replace(term, sign=1),))
        parts.append(f"{text(joint + term.label)}&{_rounded(layout, own, sheet)}")
    total = [f'"="&{_rounded(layout, side, sheet)}'] if len(side.terms) > 1 else []
    return "&".join([*parts, *total])


def _rounded(layout: Layout, added: Sum, sheet: str) -> str:
    return f"ROUND({sum_of(layout, added, sheet)},{PLACES})"


def explained(layout: Layout, keys: Iterable[str], sheet: str) -> str:
    """Whether a reason is written under any of these keys, by choice or in words."""
    keys = list(dict.fromkeys(keys))
    places = [layout.reasons[key].choice for key in keys if layout.form.choices(key)]
    places += [layout.reasons[key].words for key in keys]
    cells = [place.seen_from(sheet) for place in places]
    return f"LEN({'&'.join(cells)})>0"


def counted(layout: Layout, refs: Iterable[Ref], sheet: str) -> tuple[str, int]:
    """How many of these figures of this year are filled in (blanks of a declared table count), and of how many."""
    wanted = [ref for ref in dict.fromkeys(refs) if not ref.last_year]
    parts = []
    for table, placed in layout.tables.items():
        places = [layout.figures[r.id] for r in wanted if layout.form.cells[r.id].table == table]
        if places:
            parts.append(f"COUNT({areas(places, sheet)})")
            left = layout.glance(placed.table.sheet).left
            parts.append(f"IF({left.seen_from(sheet)}=0,{_blank_count(boxes(places), sheet)},0)")
    return "+".join(parts), len(wanted)


def _blank_count(found: list[Box], sheet: str) -> str:
    return "+".join(f"COUNTBLANK({box.seen_from(sheet)})" for box in found)


def blanks(layout: Layout, table: str, sheet: str) -> str:
    """How many inputs of a table are still to be filled in; none once it is declared."""
    placed = layout.tables[table]
    inputs = boxes(layout.figures[cell.id] for cell in layout.form.inputs_of(table))
    choices = ",".join(f"{placed.declared.seen_from(sheet)}={text(label)}" for label in DECLARATIONS.values())
    return f"IF(OR({choices}),0,{_blank_count(inputs, sheet)})"


def summary(layout: Layout, sheet: str) -> str:
    """Above all results: that the figures pass, or how many identities and figures are still to be put right."""
    lines = boxes(line.state for line in layout.results if isinstance(line.subject, Check))
    parts = (f"SUMPRODUCT(--(LEFT({box.seen_from(sheet)},{len(BROKEN)})={text(BROKEN)}))" for box in lines)
    broken = f"({'+'.join(parts) or 0})"
    glances = [layout.glance(table.table.sheet) for table in layout.tables.values()]
    cells = [place for glance in glances for place in (glance.left, glance.errors, glance.warnings)]
    unfit = f"(SUM({areas(cells, sheet)})-{broken})"  # the cover counts broken lines among what is to be mended
    said = (
        f"IF({broken}>0,{_counted_words(BROKEN_LINES, broken)},{text('')})"
        f"&IF(AND({broken}>0,{unfit}>0),{text('，')},{text('')})"
        f"&IF({unfit}>0,{_counted_words(UNFIT_CELLS, unfit)},{text('')})"
    )
    return f"IF(AND({broken}=0,{unfit}=0),{text(PASSED)},{said}&{text(PUT_RIGHT)})"


def _counted_words(words: str, count: str) -> str:
    before, after = words.split("{count}")
    return f"{text(before)}&{count}&{text(after)}"


def stamp(layout: Layout, place: Place) -> str:
    """Unit, year and 校验码, so that paper and file can be matched; below a text's heading after the hint."""
    unit, year, code = (layout.identity[key].seen_from(place.sheet) for key in ("unit", "year", "check_code"))
    before, between, after = STAMP
    hint = f"{text(TEXT_HINT)}&" if place.row > 1 else ""
    return f"{hint}{text(before)}&{unit}&{text(between)}&{year}&{text(after)}&{code}"


def check_code(layout: Layout) -> str:
    """The 校验码 (design, 5.4) as plain arithmetic over the inputs; see :mod:`toolkit.submission.check_code`."""
    form = layout.form
    weight = weights(form)
    by_place = {layout.figures[cell.id]: cell for cell in form.inputs}
    amounts = [place for place, cell in by_place.items() if cell.kind == "amount"]
    sheet = layout.identity["check_code"].sheet
    parts = [_weighed(box, sheet, lambda place: weight[by_place[place].id]) for box in boxes(by_place.keys() - amounts)]
    for place in amounts:
        seen = place.seen_from(sheet)
        scaled = f"MOD(ROUND(N({seen})*{AMOUNT},0),{PRIME})"
        parts.append(f"IF(ABS(N({seen}))<{REACH},{scaled},0)*{weight[by_place[place].id]}")
    year = layout.identity["year"].seen_from(sheet)
    whole = f"ROUND({'+'.join(parts)},0)+{year}*{YEAR}+{seed(form)}"
    return f'TEXT(MOD(MOD({whole},{PRIME})*{SPREAD},{PRIME}),"000000")'


def _weighed(box: Box, sheet: str, weight: Callable[[Place], int]) -> str:
    if box.single:
        place = next(box.rows())[0]
        seen = place.seen_from(sheet)
        return f"IF(ABS(N({seen}))<{REACH},N({seen}),0)*{weight(place)}"
    rows = ";".join(",".join(str(weight(place)) for place in row) for row in box.rows())
    seen = box.seen_from(sheet)
    return f"SUMPRODUCT({seen},{{{rows}}},({seen}<{REACH})*({seen}>-{REACH}))"
