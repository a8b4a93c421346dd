"""A form's blank workbook: drawn once with openpyxl, then only patched for each unit."""

import io
from collections.abc import Mapping
from functools import cache, lru_cache

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.protection import WorkbookProtection

from toolkit.form.form import Form
from toolkit.form.library import fingerprint
from toolkit.numbers import Number
from toolkit.office.opc import Package
from toolkit.office.sheets.addresses import Place, fixed
from toolkit.office.sheets.xlsx_edit import New
from toolkit.workbook.design import labels
from toolkit.workbook.design.layout import COLLECT_UNIT, layout
from toolkit.workbook.design.sheets import COLLECT, COVER, GUIDE, RESULTS, Layout, TableSheet
from toolkit.workbook.formulas.tree import Node
from toolkit.workbook.formulas.workbook import formulas
from toolkit.workbook.read.issue_token import TOKEN, token_cell, token_text
from toolkit.workbook.write import style
from toolkit.workbook.write.collect import draw_collect
from toolkit.workbook.write.companion import draw_companion
from toolkit.workbook.write.cover import draw_companion_line, draw_cover
from toolkit.workbook.write.guide import draw_guide
from toolkit.workbook.write.keys import draw_keys
from toolkit.workbook.write.results import draw_results
from toolkit.workbook.write.stencil import Stencil, stencil
from toolkit.workbook.write.table import draw_table
from toolkit.workbook.write.text import draw_text
from toolkit.workbook.write.tidy import CORE, CUSTOM, core_properties, custom_properties, with_locks
from toolkit.workbook.write.token import draw_token

UNIT_KEYS = ("unit", "code", "level", "year")
NOTHING: Mapping[str, Number] = {}
Identity = dict[str, str | int]  # what the cover says, by key
Forms = tuple[Form, ...]  # of one workbook: its main form, then its companions


def blank(
    form: Form,
    unit: str,
    year: int,
    code: str = "",
    level: str = "",
    last_year: Mapping[str, Number] = NOTHING,
    *,
    token: str = "",
    companions: Forms = (),
) -> bytes:
    """A locked workbook for one unit and year, every formula calculated.

    ``last_year``: figures of the year before, by id, shown beside the inputs that must tie with them. ``token``: what
    the file is known by when it comes back. ``companions``: forms that have a sheet of their own in it.
    """
    forms, who = (form, *companions), _identity(form, unit, year, code, level)
    cells = _unit_cells(form, who, token) | {layout(form).last_year[id]: figure for id, figure in last_year.items()}
    stored = {**who, "form": form.id, "revision": form.revision, "level": level, "year": str(year)}
    if token:
        stored[TOKEN] = token
    parts = {
        CUSTOM: custom_properties({f"nianbao.{key}": str(value) for key, value in stored.items()}),
        CORE: core_properties(unit, f"{unit}{year}", year),
    }
    return _stencil(forms, bool(token)).filled(cells, parts)


def _unit_cells(form: Form, who: Identity, token: str) -> dict[Place, New]:
    """The cells that say whose the workbook is."""
    placed = layout(form)
    cells: dict[Place, New] = {placed.identity[key]: who[key] for key in UNIT_KEYS}
    if form.sources:
        cells[COLLECT_UNIT] = labels.COLLECT_FOR.format(**who)
    if token:
        cells[token_cell(placed)] = token_text(token)
    return cells


@lru_cache(maxsize=16)
def _stencil(forms: Forms, token: bool) -> Stencil:
    """Open are the cells that say whose it is, and those of last year's figures; the form's own are the same in all."""
    form, placed = forms[0], layout(forms[0])
    open = {*_unit_cells(form, _identity(form, "", 0, "", ""), "-" * token), *placed.last_year.values()}
    constant = {placed.identity["form"]: form.key, **fingerprints(forms)}
    return stencil(drawn(forms, token), formulas(*forms), constant, open)


def _identity(form: Form, unit: str, year: int, code: str, level: str) -> Identity:
    """What the cover says of whose workbook it is, by key."""
    label = next((each.label for each in form.levels if each.id == level), "")
    who: Identity = {"unit": unit, "code": code, "level": label, "year": year}
    return {"form": form.key, "fingerprint": fingerprint(form), **who}


def fingerprints(forms: Forms) -> dict[Place, New]:
    """The cells that say which list of figures and rules each form was drawn from."""
    return {layout(form).identity["fingerprint"]: fingerprint(form) for form in forms}


@cache
def drawn(forms: Forms, token: bool = False) -> bytes:
    """The workbook that all units of a form share, with nobody's name in it."""
    book = drawn_book(forms)
    if token:
        draw_token(book[COVER], layout(forms[0]))
    return finished(book, forms)


def drawn_book(forms: Forms) -> Workbook:
    """All sheets, still to be locked."""
    book = Workbook()
    book.remove(book.worksheets[0])
    main, *companions = map(layout, forms)
    draw_cover(book.create_sheet(COVER), main)
    draw_guide(book.create_sheet(GUIDE), main.form)
    _sheets(book, main)
    for companion in companions:
        _sheets(book, companion)
        draw_companion(book[companion.summary.sheet], companion)
        draw_companion_line(book[COVER], main, companion)
    draw_results(book.create_sheet(RESULTS), main)
    if main.form.sources:
        draw_collect(book.create_sheet(COLLECT), main.form)
    return book


def _sheets(book: Workbook, placed: Layout) -> None:
    """The sheets that are filled in."""
    for sheet in placed.sheets:
        if isinstance(sheet, TableSheet):
            draw_table(book.create_sheet(sheet.table.sheet), placed, sheet)
        else:
            draw_text(book.create_sheet(sheet.sheet), sheet)


def write_formulas(book: Workbook, nodes: Mapping[Place, Node]) -> None:
    """Write each formula tree into its cell, with ``=`` in front."""
    for place, node in nodes.items():
        book[place.sheet].cell(place.row, place.column).value = "=" + node.excel(place.sheet)


def finished(book: Workbook, forms: Forms) -> bytes:
    """With formulas, names and locks, and the custom properties that each unit's copy fills in."""
    write_formulas(book, formulas(*forms))
    for form in forms:
        for name, places in layout(form).names.items():
            book.defined_names[name] = DefinedName(name, attr_text=fixed(places), hidden=True)
    for sheet in book.worksheets:
        for form in forms:
            draw_keys(sheet, form)
        style.order_merges(sheet)
        style.lock(sheet)
    book.security = WorkbookProtection(lockStructure=True)
    book.custom_doc_props.append(StringProperty(name="nianbao", value=forms[0].key))  # type: ignore[attr-defined]
    out = io.BytesIO()
    book.save(out)
    return with_locks(Package(out.getvalue()))
