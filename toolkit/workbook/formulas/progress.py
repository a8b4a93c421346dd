"""The state of each sheet at a glance: what is left to fill, what must be mended, what needs a word of explanation.

Each formula stands beside the Python that gives its value. The counts are those of the sheet itself: a cell that holds
no number, a broken rule, a declaration that the figures contradict.
"""

from collections.abc import Callable, Iterator, Mapping

from toolkit.checks.messages.wording import (
    BROKEN_LINES,
    FILLED,
    FILLING,
    MEND_COUNT,
    PASSED,
    PUT_RIGHT,
    UNFIT_CELLS,
    UNTOUCHED,
    WRITING,
)
from toolkit.form.form import Check, TextField, TextRule
from toolkit.form.table import Cell
from toolkit.numbers import Number
from toolkit.office.sheets.addresses import Place, boxes
from toolkit.submission.check_code import REACH
from toolkit.submission.submission import ALL_ZERO, DECLARATIONS, Submission
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import COVER, Glance, Layout, ResultLine, TableSheet, TextSheet
from toolkit.workbook.formulas import figures as formulas
from toolkit.workbook.formulas.figures import text
from toolkit.workbook.formulas.texts import paragraphs
from toolkit.workbook.formulas.totals import areas
from toolkit.workbook.formulas.values import BROKEN_STATES, Live, Value, check_state, is_broken, is_wrong, text_value

Count = Callable[[Submission], int]
NOTHING: Mapping[str, Number] = {}


def glance_cells(placed: Layout) -> Iterator[Live]:
    for sheet, glance in zip(placed.sheets, placed.glances, strict=True):
        if isinstance(sheet, TableSheet):
            yield from _table(placed, sheet, glance)
        else:
            yield from _text(placed, sheet, glance)
    for column in ("errors", "warnings"):
        cells = [getattr(glance, column) for glance in placed.glances]
        counts = [live.value for glance in placed.glances for live in _counts(placed, glance, column)]
        total = getattr(placed.glance_total, column)
        yield Live(total, f"SUM({areas(cells, total.sheet)})", _added(counts))


def _added(counts: list[Callable[[Submission], Value]]) -> Callable[[Submission], Value]:
    return lambda submission: sum(int(count(submission)) for count in counts)


def _counts(placed: Layout, glance: Glance, column: str) -> Iterator[Live]:
    sheet = placed.sheets[placed.glances.index(glance)]
    errors = column == "errors"
    on = glance.state.sheet
    own = _faults(placed, sheet, on) if errors and isinstance(sheet, TableSheet) else ("0", lambda submission: 0)
    formula, count = _broken(placed, glance.sheet, on, "error" if errors else "warning")
    place = glance.errors if errors else glance.warnings
    yield Live(place, f"{own[0]}+{formula}", lambda submission: own[1](submission) + count(submission))


def _table(placed: Layout, sheet: TableSheet, glance: Glance) -> Iterator[Live]:
    inputs = placed.form.inputs_of(sheet.table.id)
    on = glance.state.sheet
    typed = "+".join(f"COUNTA({box.seen_from(on)})" for box in boxes(placed.figures[cell.id] for cell in inputs))
    yield Live(glance.left, formulas.blanks(placed, sheet.table.id, on), _left(sheet.table.id))
    yield from _counts(placed, glance, "errors")
    yield from _counts(placed, glance, "warnings")
    left = glance.left.ref
    filling = f"{text(FILLING[0])}&{left}&{text(FILLING[1])}"
    state = f"IF({left}=0,{text(FILLED)},IF({typed}=0,{text(UNTOUCHED)},{filling}))"
    yield Live(glance.state, state, _table_state(inputs, sheet.table.id))
    yield Live(sheet.summary, _summary(glance, sheet.table.sheet), _table_summary(placed, inputs, sheet, glance))


