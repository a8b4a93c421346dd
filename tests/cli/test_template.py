"""``nianbao template`` and ``render --template``."""

import io
from pathlib import Path

from docx import Document

from tests.cli.running import faultless, run, save


def said(path: str | Path) -> list[str]:
    return [each.text for each in Document(io.BytesIO(Path(path).read_bytes())).paragraphs]


def replaced(path: str, there: str, instead: str) -> None:
    """The template, changed as a clerk would."""
    document = Document(io.BytesIO(Path(path).read_bytes()))
    for each in document.paragraphs:
        if there in each.text:
            each.runs[0].text = each.text.replace(there, instead)
    out = io.BytesIO()
    document.save(out)
    Path(path).write_bytes(out.getvalue())


def test_a_changed_template_makes_the_reports() -> None:
    """From writing it out to the reports of several units."""
    ran = run("template", "-o", "模板.docx")
    assert (ran.code, ran.out, ran.err.strip()) == (0, "", "已写出模板：模板.docx")
    replaced("模板.docx", "一、总体情况", "一、总的情况")
    save("甲.json", faultless())
    save("乙.json", faultless(unit="乙乡"))
    assert run("render", "甲.json", "乙.json", "-o", "报告", "--template", "模板.docx").code == 0
    for name in ("甲", "乙"):
        assert "一、总的情况" in said(f"报告/{name}.docx")
    assert said("报告/乙.docx")[0] == "乙乡"


def test_a_broken_template_makes_nothing() -> None:
    """Said once, with each place, however many reports there are."""
    run("template", "-o", "模板.docx")
    replaced("模板.docx", "{{ unit }}", "{{ unti }}")
    save("甲.json", faultless())
    save("乙.json", faultless(unit="乙乡"))
    ran = run("render", "甲.json", "乙.json", "-o", "报告", "--template", "模板.docx")
    assert ran.code == 2
    assert ran.err.count("第1段“{{ unti }}”：没有“unti”这个名称") == 1
    assert not Path("报告").exists()


def test_a_template_is_not_written_over() -> None:
    """It took somebody an afternoon."""
    run("template", "-o", "模板.docx")
    ran = run("render", save("a.json", faultless()), "-o", "模板.docx", "--template", "模板.docx")
    assert ran.code == 2
    assert "就是输入文件" in ran.err


def test_what_is_no_template_is_told() -> None:
    """The workbook, for one."""
    file = save("a.json", faultless())
    assert "不是Word或WPS保存的.docx文件" in run("render", file, "-o", "b.docx", "--template", file).err
    assert "找不到文件“无.docx”" in run("render", file, "-o", "b.docx", "--template", "无.docx").err


def test_a_web_page_has_no_template() -> None:
    """A Word template says nothing about it; leaving it out silently would look like a fault."""
    run("template", "-o", "模板.docx")
    ran = run("render", save("a.json", faultless()), "-o", "b.html", "--template", "模板.docx")
    assert ran.code == 2
    assert "--template 是Word模板，只用来生成Word和PDF。" in ran.err
    assert not Path("b.html").exists()
