"""Lays a companion form out on its one sheet, including what other forms have separate sheets for.

Below the table stand the lines of the results; right of everything, in hidden columns, what the cover would count.
"""

from collections.abc import Sequence

from toolkit.form.form import Form
from toolkit.form.reserved_names import COMPANION
from toolkit.office.sheets.addresses import Place
from toolkit.workbook.design.margins import GRID_LEFT, GRID_TOP
from toolkit.workbook.design.sheets import Glance, Layout, ResultLine, TableSheet, TextSheet

STAMP = f"{COMPANION}.stamp"  # the defined name of the cell that says whose workbook it is
FAMILY = "勾稽关系"
HIDDEN = 4  # columns, as many as a glance has cells
GAP = 2  # rows between the table and the lines of the results, one of them their heading


def on_one_sheet(form: Form, sheets: Sequence[TableSheet | TextSheet]) -> Layout:
    """The layout of a form of one table; its unit and year stand on the cover of the main form."""
    [sheet] = (each for each in sheets if isinstance(each, TableSheet))
    name, right = sheet.table.sheet, hidden_from(sheet)
    own, total = (Glance(name, *(Place(name, row, right + part) for part in range(HIDDEN))) for row in (1, 2))
    return Layout(
        form=form,
        first_word=COMPANION,
        identity={"fingerprint": Place(name, GRID_TOP, right), "stamp": sheet.stamp},
        cover_fields={},
        sheets=(sheet,),
        glances=(own,),
        glance_total=total,
        summary=sheet.summary,
        results=_results(form, sheet),
        last_year={},
        reasons={},
    )


def cover_line(main: Layout, companion: Layout) -> Glance:
    """Its line on the cover: the cells below those of the sum of the main form's sheets. There is room for one."""
    return Glance(companion.glances[0].sheet, *(place.moved(down=1) for place in main.glance_total.cells))


def hidden_from(sheet: TableSheet) -> int:
    """The first column right of everything that is seen."""
    margins = [place.column for run in sheet.runs for _, place in run.cells]
    return max(GRID_LEFT + sheet.grid.columns - 1, sheet.summary.column, *margins) + 1


def _results(form: Form, sheet: TableSheet) -> tuple[ResultLine, ...]:
    below = [run for run in sheet.runs if run.below]
    top = GRID_TOP + sheet.grid.rows + len(below) + GAP
    places = (Place(sheet.table.sheet, top + down, GRID_LEFT + 1) for down in range(len(form.checks)))
    return tuple(ResultLine(FAMILY, check, place) for check, place in zip(form.checks, places, strict=True))
