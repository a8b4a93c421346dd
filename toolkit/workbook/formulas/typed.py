"""Maps the typed values of a submission, invalid ones too, to the cells they belong in."""

from collections.abc import Iterator, Mapping

from toolkit.office.sheets.addresses import Place
from toolkit.office.sheets.xlsx_edit import New
from toolkit.rich_text import plain
from toolkit.submission.reasons import parted
from toolkit.submission.submission import Submission, declarations
from toolkit.workbook.design.labels import CHOOSE
from toolkit.workbook.design.sheets import Layout
from toolkit.workbook.formulas.functions import Scalar


def typed_cells(placed: Layout, submission: Submission) -> dict[Place, New]:
    """Every cell that a filer fills in, but for the cover; None for one that is to be blank.

    A paragraph that has no row of its own is left out.
    """
    return dict(_typed(placed, submission))


def _typed(placed: Layout, submission: Submission) -> Iterator[tuple[Place, New]]:
    for cell in submission.form.inputs:
        yield placed.figures[cell.id], submission.entries.get(cell.id)
    for id, sheet in placed.tables.items():
        yield sheet.declared, declarations(sheet.table).get(submission.declared.get(id, ""), CHOOSE)
    for id, place in placed.last_year.items():
        yield place, submission.last_year.get(id)
    for key, reason in placed.reasons.items():
        choice, words = parted(submission.reasons.get(key, ""), placed.form.choices(key))
        yield reason.choice, choice
        yield reason.words, words
    for id, places in placed.texts.items():
        said = submission.texts.get(id, ())
        for position, place in enumerate(places):
            yield place, said[position] if position < len(said) else None


def identity_cells(placed: Layout, submission: Submission) -> dict[Place, New]:
    """Whose the workbook is: what the cover says of it. Of a companion nothing does."""
    level = next((each.label for each in submission.form.levels if each.id == submission.level), "")
    said: dict[str, New] = {"unit": submission.unit, "code": submission.code, "level": level, "year": submission.year}
    return {place: said[key] for key, place in placed.identity.items() if key in said}


def seen_cells(placed: Layout, submission: Submission) -> dict[Place, Scalar]:
    """All that formulas see of a submission in the workbook of its unit."""
    return values({**identity_cells(placed, submission), **typed_cells(placed, submission)})


def values(cells: Mapping[Place, New]) -> dict[Place, Scalar]:
    """What formulas see of cells: of a text in runs its words."""
    return {place: plain(new) if isinstance(new, tuple) else new for place, new in cells.items()}
