"""Locks: what is to be filled in can be, all else cannot, and a paste changes neither."""

from collections.abc import Iterator, Mapping

from toolkit.workbook.lint_book import YES, Book, Sheet
from toolkit.workbook.lint_faults import Fault, fault
from toolkit.workbook.places import Place
from toolkit.workbook.sheets import Layout

WRITTEN = ("cover", "declared", "last_year", "reason", "choice", "text")  # first words of names that are filled in
NORMAL = ("样式“常规”", "单元格格式0")


def inputs(book: Book, placed: Layout) -> Mapping[Place, str]:
    """Every cell that is to be filled in, with its name; where the workbook's own names say it is."""
    figures = {cell.id for cell in placed.form.inputs}
    return {
        place: name
        for name, places in book.places.items()
        for place in places
        if name in figures or (name in placed.names and name.partition(".")[0] in WRITTEN)
    }


def locks(book: Book, placed: Layout) -> Iterator[Fault]:
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


def _others(book: Book, sheet: Sheet, written: Mapping[str, str]) -> Iterator[Fault]:
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


def protection(book: Book, placed: Layout) -> Iterator[Fault]:
    guard = next((each for each in book.root.iter() if each.tag.endswith("}workbookProtection")), None)
    if guard is None or guard.get("lockStructure") not in YES:
        yield fault("structure-unlocked")
    for sheet in book.sheets:
        if sheet.one("sheetProtection").get("sheet") not in YES:
            yield fault("sheet-unprotected", sheet.name)
