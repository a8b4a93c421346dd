"""``nianbao forms new`` and ``show``: a folder to start from, and what a form looks like."""

from pathlib import Path

from tests.cli.running import run, save
from tests.drawn import THIRD, filled, official_form
from toolkit.form.definition.load import load
from toolkit.form.form import Form
from toolkit.report.web.html import page
from toolkit.report.word.word import render

ASKED = ("--rows", "新收、办结", "--columns", "来信，来访,合计")


def completed(folder: Path) -> Form:
    """The draft with what it leaves open filled in."""
    for file in folder.glob("*.toml"):
        file.write_text(file.read_text(encoding="utf-8").replace('""', '"件"'), encoding="utf-8")
    return load(folder)


def test_from_names_of_rows_and_columns(folder: Path) -> None:
    """What is not known is left empty and named by ``check``; then it is a form like any other."""
    assert run("forms", "new", "letters/2026", "--name", "信访统计表", *ASKED, "-o", "own").code == 0
    ran = run("forms", "check", "own")
    assert ran.code == 1
    assert sorted(ran.out.split()) == [
        "own/letters/2026/form.toml.cite：不能为空",
        "own/letters/2026/table1.toml.cite：不能为空",
    ]
    form = completed(Path("own/letters/2026"))
    assert run("forms", "check", "own").code == 0
    assert [(column.label, column.source) for column in form.table("table1").blocks[0].columns] == [
        ("来信", ""),
        ("来访", ""),
        ("合计", "c1 + ... + c2"),
    ]
    data = ("--forms", "own", "new", "--form", "letters", "--unit", "青石镇", "--year", "2026", "-o", "a.xlsx")
    assert run(*data).code == 0


def test_from_a_published_table(folder: Path) -> None:
    """Rows, columns, the headings around them and the totals, from Word and from a page alike."""
    one = filled(official_form())
    for name, data in (("a.docx", render(one)), ("a.html", page(one))):
        Path(name).write_bytes(data)
        assert run("forms", "new", "letters/2026", "--name", "表", "--from", name, "-o", name[2:]).code == 0
        form = completed(Path(name[2:]) / "letters" / "2026")
        ours, read = official_form().table("requests").blocks[0], form.table("table2").blocks[0]
        assert [row.label for row in read.rows] == [row.label for row in ours.rows]
        groups = [[group.label for group in row.groups] for row in read.rows]
        assert groups == [[group.label for group in row.groups] for row in ours.rows]
        totals = [line.source for line in (*read.rows, *read.columns) if line.source]
        assert totals == ["r3 + ... + r23", "c1 + ... + c6"]
        across = form.table("table3").blocks[0]
        assert across.across
        assert len(across.rows) == 15
    assert [each.read_bytes() for each in sorted(Path("docx").rglob("*.toml"))] == [
        each.read_bytes() for each in sorted(Path("html").rglob("*.toml"))
    ]


def test_what_cannot_be_drafted_is_said(folder: Path) -> None:
    """In one sentence, and nothing is written."""
    save("a.html", "<html><body><p>没有表</p></body></html>")
    for line, words in (
        (("Letters", "--name", "表", *ASKED), "应写成“格式/版本”"),
        (("letters/x", "--name", "表", *ASKED), "--year"),
        (("letters/2026", "--name", "表"), "--rows"),
        (("letters/2026", "--name", "表", "--from", "a.html"), "0张带数的表"),
    ):
        ran = run("forms", "new", *line)
        assert (ran.code, words in ran.err) == (2, True), ran.err
    assert not Path("letters").exists()


def test_a_draft_that_was_worked_on_stays(folder: Path) -> None:
    """A second draft does not take its place."""
    assert run("forms", "new", "letters/2026", "--name", "表", *ASKED).code == 0
    before = Path("letters/2026/form.toml").read_bytes()
    Path("letters/2026/table1.toml").write_text("title = 1", encoding="utf-8")
    assert run("forms", "new", "letters/2026", "--name", "别的表", *ASKED).code == 2
    assert Path("letters/2026/form.toml").read_bytes() == before


def test_a_form_is_drawn() -> None:
    """By its name or its folder; typed, added up, a percentage, blocked."""
    shown = run("forms", "show", THIRD)
    assert shown.code == 0
    assert "│别的事项│□  │□  │—        │%     │□      │" in shown.out
    assert "│（七）总计" in run("forms", "show", "disclosure").out
    assert run("forms", "show", "nothing").code == 2


def test_one_column_needs_no_label(folder: Path) -> None:
    """Then no line of headings is printed; a block that is printed across says each of its rows once."""
    assert run("forms", "new", "letters/2026", "--name", "表", "--rows", "甲、乙", "--columns", "数").code == 0
    file = Path("letters/2026/table1.toml")
    file.write_text(file.read_text(encoding="utf-8").replace('"数"', '""'), encoding="utf-8")
    for across in ("", "across = true"):
        text = file.read_text(encoding="utf-8").replace("[[blocks]]", f"[[blocks]]\n{across}")
        file.write_text(text.replace('cite = ""', 'cite = "件"'), encoding="utf-8")
        form = Path("letters/2026/form.toml")
        form.write_text(form.read_text(encoding="utf-8").replace('cite = ""', 'cite = "件"'), encoding="utf-8")
        assert run("forms", "check", "letters").code == 0
        one = filled(load(Path("letters/2026")))
        assert page(one).decode().count("甲") == 1
        assert render(one)
