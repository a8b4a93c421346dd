"""Somebody who means harm writes to the district's mailbox: he gets nothing, changes nothing, and is seen.

All of it over real servers, as the clerk runs it: ``collect --send``, and what stands in the mailbox afterwards.
"""

import gzip
import json
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.district.desks import BAD, GOOD, desk_of, mail, name_of, short_of, typed
from tests.district.test_journey import attachments, parsed
from tests.district.test_senders import by_name
from tests.drawn import filled, official_form
from tests.instruments.oracles.postoffice import PASSWORD, USER, PostOffice, needs_dovecot, post_office
from tests.office.sheets.hostile_parts import hostile
from toolkit.district.clock import today
from toolkit.district.ledger.records import DRAFTED, SENT
from toolkit.district.password import VARIABLE
from toolkit.form.library import forms
from toolkit.submission.json import to_json
from toolkit.workbook.read.reader import read
from toolkit.workbook.write.fill import fill

YEAR = today().year
HE, VICTIM = "evil@attacker.example", "victim@other.example"
UNITS = 4  # the first has reported well, the second not at all, the third has an error, the last is his own office
SECRET = "机密"


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    monkeypatch.setenv(VARIABLE, PASSWORD)
    with post_office() as found:
        yield found


def letter(*files: tuple[str, bytes], sender: str = HE, id: str = "", **headers: str) -> bytes:
    """From him, with files; ``headers`` by their names, ``_`` for ``-``."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = USER
    message["Subject"] = f"{short_of(0)}年报"
    message["Message-ID"] = f"<{id}@attacker.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content("请查收。")
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def mtree(path: str) -> bytes:
    """A list of files that some archivers take for an archive, and fill from the machine that opens it."""
    written = "".join(chr(each) if each < 128 else f"\\{each:03o}" for each in path.encode())
    return gzip.compress(f"#mtree\n./a.xlsx type=file contents={written}\n".encode())


def letters(blanks: list[bytes], workbook: str) -> list[bytes]:
    """Everything that was ever thought of; the neighbour's workbook he has from a chat."""
    named = by_name(name_of(0), {**GOOD, "disputes.review.upheld": 7})
    neighbour = typed(blanks[1], 1, {**GOOD, "disputes.review.upheld": 8}, YEAR)
    own = typed(blanks[3], 3, BAD, YEAR)
    renamed = json.dumps({**to_json(read(own, forms()).submission), "code": "640400000"}, ensure_ascii=False).encode()
    bad = to_json(filled(official_form(), BAD, year=YEAR, unit=name_of(2)))
    copies = json.dumps([bad] * 150, ensure_ascii=False).encode()
    relayed = hostile(by_name(name_of(2), BAD), "二、主动公开")
    forged = typed(blanks[2], 2, {**BAD, "disputes.review.upheld": 9}, YEAR)
    return [
        letter(("年报.gz", mtree(workbook)), id="mtree"),
        letter(("年报.xlsm", relayed), id="relay", Reply_To=VICTIM),
        letter(("年报.json", copies), id="copies", Reply_To=VICTIM),
        letter(("年报.json", json.dumps([[]] * 300_000).encode()), id="arrays"),
        letter(("年报.xlsx", named), id="name"),
        letter(("年报.xlsx", forged), sender="u2@test.example", id="forged", Reply_To=HE),
        mail(1, ("年报.xlsx", neighbour), sender="u3@test.example", id="neighbour"),
        letter(("年报.json", renamed), id="code"),
        letter(("年报.xlsx", by_name(name_of(1))), id="dates", Date="Fri, 31 Dec 9999 23:59:59 -1400"),
        letter(("年报.xlsx", by_name(name_of(1), BAD)), id="bounce", Auto_Submitted="auto-replied"),
    ]


def states() -> dict[str, str]:
    """The table that the terminal shows."""
    rows = re.findall(r"^│ (\S+) +│ (\S+) *│", run("district", "status").out, re.MULTILINE)
    return {unit: state for unit, state in rows if unit != "单位"}


