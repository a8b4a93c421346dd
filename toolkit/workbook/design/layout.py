"""Lays a form out on sheets. Only this module assigns cells; all others ask it by name."""

from collections.abc import Iterator, Sequence
from functools import cache

from toolkit.form.form import Check, Form, TextField
from toolkit.form.grid import Grid, grid
from toolkit.form.table import Table
from toolkit.office.sheets.addresses import Place
from toolkit.workbook.design.companion_layout import on_one_sheet
from toolkit.workbook.design.margins import GRID_LEFT, GRID_TOP, margin_runs
from toolkit.workbook.design.sheets import (
    COLLECT,
    COVER,
    RESULTS,
    STATE_COLUMN,
    Glance,
    Layout,
    Reason,
    ResultLine,
    Subject,
    TableSheet,
    TextSheet,
)

FIRST_WORD = "nianbao"  # of the names of these cells
IDENTITY = ("form", "fingerprint", "unit", "code", "level", "year", "check_code")
COVER_FIELDS = ("filled_by", "reviewed_by", "head", "phone", "filled_on")
TEXT_COLUMN, TEXT_WIDTH = 2, 96
RESULTS_TOP = 4
PHRASE_COLUMN = 3
COLLECT_UNIT = Place(COLLECT, 2, 1)
COVER_TOP, GLANCES, STEPS = 4, 13, 8  # the cover's first row, its rows up to the glances, and from them to the foot


@cache
def layout(form: Form) -> Layout:
    """Where every figure, text, state and result of a form stands in its workbook; computed once for each form."""
    sheets = tuple(_sheets(form))
    if form.companion:
        return on_one_sheet(form, sheets)
    glances, total = _glances(sheets)
    identity, cover_fields = _cover(total.state.row)
    tables = [each for each in sheets if isinstance(each, TableSheet)]
    in_margins = {id: place for each in tables for id, place in each.last_year.items()}
    results, elsewhere, reasons = _results(form, [id for id in form.last_year if id not in in_margins])
    last_year = {id: (in_margins | elsewhere)[id] for id in form.last_year}
    summary = Place(RESULTS, 2, 1)
    return Layout(
        form, FIRST_WORD, identity, cover_fields, sheets, glances, total, summary, results, last_year, reasons
    )


def _cover(last: int) -> tuple[dict[str, Place], dict[str, Place]]:
    """Who and when on top, what the officer writes, the 校验码; below the glances form and fingerprint."""
    order = ("unit", "code", "level", "year", *COVER_FIELDS, "seal", "check_code")
    rows = {key: Place(COVER, COVER_TOP + position, 3) for position, key in enumerate(order)}
    rows |= {"form": Place(COVER, last + STEPS, 3), "fingerprint": Place(COVER, last + STEPS + 1, 3)}
    return {key: rows[key] for key in IDENTITY}, {key: rows[key] for key in COVER_FIELDS}


def _glances(sheets: tuple[TableSheet | TextSheet, ...]) -> tuple[tuple[Glance, ...], Glance]:
    """One line a sheet below the cover's fields, and one for their sum."""
    top = COVER_TOP + GLANCES
    names = [each.table.sheet if isinstance(each, TableSheet) else each.sheet for each in sheets]
    *glances, total = (
        Glance(name, *(Place(COVER, top + row, column) for column in range(3, 7)))
        for row, name in enumerate([*names, ""])
    )
    return tuple(glances), total


def _sheets(form: Form) -> Iterator[TableSheet | TextSheet]:
    written = [section for section in form.sections if section.texts]
    for section in form.sections:
        if section.table:
            yield _table_sheet(form, form.table(section.table), section.heading)
        else:
            front = form.front if section is written[0] else ()
            back = form.back if section is written[-1] else ()
            yield _text_sheet(form, section.sheet, section.heading, (*front, *section.texts, *back))


def _text_sheet(form: Form, sheet: str, heading: str, texts: Sequence[TextField]) -> TextSheet:
    row = 3
    placed = []
    for text in texts:
        placed.append((text, Place(sheet, row, TEXT_COLUMN)))
        row += text.rows + 1
    right = {text.id: Place(sheet, head.row, PHRASE_COLUMN) for text, head in placed}
    phrases = tuple((phrase, right[phrase.text]) for phrase in form.phrases if phrase.text in right)
    return TextSheet(sheet, heading, tuple(placed), phrases)


def _table_sheet(form: Form, table: Table, heading: str) -> TableSheet:
    drawn = grid(table)
    first, last = _thirds(drawn)
    declared = Place(table.sheet, GRID_TOP - 1, GRID_LEFT + first)
    summary = Place(table.sheet, GRID_TOP - 1, GRID_LEFT + last)
    return TableSheet(table, heading, drawn, declared, summary, margin_runs(form, table, drawn))


def _thirds(drawn: Grid) -> tuple[int, int]:
    """Where the second and last part of the line above a table begin: about a third of the width each."""
    total = sum(drawn.widths)
    starts = [sum(drawn.widths[:column]) for column in range(drawn.columns)]
    first = next((column for column, start in enumerate(starts) if start >= total * 0.3), 1)
    last = next((column for column, start in enumerate(starts) if start >= total * 0.7), drawn.columns - 1)
    first = min(max(first, 1), drawn.columns - 2) if drawn.columns > 2 else 1
    return first, max(last, first + 1)


FAMILIES = ("勾稽关系（表内）", "与上年核对", "文字")


def _results(form: Form, last_year: list[str]) -> tuple[tuple[ResultLine, ...], dict[str, Place], dict[str, Reason]]:
    """Lines by family with a heading row before each; then last year's figures that stand beside no table, and the
    reasons for a rule as a whole. A line that a reason settles has the cells for it beside its state.
    """
    texts: list[Subject] = [text for text in form.texts.values() if text.required]
    families: list[list[Subject]] = [
        [check for check in form.checks if not check.looks_back],
        [check for check in form.checks if check.looks_back],
        [*texts, *(rule for rule in form.text_rules if rule.live)],
    ]
    row = RESULTS_TOP
    lines = []
    for family, subjects in zip(FAMILIES, families, strict=True):
        row += 1 if subjects else 0
        for subject in subjects:
            lines.append(ResultLine(family, subject, Place(RESULTS, row, STATE_COLUMN)))
            row += 1
    reasons = {key: _reason(line.state.row) for line in lines if (key := reason_key(line.subject)) in form.reason_keys}
    row += 1 if last_year else 0
    figures = {id: Place(RESULTS, row + down, STATE_COLUMN) for down, id in enumerate(last_year)}
    row += len(last_year) + 1
    whole = [key for key in form.reason_keys if key not in reasons]
    reasons |= {key: _reason(row + down) for down, key in enumerate(whole)}
    return tuple(lines), figures, {key: reasons[key] for key in form.reason_keys}


def _reason(row: int) -> Reason:
    return Reason(Place(RESULTS, row, STATE_COLUMN + 1), Place(RESULTS, row, STATE_COLUMN + 2))


def reason_key(subject: Subject) -> str:
    """Under which key a reason for a line of the results is filed."""
    return subject.reason_key if isinstance(subject, Check) else subject.id
