"""Lints cell protection: inputs unlocked, everything else locked, and a paste changes neither."""

from collections.abc import Iterator, Mapping

from toolkit.office.sheets.addresses import Place
from toolkit.workbook.design.sheets import Layouts
from toolkit.workbook.design.unit_list import CHOICES
from toolkit.workbook.lint.faults import LintFault, fault
from toolkit.workbook.lint.raw_book import YES, DrawnSheet, RawBook

WRITTEN = ("cover", "declared", "last_year", "reason", "choice", "text")  # first words of names that are filled in
NORMAL = ("样式“常规”", "单元格格式0")


def inputs(book: RawBook, placed: Layouts) -> Mapping[Place, str]:
    """Every cell that is to be filled in, with its name; where the workbook's own names say it is.

    In a workbook for all units its unit is, and what is looked up for it is not.
    """
    figures = {cell.id for each in placed for cell in each.form.inputs}
    names = {name for each in placed for name in each.names if name.partition(".")[0] in WRITTEN}
    if CHOICES in book.places:
        names.add("nianbao.unit")
    return {
        place: name
        for name, places in book.places.items()
        for place in places
        if name in figures | names and not (CHOICES in book.places and _looked_up(book, name, place))
    }


def _looked_up(book: RawBook, name: str, place: Place) -> bool:
    sheet = book.by_name.get(place.sheet)
    return name.startswith("last_year.") and sheet is not None and bool(sheet.formula(place.ref))


def locks(book: RawBook, placed: Layouts) -> Iterator[LintFault]:
    """Faults of locked cells: an input that is locked, another cell that is not, a built-in style that unlocks."""
    for style, format in zip(NORMAL, book.normal, strict=False):
        if format.locked:
            yield fault("normal-locked", style=style)
    written = inputs(book, placed)
    for sheet in book.sheets:
        mine = {place.ref: name for place, name in written.items() if place.sheet == sheet.name}
        for ref, name in mine.items():
            if book.format_of(sheet, ref).locked:
                yield fault("input-locked", sheet.name, ref, name=name)
        yield from _others(book, sheet, mine)


def _others(book: RawBook, sheet: DrawnSheet, written: Mapping[str, str]) -> Iterator[LintFault]:
    """Cells that are not filled in; those below a merged input look like it."""
    below = {
        place.ref
        for area in sheet.merges
        for row in area.rows()
        for place in row
        if next(area.rows())[0].ref in written
    }
    for ref in sheet.cells:
        format = book.format_of(sheet, ref)
        if not format.own:
            yield fault("lock-not-own", sheet.name, ref)
        if not format.locked and sheet.formula(ref):
            yield fault("formula-unlocked", sheet.name, ref)
        elif not format.locked and ref not in written and ref not in below:
            yield fault("label-unlocked", sheet.name, ref)


def protection(book: RawBook, placed: Layouts) -> Iterator[LintFault]:
    """Faults of protection: the workbook's structure or a sheet that is not protected (ISO/IEC 29500-1, 18.2.29,
    18.3.1.85).
    """
    guard = next((each for each in book.root.iter() if each.tag.endswith("}workbookProtection")), None)
    if guard is None or guard.get("lockStructure") not in YES:
        yield fault("structure-unlocked")
    for sheet in book.sheets:
        if sheet.one("sheetProtection").get("sheet") not in YES:
            yield fault("sheet-unprotected", sheet.name)
