"""No archive names a file of this machine: whatever is in a letter, nothing comes out that was not in it."""

import bz2
import gzip
import io
import lzma
import shutil
import subprocess
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.instruments.oracles.needed import needed
from tests.mail.letters import SHEET, mixed, part
from toolkit.mail.attachments import bsdtar
from toolkit.mail.attachments.unusable import Unusable
from toolkit.mail.letter import Attachment, letter, unpacked

CANARY = b"nobody outside may read this"
BSDTAR = needed(shutil.which("bsdtar") is not None, "bsdtar")
RAR, RAR_5, SEVEN = bsdtar.SIGNATURES
FORMATS = ("mtree", "cpio", "newc", "ar", "argnu", "iso9660", "7zip", "zip", "warc", "xar", "shar", "ustar", "pax")
FILTERS = ("gzip", "bzip2", "compress", "lzma", "xz", "zstd", "lz4", "uuencode", "b64encode")


def canary(folder: Path) -> Path:
    path = folder / "canary.txt"
    path.write_bytes(CANARY)
    return path


def lists(path: Path) -> Iterator[bytes]:
    """Ways to name a file in an mtree."""
    yield f"#mtree\n./a.txt type=file contents={path}\n".encode()
    yield f"./a.txt type=file contents={path}\n".encode()
    yield f"\n \n#mtree v2.0\n/set type=file\n{path} size={len(CANARY)}\n".encode()
    yield f"a.txt type=file size={len(CANARY)} contents={path}\n".encode()
    yield f"#mtree\na.txt type=link link={path}\nb.txt type=file contents=a.txt\n".encode()


def packed(folder: Path, *options: str, names: tuple[str, ...] = ("link", "hard")) -> bytes:
    """What bsdtar makes of links to the canary, in a format; nothing where it cannot."""
    made = subprocess.run(["bsdtar", *options, "-cf", "-", *names], cwd=folder, capture_output=True, check=False)
    return made.stdout


def linked(path: Path) -> Path:
    """A folder with links to a file."""
    folder = path.parent / "links"
    folder.mkdir()
    (folder / "link").symlink_to(path)
    (folder / "other").write_bytes(SHEET)
    (folder / "hard").hardlink_to(folder / "other")
    return folder


def in_zip(data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.gz", data)
    return stream.getvalue()


def in_tar(data: bytes) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        line = tarfile.TarInfo("a.gz")
        line.size = len(data)
        archive.addfile(line, io.BytesIO(data))
    return stream.getvalue()


WRAPPINGS: dict[str, Callable[[bytes], bytes]] = {
    "plain": lambda data: data,
    "gz": gzip.compress,
    "two gz": lambda data: gzip.compress(data[:5]) + gzip.compress(data[5:]),
    "gz in gz": lambda data: gzip.compress(gzip.compress(data)),
    "gz in zip": lambda data: in_zip(gzip.compress(data)),
    "gz in tar in gz": lambda data: gzip.compress(in_tar(gzip.compress(data))),
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "xz in gz": lambda data: gzip.compress(lzma.compress(data)),
    "behind a rar's first bytes": lambda data: RAR + data,
    "behind a new rar's first bytes": lambda data: RAR_5 + data,
    "behind a 7z's first bytes": lambda data: SEVEN + data,
    "behind a rar's first bytes and a line": lambda data: RAR + b"\n" + data,
    "behind a 7z's first bytes and a gz": lambda data: SEVEN + gzip.compress(data),
    "behind a name that is nearly a rar's": lambda data: b"Rar!\x1a\x07\n" + data,
    "behind blanks": lambda data: b" \t\r\n" + data,
    "behind a program": lambda data: b"MZ" + b"\0" * 600 + RAR + data,
    "rar in gz": lambda data: gzip.compress(RAR + data),
}


def brought(data: bytes, name: str = "年报.gz") -> list[Attachment]:
    """All that comes out, of a file and of a letter."""
    heading = b'Content-Type: application/octet-stream; name="a.gz"'
    return [*unpacked(name, data)[0], *letter(mixed(part(heading, data))).attachments]


@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_lists_of_files(wrapping: str, tmp_path: Path) -> None:
    """A format of bsdtar's own: names of files to be read, and it recognises that in any wrapping."""
    for each in lists(canary(tmp_path)):
        assert all(CANARY not in found.data for found in brought(WRAPPINGS[wrapping](each)))


@BSDTAR
@pytest.mark.parametrize("archive", FORMATS)
@pytest.mark.parametrize("filter", ["", *FILTERS])
def test_links_in_every_format(archive: str, filter: str, tmp_path: Path) -> None:
    """And each of them in gzip, or behind the first bytes of what bsdtar is given."""
    folder = linked(canary(tmp_path))
    data = packed(folder, f"--format={archive}", *([f"--{filter}"] if filter else []))
    for each in (data, gzip.compress(data), *(start + data for start in bsdtar.SIGNATURES)):
        assert all(CANARY not in found.data for found in brought(each))


@BSDTAR
def test_an_iso_that_begins_as_a_7z(tmp_path: Path) -> None:
    """Its first 32 KB are free for anything."""
    image = packed(linked(canary(tmp_path)), "--format=iso9660")
    for start in bsdtar.SIGNATURES:
        assert all(CANARY not in found.data for found in brought(start + image[len(start) :]))


@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_what_the_program_is_given(wrapping: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes that begin as a rar or a 7z, whole; no text can begin so."""
    given = []

    def opened(data: bytes, *rest: object) -> Iterator[tuple[str, bytes]]:
        given.append(data)
        return iter(())

    monkeypatch.setattr("toolkit.mail.attachments.unpack.packed", opened)
    for each in lists(canary(tmp_path)):
        brought(WRAPPINGS[wrapping](each))
    assert all(data.startswith((b"Rar!\x1a\x07", SEVEN)) for data in given)


def test_the_program_knows_nothing_of_us(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it runs there is nothing, and our environment holds passwords."""
    program = tmp_path / "bsdtar"
    program.write_text(f"#!/bin/sh\n(pwd; ls -A; env) > {tmp_path}/told\n")
    program.chmod(0o755)
    monkeypatch.setattr(bsdtar, "opener", lambda: str(program))
    monkeypatch.setenv("NIANBAO_MAIL_PASSWORD", "secret")
    monkeypatch.chdir(tmp_path)
    list(bsdtar.packed(SEVEN, lambda: 1, 10))
    told = (tmp_path / "told").read_text()
    assert "secret" not in told
    assert str(tmp_path) not in told
    names = {line.partition("=")[0] for line in told.splitlines()[1:]}
    assert names <= {"LC_ALL", "PWD", "OLDPWD", "SHLVL", "_"}


def test_what_the_program_started_ends_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When its time is up."""
    program = tmp_path / "bsdtar"
    program.write_text(f"#!/bin/sh\nsleep 60 & echo $! > {tmp_path}/child\nwait\n")
    program.chmod(0o755)
    monkeypatch.setattr(bsdtar, "opener", lambda: str(program))
    with pytest.raises(Unusable):
        list(bsdtar.packed(SEVEN, lambda: 1, 1))
    child = int((tmp_path / "child").read_text())
    status = Path(f"/proc/{child}/stat")
    assert not status.exists() or status.read_text().split()[2] == "Z"
