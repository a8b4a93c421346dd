"""A second form beside the first: nobody gets it unasked, and a faulty one stops nobody."""

import shutil
from functools import cache
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.drawn import OFFICIAL, SECOND, edited
from toolkit.form import library


@pytest.fixture
def root(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's own forms are the official one, an other one with a later revision, and a copy nobody renamed."""
    root = folder / "forms"
    edited(OFFICIAL, root)
    edited(SECOND, root)
    shutil.copytree(root / "disclosure" / "2021", root / "disclosure" / "2027")
    load = library.definitions.__wrapped__
    monkeypatch.setattr(library, "definitions", cache(lambda place: load(place or root)))
    return root


def test_new_makes_the_form_that_is_meant(root: Path) -> None:
    """Although the other one serves the year too, and has a later revision."""
    ran = run("new", "--unit", "青石镇", "--year", "2024", "-o", "a.xlsx")
    assert ran.code == 0
    assert run("export", "a.xlsx").out.count('"form": "disclosure/2021"') == 1
    assert run("new", "--unit", "青石镇", "--year", "2024", "--form", "libraries", "-o", "b.xlsx").code == 0
    assert '"form": "libraries/2024"' in run("export", "b.xlsx").out


def test_the_template_is_of_the_same_form(root: Path) -> None:
    """By the same rule."""
    for name, more in (("a", ()), ("b", ("--form", "disclosure")), ("c", ("--form", "libraries"))):
        assert run("template", "-o", f"{name}.docx", *more).code == 0
    assert Path("a.docx").read_bytes() == Path("b.docx").read_bytes() != Path("c.docx").read_bytes()


def test_where_several_are_meant_one_is_asked_for(root: Path) -> None:
    """None is taken by chance."""
    file = root / "disclosure" / "2021" / "form.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("default = true", "default = false"), encoding="utf-8")
    for command in (("new", "--unit", "青石镇", "--year", "2024"), ("template", "-o", "a.docx")):
        ran = run(*command)
        assert ran.code == 2
        assert "有几种格式，请用 --form 写明用哪一种：disclosure/2021、libraries/2024。" in ran.err


def test_a_faulty_form_is_named_and_the_others_go_on(root: Path) -> None:
    """Once, on standard error, by whatever command asks for forms; the exit code is the command's own."""
    ran = run("forms")
    assert ran.code == 0
    assert [line.split()[1] for line in ran.out.splitlines() if line.startswith("●")] == [
        "disclosure/2021",
        "libraries/2024",
    ]
    copy = root / "disclosure" / "2027"
    assert ran.err == f"格式定义{copy}有1处问题，没有用它。请用 nianbao forms check 查看，改好或移走。\n"


def test_forms_check_notices_a_copy(root: Path) -> None:
    """It would take the place of the form that it was copied from."""
    copy = root / "disclosure" / "2027"
    ran = run("forms", "check", copy)
    assert ran.code == 1
    assert ran.out == (
        f"{copy}/form.toml：id、revision 是 disclosure/2021，文件夹却是 disclosure/2027。"
        "复制来的，请改成自己的；两处要一致\n"
    )


def test_forms_check_notices_a_second_form_for_everybody(root: Path) -> None:
    """Whoever copies the official form copies that line too."""
    copy = edited(SECOND, root / "copy", ("form.toml", 'revision = "2024"', 'revision = "2024"\ndefault = true'))
    ran = run("forms", "check", copy)
    assert ran.code == 1
    assert ran.out == f"{copy}/form.toml.default：只能有一种格式是 default = true，disclosure 已经是了，请删去这一行\n"
