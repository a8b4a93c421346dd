"""Excel formulas over a form's figures: totals, the three states of a check, what is left blank, the 校验码.

Only functions that Excel 2010, WPS and LibreOffice share. Every formula goes back to what was typed: the one cell of a
total that is ever read is the cell whose own sum is being checked.
"""

from collections.abc import Callable, Iterable, Sequence

from toolkit.checks.state import PLACES
from toolkit.checks.wording import BROKEN, EXPLAINED, HOLDS, NO_LAST_YEAR, WAITING, WRITTEN, WRITTEN_NOT
from toolkit.form.expression import Ref, Sum
from toolkit.form.model import Check, TextField, TextRule
from toolkit.form.table import Cell
from toolkit.submission.check_code import AMOUNT, PRIME, REACH, SPREAD, YEAR, seed, weights
from toolkit.submission.submission import DECLARATIONS
from toolkit.workbook.layout import Layout
from toolkit.workbook.places import Box, Place, boxes

# All of them in Excel 2007 already, and in WPS and LibreOffice; colours and validations keep to them too.
FUNCTIONS = frozenset(
    (
        "ABS", "AND", "COUNT", "COUNTA", "COUNTBLANK", "COUNTIF", "FIND", "IF", "INT", "ISNUMBER", "LEFT",
        "LEN", "MOD", "N", "NOT", "OR", "ROUND", "SUM", "SUMPRODUCT", "TEXT",
    )
)  # fmt: skip


def text(value: str) -> str:
    """A string inside a formula."""
    return '"' + value.replace('"', '""') + '"'


def areas(places: Iterable[Place], sheet: str) -> str:
    return ",".join(box.seen_from(sheet) for box in boxes(places))


def place_of(layout: Layout, ref: Ref) -> Place:
    return layout.last_year[ref.id] if ref.last_year else layout.figures[ref.id]


def _sum(layout: Layout, added: Sum, sheet: str) -> str:
    def joined(refs: Sequence[Ref]) -> str:
        return areas((place_of(layout, ref) for ref in refs), sheet)

    return added.excel(joined)


def total(layout: Layout, cell: Cell) -> str:
    """What stands in a computed cell: its sum over inputs."""
    return _sum(layout, layout.form.sums[cell.id], layout.figures[cell.id].sheet)


def difference(layout: Layout, check: Check, sheet: str) -> str:
    left = f"N({layout.figures[check.total].seen_from(sheet)})" if check.total else _sum(layout, check.left, sheet)
    return f"ROUND({left}-({_sum(layout, check.right, sheet)}),{PLACES})"


def state(layout: Layout, check: Check, sheet: str) -> str:
    """“未填完”, “平” or “不平，差6”; “已说明” where a reason settles it, “无上年数” where last year is not known."""
    gap = difference(layout, check, sheet)
    broken = f"{text(BROKEN)}&ABS({gap})"
    if check.rule and check.rule.id in layout.reasons:
        given = explained(layout, (check.reason_key, check.rule.id), sheet)
        broken = f"IF({given},{text(EXPLAINED)},{broken})"
    operator = "=" if check.operator == "==" else check.operator
    counted, expected = _counted(layout, check, sheet)
    found = f"IF({counted}<{expected},{text(WAITING)},IF({gap}{operator}0,{text(HOLDS)},{broken}))"
    back = {layout.last_year[ref.id] for ref in check.inputs if ref.last_year}
    return f"IF(COUNT({areas(back, sheet)})<{len(back)},{text(NO_LAST_YEAR)},{found})" if back else found


def explained(layout: Layout, keys: Iterable[str], sheet: str) -> str:
    """Whether a reason is written under any of these keys, by choice or in words."""
    keys = list(dict.fromkeys(keys))
    places = [layout.reasons[key].choice for key in keys if layout.form.choices(key)]
    places += [layout.reasons[key].words for key in keys]
    cells = [place.seen_from(sheet) for place in places]
    return f"LEN({'&'.join(cells)})>0"


def _counted(layout: Layout, check: Check, sheet: str) -> tuple[str, int]:
    """How many of a check's inputs of this year are filled in (blanks of a declared table count), and of how many."""
    refs = [ref for ref in dict.fromkeys(check.inputs) if not ref.last_year]
    parts = []
    for table, placed in layout.tables.items():
        places = [layout.figures[r.id] for r in refs if layout.form.cells[r.id].table == table]
        if places:
            parts.append(f"COUNT({areas(places, sheet)})")
            left = layout.glance(placed.table.sheet).left
            parts.append(f"IF({left.seen_from(sheet)}=0,{_blank_count(boxes(places), sheet)},0)")
    return "+".join(parts), len(refs)


def _blank_count(found: list[Box], sheet: str) -> str:
    return "+".join(f"COUNTBLANK({box.seen_from(sheet)})" for box in found)


def blanks(layout: Layout, table: str, sheet: str) -> str:
    """How many inputs of a table are still to be filled in; none once it is declared."""
    placed = layout.tables[table]
    inputs = boxes(layout.figures[cell.id] for cell in layout.form.inputs_of(table))
    choices = ",".join(f"{placed.declared.seen_from(sheet)}={text(label)}" for label in DECLARATIONS.values())
    return f"IF(OR({choices}),0,{_blank_count(inputs, sheet)})"


def paragraphs(layout: Layout, id: str, sheet: str) -> str:
    """How many paragraphs of a text are written."""
    return f"COUNTA({areas(layout.texts[id], sheet)})"


def text_state(layout: Layout, subject: TextField | TextRule, sheet: str) -> str:
    if isinstance(subject, TextField):
        return f"IF({paragraphs(layout, subject.id, sheet)}>0,{text(WRITTEN)},{text(WAITING)})"
    cells = [areas(layout.texts[id], sheet) for id in subject.texts]
    hits = "+".join(
        f"SUMPRODUCT(--ISNUMBER(FIND({text(word)},{cells_of})))" for cells_of in cells for word in subject.words
    )
    count = "+".join(paragraphs(layout, id, sheet) for id in subject.texts)
    missing = text(WRITTEN_NOT)
    if subject.id in layout.reasons:
        missing = f"IF({explained(layout, [subject.id], sheet)},{text(EXPLAINED)},{missing})"
    return f"IF({count}=0,{text(WAITING)},IF({hits}>0,{text(WRITTEN)},{missing}))"


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
