"""One workbook for all units: the cover offers a choice, and formulas look up what the district knows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from toolkit.form.form import Form
from toolkit.form.library import fingerprint
from toolkit.form.reserved_names import UNITS
from toolkit.office.opc import Package
from toolkit.office.sheets.addresses import Place
from toolkit.office.sheets.xlsx import Contents
from toolkit.office.sheets.xlsx_edit import rewrite
from toolkit.rich_text import FORBIDDEN
from toolkit.workbook.design import labels, looks
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import COVER, Layout
from toolkit.workbook.design.unit_list import (
    CHOICES,
    FIRST_COLUMN,
    Listed,
    Units,
    list_cells,
    listing,
    names_area,
    rows,
)
from toolkit.workbook.formulas.tree import Node, calculated
from toolkit.workbook.formulas.typed import values
from toolkit.workbook.formulas.unit_list import look_ups
from toolkit.workbook.formulas.workbook import formulas
from toolkit.workbook.write import style
from toolkit.workbook.write.book import Forms, drawn_book, fingerprints, finished, write_formulas
from toolkit.workbook.write.cover import VALUES
from toolkit.workbook.write.tidy import CORE, CUSTOM, core_properties, custom_properties


def common(form: Form, year: int, units: Sequence[Listed], companions: Forms = ()) -> bytes:
    """A locked workbook in which every one of these units can file, nothing chosen yet and every formula calculated."""
    placed, forms = layout(form), (form, *companions)
    units = [replace(unit, name=FORBIDDEN.sub("", unit.name), code=FORBIDDEN.sub("", unit.code)) for unit in units]
    listed = listing(units, form)
    book = drawn_book(forms)
    _list(book, form, units, listed)
    _choice(book, placed)
    looked_up = look_ups(placed, listed)
    _look_ups(book, placed, looked_up)
    cells = {placed.identity["form"]: form.key, placed.identity["year"]: year, **fingerprints(forms)}
    nodes = {**formulas(*forms), **looked_up}
    cells |= calculated(nodes, values({**cells, **list_cells(listed, form)}))
    stored = {"form": form.id, "revision": form.revision, "fingerprint": fingerprint(form), "year": str(year)}
    parts = {
        CUSTOM: custom_properties({f"nianbao.{key}": value for key, value in stored.items()}),
        CORE: core_properties("", f"{form.name}{year}", year),
    }
    return rewrite(Contents(Package(finished(book, forms))), cells, parts)


def _list(book: Workbook, form: Form, units: Sequence[Listed], listed: Units) -> None:
    """Hidden, and locked like everything else; texts are texts, whatever they begin with."""
    ws = book.create_sheet(UNITS)
    style.put(ws, 1, 1, looks.KEY)
    for row, line in enumerate(rows(units, form, listed.last_year), start=1):
        for column, value in enumerate(line, start=FIRST_COLUMN):
            style.put(ws, row, column, looks.KEY, value)
    style.page(ws)
    ws.sheet_state = "veryHidden"
    book.defined_names[CHOICES] = DefinedName(CHOICES, attr_text=names_area(len(units)), hidden=True)


def _choice(book: Workbook, placed: Layout) -> None:
    """A drop-down over the list, by its name: so a program of 2007 knows it on another sheet too."""
    ws, place = book[COVER], placed.identity["unit"]
    for right in range(VALUES):
        style.dress(ws, place.row, place.column + right, looks.UNIT_CHOICE)
    rule = DataValidation("list", formula1=CHOICES, allow_blank=True)
    rule.error, rule.errorTitle, rule.showErrorMessage = labels.UNIT_ERROR, labels.INPUT_TITLE, True
    rule.prompt, rule.promptTitle, rule.showInputMessage = labels.UNIT_PROMPT, labels.IDENTITY["unit"], True
    rule.add(place.ref)
    ws.add_data_validation(rule)
    style.orange_where(ws, place.ref, f"LEN({place.ref})=0")


def _look_ups(book: Workbook, placed: Layout, looked_up: Mapping[Place, Node]) -> None:
    for place in placed.last_year.values():
        if place in looked_up:
            style.dress(book[place.sheet], place.row, place.column, looks.LOOKED_UP)
    write_formulas(book, looked_up)
