"""A template that people have edited: it renders, or each of its faults is named with its paragraph."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Opened
from docx.text.paragraph import Paragraph as Written
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn import both_forms, filled, huaian_reading, official_form
from tests.instruments.oracles.office import needs_office, saved_as
from tests.instruments.oracles.validator import needs_validator, problems
from tests.strategies import submissions
from toolkit.errors import UserError
from toolkit.form.form import Form
from toolkit.report.user_template.default import default_template
from toolkit.report.user_template.template import faults, prepare
from toolkit.report.verify.prove import prove
from toolkit.report.verify.reread import reread
from toolkit.report.word.word import render
from toolkit.rich_text import Run, plain

ATTACKS = (
    "{{ ''.__class__.__mro__ }}", "{{ unit.__class__ }}", "{{ range(10**9) }}", "{{ 'a' * 10**9 }}", "{{ 2 ** 99 }}",
    "{{ cycler() }}", "{{ unit | upper }}", "{{ self }}", "{% include 'drawn.xml' %}", "{% set x = 1 %}",
    "{% for a in range(9) %}{% endfor %}", "{% if unit }}{{ 7*7 %}{% endif %}",
)  # fmt: skip


def edited(change: Callable[[Opened], object], form: Form | None = None, start: bytes | None = None) -> bytes:
    document = Document(io.BytesIO(start or default_template(form or official_form())))
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def find(document: Opened, text: str) -> Written:
    return next(each for each in document.paragraphs if text in each.text)


def say(there: str, instead: str) -> Callable[[Opened], object]:
    """The paragraph with these words says something else."""

    def change(document: Opened) -> None:
        paragraph = find(document, there)
        paragraph.runs[0].text = paragraph.text.replace(there, instead)

    return change


def add(*texts: str) -> Callable[[Opened], object]:
    """Paragraphs before the first one."""

    def change(document: Opened) -> None:
        first = document.paragraphs[0]
        for text in texts:
            first.insert_paragraph_before(text)

    return change


def drop(there: str) -> Callable[[Opened], object]:
    def change(document: Opened) -> None:
        element = find(document, there)._p
        element.getparent().remove(element)

    return change


BROKEN: dict[str, tuple[Callable[[Opened], object], str]] = {
    "a name misspelt": (say("{{ unit }}", "{{ unti }}"), "第1段“{{ unti }}”：没有“unti”这个名称，请核对拼写。"),
    "a table dropped": (drop("{{ table_requests }}"), "没有表格“收到和处理政府信息公开申请情况”的位置"),
    "a text dropped": (drop("{{ other }}"), "没有“其他需要报告的事项”的位置，请加一段“{{ other }}”。"),
    "half a tag": (say("{{ unit }}", "{{ unit }"), "第1段“{{ unit }”：“{{ unit }”没有写完整"),
    "the other half": (say("{{ unit }}", "unit }}"), "第1段“unit }}”：“unit }}”没有写完整"),
    "no end": (add("{%p if draft %}"), "第1段“{%p if draft %}”：“{%p if draft %}”没有结束，请在后面补上"),
    "no beginning": (add("{%p endfor %}"), "第1段“{%p endfor %}”：“{%p endfor %}”前面没有对应的开头。"),
    "an unknown statement": (add("{% set a = 1 %}"), "第1段“{% set a = 1 %}”：不认识“{% set a = 1 %}”。"),
    "words beside a table": (say("{{ table_disputes }}", "见{{ table_disputes }}"), "“{{ table_disputes }}”要单独成"),
    "words beside a text": (say("{{ preamble }}", "{{ preamble }}。"), "“{{ preamble }}”要单独成一段"),
    "not in a row": (add("{%tr if draft %}", "{%tr endif %}"), "第1段“{%tr if draft %}”：“{%tr if draft %}”不在"),
    "begun here, ended there": (add("{% if draft %}送", "审{% endif %}"), "“{% endif %}”和它的开头不在同一处"),
    "a loop over a word": (add("{%p for a in unit %}", "{%p endfor %}"), "“{%p for a in unit %}”不能逐项列出"),
    "a sum of texts": (add("{{ preamble + other }}"), "“{{ preamble + other }}”写得不对"),
    "a number and words": (add("{{ year + “年” }}"), "第1段“{{ year + “年” }}”：“{{ year + “年” }}”把文字和数放在一起"),
    "words and a number": (add("{% if unit < 1 %}{% endif %}"), "“{% if unit < 1 %}”把文字和数放在一起"),
    "words taken from words": (add("{{ unit - code }}"), "“{{ unit - code }}”把文字和数放在一起"),
    "a number only sometimes": (add("{{ draft and unit + 1 }}"), "“{{ draft and unit + 1 }}”把文字和数放在一起"),
    "one or the other": (add("{{ (unit or year) + 1 }}"), "“{{ (unit or year) + 1 }}”把文字和数放在一起"),
    "nothing and a number": (add("{{ none + 1 }}"), "“{{ none + 1 }}”把文字和数放在一起"),
    "words in a number": (add("{{ unit in year }}"), "“{{ unit in year }}”把文字和数放在一起"),
    "a text and a number": (add("{% if preamble + 1 %}{% endif %}"), "“{% if preamble + 1 %}”写得不对"),
    "a number of thousands of digits": (add("{{ year + " + "9" * 9_000 + " }}"), "写得不对"),
    "a number of hundreds of digits": (add("{{ year + 1.5 + " + "9" * 400 + " }}"), "写得不对"),
    "brackets without end": (add("{{ " + "(" * 240 + "year" + ")" * 240 + " }}"), "写得不对"),
    "nothing in it": (add("{{ }}"), "“{{ }}”写得不对"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BROKEN)
def test_each_fault_is_named_with_its_paragraph(kind: str) -> None:
    """The clerk looks for the paragraph in Word, where there are no line numbers."""
    change, sentence = BROKEN[kind]
    assert any(sentence in str(each) for each in faults(edited(change), official_form()))


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_template_is_no_program(attack: str) -> None:
    """It is a stranger's file: names and comparisons of them, nothing that computes, loops at will or looks inside."""
    assert faults(edited(add(attack)), official_form())


