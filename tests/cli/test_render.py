"""``nianbao render``: the Word report."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.running import faultless, run, save, with_figures
from toolkit.report.word import render

WRONG = "requests.new.person"


def is_word(path: str) -> bool:
    return "word/document.xml" in zipfile.ZipFile(io.BytesIO(Path(path).read_bytes())).namelist()


def test_one_file_gives_the_named_report() -> None:
    """The suffix says that a file is meant."""
    ran = run("render", save("a.json", faultless()), "-o", "报告/甲乡年报.DOCX")
    assert (ran.code, ran.out) == (0, "")
    assert "已生成报告：" in ran.err
    assert is_word("报告/甲乡年报.DOCX")


def test_several_go_into_a_folder_by_their_names() -> None:
    """One report beside the other, called as what came in."""
    save("甲.json", faultless())
    save("全部.json", [faultless(unit="乙/乡"), faultless(unit="丙乡")])
    assert run("render", "甲.json", "全部.json", "-o", "报告").code == 0
    assert sorted(path.name for path in Path("报告").iterdir()) == ["丙乡-2024.docx", "乙_乡-2024.docx", "甲.docx"]
    assert is_word("报告/甲.docx")


def test_one_file_into_a_folder() -> None:
    """Even into one that is called like a file."""
    Path("x.docx").mkdir()
    save("a.json", faultless())
    assert run("render", "a.json", "-o", "x.docx").code == 0
    assert is_word("x.docx/a.docx")


def test_errors_refuse_a_report_and_the_others_go_on() -> None:
    """With the sentences, so that nobody has to run another command."""
    save("坏.json", with_figures(requests__new__person=1))
    save("好.json", faultless())
    ran = run("render", "坏.json", "好.json", "-o", "报告")
    assert ran.code == 1
    assert "坏.json：有1处必须改正，没有生成报告" in ran.err
    assert "1. 表三自然人列不平" in ran.err
    assert [path.name for path in Path("报告").iterdir()] == ["好.docx"]


def test_a_draft_is_made_in_spite_of_errors() -> None:
    """先备案后公布: the signed report exists before the district approves."""
    save("坏.json", with_figures(requests__new__person=1))
    ran = run("render", "坏.json", "-o", "b.docx", "--draft")
    assert ran.code == 0
    assert "已生成送审稿：b.docx" in ran.err
    assert is_word("b.docx")


def test_a_warning_does_not_refuse() -> None:
    """It wants an explanation, not a correction."""
    assert run("render", save("a.json", with_figures(publication__norms__in_force=3)), "-o", "b.docx").code == 0


def test_an_unreadable_file_is_2_and_the_others_go_on() -> None:
    """The gravest exit code wins."""
    save("好.json", faultless())
    save("坏.json", with_figures(requests__new__person=1))
    assert run("render", "无.xlsx", "坏.json", "好.json", "-o", "报告").code == 2
    assert is_word("报告/好.docx")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("a.json b.json -o c.docx", "有2份文件，“c.docx”应是文件夹"),
        ("a.json x/A.json -o 报告", "都要写成"),
        ("a.json a.json -o 报告", "都要写成"),
        ("b.docx -o b.docx", "就是输入文件"),
    ],
)
def test_outputs_that_would_hide_one_another_are_refused(arguments: str, sentence: str) -> None:
    """Before anything is written."""
    Path("x").mkdir()
    for name in ("a.json", "b.json", "x/A.json", "b.docx"):
        save(name, faultless())
    ran = run("render", *arguments.split())
    assert ran.code == 2
    assert sentence in ran.err
    assert not Path("报告").exists()


def test_a_report_that_differs_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """A template that puts a figure in a wrong place must not give a file that looks finished."""
    monkeypatch.setattr(
        "toolkit.report.finished.render",
        lambda submission, draft: render(replace(submission, entries={**submission.entries, WRONG: 7}), draft),
    )
    ran = run("render", save("a.json", faultless()), "-o", "b.docx")
    assert ran.code == 2
    assert "a.json：生成的报告与填报的内容对不上，没有写出：表三" in ran.err
    assert not Path("b.docx").exists()
