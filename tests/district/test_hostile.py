"""Hostile names and letters at the desk: nothing is written outside, all of it is bounded, and it is told."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.district.desks import NOW, deliver, desk_of, issued, mail, take, typed
from toolkit import limits
from toolkit.cli.district.collect import outcome
from toolkit.district.district import District
from toolkit.district.letters.reply import reply
from toolkit.district.overview.status import page

NAMES = (
    "../../../x.xlsx",
    "..\\..\\x.xlsx",
    "/etc/x.xlsx",
    "C:\\Windows\\x.xlsx",
    "CON.xlsx",
    "年" * 300 + ".xlsx",
    "a\x00b\x1b[31m\r\nBcc: c@d.xlsx",
    "甲\u202exslx.exe",
    "=HYPERLINK(1).xlsx",
    "<script>alert(1)</script>.xlsx",
    "'; DROP TABLE files; --.xlsx",
    "{{ unit }}.xlsx",
)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[District]:
    with desk_of(tmp_path / "inner" / "区", 2) as found:
        yield found


def test_hostile_names_stay_names(place: District, tmp_path: Path) -> None:
    """Each is filed under its hash; what is shown of it steers no terminal, page, mail or path."""
    blank = issued(place)[0]
    letters = []
    for number in range(len(NAMES)):
        figures = {"requests.new.person": number, "requests.granted.person": number}
        letters.append(mail(0, ("年报.xlsx", typed(blank, 0, figures)), id=f"n{number}"))
    named = [raw.replace("年报.xlsx".encode(), b"x") for raw in letters]
    take(place, deliver(*[with_name(raw, name) for raw, name in zip(named, NAMES, strict=True)]))
    for message in place.ledger.messages():
        reply(place, message, NOW)
    assert len(place.ledger.entries()) == len(NAMES)
    messages = place.ledger.messages()
    shown = [file.name for message in messages for file in place.ledger.files_of(message.id)]
    assert all(len(name) <= 200 and name.isprintable() and "/" not in name for name in shown)
    assert [path for path in tmp_path.rglob("*") if path.is_file() and place.folder not in path.parents] == []
    assert b"<script>" not in page(place, NOW)


def with_name(raw: bytes, name: str) -> bytes:
    """The letter with another name for its attachment, in raw UTF-8 as some programs write it."""
    head, mark, rest = raw.partition(b"Content-Disposition: attachment")
    ending = rest.index(b"\r\nMIME-Version") if b"\r\nMIME-Version" in rest else rest.index(b"\r\n\r\n")
    escaped = name.replace("\\", "\\\\").replace('"', '\\"').replace("\r\n", " ")
    return head + mark + f'; filename="{escaped}"'.encode() + rest[ending:]


def test_nested_and_many(place: District) -> None:
    """Fifty archives in one another, and ten thousand files in one: a part is read, the rest is told."""
    nested = b"inner"
    for _ in range(50):
        nested = archive({"a.zip": nested})
    many = archive({f"{number}.txt": b"x" for number in range(10_000)})
    large = archive({"a.bin": bytes(limits.ATTACHMENT + 1)})
    take(place, deliver(mail(0, ("a.zip", nested)), mail(1, ("b.zip", many)), mail(0, ("c.zip", large), id="large")))
    outcomes = [{file.outcome for file in place.ledger.files_of(message.id)} for message in place.ledger.messages()]
    assert "too-deep" in outcomes[0]
    assert "too-many" in outcomes[1]
    assert outcomes[2] == {"too-large"}
    assert all(len(place.ledger.files_of(each.id)) < 300 for each in place.ledger.messages())
    answers = [reply(place, message, NOW) for message in place.ledger.messages()]
    assert all(answers)
    assert all(outcome(place, file) for each in place.ledger.messages() for file in place.ledger.files_of(each.id))


def archive(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return out.getvalue()