@needs_dovecot
def test_he_gets_nothing_and_changes_nothing(
    office: PostOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten letters, after which every unit stands as before, knows of it, and the clerk sees whom it came from."""
    folder = tmp_path / "原州区"
    with desk_of(folder, UNITS, office.settings, YEAR):
        pass
    monkeypatch.chdir(folder)
    monkeypatch.setattr("tests.district.test_senders.YEAR", YEAR)
    assert run("district", "issue", "--send").code == 0
    blanks = [next(iter(attachments(raw).values())) for raw, _ in office.letters]
    office.put(mail(0, ("年报.xlsx", typed(blanks[0], 0, GOOD, YEAR)), id="own"))
    office.put(mail(2, ("年报.xlsx", typed(blanks[2], 2, BAD, YEAR)), id="own-2"))
    assert run("district", "collect", "--send").code == 0
    before = states()
    assert list(before.values()) == ["已报送（待审核）", "未报送", "退回修改（第1次）", "未报送"]
    office.letters.clear()

    for raw in letters(blanks, next((folder / "下发").glob(f"{short_of(1)}*")).as_posix()):
        office.put(raw)
    collected = run("district", "collect", "--send")
    assert collected.code == 0
    after = states()
    assert {unit: after[unit] for unit in after if unit != short_of(2)} == {
        unit: before[unit] for unit in before if unit != short_of(2)
    }
    assert after[short_of(2)] == "退回修改（第2次）"  # what came from its own address, forged or not, is its own

    he = {HE, VICTIM}
    assert not [to for _, to in office.letters if he & set(to)]
    assert all(set(to) - {USER} <= {f"u{number}@test.example" for number in range(UNITS)} for _, to in office.letters)
    told: dict[str, list[tuple[str, dict[str, bytes]]]] = {}
    for raw, to in office.letters:
        told.setdefault(to[0], []).append((str(parsed(raw)["Subject"]), attachments(raw)))
        assert len(raw) < 1_000_000
    for number in range(3):
        assert any("来历不明" in subject for subject, _ in told[f"u{number}@test.example"])
    marked = [name for _, files in told["u2@test.example"] for name in files if "标出问题" in name]
    assert len(marked) == 1  # of the one that was sent in its own name from its own address
    own = told.pop("u2@test.example")
    assert any(files for _, files in own)
    assert not any(files for found in told.values() for _, files in found)

    shown = run("district", "status").out
    assert shown.count(HE) >= 4
    assert "u3@test.example" in shown
    assert HE in run("district", "show", short_of(0)).out
    assert run("district", "approve", "--all").code == 0
    assert states()[short_of(0)] == "审核通过"
    assert run("district", "total", "--partial").code == 0
    total = read((folder / "汇总" / "汇总.xlsx").read_bytes(), forms()).submission
    assert total.figure("disputes.review.upheld") == 0

    with desk_of(folder, UNITS, "keep", YEAR) as place:
        assert len(place.ledger.entries()) < 40
        assert {each.state for each in place.ledger.letters()} == {SENT, DRAFTED}


@needs_dovecot
def test_a_private_mailbox_is_confirmed_and_noted(
    office: PostOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As most officers really send: confirmed once, on the list from then on, and answered there."""
    folder = tmp_path / "原州区"
    with desk_of(folder, 2, office.settings, YEAR):
        pass
    monkeypatch.chdir(folder)
    monkeypatch.setattr("tests.district.test_senders.YEAR", YEAR)
    private = "officer@private.example"
    office.put(mail(1, ("年报.xlsx", by_name(name_of(1), BAD)), sender=private, id="first"))
    assert "来历不明" in run("district", "collect", "--send").out
    assert run("district", "approve", short_of(1)).code == 2
    office.letters.clear()
    done = run("district", "confirm", "--from", private, "--note-address", "--send")
    assert done.code == 0
    assert private in done.err
    assert [to for _, to in office.letters] == [[private, USER]]
    assert list(states().values()) == ["未报送", "退回修改（第1次）"]
    good = fill(by_name(name_of(1)), filled(official_form(), GOOD, year=YEAR, unit=name_of(1)), forms())
    office.put(mail(1, ("改好.xlsx", good), sender=private, id="second"))
    assert run("district", "collect").code == 0
    assert list(states().values()) == ["未报送", "已报送（待审核）"]
