"""Tars and gzips, with the standard library as the oracle of what is honest, and bounds for what is not."""

import gzip
import io
import tarfile
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mail.letters import SHEET
from toolkit import limits
from toolkit.mail.attachments.tars import is_tar, untarred
from toolkit.mail.attachments.unusable import Unusable
from toolkit.mail.letter import Attachment, Remark, unpacked

LONG = "年" * 60 + ".xlsx"
NAMES = st.text("ab年/.", min_size=1, max_size=150).filter(lambda name: not name.endswith("/"))


def member(name: str, data: bytes = b"", kind: bytes = tarfile.REGTYPE, size: int | None = None) -> bytes:
    """A member by itself, whatever its header says."""
    line = tarfile.TarInfo(name)
    line.type, line.size = kind, len(data) if size is None else size
    return line.tobuf(tarfile.GNU_FORMAT) + data + b"\0" * (-len(data) % 512)


def tarred(files: list[tuple[str, bytes]], format: int = tarfile.PAX_FORMAT) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=format) as archive:
        for name, data in files:
            line = tarfile.TarInfo(name)
            line.size = len(data)
            archive.addfile(line, io.BytesIO(data))
    return stream.getvalue()


@settings(deadline=None)
@given(
    st.lists(st.tuples(NAMES, st.binary(max_size=1200)), min_size=1, max_size=4),
    st.sampled_from((tarfile.PAX_FORMAT, tarfile.GNU_FORMAT)),
)
def test_a_tar_is_read_like_the_library_reads_it(files: list[tuple[str, bytes]], format: int) -> None:
    """Long names and names that are not ASCII, in both ways of writing them."""
    data = tarred(files, format)
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        expected = [(each.name, stream.read()) for each in archive if (stream := archive.extractfile(each))]
    assert is_tar(data)
    ours = list(untarred(io.BytesIO(data), lambda: limits.ATTACHMENT))
    assert [(name.strip("/"), content) for name, content in ours] == [(n.strip("/"), c) for n, c in expected]


@settings(deadline=None)
@given(st.binary(max_size=300), st.integers(0, 4000))
def test_no_damage_to_a_tar_ends_the_work(dirt: bytes, at: int) -> None:
    """Any bytes anywhere in it, and in it in a gzip."""
    raw = tarred([(LONG, SHEET), ("b", b"x" * 700)])
    damaged = raw[:at] + dirt + raw[at + len(dirt) :]
    unpacked("a.tar", damaged)
    packed = gzip.compress(raw)
    unpacked("a.tgz", packed[:at] + dirt + packed[at + len(dirt) :])
    unpacked("a.tgz", gzip.compress(damaged))


@pytest.mark.parametrize(
    ("name", "within"),
    [("年报.xlsx.gz", "年报.xlsx"), ("年报.xlsx", "年报.xlsx"), ("年报.XLSX.GZ", "年报.XLSX")],
)
def test_a_workbook_in_a_gzip_is_a_workbook(name: str, within: str) -> None:
    """A mail program, or somebody who likes to save space."""
    assert unpacked(name, gzip.compress(SHEET)) == ((Attachment(within, SHEET, (name,)),), ())


@pytest.mark.parametrize("name", ["报送.tar.gz", "报送.tgz"])
def test_workbooks_in_a_tar_in_a_gzip(name: str) -> None:
    """What is in a gzip is asked again what it is."""
    found, remarks = unpacked(name, gzip.compress(tarred([(LONG, SHEET), ("b.xlsx", SHEET)])))
    inside = (name, "报送.tar")
    assert (found, remarks) == ((Attachment(LONG, SHEET, inside), Attachment("b.xlsx", SHEET, inside)), ())


def test_a_gzip_of_several() -> None:
    """As `cat` makes it; what hangs behind the last is padding."""
    data = gzip.compress(SHEET[:30]) + gzip.compress(SHEET[30:]) + b"\0" * 40
    assert unpacked("a.gz", data) == ((Attachment("a", SHEET, ("a.gz",)),), ())


def stored(size: int) -> bytes:
    maker = zlib.compressobj(wbits=31)
    return b"".join(maker.compress(b"\0" * 2**20) for _ in range(size // 2**20 + 1)) + maker.flush()


ODD_GZIPS: dict[str, tuple[Callable[[], bytes], str]] = {
    "cut off": (lambda: gzip.compress(SHEET * 9)[:-9], "archive-damaged"),
    "damaged": (lambda: gzip.compress(SHEET)[:12] + b"\xff" * 20, "archive-damaged"),
    "too large": (lambda: stored(limits.ATTACHMENT + 1), "too-large"),
    "a million behind each other": (lambda: gzip.compress(b"") * 1_000_000, "too-many"),
    "100 in each other": (lambda: nested(100), "too-deep"),
}


def nested(depth: int) -> bytes:
    data = SHEET
    for _ in range(depth):
        data = gzip.compress(data)
    return data


@pytest.mark.parametrize("kind", ODD_GZIPS)
def test_odd_gzips(kind: str) -> None:
    """Each is a remark."""
    made, code = ODD_GZIPS[kind]
    found, remarks = unpacked("a.gz", made())
    assert (found, [remark.code for remark in remarks]) == ((), [code])


ODD_TARS = {
    "more than there may be": (member("a", size=2**40) + SHEET, "too-large"),
    "a size below zero": (member("a", size=-1), "archive-damaged"),
    "facts of a terabyte": (member("a", kind=b"x", size=2**40), "too-large"),
    "a name of a megabyte": (member("a", b"a" * 2**20, kind=b"L"), "too-large"),
    "holes of a terabyte": (member("a", kind=b"S", size=512) + b"\0" * 512, "archive-unsupported"),
    "headers for headers for ever": (member("a", b"9 path=a\n", kind=b"x") * 30_000, "too-many"),
    "cut off": (member("a", SHEET)[:540], "archive-damaged"),
    "something else behind it": (member("a", kind=b"5") + b"x" * 512, "archive-damaged"),
}


@pytest.mark.parametrize("kind", ODD_TARS)
def test_odd_tars(kind: str) -> None:
    """Each is a remark, and nothing is unpacked for it."""
    data, code = ODD_TARS[kind]
    assert unpacked("a.tar", data) == ((), (Remark(code, "a.tar"),))


def test_holes_of_a_file_are_not_filled() -> None:
    """As newer programs write them: a few bytes may stand for a terabyte."""
    facts = b"".join(
        b"%d %s\n" % (len(fact) + 4, fact) for fact in (b"GNU.sparse.major=1", b"GNU.sparse.realsize=999999999999")
    )
    data = member("a", facts, kind=b"x") + member("a", b"1\n0\n9\n")
    with pytest.raises(Unusable) as caught:
        list(untarred(io.BytesIO(data), lambda: limits.ATTACHMENT))
    assert caught.value.code == "archive-unsupported"


@pytest.mark.parametrize("kind", [b"1", b"2", b"3", b"4", b"5", b"6"])
def test_links_and_devices_are_passed_over(kind: bytes) -> None:
    """Whatever they point to is not in the archive."""
    data = member("link", kind=kind, size=9) + member("b.xlsx", SHEET) + b"\0" * 1024
    assert unpacked("a.tar", data) == ((Attachment("b.xlsx", SHEET, ("a.tar",)),), ())
