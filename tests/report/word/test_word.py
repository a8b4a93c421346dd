"""What stands in the Word file, read back: every figure and text at its place, as typed."""

import io
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn import both_forms, filled, huaian_reading, official_form, second_form, without
from tests.instruments.oracles.validator import needs_validator, problems
from tests.report.opened import headers_and_footers, opened, printed
from tests.strategies import paragraphs, submissions
from toolkit.form.form import Form
from toolkit.form.grid import FIGURE, grid
from toolkit.numbers import plain_number
from toolkit.report.content import Figures, Prose, report
from toolkit.report.word import word
from toolkit.report.word.table import word_table
from toolkit.report.word.word import render
from toolkit.rich_text import Paragraph, Run
from toolkit.submission.json import code_of
from toolkit.submission.submission import Submission

AWKWARD = (
    "{{ 7*7 }}", "{% raw %}", "{# nothing #}", "<w:p/>", "&amp; & < > \" '", "_x000D_ _x0009_", "😀𠮷", "]]>", "%PDF",
    "两行\n三行\n\n五行", "左\t右\t\t远", "a  b　　c   d", "“引号”——……", "公开" * 15_000,
)  # fmt: skip
TEMPLATE_PARTS = sorted(path for path in word.TEMPLATE.rglob("*") if path.is_file())


def saying(form: Form, *typed: Paragraph) -> Submission:
    """A sound submission with these paragraphs in the form's first text."""
    submission = filled(form)
    return replace(submission, texts={**submission.texts, form.front[0].id: typed})


@given(st.data())
@settings(deadline=None, max_examples=20)
def test_every_figure_stands_at_its_place(data: st.DataObject) -> None:
    """The one thing a report must not get wrong: all 200 figures, each where the official layout has it."""
    submission = data.draw(submissions(data.draw(st.sampled_from([official_form(), second_form()])), broken=True))
    seen = 0
    for table, found in zip(submission.form.tables, opened(submission, draft=True).tables, strict=True):
        texts = [[cell.text for cell in row.cells] for row in found.rows]
        for cell in grid(table).cells:
            figure = submission.figure(cell.cell) if cell.kind == FIGURE else None
            expected = cell.text if cell.kind != FIGURE else "" if figure is None else plain_number(figure)
            covered = {
                texts[row][column]
                for row in range(cell.row, cell.row + cell.height)
                for column in range(cell.column, cell.column + cell.width)
            }
            assert covered == {expected}
            seen += cell.kind == FIGURE
    assert seen == len(submission.form.cells)


@given(st.lists(paragraphs(), min_size=1, max_size=4))
@settings(deadline=None)
def test_paragraphs_stand_in_order_once_and_bold_is_kept(typed: list[Paragraph]) -> None:
    """Runs, stars, tags, spaces: what was typed is what is printed, each paragraph in one paragraph."""
    found = [p for p in opened(saying(official_form(), *typed)).paragraphs if p.style and p.style.name == "Body Text"]
    shown = [tuple(Run(run.text, bool(run.bold)) for run in paragraph.runs) for paragraph in found[: len(typed)]]
    assert shown == typed


def test_all_texts_are_printed_in_the_forms_order(any_form: Form) -> None:
    """A text that is left out, or printed twice, would be noticed only by its reader."""
    closing = [text.id for text in any_form.back]
    texts = {id: ((Run(f"{id} 甲"),), (Run(f"{id} 乙"),)) for id in any_form.texts}
    document = opened(replace(filled(any_form), texts=texts))
    expected = [f"{id} {each}" for id in texts if id not in closing for each in "甲乙"]
    assert printed(document) == expected
    assert printed(document, "Closing") == [f"{id} {each}" for id in closing for each in "甲乙"]


@pytest.mark.parametrize("text", AWKWARD, ids=lambda text: text[:10])
def test_texts_are_data(official: Form, text: str) -> None:
    """Nothing that people type is a tag, a template or an escape; in the unit's name neither."""
    submission = replace(saying(official, (Run(text), Run(text, bold=True))), unit=text)
    document = opened(submission)
    assert printed(document)[0] == text + text
    assert printed(document, "Title")[0] == text


@given(st.data())
def test_tables_and_runs_as_if_drawn_anew(data: st.DataObject) -> None:
    """Figures and texts are put into what was drawn once; the template draws the same with them in it."""
    submission = data.draw(submissions(data.draw(st.sampled_from(both_forms())), broken=True))
    macros: Any = word.word_environment().get_template(word.DRAWN.name).module
    for part in report(submission, draft=True).parts:
        if isinstance(part, Figures):
            assert word.table_xml(part) == macros.table(word_table(part))
        if isinstance(part, Prose):
            assert word.runs_xml(part.runs) == "".join(str(macros.run(run.text, run.bold)) for run in part.runs)


def test_same_submission_same_bytes(official: Form) -> None:
    """No clock, no random id: two files of one submission can be compared, and the district does."""
    first = render(filled(official))
    word._parts.cache_clear()
    word.word_environment.cache_clear()
    assert render(filled(official)) == first
    dates = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(first)).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_content_types_come_first(official: Form) -> None:
    """Programs that tell files by their first bytes look for it there."""
    assert zipfile.ZipFile(io.BytesIO(render(filled(official)))).namelist()[0] == "[Content_Types].xml"


def test_properties_name_the_unit_and_no_person(official: Form) -> None:
    """Published files leak their officer's name there; ours say who filed and what, in which language."""
    properties = opened(filled(official, unit="青石镇", year=2023)).core_properties
    assert (properties.author, properties.last_modified_by) == ("青石镇", "青石镇")
    assert properties.title == "青石镇2023年政府信息公开工作年度报告"
    assert properties.language == "zh-CN"
    assert properties.created is not None
    assert f"{properties.created:%Y-%m-%d}" == "2023-12-31"


def test_a_draft_is_marked_on_every_page(official: Form) -> None:
    """Odd and even pages have headers of their own; a draft on paper must not be taken for the final report."""
    submission = without(filled(official), "overview.platform", "requests.new.person")
    header, even_header, *_ = headers_and_footers(opened(submission, draft=True))
    assert header == even_header == f"送审稿\t校验码：{code_of(submission)}"


def test_a_final_report_has_no_mark(official: Form) -> None:
    """Not even hidden in a part that no page shows: searching for the word must find drafts only."""
    assert headers_and_footers(opened(filled(official)))[:2] == ["", ""]
    package = zipfile.ZipFile(io.BytesIO(render(filled(official))))
    assert [name for name in package.namelist() if "送审稿" in package.read(name).decode()] == []


@pytest.mark.parametrize("part", TEMPLATE_PARTS, ids=lambda part: part.name)
def test_template_parts_are_all_in_the_file(official: Form, part: Path) -> None:
    """What lies in the folder is what is zipped, and all of it is sound XML."""
    package = zipfile.ZipFile(io.BytesIO(render(filled(official))))
    ET.fromstring(package.read(part.relative_to(word.TEMPLATE).as_posix()))


@needs_validator
@pytest.mark.parametrize("draft", [False, True])
def test_word_would_open_it(tmp_path: Path, any_form: Form, draft: bool) -> None:
    """Microsoft's own validator on the real figures and on a form with nothing filled in."""
    for name, submission in {
        "real": huaian_reading().submission,
        "empty": Submission(any_form, "青石镇", 2023),
        "signed": replace(filled(any_form), texts={id: ((Run("甲", bold=True),),) for id in any_form.texts}),
    }.items():
        file = tmp_path / f"{name}.docx"
        file.write_bytes(render(submission, draft))
        assert problems(file) == []
