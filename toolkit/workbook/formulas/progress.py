"""Formulas for the state of each sheet: cells to fill, errors to correct, reasons to give.

The counts are those of the sheet itself: a cell that holds no number, a broken rule, a declaration that the figures
contradict.
"""

from collections.abc import Iterator

from toolkit.checks.messages.wording import (
    BROKEN,
    FILLED,
    FILLING,
    MEND_COUNT,
    UNTOUCHED,
    WRITING,
)
from toolkit.checks.prose.at_least import AtLeast
from toolkit.checks.prose.forbids import Forbids
from toolkit.checks.prose.length import Length
from toolkit.checks.prose.mentions import Mentions
from toolkit.form.table import Cell
from toolkit.office.sheets.addresses import Place
from toolkit.submission.check_code import REACH
from toolkit.submission.submission import ABSENT, ALL_ZERO, declarations
from toolkit.workbook.design.sheets import Glance, Layout, TableSheet, TextSheet
from toolkit.workbook.formulas.states import beginning, blanks
from toolkit.workbook.formulas.texts import paragraphs
from toolkit.workbook.formulas.totals import areas
from toolkit.workbook.formulas.tree import (
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

Formulas = Iterator[tuple[Place, Node]]
# How a state begins that has to be mended or explained.
BROKEN_STATES = (BROKEN, *(kind.live.broken for kind in (Mentions, Forbids, Length, AtLeast)))


def glance_cells(layout: Layout) -> Formulas:
    """The cover's lines and the line above each table; on the one sheet of a companion form, the same."""
    for sheet, glance in zip(layout.sheets, layout.glances, strict=True):
        if isinstance(sheet, TableSheet):
            yield from _table(layout, sheet, glance)
        else:
            yield from _text(layout, sheet, glance)
    for column in ("errors", "warnings"):
        counts = areas(getattr(glance, column) for glance in layout.glances)
        yield getattr(layout.glance_total, column), call("SUM", *counts)


def _table(layout: Layout, sheet: TableSheet, glance: Glance) -> Formulas:
    inputs = layout.form.inputs_of(sheet.table.id)
    typed = plus(call("COUNTA", area) for area in areas(layout.figures[cell.id] for cell in inputs))
    yield glance.left, blanks(layout, sheet.table.id)
    yield glance.errors, plus((_faults(layout, sheet, inputs), _broken(layout, glance.sheet, "error")))
    yield glance.warnings, plus((0, _broken(layout, glance.sheet, "warning")))
    yield glance.state, _state(glance, typed, FILLING)
    yield sheet.summary, _summary(glance)


def _text(layout: Layout, sheet: TextSheet, glance: Glance) -> Formulas:
    fields = [field for field, _ in sheet.texts]
    written = [paragraphs(layout, (field.id,)) for field in fields]
    missing = (comparison(count, "=", 0) for field, count in zip(fields, written, strict=True) if field.required)
    yield glance.left, plus(choice(each, 1, 0) for each in missing)
    yield glance.errors, plus((0, _broken(layout, glance.sheet, "error")))
    yield glance.warnings, plus((0, _broken(layout, glance.sheet, "warning")))
    yield glance.state, _state(glance, plus(written), WRITING)


def _state(glance: Glance, typed: Node, words: tuple[str, str]) -> Node:
    """Filled, not begun, or how much is left."""
    left = At(glance.left)
    filling = choice(comparison(typed, "=", 0), UNTOUCHED, join(words[0], left, words[1]))
    return choice(comparison(left, "=", 0), FILLED, filling)


def _summary(glance: Glance) -> Node:
    """The state once more above the table, with what must be mended and explained where there is anything."""
    state, errors, warnings = At(glance.state), At(glance.errors), At(glance.warnings)
    counts = join(MEND_COUNT[0], errors, MEND_COUNT[1], warnings, MEND_COUNT[2])
    return join(state, choice(comparison(plus((errors, warnings)), ">", 0), counts, ""))


def _broken(layout: Layout, sheet: str, level: str) -> Node:
    """How many lines of the results about a sheet and of a level are broken."""
    lines = [line for line in layout.results if line.level == level and layout.sheet_of(line.subject) == sheet]
    states = areas(line.state for line in lines)
    return plus(beginning(area, words) for area in states for words in BROKEN_STATES)


def _faults(layout: Layout, sheet: TableSheet, inputs: tuple[Cell, ...]) -> Node:
    """Inputs that hold no number or one of the wrong kind, and the declaration where figures contradict it."""
    parts: list[Node] = []
    for kind in dict.fromkeys(cell.kind for cell in inputs):
        for area in areas(layout.figures[cell.id] for cell in inputs if cell.kind == kind):
            parts += [minus(call("COUNTA", area), call("COUNT", area)), *_wrong(area, kind)]
    nonzero = plus(
        call("COUNTIF", area, beyond)
        for area in areas(layout.figures[cell.id] for cell in inputs)
        for beyond in (">0", "<0")
    )
    zero = [words for key, words in declarations(sheet.table).items() if key in (ALL_ZERO, ABSENT)]
    chosen = [comparison(At(sheet.declared), "=", words) for words in zero]
    declared = chosen[0] if len(chosen) == 1 else call("OR", *chosen)
    return plus((*parts, choice(declared, choice(comparison(nonzero, ">", 0), 1, 0), 0)))


def _wrong(area: Node, kind: str) -> Iterator[Node]:
    """How many numbers are not of their kind: too large, below what is allowed, or between both and not whole."""
    yield call("COUNTIF", area, f">={REACH}")
    yield call("COUNTIF", area, f"<={-REACH}" if kind == "change" else "<0")
    if kind != "amount":  # a text compares as larger than any number
        fraction = call("ISNUMBER", call("FIND", ".", area))
        allowed = comparison(area, ">", -REACH) if kind == "change" else comparison(area, ">=", 0)
        within = times(Bracketed(allowed), Bracketed(comparison(area, "<", REACH)))
        yield call("SUMPRODUCT", times(fraction, within))
