"""``nianbao render``: the Word report, the PDF, the web page."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.running import faultless, run, save, with_figures
from tests.instruments.oracles.office import needs_office
from toolkit import limits
from toolkit.report.word.word import render

FULL_NAME = "青石镇2024年政府信息公开工作年度报告"
WRONG = "requests.new.person"


def is_word(path: str | Path) -> bool:
    data = Path(path).read_bytes()
    return data.startswith(b"PK") and "word/document.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()


def made(path: str | Path) -> str:
    """What a file is, by its content."""
    data = Path(path).read_bytes()
    if data.startswith(b"%PDF"):
        return "pdf"
    return "docx" if is_word(path) else "html" if data.startswith(b"<!DOCTYPE html>") else "fragment"


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


@pytest.mark.parametrize("name", ["报告", "x.docx", "x.pdf", "2024.1"])
def test_one_file_into_a_folder_is_named_in_full(name: str) -> None:
    """As it is attached to a page on the website; even in a folder that is called like a file."""
    Path(name).mkdir()
    save("a.json", faultless())
    assert run("render", "a.json", "-o", name).code == 0
    assert [path.name for path in Path(name).iterdir()] == [f"{FULL_NAME}.docx"]
    assert is_word(f"{name}/{FULL_NAME}.docx")


def test_a_draft_is_called_one() -> None:
    """Else it lies in the folder under the finished report's name, as it never does on the page."""
    run("render", save("a.json", faultless()), "-o", "报告", "--draft")
    (path,) = Path("报告").iterdir()
    assert path.stem.endswith("年度报告（送审稿）")


def test_a_full_name_is_one_that_every_system_holds() -> None:
    """A unit may be called what no file can be."""
    save("a.json", faultless(unit="乙/丙乡"))
    assert run("render", "a.json", "-o", "报告").code == 0
    assert [path.name for path in Path("报告").iterdir()] == ["乙_丙乡2024年政府信息公开工作年度报告.docx"]


@pytest.mark.parametrize(
    ("arguments", "path", "kind"),
    [
        ("-o a.html", "a.html", "html"),
        ("-o a.HTM", "a.HTM", "html"),
        ("-o a.html --to fragment", "a.html", "fragment"),
        ("-o 网页 --to html", f"网页/{FULL_NAME}.html", "html"),
        ("-o 网页 --to fragment", f"网页/{FULL_NAME}.html", "fragment"),
        ("-o 报告 --to docx", f"报告/{FULL_NAME}.docx", "docx"),
        pytest.param("-o a.pdf", "a.pdf", "pdf", marks=needs_office),
        pytest.param("-o 报告 --to pdf", f"报告/{FULL_NAME}.pdf", "pdf", marks=needs_office),
    ],
)
def test_what_is_made_is_told_by_option_or_suffix(arguments: str, path: str, kind: str) -> None:
    """Nobody has to say twice that a .pdf is a PDF."""
    save("a.json", faultless())
    assert run("render", "a.json", *arguments.split()).code == 0
    assert made(path) == kind


def test_several_web_pages_keep_their_names() -> None:
    """As with Word files."""
    for name in ("甲.json", "乙.json"):
        save(name, faultless())
    assert run("render", "甲.json", "乙.json", "-o", "网页", "--to", "html").code == 0
    assert {path.name: made(path) for path in Path("网页").iterdir()} == {"甲.html": "html", "乙.html": "html"}


@pytest.mark.parametrize("target", ["html", "fragment", "pdf"])
def test_errors_refuse_whatever_is_to_be_made(target: str) -> None:
    """A page with wrong figures is worse than a Word file with them: it is published at once."""
    save("坏.json", with_figures(requests__new__person=1))
    ran = run("render", "坏.json", "-o", "报告", "--to", target)
    assert ran.code == 1
    assert "坏.json：有1处必须改正，没有生成报告" in ran.err
    assert not Path("报告").exists()


def test_a_draft_of_a_web_page_is_marked() -> None:
    """It is looked at before the office signs, and must not be taken for the final page."""
    save("坏.json", with_figures(requests__new__person=1))
    assert run("render", "坏.json", "-o", "b.html", "--draft").code == 0
    assert "送审稿　校验码：" in Path("b.html").read_text(encoding="utf-8")


def test_without_libreoffice_a_pdf_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do instead; nothing is left behind."""
    monkeypatch.setattr("toolkit.report.pdf.office", lambda: None)
    save("a.json", faultless())
    ran = run("render", "a.json", "-o", "b.pdf")
    assert ran.code == 2
    assert "a.json：要生成PDF，须先安装LibreOffice" in ran.err
    assert not Path("b.pdf").exists()


def test_an_unreadable_file_in_a_folder_of_one() -> None:
    """There is no unit to name the report after."""
    assert run("render", "无.xlsx", "-o", "报告").code == 2
    assert not Path("报告").exists()


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


def test_a_template_too_large_to_load_is_told_as_a_template() -> None:
    """Nobody is to fill in a workbook anew because of it."""
    save("a.json", faultless())
    with Path("大.docx").open("wb") as file:
        file.truncate(limits.LOADED + 1)
    ran = run("render", "a.json", "-o", "b.docx", "--template", "大.docx")
    assert ran.code == 2
    assert "模板太大" in ran.err
    assert "填报表" not in ran.err
