"""A form's blank workbook: drawn once with openpyxl, then only patched for each unit."""

import io
from collections.abc import Mapping
from functools import cache

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.protection import WorkbookProtection

from toolkit.form.form import Form
from toolkit.form.library import fingerprint
from toolkit.form.reserved_names import BESIDE_SHEET
from toolkit.numbers import Number
from toolkit.office.opc import Package
from toolkit.office.sheets.addresses import Place, fixed
from toolkit.office.sheets.xlsx import Contents
from toolkit.office.sheets.xlsx_edit import New, rewrite
from toolkit.workbook.design import labels
from toolkit.workbook.design.layout import COLLECT_UNIT, layout
from toolkit.workbook.design.sheets import COLLECT, COVER, GUIDE, RESULTS, TableSheet
from toolkit.workbook.formulas.companion import linked_cells, stamp_beside
from toolkit.workbook.formulas.tree import Node, calculated
from toolkit.workbook.formulas.typed import values
from toolkit.workbook.formulas.workbook import formulas
from toolkit.workbook.read.issue_token import TOKEN, token_cell, token_text
from toolkit.workbook.write import style
from toolkit.workbook.write.collect import draw_collect
from toolkit.workbook.write.companion import draw_beside, draw_cover_line
from toolkit.workbook.write.cover import draw_cover
from toolkit.workbook.write.guide import draw_guide
from toolkit.workbook.write.keys import draw_keys
from toolkit.workbook.write.results import draw_results
from toolkit.workbook.write.table import draw_table
from toolkit.workbook.write.text import draw_text
from toolkit.workbook.write.tidy import CORE, CUSTOM, core_properties, custom_properties, with_locks
from toolkit.workbook.write.token import draw_token

NOTHING: Mapping[str, Number] = {}


def blank(
    form: Form,
    unit: str,
    year: int,
    code: str = "",
    level: str = "",
    last_year: Mapping[str, Number] = NOTHING,
    *,
    token: str = "",
    beside: Form | None = None,
) -> bytes:
    """A locked workbook for one unit and year, every formula calculated.

    ``last_year``: figures of the year before, by id, shown beside the inputs that must tie with them. ``token``: what
    the file is known by when it comes back. ``beside``: a district's own figures, on one more sheet.
    """
    placed, shown = layout(form), _identity(form, unit, year, code, level)
    cells: dict[Place, New] = {placed.identity[key]: value for key, value in shown.items()}
    if form.sources:
        cells[COLLECT_UNIT] = labels.COLLECT_FOR.format(unit=unit, year=year)
    stored = {**shown, "form": form.id, "revision": form.revision, "level": level, "year": str(year)}
    if token:
        stored[TOKEN] = token
        cells[token_cell(placed)] = token_text(token)
    parts = {
        CUSTOM: custom_properties({f"nianbao.{key}": str(value) for key, value in stored.items()}),
        CORE: core_properties(unit, f"{unit}{year}", year),
    }
    cells |= {placed.last_year[id]: figure for id, figure in last_year.items()}
    if beside:
        cells[layout(beside).identity["fingerprint"]] = fingerprint(beside)
    cells |= calculated(all_formulas(form, beside), values(cells))
    return rewrite(Contents(Package(drawn(form, beside, bool(token)))), cells, parts)


def _identity(form: Form, unit: str, year: int, code: str, level: str) -> dict[str, str | int]:
    """What the cover says of whose workbook it is, by key."""
    label = next((each.label for each in form.levels if each.id == level), "")
    who: dict[str, str | int] = {"unit": unit, "code": code, "level": label, "year": year}
    return {"form": form.key, "fingerprint": fingerprint(form), **who}


def all_formulas(form: Form, beside: Form | None) -> dict[Place, Node]:
    """Every formula of a workbook, with a form beside its own or not."""
    nodes = dict(formulas(form))
    return (
        {**nodes, **formulas(beside), **linked_cells(form, beside), **stamp_beside(form, beside)} if beside else nodes
    )


@cache
def drawn(form: Form, beside: Form | None = None, token: bool = False) -> bytes:
    """The workbook that all units of a form share, with nobody's name in it."""
    book = drawn_book(form, beside)
    if token:
        draw_token(book[COVER], layout(form))
    return finished(book, form, beside)


def drawn_book(form: Form, beside: Form | None) -> Workbook:
    """All sheets, still to be locked."""
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
    if beside:
        draw_beside(book.create_sheet(BESIDE_SHEET), layout(beside))
        draw_cover_line(book[COVER], placed, layout(beside))
    draw_results(book.create_sheet(RESULTS), placed)
    if form.sources:
        draw_collect(book.create_sheet(COLLECT), form)
    return book


def write_formulas(book: Workbook, nodes: Mapping[Place, Node]) -> None:
    """Write each formula tree into its cell, with ``=`` in front."""
    for place, node in nodes.items():
        book[place.sheet].cell(place.row, place.column).value = "=" + node.excel(place.sheet)


def finished(book: Workbook, form: Form, beside: Form | None) -> bytes:
    """With formulas, names and locks, and the custom properties that each unit's copy fills in."""
    write_formulas(book, all_formulas(form, beside))
    forms = [form, beside] if beside else [form]
    for each_form in forms:
        for name, places in layout(each_form).names.items():
            book.defined_names[name] = DefinedName(name, attr_text=fixed(places), hidden=True)
    for sheet in book.worksheets:
        for each_form in forms:
            draw_keys(sheet, each_form)
        style.order_merges(sheet)
        style.lock(sheet)
    book.security = WorkbookProtection(lockStructure=True)
    book.custom_doc_props.append(StringProperty(name="nianbao", value=form.key))  # type: ignore[attr-defined]
    out = io.BytesIO()
    book.save(out)
    return with_locks(Package(out.getvalue()))
