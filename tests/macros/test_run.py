"""The macros run in LibreOffice: on good, random, damaged and foreign workbooks, compared with what Python says."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from openpyxl import Workbook, load_workbook

from macros.build import built, modules, words
from samples.make import samples
from tests.drawn import ROOT, both_forms, filled, without
from tests.instruments.oracles.macros import Press, pressed
from tests.instruments.oracles.typist import needs_typist
from tests.instruments.vandal.kinds.kinds import KINDS, vandalised
from tests.instruments.vandal.samples import filled_workbook, telling, telling_workbook
from tests.office.sheets.drawn_parts import typed_over, without_name
from tests.strategies import random_submission
from tests.workbook.write.drawn_common import companion_form
from toolkit.checks.check import check
from toolkit.checks.finding import Level
from toolkit.checks.messages.wording import PASSED, WAITING, where
from toolkit.form.form import Check, Form, TextField
from toolkit.numbers import Number
from toolkit.office.sheets.addresses import Place
from toolkit.submission.check_code import in_reach
from toolkit.submission.submission import ALL_ZERO, Submission
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import Layout
from toolkit.workbook.formulas.progress import BROKEN_STATES
from toolkit.workbook.formulas.tree import calculated
from toolkit.workbook.formulas.typed import seen_cells
from toolkit.workbook.formulas.workbook import own_formulas
from toolkit.workbook.read.reader import read
from toolkit.workbook.write.book import blank

pytestmark = needs_typist
PROBE = ROOT / "tests" / "macros" / "probe.bas"
RANDOM, DAMAGED = 9, 5


@pytest.fixture(scope="module")
def addin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The add-in with one module more, through which the tests ask."""
    path = tmp_path_factory.mktemp("addin") / "nianbao.xlam"
    path.write_bytes(built({**modules(), "Probe": PROBE.read_text(encoding="ascii")}))
    return path


def stops(addin: Path, books: Sequence[Path]) -> list[set[str]]:
    """What “next problem” would visit in each workbook."""
    answers = pressed(addin, [Press(book, "Probe.Stops") for book in books])
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
        if blank or isinstance(entry, str) or (entry is not None and _is_wrong(entry, cell.kind)):
            yield placed.figures[cell.id]


def _is_wrong(number: Number, kind: str) -> bool:
    """A number that may not stand in a cell of this kind."""
    whole = kind == "amount" or number == int(number)
    return not in_reach(number) or (kind != "change" and number < 0) or not whole


def _declarations(submission: Submission, placed: Layout) -> Iterator[Place]:
    for table, sheet in placed.tables.items():
        entries = [submission.entries.get(cell.id, 0) for cell in submission.form.inputs_of(table)]
        if submission.declared.get(table) == ALL_ZERO and any(entry for entry in entries if not isinstance(entry, str)):
            yield sheet.declared


def _lines(submission: Submission, placed: Layout) -> Iterator[Place]:
    states = calculated(own_formulas(submission.form), seen_cells(placed, submission))
    for line in placed.results:
        state = str(states[line.state])
        broken = state.startswith(BROKEN_STATES)
        if isinstance(line.subject, Check):
            if broken:
                yield _first(line.subject, placed)
        else:
            texts = (line.subject.id,) if isinstance(line.subject, TextField) else line.subject.texts
            if broken or state == WAITING:
                yield min(placed.texts[texts[0]])


def _first(check: Check, placed: Layout) -> Place:
    if check.total:
        return placed.figures[check.total]
    left = [placed.figures[ref.id] for sign, ref in check.left.signed() if sign > 0 and not ref.last_year]
    return min(left)


def _written(workbooks: Iterable[bytes], folder: Path) -> list[Path]:
    paths = []
    for number, workbook in enumerate(workbooks):
        paths.append(folder / f"{number}.xlsx")
        paths[-1].write_bytes(workbook)
    return paths


