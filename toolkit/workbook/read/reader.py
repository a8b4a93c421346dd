"""Reads a workbook into a reading: inputs wherever they are now, totals as evidence, cell addresses."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from toolkit import entry, limits
from toolkit.checks.finding import Finding, Level, Quoting, Spot
from toolkit.checks.reading import Reading
from toolkit.form.form import Form
from toolkit.form.library import fingerprint, main_forms
from toolkit.limits import within
from toolkit.numbers import Number, plain_number
from toolkit.office.opc import Package
from toolkit.office.sheets.book import Book, Content
from toolkit.office.sheets.xlsx import Contents
from toolkit.office.sheets.xlsx_formats import as_date, is_date
from toolkit.rich_text import Paragraph, Run, paragraph
from toolkit.submission.reasons import joined
from toolkit.submission.submission import Submission, declarations
from toolkit.workbook.design.companion_layout import STAMP
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import Layout, reason_name
from toolkit.workbook.read.damage import damage
from toolkit.workbook.read.doubt import unreadable
from toolkit.workbook.read.found import FoundCells
from toolkit.workbook.read.identity import Identity, identify
from toolkit.workbook.read.locate import Located, locate
from toolkit.workbook.read.searched import Searched
from toolkit.workbook.read.shown_totals import stated_totals


def read(data: bytes, known: tuple[Form, ...]) -> Reading:
    """Raises :class:`~toolkit.errors.UserError` where the file cannot be read or is not ours."""
    return read_book(Contents(Package(data)).book, known)


def read_book(book: Book, known: tuple[Form, ...], any_revision: bool = False) -> Reading:
    """The same for a file that was opened already; ``any_revision``: see :func:`identify`.

    Of the companion forms among the known ones, those whose sheet is there are read with the unit and year of the
    workbook.
    """
    within(len(book.sheets), limits.SHEETS, "有{}张以上的工作表")
    owner, located = identify(book, main_forms(known), any_revision)
    cells = FoundCells(book, located.places)
    fields = layout(owner.form).cover_fields
    return replace(
        _reading(owner, cells, _findings(book, owner, located)),
        cover={key: written for key in fields if (written := cells.text(f"cover.{key}"))},
        token=owner.token,
        companion_sheet=next((place.sheet for place in book.names.get(STAMP, ()) if place.sheet in book.sheets), ""),
        companions=tuple(_companions(book, owner, known)),
    )


def _companions(book: Book, main: Identity, known: tuple[Form, ...]) -> Iterator[Reading]:
    for form in (each for each in known if each.companion):
        located = locate(book, form)
        if any(cell.id in located.places for cell in form.inputs):
            cells = FoundCells(book, located.places)
            printed = cells.text(f"{layout(form).first_word}.fingerprint")
            owner = Identity(form, main.unit, main.year, main.code, main.level, printed)
            yield _reading(owner, cells, _findings(book, owner, located))


def _reading(owner: Identity, cells: FoundCells, findings: tuple[Finding, ...]) -> Reading:
    placed = layout(owner.form)
    return Reading(
        submission=_submission(owner, cells, placed),
        stated=stated_totals(owner.form, cells),
        places=dict(_spots(placed, cells)),
        findings=findings,
    )


def _submission(owner: Identity, cells: FoundCells, placed: Layout) -> Submission:
    form = owner.form
    last_year: dict[str, Number | str | None] = {id: _entry(cells, f"last_year.{id}") for id in placed.last_year}
    if owner.units:
        last_year |= {id: owner.chosen.last_year.get(id) if owner.chosen else None for id in owner.units.last_year}
    return Submission(
        form=form,
        unit=owner.unit,
        year=owner.year,
        code=owner.code,
        level=owner.level,
        entries={cell.id: typed for cell in form.inputs if (typed := _entry(cells, cell.id)) is not None},
        texts={id: written for id in placed.texts if (written := _paragraphs(cells.of(f"text.{id}")))},
        declared=_declared(placed, cells),
        reasons={key: reason for key in placed.reasons if (reason := _reason(cells, key))},
        last_year=dict(_figures(form, last_year)),
    )


def _figures(form: Form, typed: Mapping[str, Number | str | None]) -> Iterator[tuple[str, Number]]:
    """Last year's, as far as they can be read: a number typed as text is one, as it is for this year's."""
    for id, each in typed.items():
        figure = entry.read(each, form.cells[id].unit).number
        if figure is not None:
            yield id, figure


def _entry(cells: FoundCells, name: str) -> Number | str | None:
    """What was typed. An empty text is a blank; a formula without a value is no number, and neither is a date, nor what
    is struck out in part or said twice.
    """
    content = cells.one(name)
    if doubt := unreadable(content):
        return doubt
    if content.value is None and content.formula is not None:
        return f"={content.formula}"
    if isinstance(content.value, int | Decimal) and is_date(content.value, content.shows):
        return as_date(content.value, cells.book.from_1904) or content.value
    return None if content.value == "" else content.value


def _paragraphs(contents: Iterable[Content]) -> tuple[Paragraph, ...]:
    return tuple(filter(None, (paragraph(_runs(content)) for content in contents)))


def _runs(content: Content) -> tuple[Run, ...]:
    """A number typed where text belongs is text too."""
    if content.runs or content.value is None:
        return content.runs
    return (Run(content.value if isinstance(content.value, str) else plain_number(content.value)),)


def _reason(cells: FoundCells, key: str) -> str:
    return joined(cells.text(reason_name(key, "choice")), cells.text(reason_name(key)))


def _declared(placed: Layout, cells: FoundCells) -> dict[str, str]:
    chosen = {id: cells.text(f"declared.{id}") for id in placed.tables}
    meant = {
        id: {label: key for key, label in declarations(sheet.table).items()} for id, sheet in placed.tables.items()
    }
    return {id: meant[id][label] for id, label in chosen.items() if label in meant[id]}


def _spots(placed: Layout, cells: FoundCells) -> Iterator[tuple[str, Spot]]:
    names = {id: id for id in placed.form.cells} | {id: f"text.{id}" for id in placed.texts}
    for id, name in names.items():
        if place := cells.place(name):
            yield id, Spot(place.sheet, place.ref)


def _findings(book: Book, owner: Identity, located: Located) -> tuple[Finding, ...]:
    found = damage(Searched(book, owner.form, located))
    if owner.units and not owner.chosen:
        spots = tuple(Spot(place.sheet, place.ref) for place in located.places.get("nianbao.unit", ()))
        found = (*found, Quoting("unit-not-chosen", Level.ERROR, spots=spots, quotes=(owner.unit,)))
    if owner.fingerprint in ("", fingerprint(owner.form)):
        return found
    return (*found, Finding("older-form", Level.NOTE))