def test_all_faults_are_told_at_once(official: Form) -> None:
    """Each with its own place; and nothing is rendered."""
    data = edited(lambda document: (add("{{ a }}", "{{ b }}")(document), drop("{{ date")), official)
    told = [str(each) for each in faults(data, official)]
    assert [sentence.split("：")[0] for sentence in told] == ["第1段“{{ a }}”", "第2段“{{ b }}”"]
    with pytest.raises(UserError, match="broken-template"):
        prepare(data, official)


@given(st.data())
@settings(deadline=None, max_examples=15)
def test_the_default_template_gives_our_own_report(data: st.DataObject) -> None:
    """Whoever starts from it loses nothing: the same paragraphs, the same tables, whatever is filed."""
    submission = data.draw(submissions(data.draw(st.sampled_from(both_forms()))))
    made = prepare(default_template(submission.form), submission.form).render(submission)
    assert reread(made) == reread(render(submission))


def test_the_default_template_is_sound_and_complete(any_form: Form) -> None:
    """With its headings as words that can be changed."""
    data = default_template(any_form)
    assert faults(data, any_form) == ()
    shown = [each.text for each in Document(io.BytesIO(data)).paragraphs]
    assert [section.heading for section in any_form.sections] == [
        each for each in shown if each in {section.heading for section in any_form.sections}
    ]


def test_tags_cut_into_runs_are_joined(official: Form) -> None:
    """Word cuts a text wherever the spelling was checked or the language changes, tags too."""

    def cut(document: Opened) -> None:
        for paragraph in document.paragraphs:
            text, style = paragraph.text, paragraph.style
            for run in paragraph.runs:
                run.text = ""
            for letter in text:
                paragraph.add_run(letter)
            paragraph.style = style

    submission = huaian_reading().submission
    made = prepare(edited(cut, official), official).render(submission)
    assert reread(made) == reread(render(submission))


def test_conditions_loops_and_quotes_as_word_corrects_them(official: Form) -> None:
    """The tags that docxtpl's users know: for a paragraph, within one, over the paragraphs of a text."""
    change = add(
        "{%p if draft %}", "仅供审核", "{%p else %}", "发布稿", "{%p endif %}",
        "{% if unit == “青石镇” %}甲{% else %}乙{% endif %}镇 {{ year + 1 }}",
        "{%p for each in other %}", "{{ each }}", "{%p endfor %}", "{# 给同事看的话 #}",
    )  # fmt: skip
    submission = filled(official, unit="青石镇", year=2023)
    submission = replace(submission, texts={**submission.texts, "other": ((Run("一"), Run("二", True)), (Run("三"),))})
    template = prepare(edited(change, official), official)
    for draft, word in ((True, "仅供审核"), (False, "发布稿")):
        made = template.render(submission, draft)
        prove(made, submission, draft, own=True)
        said = reread(made).paragraphs
        assert [plain(each) for each in said[:4]] == [word, "甲镇 2024", "一二", "三"]
        assert said[2] == (Run("一"), Run("二", True))