def test_each_problem_is_visited_and_nothing_else(addin: Path, any_form: Form, tmp_path: Path) -> None:
    """Eighteen random workbooks of two forms, half of them broken: the same set as Python's, cell by cell."""
    filed = [random_submission(any_form, Random(seed), broken=seed % 2 == 0) for seed in range(RANDOM)]
    found = stops(addin, _written(map(filled_workbook, filed), tmp_path))
    assert found == [expected(submission) for submission in filed]
    assert any(found)


def test_a_companion_is_walked_like_any_other(addin: Path, official: Form, tmp_path: Path) -> None:
    """A district's own figures: blanks, and a figure that is no number of its kind."""
    companion = companion_form()
    first, second, *_ = companion.inputs
    places = layout(companion).figures
    empty = blank(official, "青石镇", 2024, companions=(companion,))
    [book] = _written([typed_over(empty, {places[first.id]: -1, places[second.id]: 5})], tmp_path)
    typed: dict[str, Number | str] = {first.id: -1, second.id: 5}
    [found] = stops(addin, [book])
    assert found == expected(Submission(official, "", 2024)) | expected(Submission(companion, "", 2024, entries=typed))


def test_it_agrees_with_the_findings_on_the_samples(addin: Path) -> None:
    """What the district answers is what the button leads to: each error has a stop, each stop is in a finding."""
    books = [sample / "workbook.xlsx" for sample in samples()]
    for book, found in zip(books, stops(addin, books), strict=True):
        reading = read(book.read_bytes(), both_forms())
        findings = check(reading)
        told = [{f"{spot.sheet}!{spot.ref}" for spot in where(each, reading)} for each in findings]
        errors = [cells for each, cells in zip(findings, told, strict=True) if each.level is Level.ERROR]
        assert [cells for cells in errors if not cells & found] == [], book
        assert found <= set().union(*told), book


def test_it_goes_on_and_round(addin: Path, official: Form, tmp_path: Path) -> None:
    """From wherever the officer is, in the order of the sheets; and a finished workbook is told to be one.

    The add-in of xlwings is not there: a button that needs it says so. A runtime error would come back as one. Where
    names are gone, not every problem can be found, but a sheet that is not clean is never called so.
    """
    good = filled(official)
    entries = {**good.entries, "publication.fees.amount": -1, "requests.new.person": 2, "requests.other.legal": "无"}
    bad = without(replace(good, entries=entries), "problems.found")
    unseen = filled_workbook(replace(good, entries={**entries, "requests.new.person": 0, "requests.other.legal": 0}))
    for table in official.tables:
        unseen = without_name(unseen, f"declared.{table.id}")
    books = _written([filled_workbook(bad), filled_workbook(good), unseen], tmp_path)
    presses = [
        *[Press(books[0], "Probe.NextOne")] * 5,
        Press(books[0], "Probe.NextOne", sheet="三、收到和处理申请", ref="D6"),
        Press(books[1], "Probe.NextOne", sheet="封面", ref="C10"),
        Press(books[1], "Probe.Action"),
        Press(books[1], "Probe.Fails"),
        Press(books[2], "Probe.NextOne"),
    ]
    answers = pressed(addin, presses)
    went = [f"{answer.sheet}!{answer.ref}" for answer in answers]
    places, texts = layout(official).figures, layout(official).texts
    inputs = [places[id] for id in ("publication.fees.amount", "requests.new.person", "requests.other.legal")]
    assert went[:4] == [f"{place.sheet}!{place.ref}" for place in (*inputs, texts["problems.found"][0])]
    assert went[4:7] == [went[0], went[2], "封面!C10"]
    assert [answer.result for answer in answers[:8]] == [""] * 6 + [PASSED, words()["python"]]
    assert str(answers[8].result).startswith("error")
    assert answers[9].result == words()["unclear"]


