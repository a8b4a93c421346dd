"""A workbook becomes a reading: inputs by their names, totals as evidence, every place as a person would find it."""

from collections.abc import Iterable

from toolkit.checks.finding import Finding, Level
from toolkit.checks.reading import Reading, Spot, Stated
from toolkit.form.expression import Number, said
from toolkit.form.model import Form
from toolkit.form.table import Cell
from toolkit.submission.reason import joined
from toolkit.submission.submission import DECLARATIONS, Submission
from toolkit.submission.text import Paragraph, Run, paragraph
from toolkit.workbook.book import Content
from toolkit.workbook.contents import Contents
from toolkit.workbook.found import Found, named
from toolkit.workbook.identity import Identity, identify
from toolkit.workbook.layout import Layout, layout, reason_name
from toolkit.workbook.live import live_cells
from toolkit.workbook.package import Package


def read(data: bytes, known: tuple[Form, ...]) -> Reading:
    """Raises :class:`~toolkit.submission.refusal.Refusal` where the file cannot be read or is not ours."""
    cells = named(Contents(Package(data)).book)
    owner = identify(cells, known)
    return _reading(owner, cells, layout(owner.form))


def _reading(owner: Identity, cells: Found, placed: Layout) -> Reading:
    form = owner.form
    entries = {cell.id: typed for cell in form.inputs if (typed := _entry(cells.one(cell.id))) is not None}
    texts = {id: written for id in placed.texts if (written := _paragraphs(cells.of(f"text.{id}")))}
    last_year = {id: _entry(cells.one(f"last_year.{id}")) for id in placed.last_year}
    reasons = {
        key: joined(cells.text(reason_name(key, "choice")), cells.text(reason_name(key))) for key in placed.reasons
    }
    submission = Submission(
        form=form,
        unit=owner.unit,
        year=owner.year,
        code=owner.code,
        level=owner.level,
        entries=entries,
        texts=texts,
        declared=_declared(placed, cells),
        reasons={key: reason for key, reason in reasons.items() if reason},
        last_year={
            id: figure for id, figure in last_year.items() if figure is not None and not isinstance(figure, str)
        },
    )
    names = {cell.id: cell.id for cell in form.inputs} | {id: f"text.{id}" for id in placed.texts}
    lost = [id for id, name in names.items() if cells.place(name) is None]
    findings = (Finding("cell-missing", Level.ERROR, tuple(lost)),) if lost else ()
    return Reading(submission, _stated(form, cells), dict(_spots(placed, cells)), findings)


def _entry(content: Content) -> Number | str | None:
    """What was typed; an empty text is a blank."""
    return None if content.value == "" else content.value


def _paragraphs(contents: Iterable[Content]) -> tuple[Paragraph, ...]:
    return tuple(filter(None, (paragraph(_runs(content)) for content in contents)))


def _runs(content: Content) -> tuple[Run, ...]:
    """A number typed where text belongs is text too."""
    if content.runs or content.value is None:
        return content.runs
    return (Run(content.value if isinstance(content.value, str) else said(content.value)),)


def _reason(cells: Found, key: str) -> str:
    return joined(cells.text(reason_name(key, "choice")), cells.text(reason_name(key)))


def _declared(placed: Layout, cells: Found) -> dict[str, str]:
    chosen = {id: cells.text(f"declared.{id}") for id in placed.tables}
    meant = {label: declaration for declaration, label in DECLARATIONS.items()}
    return {id: meant[label] for id, label in chosen.items() if label in meant}


def _stated(form: Form, cells: Found) -> dict[str, Stated]:
    formulas = {live.place: live.formula for live in live_cells(form)}
    figures = layout(form).figures
    return {
        cell.id: _one_stated(cell, cells.one(cell.id), formulas[figures[cell.id]])
        for cell in form.computed
        if cells.place(cell.id)
    }


def _one_stated(cell: Cell, content: Content, formula: str) -> Stated:
    own = content.formula is not None and _same(content.formula, formula)
    return Stated(content.value, formula=own)


def _same(one: str, other: str) -> bool:
    """The same formula, however a program spaces it or fixes its references."""
    return one.replace("$", "").replace(" ", "").upper() == other.upper()


def _spots(placed: Layout, cells: Found) -> Iterable[tuple[str, Spot]]:
    for id in placed.form.cells:
        place = cells.place(id)
        if place:
            yield id, Spot(place.sheet, place.ref)
    for id in placed.texts:
        place = cells.place(f"text.{id}")
        if place:
            yield id, Spot(place.sheet, place.ref)
