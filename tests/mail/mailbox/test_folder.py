"""A folder, an .mbox and a Maildir: everything in them once, in order, and known again on the second run."""

import mailbox
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mail.letters import honest
from toolkit import limits
from toolkit.errors import UserError
from toolkit.mail.mailbox import mbox as mailfile
from toolkit.mail.mailbox.folder import in_folder


def names(folder: Path) -> list[str]:
    return [Path(each.name).relative_to(folder).as_posix() for each in in_folder(folder)]


def test_loose_files(tmp_path: Path) -> None:
    """What came by chat, with what programs leave beside it left out."""
    for name in (
        "乙.xlsx",
        "甲/一.XLSX",
        "甲/信.EML",
        "~$乙.xlsx",
        ".hidden",
        "a.tmp",
        "Thumbs.db",
        ".git/x",
        "c.crdownload",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (1_705_300_000, 1_705_300_000))
    found = list(in_folder(tmp_path))
    assert names(tmp_path) == ["乙.xlsx", "甲/一.XLSX", "甲/信.EML"]
    assert [each.letter for each in found] == [False, False, True]
    assert {each.received for each in found} == {datetime(2024, 1, 15, 6, 26, 40, tzinfo=UTC)}
    assert {each.read() for each in found} == {b"x"}


def test_a_changed_file_is_another_delivery(tmp_path: Path) -> None:
    """The unit sends its workbook again under the same name."""
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"x")
    first = next(in_folder(tmp_path)).mark
    assert next(in_folder(tmp_path)).mark == first
    os.utime(file, (1, 1))
    assert next(in_folder(tmp_path)).mark != first


def test_links_are_not_followed(tmp_path: Path) -> None:
    """They lead out of the folder, or round in it."""
    (tmp_path / "in").mkdir()
    (tmp_path / "out.xlsx").write_bytes(b"x")
    (tmp_path / "in" / "link.xlsx").symlink_to(tmp_path / "out.xlsx")
    (tmp_path / "in" / "round").symlink_to(tmp_path)
    assert list(in_folder(tmp_path / "in")) == []


def test_one_file(tmp_path: Path) -> None:
    """A file may be named instead of its folder; what is not there is refused."""
    (tmp_path / "a.eml").write_bytes(b"x")
    assert [each.letter for each in in_folder(tmp_path / "a.eml")] == [True]
    with pytest.raises(UserError, match="no-file"):
        in_folder(tmp_path / "b.eml")


def test_what_is_gone_when_it_is_read_is_refused(tmp_path: Path) -> None:
    """The others go on."""
    (tmp_path / "a.xlsx").write_bytes(b"x")
    found = next(in_folder(tmp_path))
    (tmp_path / "a.xlsx").unlink()
    with pytest.raises(UserError, match="no-file"):
        found.read()


def test_a_folder_that_cannot_be_opened_is_refused_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that belongs to somebody else must not end the work on the others."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b.xlsx").write_bytes(b"x")
    real = Path.iterdir

    def iterdir(path: Path) -> object:
        if path.name == "a":
            raise PermissionError
        return real(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    closed, after = in_folder(tmp_path)
    assert after.read() == b"x"
    with pytest.raises(UserError, match="no-access"):
        closed.read()


def test_names_that_are_no_text(tmp_path: Path) -> None:
    """A file unpacked on Linux may have a name in GBK; it can be stored and shown."""
    (tmp_path / os.fsdecode("年报.xlsx".encode("gb18030"))).write_bytes(b"x")
    found = next(in_folder(tmp_path))
    (found.name + found.mark).encode()
    assert found.read() == b"x"


def test_a_maildir(tmp_path: Path) -> None:
    """A letter stays the same when it is read and moves from new to cur."""
    box = mailbox.Maildir(tmp_path / "mail")
    box.add(honest().as_bytes())
    (first,) = in_folder(tmp_path)
    key = next(iter(box.keys()))
    message = box[key]
    message.set_subdir("cur")
    message.set_flags("SR")
    box[key] = message
    (second,) = in_folder(tmp_path)
    assert (first.mark, first.letter) == (second.mark, True)
    assert first.name != second.name
    assert second.read() == honest().as_bytes()


BODIES = st.lists(st.text(st.sampled_from("From :0123\n>a年"), max_size=80), max_size=6)


@settings(deadline=None)
@given(BODIES, st.sampled_from([7, 2**20]))
def test_an_mbox_is_read_like_the_standard_library_writes_it(bodies: list[str], piece: int) -> None:
    """However the pieces fall in which it is read; lines that begin with “From ” are quoted in it."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        path = Path(folder, "box.mbox")
        box = mailbox.mbox(path)
        for body in bodies:
            box.add(f"Subject: x\n\n{body}".encode())
        box.close()
        patch.setattr(mailfile, "PIECE", piece)
        found = [each.read() for each in in_folder(path)] if bodies else []
    assert [each.rstrip(b"\n") for each in found] == [f"Subject: x\n\n{body}".encode().rstrip(b"\n") for body in bodies]


def test_letters_of_an_mbox_are_known_again(tmp_path: Path) -> None:
    """Others are added at its end."""
    path = tmp_path / "Inbox"  # Thunderbird's have no suffix
    box = mailbox.mbox(path)
    box.add(honest().as_bytes())
    box.flush()
    first = list(in_folder(tmp_path))
    box.add(honest().as_bytes())
    box.close()
    second = list(in_folder(tmp_path))
    assert [each.mark for each in second][:1] == [each.mark for each in first]
    assert len({each.mark for each in second}) == 2
    assert [each.name for each in second] == [f"{path}（第1封）", f"{path}（第2封）"]
    assert [each.received for each in second] == [None, None]


def test_a_letter_of_an_mbox_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused before it is read."""
    (tmp_path / "a.mbox").write_bytes(b"From a@b.cn Mon Jan  1 10:00:00 2024\n" + b"x" * 100)
    monkeypatch.setattr(limits, "LOADED", 100)
    with pytest.raises(UserError, match="too-large"):
        next(in_folder(tmp_path)).read()
