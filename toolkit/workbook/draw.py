"""A form's blank workbook: drawn once with openpyxl, then only patched for each unit."""

import io
from collections.abc import Mapping
from functools import cache

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.protection import WorkbookProtection

from toolkit.form.expression import Number
from toolkit.form.library import fingerprint
from toolkit.form.model import Form
from toolkit.submission.submission import Submission
from toolkit.workbook import labels, style
from toolkit.workbook.contents import Contents
from toolkit.workbook.draw_collect import draw_collect
from toolkit.workbook.draw_cover import draw_cover
from toolkit.workbook.draw_guide import draw_guide
from toolkit.workbook.draw_keys import draw_keys
from toolkit.workbook.draw_results import draw_results
from toolkit.workbook.draw_table import draw_table
from toolkit.workbook.draw_text import draw_text
from toolkit.workbook.layout import COLLECT_UNIT, layout
from toolkit.workbook.live import live_cells, live_values
from toolkit.workbook.package import Package
from toolkit.workbook.patch import New, rewrite
from toolkit.workbook.places import Place, fixed
from toolkit.workbook.sheets import COLLECT, COVER, GUIDE, RESULTS, Layout, TableSheet
from toolkit.workbook.tidy import CORE, CUSTOM, core_properties, custom_properties, with_locks

NOTHING: Mapping[str, Number] = {}


def blank(
    form: Form, unit: str, year: int, code: str = "", level: str = "", last_year: Mapping[str, Number] = NOTHING
) -> bytes:
    """A locked workbook for one unit and year, every formula calculated.

    ``last_year``: figures of the year before, by id, shown beside the inputs that must tie with them.
    """
    placed = layout(form)
    label = next((each.label for each in form.levels if each.id == level), "")
    shown: dict[str, str | int] = {
        "form": form.key,
        "fingerprint": fingerprint(form),
        "unit": unit,
        "code": code,
        "level": label,
        "year": year,
    }
    cells: dict[Place, New] = {placed.identity[key]: value for key, value in shown.items()}
    if form.sources:
        cells[COLLECT_UNIT] = labels.COLLECT_FOR.format(unit=unit, year=year)
    stored = {**shown, "form": form.id, "revision": form.revision, "level": level, "year": str(year)}
    parts = {
        CUSTOM: custom_properties({f"nianbao.{key}": str(value) for key, value in stored.items()}),
        CORE: core_properties(unit, f"{unit}{year}", year),
    }
    cells |= {placed.last_year[id]: figure for id, figure in last_year.items()}
    empty = Submission(form, unit, year, code, level, last_year=last_year)
    return rewrite(Contents(Package(drawn(form))), cells | live_values(empty), parts)


@cache
def drawn(form: Form) -> bytes:
    """The workbook that all units of a form share, with nobody's name in it."""
    book = Workbook()
    book.remove(book.worksheets[0])
    placed = layout(form)
    draw_cover(book.create_sheet(COVER), placed)
    draw_guide(book.create_sheet(GUIDE), form)
    for sheet in placed.sheets:
        if isinstance(sheet, TableSheet):
            draw_table(book.create_sheet(sheet.table.sheet), placed, sheet)
        else:
            draw_text(book.create_sheet(sheet.sheet), sheet)
    draw_results(book.create_sheet(RESULTS), placed)
    if form.sources:
        draw_collect(book.create_sheet(COLLECT), form)
    _finish(book, placed)
    out = io.BytesIO()
    book.save(out)
    return with_locks(Package(out.getvalue()))


def _finish(book: Workbook, placed: Layout) -> None:
    """Formulas, names, locks, and the custom properties that each unit's copy fills in."""
    for live in live_cells(placed.form):
        book[live.place.sheet].cell(live.place.row, live.place.column).value = "=" + live.formula
    for name, places in placed.names.items():
        book.defined_names[name] = DefinedName(name, attr_text=fixed(places), hidden=True)
    for sheet in book.worksheets:
        draw_keys(sheet, placed.form)
        style.lock(sheet)
    book.security = WorkbookProtection(lockStructure=True)
    book.custom_doc_props.append(StringProperty(name="nianbao", value=placed.form.key))  # type: ignore[attr-defined]
