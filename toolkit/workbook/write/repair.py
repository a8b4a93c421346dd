"""A new workbook filled with everything recovered from one that is damaged or on an older form."""

from dataclasses import replace

from toolkit.checks.finding import Level
from toolkit.checks.reading import Reading
from toolkit.form.form import Form
from toolkit.office.opc import Package
from toolkit.office.sheets.xlsx import Contents
from toolkit.office.sheets.xlsx_edit import rewrite
from toolkit.rich_text import Paragraph, Run
from toolkit.submission.submission import Submission
from toolkit.workbook.design.layout import layout
from toolkit.workbook.messages import which_year, whose
from toolkit.workbook.write.book import blank
from toolkit.workbook.write.fill import filled_cells, row_heights


def repaired(reading: Reading, known: tuple[Form, ...]) -> bytes:
    """The workbook, drawn anew and filled with what was read; what was typed and is no number is typed again.

    The sheets of companion forms that were read are drawn again too. The file stays known by its token.

    Where it was lost or is not sure what stood in a cell, the cell stays blank and has to be filled in.

    Raises :class:`~toolkit.errors.UserError` where a paragraph has more characters than a cell can hold.
    """
    found = reading.submission
    companions = tuple(each.submission.form for each in reading.companions)
    who = (found.unit, found.year, found.code, found.level)
    fresh = blank(found.form, *who, found.last_year, token=reading.token, companions=companions)
    contents, certain = Contents(Package(fresh)), _certain(reading)
    cells = filled_cells(contents, certain, known)
    for companion in reading.companions:
        cells |= filled_cells(contents, _certain(companion), known)
    fields = layout(found.form).cover_fields
    cells |= {fields[key]: said for key, said in reading.cover.items()}
    return rewrite(contents, cells, heights=row_heights(certain))


def named(found: Reading, unit: str, year: int) -> Reading:
    """With the unit and year that the file does not say. A workbook cannot be drawn for nobody, or for no year."""
    who = found.submission
    who = replace(who, unit=who.unit or unit.strip(), year=who.year or year)
    if not who.unit:
        raise whose()
    if not who.form.serves(who.year):
        raise which_year()
    return replace(found, submission=who)


def _certain(reading: Reading) -> Submission:
    """Numbers as numbers (“12件” is 12), no more paragraphs than there are rows, and nothing that is doubtful.

    A table with a doubtful figure is no longer declared complete, or the blank there would be a silent 0.
    """
    found = reading.submission
    doubtful = {id for each in reading.findings if each.level is Level.ERROR for id in each.cells}
    open_tables = {found.form.cells[id].table for id in doubtful if id in found.form.cells}
    entries = {}
    for cell in found.form.inputs:
        number = found.figure(cell.id)
        typed = found.entries.get(cell.id) if number is None else number
        if typed is not None and cell.id not in doubtful and (cell.id in found.entries or cell.table in open_tables):
            entries[cell.id] = typed
    return replace(
        found,
        entries=entries,
        texts={id: _within(said, found.form.texts[id].rows) for id, said in found.texts.items() if id not in doubtful},
        declared={table: said for table, said in found.declared.items() if table not in open_tables},
    )


def _within(said: tuple[Paragraph, ...], rows: int) -> tuple[Paragraph, ...]:
    """What has no row of its own goes on in the last one, on lines of its own."""
    if len(said) <= rows:
        return said
    last = [run for paragraph in said[rows - 1 :] for run in (Run("\n"), *paragraph)][1:]
    return (*said[: rows - 1], tuple(last))
