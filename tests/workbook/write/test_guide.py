"""The sheet to read before filling in: steps, definitions and questions, on two printed pages."""

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.instruments.oracles.office import needs_office, pages, to_pdf
from tests.office.sheets.drawn_parts import empty, showing_only
from toolkit.form.form import Form
from toolkit.submission.submission import DECLARATIONS
from toolkit.workbook.design.labels import PASSWORD
from toolkit.workbook.design.sheets import GUIDE


def guide(form: Form) -> Worksheet:
    sheet = openpyxl.load_workbook(io.BytesIO(empty(form)))[GUIDE]
    assert isinstance(sheet, Worksheet)
    return sheet


def lines(form: Form) -> Iterator[tuple[str, str]]:
    for name, text in guide(form).iter_rows(min_row=2, max_col=2, values_only=True):
        yield str(name), str(text)


def test_every_definition_stands_there(any_form: Form) -> None:
    """What is not written down is asked by telephone."""
    told = {text for _, text in lines(any_form)}
    for table in any_form.tables:
        for block in table.blocks:
            assert {line.help for line in (*block.rows, *block.columns) if line.help} <= told


def test_every_answer_says_what_it_rests_on(any_form: Form) -> None:
    """A document and its clause, or that the district decides: an officer may be asked for it."""
    answers = dict(lines(any_form))
    for question in any_form.questions:
        rests = f"（依据：{question.source}）" if question.source else "（由区里确定）"
        assert answers[question.asks] == question.answer + rests


def test_it_tells_how_to_declare_and_the_password(any_form: Form) -> None:
    """Both are asked every year."""
    steps = " ".join(text for _, text in lines(any_form))
    assert all(f"“{choice}”" in steps for choice in DECLARATIONS.values())
    assert f"密码是公开的：{PASSWORD}" in steps


@needs_office
def test_it_prints_on_two_pages(official: Form, tmp_path: Path) -> None:
    """Both sides of one sheet of paper, and no more."""
    file = tmp_path / "guide.xlsx"
    file.write_bytes(showing_only(empty(official), GUIDE))
    assert pages(to_pdf(file, tmp_path)) == 2
