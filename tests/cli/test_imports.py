"""``nianbao import`` and ``compare``: what they write, what they say, and how they end."""

import json
from pathlib import Path

from tests.cli.running import faultless, run, save
from tests.drawn import ROOT

REPORT = ROOT / "samples" / "huaian-2024" / "report.docx"
BROKEN = ROOT / "samples" / "hongze-2023-broken" / "report.docx"


def test_reports_become_workbooks() -> None:
    """One each, and the list of what is to be looked at; all sure: exit code 0."""
    ran = run("import", REPORT, BROKEN, "-o", "上年")
    assert ran.code == 0
    names = sorted(path.name for path in Path("上年").iterdir())
    assert len(names) == 3
    assert "核对单.html" in names
    assert "读到200个数" in ran.out
    workbook = next(path for path in Path("上年").iterdir() if "2024" in path.name)
    assert run("compare", workbook, REPORT).code == 0
    assert run("compare", workbook, BROKEN).code == 1


def test_what_is_missing_ends_with_1() -> None:
    """A page that lost a table is read as far as it goes."""
    save("a.json", faultless())
    assert run("render", "a.json", "-o", "a.html", "--draft").code == 0
    page = Path("a.html").read_text("utf-8")
    start = page.rindex("<table")
    Path("a.html").write_text(page[:start] + page[page.index("</table>", start) :], "utf-8")
    ran = run("import", "a.html", "-o", "out", "--to", "json")
    assert ran.code == 1
    assert "没有找到15个" in ran.out
    (written,) = Path("out").glob("*.json")
    assert len(json.loads(written.read_text("utf-8"))["figures"]) == 188


def test_what_cannot_be_read_ends_with_2() -> None:
    """The others go on."""
    Path("b.html").write_text("<html><p>通知</p>", "utf-8")
    ran = run("import", "b.html", REPORT, "-o", "out")
    assert ran.code == 2
    assert "b.html" in ran.err
    assert len(list(Path("out").glob("*.xlsx"))) == 1
    assert run("import", REPORT, BROKEN, "-o", "out", "--unit", "甲").code == 2
    assert run("import", REPORT, "-o", "out", "--to", "csv").code == 2


def test_published_reports_wherever_a_file_is_taken() -> None:
    """Checked, exported, added up, and taken as last year's."""
    assert run("check", REPORT).code == 0
    assert run("export", REPORT).json["unit"] == "江苏省淮安市人民政府"
    assert run("total", REPORT, "--unit", "全市", "-o", "t.xlsx").code == 0
    made = run("new", "--unit", "江苏省淮安市人民政府", "--year", "2025", "--last-year", REPORT, "-o", "n.xlsx")
    assert made.code == 0
    assert run("repair", REPORT, "-o", "r.xlsx").code == 0
