"""Writes a submission into a workbook's cells, invalid values unchanged."""

from collections.abc import Mapping
from dataclasses import replace

from toolkit.form.form import Form
from toolkit.form.library import main_forms
from toolkit.numbers import Number
from toolkit.office.messages import no_place
from toolkit.office.opc import Package
from toolkit.office.sheets.addresses import Place
from toolkit.office.sheets.xlsx import Contents
from toolkit.office.sheets.xlsx_edit import New, rewrite
from toolkit.rich_text import plain, width
from toolkit.submission.submission import Submission
from toolkit.workbook.design.companion_layout import STAMP
from toolkit.workbook.design.layout import TEXT_WIDTH, layout
from toolkit.workbook.design.sheets import Layout
from toolkit.workbook.design.unit_list import Units, list_cells
from toolkit.workbook.formulas.states import stamp
from toolkit.workbook.formulas.tree import Node, calculated
from toolkit.workbook.formulas.typed import identity_cells, typed_cells, values
from toolkit.workbook.formulas.unit_list import look_ups
from toolkit.workbook.formulas.workbook import cover_formulas, formulas, own_formulas
from toolkit.workbook.messages import other_form, other_year, paragraph_too_long, too_many_paragraphs
from toolkit.workbook.read.identity import Identity, identify
from toolkit.workbook.read.reader import read, read_book

CELL_LIMIT = 32_767  # characters, in every spreadsheet program
ROW_LIMIT = 409  # points, in Excel
LINE = 15  # points a line


def fill(workbook: bytes, submission: Submission, known: tuple[Form, ...]) -> bytes:
    """The workbook with the submission typed in and every formula calculated; its unit stays its own, and so do the
    figures of last year that the submission does not give. Of a companion form, only its own sheet changes.

    Raises :class:`UserError` where form or year differ, where a companion has no sheet, or where a text has no room.
    """
    contents = Contents(Package(workbook))
    return rewrite(contents, filled_cells(contents, submission, known), heights=row_heights(submission))


def filled_cells(contents: Contents, submission: Submission, known: tuple[Form, ...]) -> dict[Place, New]:
    """Every cell of an open workbook that :func:`fill` changes, with what it is to hold; raises the same."""
    owner, _ = identify(contents.book, main_forms(known))
    placed = layout(submission.form)
    if submission.form.companion:
        _same_places(placed, contents)
        nodes = {**own_formulas(submission.form), **cover_formulas(layout(owner.form), placed)}
        return _filled(nodes, typed_cells(placed, submission), {})
    _same_form(submission, owner)
    _same_places(placed, contents)
    unit = submission.unit if owner.units and submission.unit in owner.units.by_name else owner.unit
    known_before = read_book(contents.book, known).submission.last_year
    submission = replace(submission, unit=unit, last_year={**known_before, **submission.last_year})
    _room(submission)
    nodes = {**formulas(submission.form), **{place: stamp(placed, place) for place in contents.names.get(STAMP, ())}}
    if owner.units is None:
        return _filled(nodes, typed_cells(placed, submission), identity_cells(placed, submission))
    return _chosen(nodes, submission, owner.units)


def _filled(nodes: Mapping[Place, Node], cells: dict[Place, New], known: Mapping[Place, New]) -> dict[Place, New]:
    """What is typed, and what every formula then shows; ``known``: cells that stay as they are."""
    return {**cells, **calculated(nodes, values({**known, **cells}))}


def _chosen(nodes: Mapping[Place, Node], submission: Submission, units: Units) -> dict[Place, New]:
    """In a workbook for all units its own is chosen, too, and what the list says of it is shown."""
    placed = layout(submission.form)
    looked_up = look_ups(placed, units)
    cells = {place: new for place, new in typed_cells(placed, submission).items() if place not in looked_up}
    cells[placed.identity["unit"]] = submission.unit
    known = {placed.identity["year"]: submission.year, **list_cells(units, submission.form)}
    return _filled({**nodes, **looked_up}, cells, known)


def _same_places(placed: Layout, contents: Contents) -> None:
    for name, places in placed.names.items():
        if contents.names.get(name) != places:
            raise no_place(name)


def paste_over(workbook: bytes, figures: Mapping[str, Number], known: tuple[Form, ...]) -> bytes:
    """Numbers pasted over formulas, as it happens in the offices; the sheet of results says what it makes of them."""
    submission = read(workbook, known).submission
    placed = layout(submission.form)
    pasted: dict[Place, New] = {placed.figures[id]: figure for id, figure in figures.items()}
    cells = {**identity_cells(placed, submission), **typed_cells(placed, submission), **pasted}
    after = rewrite(Contents(Package(workbook)), pasted, keep_formulas=False)
    return rewrite(Contents(Package(after)), {**calculated(formulas(submission.form), values(cells))})


def _same_form(submission: Submission, owner: Identity) -> None:
    if submission.form is not owner.form:
        raise other_form(data=submission.form.key, workbook=owner.form.key)
    if submission.year != owner.year:
        raise other_year(data=submission.year, workbook=owner.year)


def row_heights(submission: Submission) -> dict[tuple[str, int], float]:
    """Rows as high as their paragraph needs, for programs that do not fit rows when they open a file."""
    placed, heights = layout(submission.form), {}
    for id, texts in submission.texts.items():
        for place, text in zip(placed.texts[id], texts, strict=False):
            lines = sum(1 + width(line) // (TEXT_WIDTH - 2) for line in plain(text).split("\n"))
            heights[place.sheet, place.row] = float(min(LINE * lines + 3, ROW_LIMIT))
    return heights


def _room(submission: Submission) -> None:
    """Refuses texts that have more paragraphs than rows, or a paragraph longer than a cell can hold."""
    for id, texts in submission.texts.items():
        field = submission.form.texts[id]
        if len(texts) > field.rows:
            raise too_many_paragraphs(text=field.label, count=len(texts), rows=field.rows)
        for number, length in enumerate((len(plain(each)) for each in texts), start=1):
            if length > CELL_LIMIT:
                raise paragraph_too_long(text=field.label, paragraph=number, count=length, limit=CELL_LIMIT)
