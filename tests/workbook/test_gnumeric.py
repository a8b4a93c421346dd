"""Every formula against a program that is stricter about areas than LibreOffice: Gnumeric calculates it anew.

Where a function of single values goes through an area inside SUMPRODUCT, Gnumeric takes one cell of it. What searches
or measures paragraphs, or finds a decimal point, cannot be said without that: those cells count as Gnumeric shows them,
and all that is made of them is compared.
"""

import re
from pathlib import Path
from random import Random

from python_calamine import load_workbook

from tests.instruments.oracles.gnumeric import needs_gnumeric, recalculated_by_gnumeric
from tests.strategies import random_submission
from toolkit.form.form import Check, Form
from toolkit.numbers import Number, number, plain_number, rounded
from toolkit.office.sheets.addresses import Place
from toolkit.submission.submission import Submission
from toolkit.workbook.design.layout import layout
from toolkit.workbook.formulas.tree import Node, calculated
from toolkit.workbook.formulas.typed import seen_cells
from toolkit.workbook.formulas.workbook import formulas, shown_values
from toolkit.workbook.write.book import blank
from toolkit.workbook.write.fill import fill

COUNT = 20
CELL_BY_CELL = re.compile(r"SUMPRODUCT\((?:--)?(?:ISNUMBER\()?(?:FIND|LEN)\(")
NOISE = re.compile(r"\d+\.\d{12,}")  # a double with all its digits, as Gnumeric puts it into a text


def _written(submission: Submission, path: Path) -> Path:
    empty = blank(submission.form, submission.unit, submission.year, submission.code, submission.level)
    path.write_bytes(fill(empty, submission, (submission.form,)))
    return path


def _shown(path: Path, places: list[Place]) -> dict[Place, Number | str]:
    book = load_workbook(str(path))
    sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    return {place: _value(sheets[place.sheet][place.row - 1][place.column - 1]) for place in places}


def _value(shown: object) -> Number | str:
    if isinstance(shown, str):
        return NOISE.sub(lambda digits: plain_number(rounded(number(digits.group()) or 0)), shown)
    assert isinstance(shown, int | float)
    return number(shown) or 0


def _cell_by_cell(nodes: dict[Place, Node]) -> set[Place]:
    return {place for place, node in nodes.items() if CELL_BY_CELL.search(node.excel(place.sheet))}


@needs_gnumeric
def test_gnumeric_calculates_what_we_wrote(any_form: Form, tmp_path: Path) -> None:
    """Twenty random submissions, half of them broken: the values in our file, and those of a stranger's calculation."""
    submissions = [random_submission(any_form, Random(seed), broken=seed % 2 == 0) for seed in range(COUNT)]
    files = [_written(submission, tmp_path / f"{n}.xlsx") for n, submission in enumerate(submissions)]
    nodes, placed = dict(formulas(any_form)), layout(any_form)
    given, differences = _cell_by_cell(nodes), []
    for submission, ours, theirs in zip(
        submissions, files, recalculated_by_gnumeric(files, tmp_path / "again"), strict=True
    ):
        written, again = _shown(ours, list(nodes)), _shown(theirs, list(nodes))
        assert written == {place: _value_of(value) for place, value in shown_values(submission).items()}
        expected = calculated(nodes, {**seen_cells(placed, submission), **{place: again[place] for place in given}})
        differences += [
            f"{ours.name} {place.fixed}: {again[place]!r}, not {value!r}"
            for place, value in expected.items()
            if again[place] != _value_of(value)
        ]
    assert differences == []


def _value_of(value: Number | str) -> Number | str:
    """A number as a cell keeps it."""
    return value if isinstance(value, str) else number(value) or 0


def test_few_cells_are_taken_on_trust(any_form: Form) -> None:
    """What is left to LibreOffice alone: the lines of rules about texts, and the count of faults of a sheet."""
    placed, given = layout(any_form), _cell_by_cell(dict(formulas(any_form)))
    lines = {line.state for line in placed.results if not isinstance(line.subject, Check)}
    assert given <= lines | {glance.errors for glance in placed.glances}
