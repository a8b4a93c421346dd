"""The content of a report in printed order, from which both the Word file and the web page are drawn."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from toolkit.form.form import Form, Section, TextField
from toolkit.form.grid import DASH, FIGURE, Grid, grid
from toolkit.form.table import Cell
from toolkit.numbers import Number, plain_number
from toolkit.rich_text import Paragraph, Run, paragraph
from toolkit.submission.submission import ABSENT, Submission


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 1 is a section's heading, 2 the heading of one of its texts."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    runs: Paragraph


@dataclass(frozen=True, slots=True)
class Figures:
    """A table as printed; ``values`` holds every figure by id in plain digits, empty where it is not known."""

    title: str
    grid: Grid
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Closing:
    """Who signs and when: the form's last texts, set apart from the report's body."""

    lines: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A table of texts: its headings, its rows, and how wide its columns are to one another."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


Part = Heading | Prose | Figures | Closing | Listing


@dataclass(frozen=True, slots=True)
class Report:
    title: tuple[str, ...]
    parts: tuple[Part, ...]


def report(submission: Submission, draft: bool = False) -> Report:
    """The whole report in the order of the form; ``draft`` keeps the headings of required texts not yet written."""
    return Report(title(submission), tuple(_parts(submission, draft)))


def title(submission: Submission) -> tuple[str, ...]:
    """The lines of the report's title, with unit and year filled in."""
    return tuple(submission.filled(line) for line in submission.form.title)


def _parts(submission: Submission, draft: bool) -> Iterator[Part]:
    form = submission.form
    for field in form.front:
        yield from map(Prose, paragraphs(field, submission))
    for section in form.sections:
        yield Heading(1, section.heading)
        yield from _section(section, submission, draft)
    closing = tuple(line for field in form.back for line in paragraphs(field, submission))
    if closing:
        yield Closing(closing)


def _section(section: Section, submission: Submission, draft: bool) -> Iterator[Part]:
    if section.table and submission.declared.get(section.table) == ABSENT:
        yield Prose(paragraph([Run(submission.form.table(section.table).absent)]))
    elif section.table:
        yield figures(submission, section.table)
    for field in section.texts:
        shown = paragraphs(field, submission)
        # Whoever reads a draft should see what is still to be written, and have the place to write it. No words are
        # put there: they could be published by oversight. Optional texts are not missing, so their headings are not
        # shown; in a final report nothing required is missing, and a heading above nothing would look like an error.
        if field.heading and (shown or (draft and field.required)):
            yield Heading(2, field.label)
        yield from map(Prose, shown)


def figures(submission: Submission, table: str) -> Figures:
    """One table of the submission, totals recomputed."""
    laid_out = _laid_out(submission.form, table)
    known = {cell.cell: submission.figure(cell.cell) for cell in laid_out.cells if cell.kind == FIGURE}
    values = {id: _printed(figure, submission.form.cells[id]) for id, figure in known.items()}
    return Figures(submission.form.table(table).title, laid_out, values)


def _printed(figure: Number | None, cell: Cell) -> str:
    """A percentage has its sign, unless a label names it; of nothing there is none."""
    if figure is None:
        return DASH if cell.percent else ""
    named = any(sign in cell.row.label + cell.column.label for sign in "%％")
    return plain_number(figure) + ("%" if cell.percent and not named else "")


@lru_cache(maxsize=64)
def _laid_out(form: Form, table: str) -> Grid:
    """The grid of a form's table, the same object each time."""
    return grid(form.table(table))


def paragraphs(field: TextField, submission: Submission) -> tuple[Paragraph, ...]:
    """As written, or the form's default sentence where nothing was. Only the form's own words have placeholders."""
    written = submission.texts.get(field.id, ())
    if written or not field.default:
        return tuple(written)
    return (paragraph([Run(submission.filled(field.default))]),)
