"""The whole way, for both forms: blank workbook, typed, sent, read, checked, reported; and every file a valid one."""

import io
from pathlib import Path
from random import Random

import pytest
from docx import Document

from samples.make import samples
from tests.instruments.oracles.office import needs_office, recalculated
from tests.instruments.oracles.validator import needs_validator, problems
from tests.strategies import random_submission
from toolkit.checks.check import accepted, check
from toolkit.form.form import Form
from toolkit.form.library import forms
from toolkit.report.word.word import render
from toolkit.rich_text import Paragraph, Run, paragraph, plain
from toolkit.submission.json import from_json, parse, to_json
from toolkit.submission.submission import Submission
from toolkit.workbook.read.reader import read
from toolkit.workbook.write.book import blank
from toolkit.workbook.write.fill import fill

SEEDS = range(20)
AWKWARD = ("{{ 7*7 }}", "{% raw %}", "<w:p/>", "&", "=1+1", "_x000D_", "😀🀄", "长" * 30_000, "'", '"', "]]>", "\\*")


def sent(submission: Submission) -> bytes:
    """What the district gets by mail."""
    empty = blank(submission.form, submission.unit, submission.year, submission.code, submission.level)
    return fill(empty, submission, (submission.form,))


def texts_of(report: bytes) -> list[str]:
    return [each.text for each in Document(io.BytesIO(report)).paragraphs]


@pytest.mark.parametrize("seed", SEEDS)
def test_from_the_workbook_to_the_report(any_form: Form, seed: int) -> None:
    """A sound submission is accepted, and its report holds every paragraph once and in order."""
    submission = random_submission(any_form, Random(seed))
    reading = read(sent(submission), (any_form,))
    assert accepted(check(reading))
    assert to_json(reading.submission) == to_json(submission)
    written = [plain(said) for id in any_form.texts for said in submission.texts.get(id, ())]
    printed = iter(texts_of(render(reading.submission)))
    assert all(any(text == found for found in printed) for text in written)


@pytest.mark.parametrize("text", AWKWARD, ids=lambda text: text[:8])
def test_a_text_is_data_all_the_way(official: Form, text: str) -> None:
    """Never template code, formula or markup: what was typed stands in the report, whatever it looks like."""
    submission = Submission(official, "A", 2024, texts={"other": (paragraph([Run(text)]),)})
    reading = read(sent(submission), (official,))
    assert [plain(said) for said in reading.submission.texts["other"]] == [text]
    assert texts_of(render(reading.submission, draft=True)).count(text) == 1


@needs_validator
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_every_file_is_valid(any_form: Form, tmp_path: Path, seed: int) -> None:
    """Excel and Word repair or refuse what is not; the Open XML SDK is the nearest judge to them here."""
    submission = random_submission(any_form, Random(seed), broken=seed == 2)
    files = {
        "blank.xlsx": blank(any_form, submission.unit, submission.year),
        "filled.xlsx": sent(submission),
        "report.docx": render(submission),
        "draft.docx": render(submission, draft=True),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        assert problems(tmp_path / name) == [], name


@needs_validator
@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_the_samples_are_valid(sample: Path) -> None:
    """What lies in samples/ is what people open first."""
    assert problems(sample / "workbook.xlsx") == []
    assert problems(sample / "report.docx") == []


@needs_validator
def test_awkward_texts_are_valid(official: Form, tmp_path: Path) -> None:
    """A text that looks like markup must not become any."""
    texts = {"other": tuple(paragraph([Run(text), Run(text, bold=True)]) for text in AWKWARD if len(text) < 100)}
    submission = Submission(official, "<A&B>“=1+1”", 2024, texts=texts)
    for name, data in (("a.xlsx", sent(submission)), ("a.docx", render(submission, draft=True))):
        (tmp_path / name).write_bytes(data)
        assert problems(tmp_path / name) == [], name


@needs_office
def test_saved_by_another_program_it_reads_the_same(any_form: Form, tmp_path: Path) -> None:
    """LibreOffice renumbers parts, unquotes names and drops empty cells; every figure and text must still be found."""
    submissions = [random_submission(any_form, Random(seed), broken=seed % 3 == 0) for seed in SEEDS]
    files = [tmp_path / f"{number}.xlsx" for number in SEEDS]
    for file, submission in zip(files, submissions, strict=True):
        file.write_bytes(sent(submission))
    for submission, file in zip(submissions, recalculated(files, tmp_path / "saved"), strict=True):
        again = read(file.read_bytes(), (any_form,))
        assert _without_weight_of_line_ends(again.submission) == _without_weight_of_line_ends(submission)
        before, after = (check(read(data, (any_form,))) for data in (sent(submission), file.read_bytes()))
        assert [(each.code, each.cells) for each in after] == [(each.code, each.cells) for each in before]


def _without_weight_of_line_ends(submission: Submission) -> object:
    """LibreOffice gives a line end no weight of its own; nobody can see it."""

    def parts(said: Paragraph) -> list[tuple[str, bool]]:
        return [(char, run.bold and char != "\n") for run in said for char in run.text]

    rest = {key: value for key, value in to_json(submission).items() if key != "texts"}
    return rest, {id: [parts(said) for said in all] for id, all in submission.texts.items()}


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_a_sample_survives_the_round_trip(sample: Path) -> None:
    """``export`` of ``fill`` of a submission is that submission."""
    given = from_json(parse((sample / "submission.json").read_text(encoding="utf-8")), forms()).submission
    assert to_json(read(sent(given), forms()).submission) == to_json(given)
