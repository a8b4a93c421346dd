"""Letters made to hurt: each is read within 20 seconds of work and 600 MB, and what was left out is remarked.

The bounds are those of the operating system: a process that passes them is ended, and the test fails.
"""

import base64
import gzip
import io
import json
import os
import struct
import subprocess
import sys
import tarfile
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.drawn import ROOT
from tests.mail.letters import SHEET, mixed, nested, part
from toolkit import limits
from toolkit.mail.attachments import tnef
from toolkit.mail.letter import Remark, unpacked
from toolkit.mail.mailbox.folder import in_folder

resource = pytest.importorskip("resource", reason="no such limits on this system")
SECONDS, BYTES = 20, 600 * 2**20
MB = 2**20
NAMED = b'Content-Type: application/octet-stream; name="a.xlsx"'
READ = """
import json, sys
from pathlib import Path
from toolkit.mail.mailbox.folder import in_folder
from toolkit.mail.letter import letter
for each in in_folder(Path(sys.argv[1])):
    found = letter(each.read())
    sizes = [len(each.data) for each in found.attachments]
    print(json.dumps([len(sizes), sum(sizes), sorted({each.code for each in found.remarks}), found.subject]))
"""


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


def read(path: Path) -> list[Any]:
    """Of each letter: how many attachments, their bytes, codes of remarks, the subject."""
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        preexec_fn=limited,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-800:]
    return [json.loads(line) for line in done.stdout.splitlines()]


def multiparts(depth: int) -> bytes:
    raw = b"Subject: x\r\n"
    for level in range(depth):
        raw += b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (level, level)
    return raw + part(NAMED, SHEET)


def zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def zip_of_zips(depth: int) -> bytes:
    data = SHEET
    for _ in range(depth):
        data = zipped({"a.zip": data})
    return data


def overlapping() -> bytes:
    """Every line of the directory points to the same compressed bytes."""
    first = zipped({"n0000": b"\0" * 5 * MB})
    start, end = first.index(b"PK\x01\x02"), first.rindex(b"PK\x05\x06")
    count = 2_000
    directory = first[start:end] * count
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)
    return first[:start] + directory + tail


def gzipped(megabytes: int) -> bytes:
    maker = zlib.compressobj(wbits=31)
    return b"".join(maker.compress(b"\0" * MB) for _ in range(megabytes)) + maker.flush()


def tarred(name: str, data: bytes) -> bytes:
    line = tarfile.TarInfo(name)
    line.size = len(data)
    return line.tobuf(tarfile.GNU_FORMAT) + data + b"\0" * (-len(data) % 512)


def winmail(data: bytes) -> bytes:
    fields = ((1, b"\0" * 14), (tnef.DATA, data))
    written = b"".join(struct.pack("<BHHI", 2, id, 6, len(value)) + value + b"\0\0" for id, value in fields)
    return tnef.SIGNATURE + b"\0\0" + struct.pack("<BHHI", 2, tnef.BEGINS, 6, 0) + b"\0\0" + written


def attached(data: bytes, name: bytes = b"a.zip") -> bytes:
    return mixed(part(b'Content-Type: application/octet-stream; name="' + name + b'"', data))


def long_header(filler: bytes) -> bytes:
    return b"Subject: " + filler + b'\r\nContent-Type: multipart/mixed; boundary="x"; a="' + filler + b"\r\n\r\n--x"


def announced_properties() -> bytes:
    """53 bytes that announce four thousand million properties."""
    value = struct.pack("<I", 0xFFFFFFFF) + b"\0" * 32
    head = struct.pack("<BHHI", 2, 0x9005, 6, len(value))
    return tnef.SIGNATURE + b"\0\0" + head + value + b"\0\0"