def _left(table: str) -> Count:
    """How many inputs of a table are still to be filled in; none once it is declared."""

    def count(submission: Submission) -> int:
        inputs = submission.form.inputs_of(table)
        return 0 if table in submission.declared else sum(cell.id not in submission.entries for cell in inputs)

    return count


def _table_state(inputs: tuple[Cell, ...], table: str) -> Callable[[Submission], Value]:
    def value(submission: Submission) -> Value:
        left = _left(table)(submission)
        if left == 0:
            return FILLED
        touched = any(cell.id in submission.entries for cell in inputs)
        return f"{FILLING[0]}{left}{FILLING[1]}" if touched else UNTOUCHED

    return value


def _summary(glance: Glance, sheet: str) -> str:
    """The state once more above the table, with what must be mended and explained where there is anything."""
    state, errors, warnings = (each.seen_from(sheet) for each in (glance.state, glance.errors, glance.warnings))
    counts = f"{text(MEND_COUNT[0])}&{errors}&{text(MEND_COUNT[1])}&{warnings}&{text(MEND_COUNT[2])}"
    return f'{state}&IF({errors}+{warnings}>0,{counts},"")'


def _table_summary(
    placed: Layout, inputs: tuple[Cell, ...], sheet: TableSheet, glance: Glance
) -> Callable[[Submission], Value]:
    def value(submission: Submission) -> Value:
        errors, warnings = (
            int(next(_counts(placed, glance, column)).value(submission)) for column in ("errors", "warnings")
        )
        return _summary_words(str(_table_state(inputs, sheet.table.id)(submission)), errors, warnings)

    return value


def _summary_words(state: str, errors: int, warnings: int) -> str:
    counts = f"{MEND_COUNT[0]}{errors}{MEND_COUNT[1]}{warnings}{MEND_COUNT[2]}"
    return f"{state}{counts}" if errors or warnings else state


def glances_with(placed: Layout, submission: Submission, more: Mapping[str, int]) -> dict[Place, Value]:
    """What changes on the cover and above the tables once so many more lines of a sheet are broken."""
    found: dict[Place, Value] = {}
    errors = {each.sheet: int(next(_counts(placed, each, "errors")).value(submission)) for each in placed.glances}
    for table, sheet in placed.tables.items():
        if more.get(sheet.table.sheet):
            glance = placed.glance(sheet.table.sheet)
            count = errors[glance.sheet] + more[glance.sheet]
            warnings = int(next(_counts(placed, glance, "warnings")).value(submission))
            state = str(_table_state(placed.form.inputs_of(table), table)(submission))
            found |= {glance.errors: count, sheet.summary: _summary_words(state, count, warnings)}
    found[placed.glance_total.errors] = sum(errors.values()) + sum(more.values())
    return found


def _text(placed: Layout, sheet: TextSheet, glance: Glance) -> Iterator[Live]:
    fields = [field for field, _ in sheet.texts]
    required = [field for field in fields if field.required]
    left = "+".join(f"IF({paragraphs(placed, (field.id,), COVER)}=0,1,0)" for field in required) or "0"
    written = "+".join(paragraphs(placed, (field.id,), COVER) for field in fields)
    yield Live(glance.left, left, lambda submission: sum(not submission.texts.get(each.id) for each in required))
    yield from _counts(placed, glance, "errors")
    yield from _counts(placed, glance, "warnings")
    missing = f"{text(WRITING[0])}&{glance.left.ref}&{text(WRITING[1])}"
    state = f"IF({glance.left.ref}=0,{text(FILLED)},IF({written}=0,{text(UNTOUCHED)},{missing}))"
    yield Live(glance.state, state, _text_progress(fields, required))


def _text_progress(fields: list[TextField], required: list[TextField]) -> Callable[[Submission], Value]:
    def value(submission: Submission) -> Value:
        left = sum(not submission.texts.get(field.id) for field in required)
        if left == 0:
            return FILLED
        return f"{WRITING[0]}{left}{WRITING[1]}" if any(map(submission.texts.get, _ids(fields))) else UNTOUCHED

    return value


