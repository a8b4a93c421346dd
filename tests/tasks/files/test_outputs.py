"""Outputs appear whole or not at all, and never in place of an input."""

import errno
import os
import secrets
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.drawn import ROOT
from toolkit.errors import UserError
from toolkit.tasks.files.outputs import UNFINISHED, refuse_inputs, sweep, write
from toolkit.tasks.names import file_name

pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("原州区炭山乡-2023", "原州区炭山乡-2023"),
        ('甲\\乙/丙:丁*戊?己"庚<辛>壬|癸', "甲_乙_丙_丁_戊_己_庚_辛_壬_癸"),
        ("甲\n乙\x7f", "甲_乙_"),
        (" 甲. ", "甲"),
        ("...", "_"),
        ("甲\u202excod.乡\u2066\u200b", "甲_xcod.乡__"),
        ("甲\u2028乙\x9b", "甲_乙_"),
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


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "quota-used-up"),
        (errno.EFBIG, "output-too-large"),
        (errno.EROFS, "read-only"),
        (errno.EIO, "disk-fault"),
        (errno.EACCES, "no-access"),
        (errno.EBUSY, "no-access"),
        (errno.EINVAL, "no-access"),
    ],
)
def test_a_failed_write_leaves_what_was_there(monkeypatch: pytest.MonkeyPatch, said: int, code: str) -> None:
    """A full disk must not cost last week's file, and is not told as another program's fault."""
    Path("a.json").write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(said, "no space")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UserError, match=code):
        write(Path("a.json"), b"new")
    assert [path.name for path in Path().iterdir()] == ["a.json"]
    assert Path("a.json").read_bytes() == b"old"


def test_a_folder_is_no_output() -> None:
    """“-o 报告” where one file is meant."""
    Path("报告").mkdir()
    with pytest.raises(UserError, match="output-is-folder"):
        write(Path("报告"), b"")


def test_a_file_where_a_folder_should_be_is_refused() -> None:
    """“-o a.json/b.docx”."""
    Path("a.json").write_bytes(b"")
    for under in ("a.json/b.docx", "a.json/b/c.docx"):
        with pytest.raises(UserError, match="parent-is-file"):
            write(Path(under), b"")


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
        with pytest.raises(UserError, match="same-file"):
            refuse_inputs(Path(name), [Path("a.json")])
    refuse_inputs(Path("c.json"), [Path("a.json")])


def test_a_link_stays_a_link() -> None:
    """What it points to is written."""
    Path("a.json").write_bytes(b"old")
    Path("link.json").symlink_to("a.json")
    write(Path("link.json"), b"new")
    assert Path("link.json").is_symlink()
    assert Path("a.json").read_bytes() == b"new"


def test_links_in_a_circle_are_told() -> None:
    """Replacing the link would not be what was asked."""
    Path("a").symlink_to("b")
    Path("b").symlink_to("a")
    with pytest.raises(UserError, match="link-loop"):
        write(Path("a"), b"")
    with pytest.raises(UserError, match="same-file"):
        refuse_inputs(Path("a"), [Path("a")])


def test_what_lies_in_wait_is_not_written_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if somebody guessed what an unfinished output is called, a link of that name is not followed."""
    Path("victim").write_bytes(b"typed")
    monkeypatch.setattr(secrets, "token_hex", lambda _: "1")
    Path(UNFINISHED.format("1")).symlink_to("victim")
    with pytest.raises(UserError):
        write(Path("out"), b"new")
    assert Path("victim").read_bytes() == b"typed"
    assert not Path("out").exists()


def test_unfinished_names_are_drawn_and_swept() -> None:
    """The number of the process can be foreseen."""
    Path(UNFINISHED.format(os.getpid())).symlink_to("victim")
    write(Path("out"), b"new")
    assert not Path("out").is_symlink()
    assert not Path("victim").exists()
    sweep(Path())
    assert os.listdir() == ["out"]


@pytest.mark.skipif(os.name == "nt", reason="there are no such rights")
def test_rights_stay() -> None:
    """Who may read a file is not for us to change; a new one is as every new file."""
    Path("a").write_bytes(b"old")
    Path("a").chmod(0o640)
    write(Path("a"), b"new")
    assert stat.S_IMODE(Path("a").stat().st_mode) == 0o640
    Path("b").touch()
    write(Path("c"), b"")
    assert Path("c").stat().st_mode == Path("b").stat().st_mode


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_device_that_is_full_says_so() -> None:
    """It is no file that another program holds."""
    with pytest.raises(UserError, match="disk-full"):
        write(Path("/dev/full"), b"1")


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="there is no /dev/stdout")
def test_what_another_program_reads_at_once() -> None:
    """``-o /dev/stdout |``: the link leads to a pipe that has no path."""
    code = "from pathlib import Path; from toolkit.tasks.files.outputs import write; write(Path('/dev/stdout'), b'1')"
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    assert (done.stdout, done.stderr) == (b"1", b"")


LIMITED = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
from toolkit.tasks.files.outputs import write
from toolkit.errors import UserError
try:
    write(Path("a.json"), bytes(5000))
except UserError as refusal:
    sys.exit(refusal.code)
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no such limit")
def test_a_file_larger_than_the_system_allows_says_so() -> None:
    """And leaves what was there."""
    Path("a.json").write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
    )
    assert done.stderr.decode().strip() == "output-too-large"
    assert os.listdir() == ["a.json"]
    assert Path("a.json").read_bytes() == b"old"


def test_a_name_that_is_too_long_is_told() -> None:
    """255 bytes for each part of a path."""
    for path in (Path("乡" * 100), Path("乡" * 100, "a")):
        with pytest.raises(UserError, match="name-too-long"):
            write(path, b"")
