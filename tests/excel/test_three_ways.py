"""Said alike three ways: by ``nianbao check`` of the file, by the buttons of the open book, by its sheet 校验结果.

The long version writes its figures to docs/proof/excel.md.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest
import xlwings

from tests.cli.running import process
from tests.drawn import ROOT, official_form
from tests.instruments.oracles.office import needs_office
from tests.strategies import random_submission
from toolkit.checks.finding import Level
from toolkit.checks.messages.told import Told
from toolkit.checks.messages.wording import WAITING
from toolkit.excel.buttons import told_of
from toolkit.form.form import Check, Form, Rule, TextField, TextRule
from toolkit.form.library import forms
from toolkit.rich_text import Run
from toolkit.submission.submission import Submission
from toolkit.tasks.files.checked import Checked, as_json
from toolkit.tasks.files.inputs import Filed
from toolkit.tasks.files.results import Result
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import ResultLine
from toolkit.workbook.formulas.progress import BROKEN_STATES
from toolkit.workbook.write.book import blank
from toolkit.workbook.write.fill import fill

BOOKS = 100
UNDERSTOOD = ("text-number", "remark-in-cell")
PROOF = ROOT / "docs" / "proof" / "excel.md"
PAGE = """# Findings three ways

Made by `make prove`. {books} random submissions, every third one broken, are typed into workbooks and opened in a live
LibreOffice, which calculates them anew and is driven through xlwings, as Excel would be. Compared are: `nianbao check`
(`--json`) of the file that LibreOffice saves; what the buttons find in the open book, to the letter; and the lines of
its own sheet of results that are broken.

| | |
|---|---|
| workbooks | {books} |
| findings, alike from the file and from the open book | {findings} |
| broken or missing by the open book's own sheet, and by the program | {lines} |
| differences | {differences} |

Excel itself could not be run: docs/Excel核对单.md. Tabs are left out of the texts, for LibreOffice hands out texts of
several weights without them. Rules about “三” or “12件” are not compared between sheet and program: the program reads a
number there and says so, a formula cannot.
"""

pytestmark = needs_office


@dataclass(frozen=True)
class Compared:
    findings: int
    lines: int
    differences: tuple[str, ...]


def without_tabs(submission: Submission) -> Submission:
    texts = {
        id: tuple(tuple(Run(run.text.replace("\t", " "), run.bold) for run in each) for each in written)
        for id, written in submission.texts.items()
    }
    return replace(submission, texts=texts)


def broken(line: ResultLine, state: str) -> str:
    """What a line of the sheet says is wrong: a rule, or a text that is missing; empty where nothing is."""
    wrong = state.startswith(BROKEN_STATES)
    match line.subject:
        case TextField(id=id):
            return f"missing {id}" if wrong or state == WAITING else ""
        case Check(rule=Rule(id=id)) | TextRule(id=id):
            return id if wrong else ""
        case _:
            return "total" if wrong else ""


def by_sheet(book: xlwings.Book, form: Form) -> set[str]:
    results = layout(form).results
    states = book.sheets[results[0].state.sheet].used_range
    first, values = (states.row, states.column), states.value
    shown = {line: values[line.state.row - first[0]][line.state.column - first[1]] for line in results}
    return {said for line, state in shown.items() if (said := broken(line, str(state or "")))}


def by_program(told: Sequence[Told], form: Form) -> set[str]:
    """Of what was found, what the sheet can say too."""
    live = {rule.id for rule in form.rules} | {rule.id for rule in form.text_rules if rule.live}
    found = [each.finding for each in told if each.finding.level is not Level.NOTE]
    missing = {f"missing {id}" for each in found if each.code == "text-missing" for id in each.cells}
    return {each.code for each in found if each.code in live} | missing


def understood(told: Sequence[Told], form: Form) -> set[str]:
    """The rules about what is a number for the program and none for a formula: “三”, “12件”."""
    read = {id for each in told if each.finding.code in UNDERSTOOD for id in each.finding.cells}
    return {check.rule.id for check in form.checks if check.rule and read & {ref.id for ref in check.inputs}}


def compared(app: xlwings.App, seed: int, folder: Path) -> Compared:
    form = official_form()
    submission = without_tabs(random_submission(form, Random(seed), broken=seed % 3 == 0))
    typed, saved = folder / f"{seed}.xlsx", folder / f"saved-{seed}.xlsx"
    typed.write_bytes(fill(blank(form, submission.unit, submission.year), submission, forms()))
    book = app.books.open(typed)
    reading, told = told_of(book)
    sheet = by_sheet(book, form)
    book.save(saved)
    book.close()
    live = as_json(Checked.of(Result(Filed(saved, reading), told)))
    file = json.loads(process("check", "--json", saved, cwd=folder).stdout)["files"][0]
    differences = [key for key in live if live[key] != file[key]] + sorted(
        (sheet ^ by_program(told, form)) - understood(told, form)
    )
    return Compared(len(told), len(sheet), tuple(f"{seed}: {each}" for each in differences))


def outcome(app: xlwings.App, seeds: Iterable[int], folder: Path) -> Compared:
    each = [compared(app, seed, folder) for seed in seeds]
    differences = tuple(said for one in each for said in one.differences)
    return Compared(sum(one.findings for one in each), sum(one.lines for one in each), differences)


def test_random_submissions_three_ways(app: xlwings.App, tmp_path: Path) -> None:
    """Broken ones and good ones; every kind of line."""
    found = outcome(app, range(4), tmp_path)
    assert found.differences == ()
    assert found.findings > 4
    assert found.lines > 4


@pytest.mark.prove
def test_a_hundred_three_ways(app: xlwings.App, tmp_path: Path) -> None:
    """The long version, for the record."""
    found = outcome(app, range(BOOKS), tmp_path)
    lines = PAGE.format(books=BOOKS, findings=found.findings, lines=found.lines, differences=len(found.differences))
    PROOF.write_text(lines, encoding="utf-8")
    assert found.differences == ()
