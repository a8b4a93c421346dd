"""Letters damaged at random, each read in a process of its own whose work and memory the system measures and ends.

``python -m tests.mail.fuzzing FIRST COUNT`` prints a line of JSON a letter: its kind, what came of it, seconds, bytes.
"""

import gzip
import io
import json
import os
import re
import resource
import struct
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from tests.mail.letters import SHEET, encoded, honest, mixed, nested, part
from tests.workbook.mutations import BYTES, JUNK
from toolkit import limits
from toolkit.errors import UserError
from toolkit.mail.attachments import tnef
from toolkit.mail.letter import Attachment, Remark, letter, unpacked
from toolkit.mail.mailbox import mbox as mailfile
from toolkit.office.filetypes import kind

SECONDS, MEMORY = 20, 600 * 2**20
SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "huaian-2024" / "workbook.xlsx"
CRASHED = "crashed"
NASTY = (
    b"", b"\0", b"=?utf-8?b?" * 300, b"=?gb2312?q?" + b"=ff" * 200 + b"?=", b'"' * 300,
    b";" * 900, b"(" * 900, b"<" * 900,
    b"multipart/mixed", b'multipart/mixed; boundary=""', b"message/rfc822", b"text/plain; charset=utf-16", b"base64",
    b"quoted-printable", b"x-uuencode", b"attachment; filename*0*=gbk''%ff; filename*99*=%c4", b"\xc4\xea\xb1\xa8",
    b"Fri, 31 Dec 9999 23:59:59 -1400", b"Mon, 99 Foo 0000", b"a@b" * 100, b"a" * 40_000,
)  # fmt: skip
HEADERS = re.compile(rb"^(Content-[A-Za-z-]+|From|To|Subject|Date|Message-ID|MIME-Version):[^\r\n]*", re.M | re.I)
SIZES = (b"\xff" * 4, b"\0" * 4, b"\xff\xff\xff\x7f", b"\0\0\0\x80", b"\1\0\0\0", b"\0\0\0\x40")
OUTCOMES = ("every file", "some files and remarks", "remarks", "nothing", "not read", CRASHED)
Damage = Callable[[Random], bytes]


def files(random: Random) -> bytes:
    """Something to attach."""
    return random.choice(
        (SHEET, SAMPLE.read_bytes(), b'[{"unit": "a"}]', b"%PDF-1.4", b"#mtree\n./a contents=/etc/hosts\n")
    )


