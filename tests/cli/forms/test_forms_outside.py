"""Forms from outside of the package: used by every command, and nobody gets one unasked."""

import os
import shutil
from pathlib import Path

import pytest

from tests.cli.running import run, save
from tests.drawn import OFFICIAL, SECOND, edited, filled, second_form
from toolkit.form.library import VARIABLE
from toolkit.submission.json import to_json

NEW = ("new", "--unit", "青石镇", "--year", "2024")


def placed(root: Path) -> Path:
    """A directory with the second form in it."""
    edited(SECOND, root)
    return root


@pytest.fixture
def place(folder: Path) -> Path:
    return placed(folder / "自己的")


@pytest.fixture
def known(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second form is among those there are, for as long as the test runs."""
    monkeypatch.setenv(VARIABLE, str(place))


def keys(*before: str | Path) -> list[str]:
    ran = run(*before, "forms")
    assert ran.code == 0, ran.err
    return [line.split()[1] for line in ran.out.splitlines() if line.startswith("●")]


def test_without_it_there_is_no_such_form(place: Path) -> None:
    """It merely lies there."""
    assert keys() == ["disclosure/2019", "disclosure/2021"]
    assert run(*NEW, "--form", "libraries", "-o", "a.xlsx").code == 2


def test_a_directory_is_named_by_an_option(place: Path) -> None:
    """In front of the command, several times if need be."""
    assert keys("--forms", place) == ["disclosure/2019", "disclosure/2021", "libraries/2024"]
    assert keys("--forms", placed(Path("b")), "--forms", place)[:3] == [
        "disclosure/2019",
        "disclosure/2021",
        "libraries/2024",
    ]
    assert run("--forms", place, *NEW, "--form", "libraries", "-o", "a.xlsx").code == 0
    assert run("--forms", place, "check", "a.xlsx", "--json").json["files"][0]["form"] == "libraries/2024"
    assert "a.xlsx" in run("check", "a.xlsx").err  # without, nobody knows the form


def test_several_directories_stand_in_a_variable(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Separated as in PATH."""
    other = Path("b")
    edited(SECOND, other, ("form.toml", 'id = "libraries"', 'id = "reading"'))
    (other / "libraries").rename(other / "reading")
    monkeypatch.setenv(VARIABLE, os.pathsep.join((str(place), "", str(other))))
    assert keys() == ["disclosure/2019", "disclosure/2021", "libraries/2024", "reading/2024"]


def test_nobody_gets_one_unasked(known: None, place: Path) -> None:
    """Neither another form's ``default = true`` nor a later revision of the default from outside takes its place."""
    later = edited(OFFICIAL, place / "x", ("form.toml", 'revision = "2021"', 'revision = "2023"'))
    (place / "disclosure").mkdir()
    later.rename(place / "disclosure" / "2023")
    form = place / "libraries" / "2024" / "form.toml"
    form.write_text("default = true\n" + form.read_text(encoding="utf-8"), encoding="utf-8")
    assert keys() == ["disclosure/2019", "disclosure/2021", "disclosure/2023", "libraries/2024"]
    assert run(*NEW, "-o", "a.xlsx").code == 0
    assert '"form": "disclosure/2021"' in run("export", "a.xlsx").out
    assert run("template", "-o", "a.docx").code == 0
    assert run("template", "--form", "disclosure/2021", "-o", "b.docx").code == 0
    assert Path("a.docx").read_bytes() == Path("b.docx").read_bytes()


def test_every_command_uses_it(known: None) -> None:
    """From the blank workbook to the total."""
    data = save("a.json", to_json(filled(second_form(), unit="青石镇", year=2024)))
    for line in (
        (*NEW, "--form", "libraries/2024", "--level", "村阅览室", "-o", "a.xlsx"),
        ("fill", "a.xlsx", data, "-o", "b.xlsx"),
        ("export", "b.xlsx", "-o", "b.json"),
        ("mark", "a.xlsx", "-o", "c.xlsx"),
        ("repair", "b.xlsx", "-o", "d.xlsx"),
        ("template", "--form", "libraries", "-o", "t.docx"),
        ("render", "b.xlsx", "-o", "b.docx", "--draft", "--template", "t.docx"),
        ("render", "b.xlsx", "-o", "b.html", "--to", "html", "--draft"),
        ("total", "b.xlsx", "--unit", "青石", "-o", "e.xlsx"),
        ("check", "e.xlsx"),
    ):
        ran = run(*line)
        assert ran.code in ((0, 1) if line[0] in ("check", "mark") else (0,)), (line, ran.out, ran.err)
    assert '"form": "libraries/2024"' in run("export", "e.xlsx").out


def test_an_output_of_such_a_form_may_be_replaced(known: None) -> None:
    """What is still as we made it is ours, whatever its form."""
    for _ in range(2):
        assert run(*NEW, "--form", "libraries", "-o", "a.xlsx", "--force").code == 0


def test_a_faulty_folder_is_named_and_left_out(known: None, place: Path) -> None:
    """The others go on, and the exit code is the command's own."""
    faulty = edited(SECOND, place / "x", ("form.toml", "cite", "cites"))
    faulty.rename(place / "libraries" / "2025")
    ran = run("forms")
    assert (ran.code, "libraries/2024" in ran.out) == (0, True)
    assert ran.err.count("没有用它") == 1
    assert f"格式定义{place / 'libraries' / '2025'}有" in ran.err
    ran = run("forms", "check", place)
    assert (ran.code, ran.err.count("√"), ran.err.count("×")) == (1, 1, 1)


def test_of_two_of_one_name_the_later_is_left_out(known: None, place: Path) -> None:
    """Whatever is in it: a letter must not change by what lies about."""
    copy = edited(OFFICIAL, place / "x", ("form.toml", 'name = "政府', 'name = "又一个政府'))
    (place / "disclosure").mkdir()
    copy.rename(place / "disclosure" / "2021")
    assert keys() == ["disclosure/2019", "disclosure/2021", "libraries/2024"]
    ran = run("forms")
    assert "又一个" not in ran.out
    assert f"格式定义{place / 'disclosure' / '2021'}有1处问题，没有用它" in ran.err
    ran = run("forms", "check", "自己的/disclosure")
    assert ran.code == 1
    assert "disclosure/2021/form.toml：disclosure/2021 已经有了，在" in ran.out


@pytest.mark.parametrize("wrong", ["没有的", "自己的/libraries/2024", "自己的/libraries"])
def test_a_directory_without_forms_is_named(place: Path, wrong: str) -> None:
    """A folder above or below the right one is easily named; the command goes on."""
    ran = run("--forms", wrong, "forms")
    assert ran.code == 0
    assert f"格式定义{Path(wrong).absolute()}有1处问题，没有用它" in ran.err
    ran = run("--forms", wrong, "forms", "check")
    assert ran.code == 1
    assert f"× {Path(wrong).absolute()}：里面没有“格式/版本/form.toml”这样的文件" in ran.err


def test_too_many_are_not_read(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A directory that was named by mistake may be anything."""
    monkeypatch.setattr("toolkit.limits.FORMS", 1)
    shutil.copytree(place / "libraries" / "2024", place / "libraries" / "2025")
    assert keys("--forms", place) == ["disclosure/2019", "disclosure/2021"]


def test_a_district_has_its_own(folder: Path) -> None:
    """In its folder ``格式``, for every command that is run there or below."""
    place = folder / "2024统计"
    placed(place / "格式")
    assert run("district", "init", place, "--year", "2024", "--form", "libraries").code == 0
    assert 'form = "libraries/2024"' in (place / "district.toml").read_text(encoding="utf-8")
    below = place / "报来"
    below.mkdir()
    os.chdir(below)
    assert keys() == ["disclosure/2019", "disclosure/2021", "libraries/2024"]
    ran = run("district", "units")
    assert "单位名单" in ran.err
    assert "libraries" not in ran.err