def test_rows_of_a_table_of_ones_own(official: Form) -> None:
    """``{%tr %}`` stands for the row it is in."""

    def change(document: Opened) -> None:
        table = document.add_table(3, 1)
        for row, text in enumerate(("{%tr if draft %}", "{{ unit }}", "{%tr endif %}")):
            table.cell(row, 0).text = text

    template = prepare(edited(change, official), official)
    own = [reread(template.render(filled(official), draft)).tables[-1] for draft in (True, False)]
    assert [list(each.cells.values()) for each in own] == [["青石镇"], []]


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "{% raw %}", "<w:p/>&", "左\t右\n下"])
def test_texts_are_data_in_anybodys_template(official: Form, text: str) -> None:
    """What was typed is never a tag."""
    submission = filled(official, unit=text)
    submission = replace(submission, texts={**submission.texts, "other": ((Run(text),),)})
    made = prepare(default_template(official), official).render(submission)
    prove(made, submission, own=True)
    assert plain(reread(made).paragraphs[0]) == text


def test_other_properties_are_not_carried_over(official: Form) -> None:
    """Who made the template is nobody's business."""

    def sign(document: Opened) -> None:
        document.core_properties.author = document.core_properties.last_modified_by = "王某"

    made = prepare(edited(sign, official), official).render(filled(official))
    properties = Document(io.BytesIO(made)).core_properties
    assert (properties.author, properties.last_modified_by) == ("青石镇", "青石镇")


def test_nothing_outside_is_linked(official: Form) -> None:
    """A picture on another server would tell it who opens the report."""

    def link(document: Opened) -> None:
        document.part.relate_to("http://example.org/a.png", "http://x/relationships/image", is_external=True)

    (told,) = faults(edited(link, official), official)
    assert "链接了外部的文件“http://example.org/a.png”" in str(told)


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/document.xml", b"<w:document", b"<!DOCTYPE a [<!ENTITY b 'c'>]><w:document"),
        ("word/document.xml", b"</w:body>", b""),
        ("word/styles.xml", b"</w:styles>", b""),
        ("word/document.xml", b"<w:document", b"<x:document"),
        ("word/document.xml", b"<w:body>", b"<w:body>" + b"<w:p>" * 9_000 + b"</w:p>" * 9_000),
        ("word/document.xml", b"<w:body>", b"<w:body><unknown:p/>"),
        ("word/styles.xml", b"<w:styles", b"\xff<w:styles"),
    ],
)
def test_what_is_no_word_file_is_told(official: Form, part: str, old: bytes, new: bytes) -> None:
    """Damaged, or made to be expanded."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(default_template(official))) as whole, zipfile.ZipFile(out, "w") as changed:
        for name in whole.namelist():
            data = whole.read(name)
            changed.writestr(name, data.replace(old, new, 1) if name == part else data)
    assert [each.code for each in faults(out.getvalue(), official)] == ["not-word"]


def test_a_paragraph_without_end_is_told(official: Form) -> None:
    """Halves of tags by the thousand would be looked for in one another."""
    assert [each.code for each in faults(edited(add("{{" * 50_000)), official)] == ["too-large"]


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.4", b"\xd0\xcf\x11\xe0" + bytes(600)])
def test_no_package_at_all_is_told(official: Form, data: bytes) -> None:
    """Also where the name says .docx."""
    assert [each.code for each in faults(data, official)] == ["not-word"]


@needs_office
def test_edited_and_saved_by_another_program(official: Form, tmp_path: Path) -> None:
    """LibreOffice renames styles, renumbers parts and cuts runs; the clerk's template still gives the whole report."""
    file = tmp_path / "模板.docx"
    file.write_bytes(edited(add("某某镇文件", "{%p if draft %}", "（征求意见）", "{%p endif %}"), official))
    (saved,) = saved_as([file], tmp_path / "saved", "docx")
    submission = huaian_reading().submission
    made = prepare(saved.read_bytes(), official).render(submission, draft=True)
    prove(made, submission, draft=True, own=True)
    assert [plain(each) for each in reread(made).paragraphs[:2]] == ["某某镇文件", "（征求意见）"]
    styles = {style.style_id for style in Document(io.BytesIO(made)).styles}
    used = re.findall(
        r'<w:(?:pStyle|tblStyle) w:val="([^"]+)"', zipfile.ZipFile(io.BytesIO(made)).read(DOCUMENT).decode()
    )
    assert set(used) <= styles


DOCUMENT = "word/document.xml"


@needs_validator
def test_word_would_open_template_and_report(any_form: Form, tmp_path: Path) -> None:
    """Microsoft's own validator, also where our styles had to be brought along."""
    bare = edited(add("甲"), any_form, _without_styles(default_template(any_form)))
    for start in (default_template(any_form), bare):
        made = prepare(start, any_form).render(filled(any_form))
        for number, data in enumerate((start, made)):
            file = tmp_path / f"{number}.docx"
            file.write_bytes(data)
            assert problems(file) == []


def _without_styles(data: bytes) -> bytes:
    document = Document(io.BytesIO(data))
    for style in list(document.styles):
        if style.name.startswith("表格") or style.name == "统计表格":
            style._element.getparent().remove(style._element)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