def in_zip(data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("年报.xlsx", data)
        archive.writestr("a/b.gz", gzip.compress(data))
    return stream.getvalue()


def in_tar(data: bytes) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name in ("年" * 90, "a.zip"):
            line = tarfile.TarInfo(name)
            line.size = len(data)
            archive.addfile(line, io.BytesIO(data))
    return stream.getvalue()


def in_winmail(data: bytes) -> bytes:
    fields = (
        (tnef.BEGINS, b"\0" * 14),
        (tnef.TITLE, b"a.xlsx\0"),
        (tnef.DATA, data),
        (tnef.PROPERTIES, b"\1\0\0\0" + data[:99]),
    )
    return tnef.SIGNATURE + b"\0\0" + b"".join(
        struct.pack("<BHHI", 2, id, 6, len(value)) + value + b"\0\0" for id, value in fields
    )  # fmt: skip


def in_rar(data: bytes) -> bytes:
    """Of what a rar is only the beginning: the rest is damaged anyway."""
    return b"Rar!\x1a\x07\1\0" + b"\x33\x92\xb5\xe5\x0a\1\5\6\0\5\1\1\x80\x80\0" + data


def in_seven(data: bytes) -> bytes:
    return b"7z\xbc\xaf\x27\x1c\0\4" + struct.pack("<IQQI", 0, 0, min(len(data), 99), 0) + data


def in_letter(data: bytes) -> bytes:
    return honest(("年报.xlsx", data), ("a.zip", data[:500])).as_bytes()


WAYS_IN = (in_zip, gzip.compress, in_tar, in_winmail, in_rar, in_seven, in_letter)
ENDINGS = ("xlsx", "zip", "gz", "tgz", "tar", "dat", "rar", "7z", "eml", "")


def sizes(data: bytes, other: bytes, random: Random) -> bytes:
    """Numbers of four bytes that say more, or less, than there is."""
    damaged = bytearray(data)
    for _ in range(random.randint(1, 6)):
        at = random.randrange(max(len(data) - 4, 1))
        damaged[at : at + 4] = random.choice(SIZES)
    return bytes(damaged)


def archive(random: Random) -> bytes:
    """Archives in archives, some of them damaged, in a letter."""
    data = files(random)
    damage = (*BYTES.values(), sizes, sizes)
    for _ in range(random.randint(1, 8)):
        data = random.choice(WAYS_IN)(data)
        if random.random() < 0.4:
            data = random.choice(damage)(data, SHEET, random)
    name = f"a.{random.choice(ENDINGS)}".encode()
    return mixed(part(b'Content-Type: application/octet-stream; name="' + name + b'"', data))


def whole(random: Random) -> bytes:
    """A letter as mail programs write it."""
    raw = in_letter(in_zip(files(random)))
    if random.random() < 0.3:
        raw = nested(random.randint(1, 4), raw)
    return raw


def letter_bytes(random: Random) -> bytes:
    raw = whole(random)
    return random.choice(list(BYTES.values()))(raw, random.choice((raw[::-1], *JUNK)), random)


def headers(random: Random) -> bytes:
    def other(found: re.Match[bytes]) -> bytes:
        if random.random() < 0.6:
            return found[0]
        said = random.choice(NASTY)
        return random.choice(
            (found[1] + b": " + said, found[1] + b": " + said + b"\r\n" + found[0], said, b"", found[0] * 3)
        )

    return HEADERS.sub(other, whole(random))


def structure(random: Random) -> bytes:
    """Parts lost, doubled, swapped, in each other, or without an end."""
    pieces = [
        part(b"Content-Type: application/octet-stream", files(random)),
        whole(random),
        encoded(SHEET),
        b"",
        b"\r\n",
    ]
    raw = mixed(
        *(random.choice(pieces) for _ in range(random.randint(0, 12))), boundary=random.choice(("a", "=_next", "-"))
    )
    lines = raw.splitlines(keepends=True)
    for _ in range(random.randint(0, 6)):
        at, to = random.randrange(len(lines)), random.randrange(len(lines))
        lines[at : at + random.randint(0, 9)] = random.choice(
            ([], lines[to : to + 9], [lines[to]] * random.randint(1, 50))
        )
        lines = lines or [b"\r\n"]
    return b"".join(lines)


KINDS: dict[str, Damage] = {
    "bytes of the letter": letter_bytes,
    "headers": headers,
    "parts": structure,
    "archives": archive,
}


def outcome(raw: bytes, random: Random) -> str:
    """Any exception but a refusal is a fault of ours. What comes out is within bounds, and was in the letter."""
    try:
        found, remarks = _read(raw, random)
    except UserError as refusal:
        return "not read" if refusal.text else CRASHED
    assert len(found) <= limits.ATTACHMENTS
    assert sum(len(each.data) for each in found) <= limits.UNPACKED
    for each in found:
        _kind(each.data)
        assert b"localhost" not in each.data  # as it stands in a file that some of the archives name
    for remark in remarks:
        assert remark.error.text
    if found:
        return "some files and remarks" if remarks else "every file"
    return "remarks" if remarks else "nothing"


def _read(raw: bytes, random: Random) -> tuple[tuple[Attachment, ...], tuple[Remark, ...]]:
    """As a letter, as a file in a folder, or out of an .mbox."""
    way = random.randrange(4)
    if way == 1:
        return unpacked("a.eml", raw)
    if way == 2:
        with tempfile.NamedTemporaryFile() as file:
            Path(file.name).write_bytes(b"From a@b.cn Mon Jan  1 10:00:00 2024\n" + raw)
            pieces = [mailfile.read(Path(file.name), place) for place in mailfile.places(Path(file.name))]
        raw = pieces[0] if pieces else b""
    made = letter(raw)
    return made.attachments, made.remarks


def _kind(data: bytes) -> str:
    try:
        return kind(data)
    except UserError as refusal:
        return refusal.code


def one(seed: int) -> str:
    random = Random(seed)
    made = list(KINDS.values())[seed % len(KINDS)](random)
    return outcome(made, random)


def measured(seed: int) -> tuple[str, str, float, int]:
    """Kind, outcome, seconds of work and bytes of memory at most, bsdtar's work included."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        try:
            said = one(seed)
        except BaseException as error:
            said = f"{CRASHED}: seed {seed}: {error!r}"
        os.write(write_end, said.encode("utf-8", "backslashreplace")[:2_000])
        os._exit(0)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as pipe:
        said = pipe.read().decode()
    _, _, used = os.wait4(child, 0)
    kind = list(KINDS)[seed % len(KINDS)]
    return (
        kind,
        said or f"{CRASHED}: seed {seed}: ended by the system",
        used.ru_utime + used.ru_stime,
        used.ru_maxrss * 1024,
    )


def main(first: int, count: int) -> Iterator[str]:
    for seed in range(first, first + count):
        yield json.dumps(measured(seed))


if __name__ == "__main__":
    for line in main(int(sys.argv[1]), int(sys.argv[2])):
        print(line, flush=True)
