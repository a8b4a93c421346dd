"""All formulas of a workbook with their cached values for a submission: no file goes out uncalculated."""

from collections.abc import Iterator, Mapping
from functools import cache

from toolkit.form.form import Check, Form
from toolkit.numbers import Number
from toolkit.office.sheets.addresses import Place
from toolkit.submission.submission import Submission
from toolkit.workbook.design.companion_layout import cover_line
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import RESULTS_STAMP, Layout, Layouts, TextSheet
from toolkit.workbook.formulas import states as live
from toolkit.workbook.formulas import texts
from toolkit.workbook.formulas.progress import glance_cells
from toolkit.workbook.formulas.totals import total
from toolkit.workbook.formulas.tree import At, Node, calculated
from toolkit.workbook.formulas.typed import seen_cells


@cache
def formulas(main: Form, *companions: Form) -> Mapping[Place, Node]:
    """Every formula of the workbook of a form with its companions."""
    own = {place: node for form in (main, *companions) for place, node in own_formulas(form).items()}
    return {**own, **dict(_of_the_whole(layout(main), tuple(map(layout, companions))))}


@cache
def own_formulas(form: Form) -> Mapping[Place, Node]:
    """The formulas of a form that read nothing but its own sheets."""
    return dict(_own(layout(form)))


def _own(placed: Layout) -> Iterator[tuple[Place, Node]]:
    for cell in placed.form.computed:
        yield placed.figures[cell.id], total(placed, cell)
    states = {check: live.state(placed, check) for check in placed.form.checks}
    for table in placed.tables.values():
        yield from ((place, states[check]) for check, place in table.lines)
    for line in placed.results:
        match line.subject:
            case Check() as check:
                yield line.state, states[check]
                yield line.told, live.told_formula(placed, check, line.state)
            case text:
                yield line.state, texts.text_state(placed, text)
    for sheet in placed.sheets:
        for phrase, place in sheet.phrases if isinstance(sheet, TextSheet) else ():
            yield place, texts.phrase(placed, phrase)
    yield from glance_cells(placed)


def _of_the_whole(main: Layout, companions: Layouts) -> Iterator[tuple[Place, Node]]:
    yield main.summary, live.summary(main)
    yield main.identity["check_code"], live.check_code(main)
    for place in (*(sheet.stamp for placed in (main, *companions) for sheet in placed.sheets), RESULTS_STAMP):
        yield place, live.stamp(main, place)
    for companion in companions:
        yield from cover_formulas(main, companion).items()


def cover_formulas(main: Layout, companion: Layout) -> dict[Place, Node]:
    """A companion's line on the cover: each cell shows a hidden one of its own sheet."""
    here, there = cover_line(main, companion), companion.glances[0]
    return dict(zip(here.cells, map(At, there.cells), strict=True))


def shown_values(submission: Submission) -> dict[Place, Number | str]:
    """What every formula shows once a submission is typed into the workbook of its unit."""
    return calculated(formulas(submission.form), seen_cells(layout(submission.form), submission))
