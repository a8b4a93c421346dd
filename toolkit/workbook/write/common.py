"""One workbook for all units: each chooses itself on the cover, and what the district knows of it comes by formula."""

from collections.abc import Sequence
from dataclasses import replace

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from toolkit.form.form import Form
from toolkit.form.library import fingerprint
from toolkit.form.reserved_names import UNITS
from toolkit.office.package import Package
from toolkit.office.sheets.addresses import Place
from toolkit.office.sheets.xlsx import Contents
from toolkit.office.sheets.xlsx_edit import New, rewrite
from toolkit.rich_text import FORBIDDEN
from toolkit.submission.submission import Submission
from toolkit.workbook.design import labels
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import COVER, Layout
from toolkit.workbook.design.unit_list import CHOICES, FIRST_COLUMN, Listed, Units, listing, names_area, rows
from toolkit.workbook.formulas.live import live_values
from toolkit.workbook.formulas.unit_list import look_ups
from toolkit.workbook.write import style
from toolkit.workbook.write.book import drawn_book, finished, values_beside
from toolkit.workbook.write.cover import VALUES
from toolkit.workbook.write.tidy import CORE, CUSTOM, core_properties, custom_properties


def common(form: Form, year: int, units: Sequence[Listed], beside: Form | None = None) -> bytes:
    """A locked workbook in which every one of these units can file, nothing chosen yet and every formula calculated."""
    placed = layout(form)
    units = [replace(unit, name=FORBIDDEN.sub("", unit.name), code=FORBIDDEN.sub("", unit.code)) for unit in units]
    listed = listing(units, form)
    book = drawn_book(form, beside)
    _list(book, form, units, listed)
    _choice(book, placed)
    _look_ups(book, placed, listed)
    empty = Submission(form, "", year)
    cells: dict[Place, New] = {live.place: live.value(empty) for live in look_ups(placed, listed)}
    cells |= {placed.identity["form"]: form.key, placed.identity["fingerprint"]: fingerprint(form)}
    cells |= {placed.identity["year"]: year, **live_values(empty)}
    if beside:
        cells |= values_beside(empty, beside)
    stored = {"form": form.id, "revision": form.revision, "fingerprint": fingerprint(form), "year": str(year)}
    parts = {
        CUSTOM: custom_properties({f"nianbao.{key}": value for key, value in stored.items()}),
        CORE: core_properties("", f"{form.name}{year}", year),
    }
    return rewrite(Contents(Package(finished(book, form, beside))), cells, parts)


def _list(book: Workbook, form: Form, units: Sequence[Listed], listed: Units) -> None:
    """Hidden, and locked like everything else; texts are texts, whatever they begin with."""
    ws = book.create_sheet(UNITS)
    style.put(ws, 1, 1, style.KEY)
    for row, values in enumerate(rows(units, form, listed.last_year), start=1):
        for column, value in enumerate(values, start=FIRST_COLUMN):
            style.put(ws, row, column, style.KEY, value)
    style.page(ws)
    ws.sheet_state = "veryHidden"
    book.defined_names[CHOICES] = DefinedName(CHOICES, attr_text=names_area(len(units)), hidden=True)


def _choice(book: Workbook, placed: Layout) -> None:
    """A drop-down over the list, by its name: so a program of 2007 knows it on another sheet too."""
    ws, place = book[COVER], placed.identity["unit"]
    for right in range(VALUES):
        style.dress(ws, place.row, place.column + right, style.UNIT_CHOICE)
    rule = DataValidation("list", formula1=CHOICES, allow_blank=True)
    rule.error, rule.errorTitle, rule.showErrorMessage = labels.UNIT_ERROR, labels.INPUT_TITLE, True
    rule.prompt, rule.promptTitle, rule.showInputMessage = labels.UNIT_PROMPT, labels.IDENTITY["unit"], True
    rule.add(place.ref)
    ws.add_data_validation(rule)
    style.orange_where(ws, place.ref, f"LEN({place.ref})=0")


def _look_ups(book: Workbook, placed: Layout, listed: Units) -> None:
    for live in look_ups(placed, listed):
        ws = book[live.place.sheet]
        if live.place in placed.last_year.values():
            style.dress(ws, live.place.row, live.place.column, style.LOOKED_UP)
        ws.cell(live.place.row, live.place.column).value = "=" + live.formula
