"""All formulas of a workbook with their cached values for a submission: no file goes out uncalculated."""

from collections.abc import Iterator, Mapping
from functools import cache

from toolkit.form.form import Check, Form
from toolkit.numbers import Number
from toolkit.office.sheets.addresses import Place
from toolkit.submission.submission import Submission
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import Layout, TextSheet
from toolkit.workbook.formulas import figures, texts
from toolkit.workbook.formulas.progress import glance_cells
from toolkit.workbook.formulas.totals import total
from toolkit.workbook.formulas.tree import Node, calculated
from toolkit.workbook.formulas.typed import seen_cells


@cache
def formulas(form: Form) -> Mapping[Place, Node]:
    """Every formula of the sheets that a form is laid out on."""
    return dict(_formulas(layout(form)))


def _formulas(placed: Layout) -> Iterator[tuple[Place, Node]]:
    for cell in placed.form.computed:
        yield placed.figures[cell.id], total(placed, cell)
    states = {check: figures.state(placed, check) for check in placed.form.checks}
    for table in placed.tables.values():
        yield from ((place, states[check]) for check, place in table.lines)
    for line in placed.results:
        match line.subject:
            case Check() as check:
                yield line.state, states[check]
                yield line.told, figures.told_formula(placed, check, line.state)
            case text:
                yield line.state, texts.text_state(placed, text)
    for sheet in placed.sheets:
        for phrase, place in sheet.phrases if isinstance(sheet, TextSheet) else ():
            yield place, texts.phrase(placed, phrase)
    yield from glance_cells(placed)
    if not placed.form.beside:  # a form beside another has neither results nor a cover of its own
        yield from _of_the_whole(placed)


def _of_the_whole(placed: Layout) -> Iterator[tuple[Place, Node]]:
    yield placed.summary, figures.summary(placed)
    for place in placed.stamps:
        yield place, figures.stamp(placed, place)
    yield placed.identity["check_code"], figures.check_code(placed)


def shown_values(submission: Submission) -> dict[Place, Number | str]:
    """What every formula shows once a submission is typed into the workbook of its unit."""
    return calculated(formulas(submission.form), seen_cells(layout(submission.form), submission))