def _ids(fields: list[TextField]) -> list[str]:
    return [field.id for field in fields]


def _broken(placed: Layout, sheet: str, on: str, level: str) -> tuple[str, Count]:
    """How many lines of the results about a sheet and of a level are broken, as asked ``on`` another."""
    lines = [line for line in placed.results if line.level == level and placed.sheet_of(line.subject) == sheet]
    starts = "+".join(
        f"SUMPRODUCT(--(LEFT({area},{len(words)})={text(words)}))"
        for area in (box.seen_from(on) for box in boxes(line.state for line in lines))
        for words in BROKEN_STATES
    )
    values = [_state(line) for line in lines]
    return starts or "0", lambda submission: sum(is_broken(value(submission)) for value in values)


def _state(line: ResultLine) -> Callable[[Submission], Value]:
    match line.subject:
        case Check() as check:
            return check_state(check)
        case TextField() | TextRule() as subject:
            return text_value(subject)


def _faults(placed: Layout, sheet: TableSheet, on: str) -> tuple[str, Count]:
    """Inputs that hold no number or one of the wrong kind, and the declaration where figures contradict it."""
    inputs = placed.form.inputs_of(sheet.table.id)
    parts = []
    for kind in dict.fromkeys(cell.kind for cell in inputs):
        for box in boxes(placed.figures[cell.id] for cell in inputs if cell.kind == kind):
            area = box.seen_from(on)
            parts.append(f"COUNTA({area})-COUNT({area})+SUMPRODUCT(ISNUMBER({area})*(({_wrong(area, kind)})>0))")
    nonzero = "+".join(
        f"SUMPRODUCT(ISNUMBER({area})*({area}<>0))"
        for area in (box.seen_from(on) for box in boxes(placed.figures[cell.id] for cell in inputs))
    )
    declared = f"{sheet.declared.seen_from(on)}={text(DECLARATIONS[ALL_ZERO])}"
    return f"{'+'.join(parts)}+IF({declared},--(({nonzero})>0),0)", _fault_count(inputs, sheet.table.id)


def _wrong(area: str, kind: str) -> str:
    """Adds up to more than 0 where a number is not of its kind; text compares as larger, but is not asked."""
    beyond = f"({area}>={REACH})+({area}<={-REACH})"
    signed = "" if kind == "change" else f"+({area}<0)"
    return beyond + signed + ("" if kind == "amount" else f'+ISNUMBER(FIND(".",{area}))')


def _fault_count(inputs: tuple[Cell, ...], table: str) -> Count:
    def count(submission: Submission) -> int:
        typed = [(cell, submission.entries[cell.id]) for cell in inputs if cell.id in submission.entries]
        wrong = sum(isinstance(entry, str) or is_wrong(entry, cell.kind) for cell, entry in typed)
        any_typed = any(not isinstance(entry, str) and entry != 0 for _, entry in typed)
        return wrong + (submission.declared.get(table) == ALL_ZERO and any_typed)

    return count


def summary_value(submission: Submission, pasted: Mapping[str, Number] = NOTHING) -> Value:
    """What stands above all results; ``pasted``: numbers over the formulas of totals."""
    placed = layout(submission.form)
    checks = [line.subject for line in placed.results if isinstance(line.subject, Check)]
    broken = sum(is_broken(check_state(check, pasted.get(check.total))(submission)) for check in checks)
    tables = {id: placed.form.inputs_of(id) for id in placed.tables}
    unfit = sum(_left(id)(submission) + _fault_count(inputs, id)(submission) for id, inputs in tables.items())
    if not broken and not unfit:
        return PASSED
    said = [words.format(count=count) for words, count in ((BROKEN_LINES, broken), (UNFIT_CELLS, unfit)) if count]
    return "，".join(said) + PUT_RIGHT
