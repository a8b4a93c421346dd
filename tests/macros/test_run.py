"""The macros run in LibreOffice: on good, random, damaged and foreign workbooks, compared with what Python says."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from openpyxl import Workbook, load_workbook

from macros.build import built, modules, words
from samples.make import filing, samples
from tests.drawn import ROOT, both_forms, filled
from tests.oracles.macros import Press, pressed
from tests.oracles.typist import needs_typist
from tests.strategies import random_submission
from tests.vandal.kinds import KINDS, vandalised
from tests.vandal.samples import filled_workbook, telling, telling_workbook
from toolkit.checks.check import check
from toolkit.checks.finding import Level
from toolkit.checks.wording import WAITING
from toolkit.form.model import Check, Form, TextField
from toolkit.submission.submission import ALL_ZERO, Submission
from toolkit.workbook.layout import layout
from toolkit.workbook.places import Place, boxes
from toolkit.workbook.read import read
from toolkit.workbook.sheets import Layout, ResultLine
from toolkit.workbook.states import check_state, is_broken, is_wrong, text_value

pytestmark = needs_typist
PROBE = ROOT / "tests" / "macros" / "probe.bas"
RANDOM, DAMAGED = 10, 24


@pytest.fixture(scope="module")
def addin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The add-in with one module more, through which the tests ask."""
    path = tmp_path_factory.mktemp("addin") / "nianbao.xlam"
    path.write_bytes(built({**modules(), "Probe": PROBE.read_text(encoding="ascii")}))
    return path


def stops(addin: Path, books: Sequence[Path], out: Path) -> list[set[str]]:
    """What “next problem” would visit in each workbook."""
    answers = pressed(addin, [Press(book, "Probe.Stops") for book in books], out)
    assert [answer.error for answer in answers if answer.error] == []
    return [set(str(answer.result).split("\n")) - {""} for answer in answers]


def expected(submission: Submission) -> set[str]:
    """The inputs that are blank in a table that is not declared, or hold no number of their kind; a declaration that
    is contradicted; the first cell that each broken line, or each missing text, is about.
    """
    placed = layout(submission.form)
    places = {*_inputs(submission, placed), *_declarations(submission, placed), *_lines(submission, placed)}
    return {f"{place.sheet}!{place.ref}" for place in places}


def _inputs(submission: Submission, placed: Layout) -> Iterator[Place]:
    for cell in submission.form.inputs:
        entry = submission.entries.get(cell.id)
        blank = entry is None and cell.table not in submission.declared
        if blank or isinstance(entry, str) or (entry is not None and is_wrong(entry, cell.kind)):
            yield placed.figures[cell.id]


def _declarations(submission: Submission, placed: Layout) -> Iterator[Place]:
    for table, sheet in placed.tables.items():
        entries = [submission.entries.get(cell.id, 0) for cell in submission.form.inputs_of(table)]
        if submission.declared.get(table) == ALL_ZERO and any(entry for entry in entries if not isinstance(entry, str)):
            yield sheet.declared


def _lines(submission: Submission, placed: Layout) -> Iterator[Place]:
    for line in placed.results:
        if isinstance(line.subject, Check):
            if is_broken(check_state(line.subject)(submission)):
                yield _first(line.subject, placed)
        else:
            state = text_value(line.subject)(submission)
            texts = (line.subject.id,) if isinstance(line.subject, TextField) else line.subject.texts
            if is_broken(state) or state == WAITING:
                yield min(placed.texts[texts[0]])


def _first(check: Check, placed: Layout) -> Place:
    if check.total:
        return placed.figures[check.total]
    left = [placed.figures[ref.id] for sign, ref in check.left.signed() if sign > 0 and not ref.last_year]
    return next(next(boxes(left)[0].rows()))[0]


@pytest.fixture
def random_ones(any_form: Form) -> list[Submission]:
    return [random_submission(any_form, Random(seed), broken=seed % 2 == 0) for seed in range(RANDOM)]


def test_each_problem_that_python_finds_is_visited_and_no_other(
    addin: Path, random_ones: list[Submission], tmp_path: Path
) -> None:
    """Twenty random workbooks of two forms, half of them broken: the same set, cell by cell."""
    books = _written(map(filled_workbook, random_ones), tmp_path)
    found = stops(addin, books, tmp_path / "out")
    assert found == [expected(submission) for submission in random_ones]
    assert any(found)


def _written(workbooks: Iterable[bytes], folder: Path) -> list[Path]:
    paths = []
    for number, workbook in enumerate(workbooks):
        paths.append(folder / f"{number}.xlsx")
        paths[-1].write_bytes(workbook)
    return paths
