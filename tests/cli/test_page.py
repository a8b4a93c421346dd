"""``nianbao page``."""

from pathlib import Path

import pytest

from tests.cli.running import run
from toolkit.tasks.files import bundled as built


def test_both_editions_are_written_as_they_were_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What travels with the program is copied out, byte for byte."""
    monkeypatch.setattr(built, "FOLDER", tmp_path)
    for option, name in (((), built.PAGE), (("--older",), built.OLDER_PAGE)):
        (tmp_path / name).write_bytes(name.encode())
        ran = run("page", "-o", "年报校验.html", *option)
        assert (ran.code, ran.out, ran.err.strip()) == (0, "", "已写出离线校验页：年报校验.html")
        assert Path("年报校验.html").read_bytes() == name.encode()


def test_a_checkout_where_it_was_not_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence says what to run; nothing is written."""
    monkeypatch.setattr(built, "FOLDER", tmp_path)
    ran = run("page", "-o", "年报校验.html")
    assert ran.code == 2
    assert "make page" in ran.err
    assert not Path("年报校验.html").exists()
