"""Types a submission into a workbook: right and wrong values alike, as a person would."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from toolkit.errors import Refusal
from toolkit.form.form import Form
from toolkit.numbers import Number
from toolkit.office.package import Package
from toolkit.office.sheets.addresses import Place
from toolkit.office.sheets.xlsx import Contents
from toolkit.office.sheets.xlsx_edit import New, rewrite
from toolkit.rich_text import Paragraph, plain, width
from toolkit.submission.reasons import parted
from toolkit.submission.submission import DECLARATIONS, Submission
from toolkit.workbook.design.companion_layout import STAMP
from toolkit.workbook.design.labels import CHOOSE
from toolkit.workbook.design.layout import TEXT_WIDTH, layout
from toolkit.workbook.design.sheets import Layout
from toolkit.workbook.design.unit_list import Units, settled
from toolkit.workbook.formulas.companion import linked_cells, stamp_beside
from toolkit.workbook.formulas.live import live_values, pasted_values
from toolkit.workbook.formulas.unit_list import look_ups
from toolkit.workbook.read.identity import Identity, identify
from toolkit.workbook.read.reader import read

CELL_LIMIT = 32_767  # characters, in every spreadsheet program
ROW_LIMIT = 409  # points, in Excel
LINE = 15  # points a line


def fill(workbook: bytes, submission: Submission, known: tuple[Form, ...]) -> bytes:
    """The workbook with the submission typed in and every formula calculated; its unit stays its own, and so do the
    figures of last year that the submission does not give.

    Raises :class:`Refusal` where form or year differ, or where a text has no room.
    """
    contents = Contents(Package(workbook))
    owner, _ = identify(contents.book, known)
    _same_form(submission, owner)
    placed = layout(submission.form)
    _same_places(placed, contents)
    unit = submission.unit if owner.units and submission.unit in owner.units.by_name else owner.unit
    known_before = read(workbook, known).submission.last_year
    submission = replace(submission, unit=unit, last_year={**known_before, **submission.last_year})
    cells = _filled(placed, submission) if owner.units is None else _chosen(placed, submission, owner.units)
    for place in contents.names.get(STAMP, ()):
        cells[place] = stamp_beside(submission.form, place).value(submission)
    return rewrite(contents, cells, heights=_heights(placed, submission))


def fill_beside(workbook: bytes, submission: Submission, known: tuple[Form, ...]) -> bytes:
    """The workbook with a submission of the form beside typed into its sheet; everything else stays as it is.

    Raises :class:`Refusal` where the workbook has no such sheet.
    """
    contents = Contents(Package(workbook))
    owner, _ = identify(contents.book, known)
    placed = layout(submission.form)
    _same_places(placed, contents)
    cells = _filled(placed, submission)
    cells |= {live.place: live.value(submission) for live in linked_cells(owner.form, submission.form)}
    return rewrite(contents, cells)


def _filled(placed: Layout, submission: Submission) -> dict[Place, New]:
    return dict(_typed(placed, submission)) | live_values(submission)


def _chosen(placed: Layout, submission: Submission, units: Units) -> dict[Place, New]:
    """In a workbook for all units its own is chosen, too, and what the list says of it is shown."""
    settled_one = settled(submission, units)
    choice: dict[Place, New] = {placed.identity["unit"]: submission.unit}
    shown = {live.place: live.value(settled_one) for live in look_ups(placed, units)}
    return _filled(placed, settled_one) | choice | shown


def _same_places(placed: Layout, contents: Contents) -> None:
    for name, places in placed.names.items():
        if contents.names.get(name) != places:
            raise Refusal("no-place", id=name)


def paste_over(workbook: bytes, figures: Mapping[str, Number], known: tuple[Form, ...]) -> bytes:
    """Numbers pasted over formulas, as it happens in the offices; the sheet of results says what it makes of them."""
    submission = read(workbook, known).submission
    places = layout(submission.form).figures
    pasted = rewrite(
        Contents(Package(workbook)), {places[id]: figure for id, figure in figures.items()}, keep_formulas=False
    )
    return rewrite(Contents(Package(pasted)), pasted_values(submission, figures))


def _same_form(submission: Submission, owner: Identity) -> None:
    if submission.form is not owner.form:
        raise Refusal("other-form", data=submission.form.key, workbook=owner.form.key)
    if submission.year != owner.year:
        raise Refusal("other-year", data=submission.year, workbook=owner.year)


def _typed(placed: Layout, submission: Submission) -> Iterator[tuple[Place, New]]:
    for cell in submission.form.inputs:
        yield placed.figures[cell.id], submission.entries.get(cell.id)
    for id, sheet in placed.tables.items():
        yield sheet.declared, DECLARATIONS.get(submission.declared.get(id, ""), CHOOSE)
    for id, place in placed.last_year.items():
        yield place, submission.last_year.get(id)
    for key, reason in placed.reasons.items():
        choice, words = parted(submission.reasons.get(key, ""), placed.form.choices(key))
        yield reason.choice, choice
        yield reason.words, words
    for id, places in placed.texts.items():
        yield from _paragraphs(placed, id, places, submission.texts.get(id, ()))


def _heights(placed: Layout, submission: Submission) -> dict[tuple[str, int], float]:
    """Rows as high as their paragraph needs, for programs that do not fit rows when they open a file."""
    heights = {}
    for id, texts in submission.texts.items():
        for place, text in zip(placed.texts[id], texts, strict=False):
            lines = sum(1 + width(line) // (TEXT_WIDTH - 2) for line in plain(text).split("\n"))
            heights[place.sheet, place.row] = float(min(LINE * lines + 3, ROW_LIMIT))
    return heights


def _paragraphs(
    placed: Layout, id: str, places: tuple[Place, ...], texts: tuple[Paragraph, ...]
) -> Iterator[tuple[Place, New]]:
    label = placed.form.texts[id].label
    if len(texts) > len(places):
        raise Refusal("too-many-paragraphs", text=label, count=len(texts), rows=len(places))
    for number, text in enumerate(texts, start=1):
        if len(plain(text)) > CELL_LIMIT:
            raise Refusal("too-long", text=label, paragraph=number, count=len(plain(text)), limit=CELL_LIMIT)
    for position, place in enumerate(places):
        yield place, texts[position] if position < len(texts) else None
