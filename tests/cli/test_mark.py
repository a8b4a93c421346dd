"""``nianbao mark``: the officer's own file with its problems marked."""

from pathlib import Path

import pytest

from tests.cli.running import faultless, run, save, with_figures
from tests.workbook.mark.marking import comments, opened
from toolkit.cli import mark
from toolkit.form.reserved_names import LIST
from toolkit.office.opc import Package

BLANK = "青石镇-2024.xlsx"


@pytest.fixture(autouse=True)
def broken() -> None:
    """A workbook with one problem of each level."""
    assert run("new", "--unit", "青石镇", "--year", "2024", "--code", "640402").code == 0
    data = with_figures(requests__granted__other="/", publication__norms__in_force=3, requests__new__other="2件")
    assert run("fill", BLANK, save("a.json", data), "-o", "报来.xlsx").code == 0


def test_problems_are_marked_and_counted() -> None:
    """On standard error, as whatever is not a result."""
    ran = run("mark", "报来.xlsx", "-o", "退回/青石镇.xlsx")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.strip() == "已标出问题：退回/青石镇.xlsx（必须改正1处、需要说明1处、提示1处）"
    assert opened(Path("退回/青石镇.xlsx").read_bytes()).sheetnames[0] == LIST


def test_the_marked_copy_is_a_submission() -> None:
    """The same findings, the same data."""
    run("mark", "报来.xlsx", "-o", "b.xlsx")
    before, after = (run("check", "--json", name).json["files"][0] for name in ("报来.xlsx", "b.xlsx"))
    assert {**after, "file": ""} == {**before, "file": ""}
    assert run("export", "b.xlsx").out == run("export", "报来.xlsx").out


def test_a_mended_copy_loses_its_marks() -> None:
    """And the clerk is told that there is nothing left to send back."""
    run("mark", "报来.xlsx", "-o", "b.xlsx")
    assert run("fill", "b.xlsx", save("c.json", faultless()), "-o", "c.xlsx").code == 0
    ran = run("mark", "c.xlsx", "-o", "d.xlsx")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.strip() == "没有问题，文件里没有标记：d.xlsx"
    clean = Path("d.xlsx").read_bytes()
    assert comments(clean) == {}
    assert LIST not in opened(clean).sheetnames


def test_last_years_report_is_compared() -> None:
    """As check does it: a warning at the cell, exit code 0."""
    run("fill", BLANK, save("c.json", faultless()), "-o", "c.xlsx")
    last = save("上年.json", {**with_figures(publication__norms__in_force=9), "year": 2023})
    ran = run("mark", "c.xlsx", "-o", "d.xlsx", "--last-year", last)
    assert ran.code == 0
    assert "需要说明1处" in ran.err
    assert [text for text in comments(Path("d.xlsx").read_bytes()).values() if "上年" in text]


def test_where_last_years_report_is_missing_nothing_is_marked() -> None:
    """Half the marks would pass for all of them."""
    ran = run("mark", "报来.xlsx", "-o", "b.xlsx", "--last-year", save("上年.json", faultless()))
    assert ran.code == 2
    assert "应是2023年" in ran.err
    assert not Path("b.xlsx").exists()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.json", None, "不是没有密码的.xlsx文件，标不出问题"),
        ("字.xlsx", b"text", "这份文件是文本"),
        ("半.xls", bytes.fromhex("D0CF11E0A1B11AE1"), "只传了一部分"),
        ("无.xlsx", None, "找不到文件"),
    ],
)
def test_what_cannot_be_marked_is_refused(name: str, content: bytes | None, sentence: str) -> None:
    """In one sentence, and nothing is written."""
    if content:
        Path(name).write_bytes(content)
    ran = run("mark", name, "-o", "b.xlsx")
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert len(ran.err.strip().splitlines()) == 1
    assert not Path("b.xlsx").exists()


@pytest.mark.parametrize("output", ["报来.xlsx", "上年.json"])
def test_an_input_is_not_overwritten(output: str) -> None:
    """The officer's file is the evidence of what was sent."""
    save("上年.json", faultless(year=2023))
    before = Path(output).read_bytes()
    ran = run("mark", "报来.xlsx", "-o", output, "--last-year", "上年.json")
    assert ran.code == 2
    assert "就是输入文件" in ran.err
    assert Path(output).read_bytes() == before


def test_an_unforeseen_error_names_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing is written."""

    def fail(*_: object) -> bytes:
        raise KeyError("x")

    monkeypatch.setattr(mark, "mark", fail)
    ran = run("mark", "报来.xlsx", "-o", "b.xlsx")
    assert ran.code == 2
    assert "程序处理“报来.xlsx”时出了没有料到的问题" in ran.err
    assert not Path("b.xlsx").exists()


def test_a_workbook_with_macros_keeps_its_suffix() -> None:
    """Excel refuses to open one that is called .xlsx."""
    parts = Package(Path("报来.xlsx").read_bytes())
    rels = "xl/_rels/workbook.xml.rels"
    link = '<Relationship Id="m" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
    new = parts.part(rels).decode().replace("</Relationships>", f'{link}Target="vbaProject.bin"/></Relationships>')
    Path("宏.xlsm").write_bytes(parts.rewritten({rels: new.encode(), "xl/vbaProject.bin": b"-"}))
    ran = run("mark", "宏.xlsm", "-o", "b.xlsx")
    assert (ran.code, "要写成.xlsm" in ran.err) == (2, True)
    assert run("mark", "宏.xlsm", "-o", "b.xlsm").code == 1
    assert Package(Path("b.xlsm").read_bytes()).part("xl/vbaProject.bin") == b"-"
    told = run("check", "--json", "b.xlsm").json["files"][0]["findings"]
    assert "macros-ignored" in [each["code"] for each in told]