def test_a_sheet_is_cleared_of_what_was_typed(addin: Path, any_form: Form, tmp_path: Path) -> None:
    """Sheet after sheet, the workbook becomes the blank one: last year's figures, unit, formulas and locks are kept."""
    reasons = dict.fromkeys(any_form.reason_keys, "因故")
    last_year = dict.fromkeys(any_form.last_year, 7)
    filed = replace(random_submission(any_form, Random(7)), last_year=last_year, reasons=reasons)
    book, untouched = _written([filled_workbook(filed)] * 2, tmp_path)
    sheets = load_workbook(book).sheetnames
    presses = [Press(book, "Probe.Cleared", sheet=sheet) for sheet in sheets]
    *answers, other = pressed(addin, [*presses, Press(untouched, "Probe.Action")], tmp_path / "out")
    said = [str(answer.result).split(" ") for answer in answers]
    assert all(told == done for told, done in said), said
    typed = len(filed.entries) + len(filed.declared) + sum(map(len, filed.texts.values()))
    assert sum(int(done) for _, done in said) >= typed
    after = read(answers[-1].saved.read_bytes(), both_forms()).submission
    assert after == replace(filed, entries={}, declared={}, texts={}, reasons={})
    assert _formulas_and_locks(answers[-1].saved) == _formulas_and_locks(other.saved)


def _formulas_and_locks(path: Path) -> list[object]:
    book = load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    formulas = [(cell.parent.title, cell.coordinate, cell.value) for cell in cells if cell.data_type == "f"]
    unlocked = [(cell.parent.title, cell.coordinate) for cell in cells if not cell.protection.locked]
    return [formulas, unlocked, [sheet.protection.sheet for sheet in book]]


def test_damaged_and_foreign_workbooks_stop_no_macro(addin: Path, official: Form, tmp_path: Path) -> None:
    """Rows, names and sheets that are gone or astray: never a runtime error. What is not ours is told, and left alone,
    even with a sheet of the same name.
    """
    kinds = [kind for kind in KINDS if kind.structural]
    chosen = [kind.name for kind in Random(1).sample(kinds, DAMAGED)]
    damaged = [
        vandalised(telling_workbook(official), telling(official), [kind], Random(kind.name))
        for kind in kinds
        if kind.name in chosen
    ]
    books = _written([_foreign(tmp_path), *(each.workbook for each in damaged if each)], tmp_path)
    macros = ("Probe.NextOne", "Probe.Action", "Probe.Cleared")
    answers = pressed(addin, [Press(book, macro) for book in books for macro in macros], tmp_path / "out")
    assert [one for one in answers if one.error or str(one.result).startswith("error")] == []
    assert [one.result for one in answers[:3]] == [words()["foreign"], words()["foreign"], "0 0"]
    assert {(one.sheet, one.ref) for one in answers[:3]} == {("封面", "A1")}
    assert [[cell.value for cell in row] for row in load_workbook(answers[0].saved)["封面"]] == [["年报"]]


def _foreign(folder: Path) -> bytes:
    book = Workbook()
    [sheet] = book.worksheets
    sheet.title, sheet["A1"] = "封面", "年报"
    book.save(folder / "foreign.xlsx")
    return (folder / "foreign.xlsx").read_bytes()


def test_every_module_compiles(tmp_path: Path) -> None:
    """LibreOffice compiles all modules before it runs a line of one; if any is broken, none answers."""
    [book] = _written([_foreign(tmp_path)], tmp_path)
    good = {name: text + ANSWER for name, text in modules().items()}
    broken = {**good, "Filing": good["Filing"].replace("    End If\n", "", 1)}
    assert _answers(good, book, tmp_path) == dict.fromkeys(good, 42)
    assert 42 not in _answers(broken, book, tmp_path).values()


ANSWER = "\nPublic Function Compiled() As Long\n    Compiled = 42\nEnd Function\n"


def _answers(source: dict[str, str], book: Path, folder: Path) -> dict[str, object]:
    addin = folder / "compiled.xlam"
    addin.write_bytes(built(source))
    answers = pressed(addin, [Press(book, f"{name}.Compiled") for name in source])
    return {name: answer.result for name, answer in zip(source, answers, strict=True)}
