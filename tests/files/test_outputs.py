"""Outputs appear whole or not at all, and never in place of an input."""

import os
from pathlib import Path

import pytest

from toolkit.files.outputs import file_name, refuse_inputs, write
from toolkit.submission.refusal import Refusal

pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("原州区炭山乡-2023", "原州区炭山乡-2023"),
        ('甲\\乙/丙:丁*戊?己"庚<辛>壬|癸', "甲_乙_丙_丁_戊_己_庚_辛_壬_癸"),
        ("甲\n乙\x7f", "甲_乙_"),
        (" 甲. ", "甲"),
        ("...", "_"),
    ],
)
def test_a_name_that_every_file_system_holds(text: str, name: str) -> None:
    """Units are called what they are called; Windows forbids some characters in names."""
    assert file_name(text) == name


def test_a_long_name_is_cut() -> None:
    """255 bytes are 85 Chinese characters."""
    assert len((file_name("乡" * 300) + "-送审稿.docx").encode()) < 255


def test_missing_folders_are_made_and_nothing_else_is_left() -> None:
    """No temporary file stays beside the result."""
    write(Path("下发/甲/a.xlsx"), b"1")
    assert [path.name for path in Path("下发/甲").iterdir()] == ["a.xlsx"]
    assert Path("下发/甲/a.xlsx").read_bytes() == b"1"


def test_a_failed_write_leaves_what_was_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk must not cost last week's file."""
    Path("a.json").write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(Refusal, match="no-access"):
        write(Path("a.json"), b"new")
    assert [path.name for path in Path().iterdir()] == ["a.json"]
    assert Path("a.json").read_bytes() == b"old"


def test_a_folder_is_no_output() -> None:
    """“-o 报告” where one file is meant."""
    Path("报告").mkdir()
    with pytest.raises(Refusal, match="output-is-folder"):
        write(Path("报告"), b"")


def test_a_file_where_a_folder_should_be_is_refused() -> None:
    """“-o a.json/b.docx”."""
    Path("a.json").write_bytes(b"")
    with pytest.raises(Refusal, match="no-access"):
        write(Path("a.json/b.docx"), b"")


@pytest.mark.skipif(os.name == "nt", reason="there is no /dev/null")
def test_a_device_is_written_to_and_not_replaced() -> None:
    """``-o /dev/null`` as an administrator must leave a device there."""
    write(Path(os.devnull), b"1")
    assert not Path(os.devnull).is_file()


def test_an_input_is_told_by_the_file_and_not_by_its_name(folder: Path) -> None:
    """The same file has many names."""
    Path("a.json").write_bytes(b"")
    os.link("a.json", "b.json")
    for name in ("a.json", "./a.json", folder / "a.json", "b.json"):
        with pytest.raises(Refusal, match="same-file"):
            refuse_inputs(Path(name), [Path("a.json")])
    refuse_inputs(Path("c.json"), [Path("a.json")])


def test_a_link_stays_a_link() -> None:
    """What it points to is written."""
    Path("a.json").write_bytes(b"old")
    Path("link.json").symlink_to("a.json")
    write(Path("link.json"), b"new")
    assert Path("link.json").is_symlink()
    assert Path("a.json").read_bytes() == b"new"