LETTERS: dict[str, tuple[Callable[[], bytes], int, list[str]]] = {
    "50 letters inside each other": (lambda: nested(50, mixed(part(NAMED, SHEET))), 0, ["too-deep"]),
    "5,000 letters inside each other": (lambda: nested(5_000, b"x"), 0, ["too-deep"]),
    "50 multiparts inside each other": (lambda: multiparts(50), 0, ["too-deep"]),
    "5,000 multiparts inside each other": (lambda: multiparts(5_000), 0, ["too-deep"]),
    "10,000 attachments": (lambda: mixed(*[part(NAMED, SHEET)] * 10_000), limits.ATTACHMENTS, ["too-many"]),
    "a million parts": (lambda: mixed(*[b"\r\n"] * 1_000_000), 0, ["too-many"]),
    "a zip of 10,000 files": (
        lambda: attached(zipped({f"{number}.xlsx": SHEET for number in range(10_000)})),
        limits.ATTACHMENTS,
        ["too-many"],
    ),
    "a zip of zips of zips": (lambda: attached(zip_of_zips(50)), 0, ["too-deep"]),
    "a zip that unpacks to 60 MB": (lambda: attached(zipped({"a": b"\0" * 60 * MB})), 0, ["too-large"]),
    "a zip of many files of 10 MB": (
        lambda: attached(zipped({str(number): b"\0" * 10 * MB for number in range(12)})),
        9,
        ["too-large"],
    ),
    "a zip whose files are all the same": (lambda: attached(overlapping()), 0, ["archive-damaged"]),
    "an attachment of 60 MB": (lambda: attached(b"x" * 60 * MB, b"a.xlsx"), 0, ["too-large"]),
    "a zip of what a Mac leaves lying about": (
        lambda: attached(zipped({f"__MACOSX/{number}": b"" for number in range(19_000)})),
        0,
        ["too-many"],
    ),
    "a zip whose names are long": (
        lambda: attached(zipped({f"{number:0300}.xlsx": SHEET for number in range(1_000)}), b"a" * 300 + b".zip"),
        125,
        ["too-many"],
    ),
    "archives that are all damaged": (
        lambda: attached(zipped({f"{number:0300}.zip": b"PK\x03\x04" for number in range(4_000)})),
        0,
        ["archive-damaged"],
    ),
    "a gzip that unpacks to 3 GB": (lambda: attached(gzipped(3_000), b"a.gz"), 0, ["too-large"]),
    "a gzip of 900 gzips of nothing": (lambda: attached(gzip.compress(b"") * 900, b"a.gz"), 1, []),
    "a gzip of a tar of gzips of 40 MB": (
        lambda: attached(gzip.compress(tarred("a.gz", gzipped(40)) * 9), b"a.tgz"),
        2,
        ["too-large"],
    ),
    "winmail.dats of more than there may be": (
        lambda: mixed(*[part(NAMED, winmail(b"\0" * 30 * MB))] * 2),
        1,
        ["too-large"],
    ),
    "words without end": (lambda: mixed(*[b"\r\n" + b"http://mail.sina.com/" * 4_000] * 900), 0, []),
    "a winmail.dat of many properties": (lambda: attached(announced_properties(), b"winmail.dat"), 1, []),
    "headers of semicolons": (lambda: long_header(b";" * MB), 0, []),
    "headers of quotes": (lambda: long_header(b'";a="\\' * MB), 0, []),
    "headers of encoded words": (lambda: long_header(b"=?utf-8?b?" * MB), 0, []),
    "headers of brackets": (lambda: b"From: " + b"<(" * MB + b"\r\nReply-To: " + b"a@" * MB + b"\r\n\r\n", 0, []),
    "headers of folds": (lambda: b"Subject: " + b"\r\n " * MB + b"\r\n\r\n", 0, []),
    "a million headers": (lambda: b"X: y\r\n" * 1_000_000 + b"\r\n", 0, []),
    "base64 of padding": (
        lambda: mixed(NAMED + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b"A=" * 5 * MB),
        1,
        [],
    ),
    "a text of 40 MB with links": (lambda: mixed(b"\r\n" + b"http://mail.sina.com/" * 2 * MB), 0, []),
    "a delimiter that is never at the start of a line": (lambda: mixed(b"\r\n" + b" --=_next" * MB), 0, []),
    "no delimiter but dashes": (lambda: mixed(b"\r\n" + b"-" * 20 * MB, boundary="-" * 60), 0, []),
}


@pytest.mark.parametrize("kind", LETTERS)
def test_letters_made_to_hurt(kind: str, tmp_path: Path) -> None:
    """Of what they bring only so much is taken, and the rest is remarked."""
    made, count, remarks = LETTERS[kind]
    (tmp_path / "a.eml").write_bytes(made())
    ((found, size, codes, _),) = read(tmp_path)
    assert (found, codes) == (count, remarks)
    assert size <= limits.UNPACKED


def test_alike_remarks_are_one() -> None:
    """Whoever packs a thousand archives is told a few of their names, and how many there were."""
    damaged = zipped({f"{number}.zip": b"PK\x03\x04" for number in range(1_000)})
    assert unpacked("a.zip", damaged) == ((), (Remark("archive-damaged", "0.zip、1.zip、2.zip、3.zip、4.zip等1000个"),))


def test_an_mbox_is_read_in_flat_memory(tmp_path: Path) -> None:
    """Its letters are read one by one: at no time is there much more than one of them."""
    line = b"From a@b.cn Mon Jan  1 10:00:00 2024\n"
    body = base64.encodebytes(SHEET * 10_000)[:MB]
    with (tmp_path / "a.mbox").open("wb") as file:
        for _ in range(80):
            file.write(line + b"Subject: x\n\n" + body + b"\n\n")
    tracemalloc.start()
    try:
        assert [len(each.read()) for each in in_folder(tmp_path)] == [len(body) + 14] * 80
        assert tracemalloc.get_traced_memory()[1] < 8 * MB
    finally:
        tracemalloc.stop()
