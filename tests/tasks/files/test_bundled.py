"""The offline page takes the forms from outside along: whoever gets it by mail has no folder of them."""

import base64
import gzip
import io
import re
import zipfile
from pathlib import Path

import pytest

from tests.drawn import SECOND, edited
from toolkit.form.library import VARIABLE, looking_in
from toolkit.tasks.files import bundled
from toolkit.tasks.files.bundled import PAGE, PIECE, offline_page

BUILT = b'<p>\n<script type="text/plain" data-packed="loader">AAAA</script>\n<script>go()</script>'
ADDED = re.compile(rb'<script type="text/plain" data-packed="forms">([^<]*)</script>\n')


@pytest.fixture(autouse=True)
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of three lines in place of the one of seven megabytes."""
    (tmp_path / PAGE).write_bytes(BUILT)
    monkeypatch.setattr(bundled, "FOLDER", tmp_path)
    monkeypatch.delenv(VARIABLE, raising=False)


def test_without_such_forms_it_is_as_it_was_built() -> None:
    """Byte for byte."""
    assert offline_page(PAGE) == BUILT


def test_the_definitions_are_packed_along(tmp_path: Path) -> None:
    """By form and revision, whatever the folders above are called; nothing else of the page changes."""
    edited(SECOND, tmp_path / "有空格 的")
    with looking_in(tmp_path / "有空格 的"):
        page = offline_page(PAGE)
        assert offline_page(PAGE) == page
    assert ADDED.sub(b"", page) == BUILT
    pieces = [base64.b64decode(piece, validate=True) for piece in ADDED.findall(page)]
    assert all(len(piece) <= PIECE for piece in pieces)
    with zipfile.ZipFile(io.BytesIO(gzip.decompress(b"".join(pieces)))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert files == {f"libraries/2024/{path.name}": path.read_bytes() for path in SECOND.glob("*.toml")}


def test_what_is_left_out_here_is_left_out_there(tmp_path: Path) -> None:
    """A faulty definition does not travel."""
    faulty = edited(SECOND, tmp_path / "x", ("form.toml", "cite", "cites"))
    with looking_in(faulty.parent.parent):
        assert offline_page(PAGE) == BUILT
