"""A report that does not say what was filed is found out, whatever in it was changed."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from docx import Document
from docx.document import Document as Opened
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn import both_forms, filled, huaian_reading
from tests.strategies import random_submission, submissions
from toolkit.errors import UserError
from toolkit.form.form import Form
from toolkit.report.verify.prove import prove
from toolkit.report.word.word import render
from toolkit.rich_text import Run
from toolkit.submission.submission import Submission


def changed(data: bytes, change: Callable[[Opened], object]) -> bytes:
    """The report with a change made to it in python-docx."""
    document = Document(io.BytesIO(data))
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def said_of(data: bytes, submission: Submission, own: bool) -> str:
    with pytest.raises(UserError) as caught:
        prove(data, submission, own=own)
    assert caught.value.code == "report-differs"
    return caught.value.text


@given(st.data())
@settings(deadline=None, max_examples=30)
def test_every_report_of_ours_is_proved(data: st.DataObject) -> None:
    """Whatever is typed, as a draft and with anybody's template: no false alarm."""
    submission = data.draw(submissions(data.draw(st.sampled_from(both_forms())), broken=True))
    made = render(submission, draft=True)
    prove(made, submission, draft=True)
    prove(made, submission, draft=True, own=True)


def swap(document: Opened) -> None:
    cells = document.tables[1]._tbl.tr_lst[3].tc_lst
    cells[1].addprevious(cells[3])


def cell(row: int, column: int, text: str) -> Callable[[Opened], object]:
    def change(document: Opened) -> None:
        document.tables[1].cell(row, column).paragraphs[0].text = text

    return change


def bold(document: Opened) -> None:
    run = next(p for p in document.paragraphs if p.style and p.style.name == "Body Text").runs[0]
    run.bold = not run.bold


def drop(document: Opened) -> None:
    body = [p for p in document.paragraphs if p.style and p.style.name == "Body Text"]
    body[4]._p.getparent().remove(body[4]._p)


def hide(document: Opened) -> None:
    document.tables[1].cell(3, 3).paragraphs[0].runs[0].font.hidden = True


CHANGES: dict[str, tuple[Callable[[Opened], object], str]] = {
    "two cells swapped": (swap, "自然人列应是“"),
    "another figure": (cell(5, 3, "77"), "自然人列应是“"),
    "no figure": (cell(5, 3, ""), "自然人列应是“"),
    "a figure hidden": (hide, "自然人列应是“"),
    "another label": (cell(5, 1, "（九）"), "应是“（一）予以公开”，报告里是“（九）”"),
    "a table dropped": (lambda d: d.tables[1]._tbl.getparent().remove(d.tables[1]._tbl), "应是“一张完整的表”"),
    "a row dropped": (lambda d: d.tables[1]._tbl.remove(d.tables[1]._tbl.tr_lst[9]), "应是“一张完整的表”"),
    "bold": (bold, "报告里是“"),
    "a paragraph dropped": (drop, "应是“"),
}


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_is_found_and_named(kind: str, own: bool) -> None:
    """The sentence names the place in the words of the form, what should be there and what is."""
    submission = huaian_reading().submission
    change, sentence = CHANGES[kind]
    assert sentence in said_of(changed(render(submission), change), submission, own)


@pytest.mark.parametrize("seed", range(15))
def test_any_other_figure_is_found(any_form: Form, seed: int) -> None:
    """The proof looks at every one of them, at its place."""
    random = Random(seed)
    submission = random_submission(any_form, random)
    made = render(submission)
    other = random.choice(any_form.inputs)
    wrong = replace(submission, entries={**submission.entries, other.id: 123456}, declared={})
    assert "应是“" in said_of(made, wrong, own=True)


def test_a_paragraph_too_many_is_found(official: Form) -> None:
    """Our own template has no words of its own; somebody else's may."""
    submission = filled(official)
    made = changed(render(submission), lambda document: document.add_paragraph("附注"))
    prove(made, submission, own=True)
    assert "应是“（没有）”，报告里是“附注”" in said_of(made, submission, own=False)


def test_a_text_written_twice_is_wanted_twice(official: Form) -> None:
    """One and the same sentence under two headings, printed once, is one too few."""
    once = filled(official)
    first, second = [id for id in official.texts if official.texts[id].required][:2]
    twice = replace(once, texts={**once.texts, first: ((Run("同样的话"),),), second: ((Run("同样的话"),),)})
    less = replace(twice, texts={**twice.texts, second: ((Run("别的话"),),)})
    assert "同样的话" in said_of(render(less), twice, own=True)


def test_what_is_no_word_file_is_refused(official: Form) -> None:
    """The reader is bounded like every other."""
    with pytest.raises(UserError):
        prove(b"PK", filled(official))
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as package:
        package.writestr("a.xml", "<a/>")
    with pytest.raises(UserError):
        prove(empty.getvalue(), filled(official))
