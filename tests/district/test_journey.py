"""The year-end of a district of sixty units against real servers: issue, fill in, mail back, collect, reply, approve,
status, total, reports, with the usual mishaps.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import pytest
from docx import Document

from tests.cli.running import Ran, run
from tests.district.desks import BAD, GOOD, address_of, desk_of, mail, name_of, short_of, typed
from tests.drawn import ROOT, official_form
from tests.instruments.oracles.postoffice import PASSWORD, USER, PostOffice, needs_dovecot, post_office
from toolkit.district.clock import CHINA, today
from toolkit.district.ledger.records import SENT
from toolkit.district.ledger.store import FILES, RAW
from toolkit.district.password import VARIABLE
from toolkit.form.library import forms
from toolkit.office.opc import Package
from toolkit.office.sheets.xlsx import Contents
from toolkit.office.sheets.xlsx_edit import rewrite
from toolkit.workbook.design.layout import layout
from toolkit.workbook.read.reader import read

UNITS = 60
YEAR = today().year  # so that the day it is due lies ahead, whenever this runs
DUE = datetime(YEAR + 1, 1, 20, 12, tzinfo=CHINA)
LATE = (DUE + timedelta(days=3)).timestamp()


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    monkeypatch.setenv(VARIABLE, PASSWORD)
    with post_office() as found:
        yield found


@dataclass(frozen=True)
class Sent:
    """What a unit sends, and in which state it should end."""

    number: int
    letters: tuple[bytes, ...]
    state: str
    received: float = 0


def parsed(raw: bytes) -> EmailMessage:
    message = BytesParser(policy=policy.default).parsebytes(raw)
    assert isinstance(message, EmailMessage)
    return message


def attachments(raw: bytes) -> dict[str, bytes]:
    return {str(each.get_filename()): each.get_content() for each in parsed(raw).iter_attachments()}


def answer_of(number: int, blank: bytes) -> Sent:
    """Everybody sends a good report, but for the usual mishaps."""

    def letter(data: bytes, id: str = "") -> bytes:
        return mail(number, (f"{short_of(number)}年报.xlsx", data), id=id or f"{number}")

    good = typed(blank, number, {**GOOD, "disputes.review.upheld": number}, YEAR)
    if number < 5:
        return Sent(number, (letter(good),), "已报送（待审核），逾期", LATE)
    if number < 8:  # the same letter twice, the second time by another server
        again = letter(good).replace(b"Subject:", b"Received: from mx.test.example\r\nSubject:", 1)
        return Sent(number, (letter(good), again), "已报送（待审核）")
    if number < 10:
        return Sent(number, (letter((ROOT / "samples/tanshan-2023/workbook.xlsx").read_bytes()),), "未报送")
    if number < 12:  # the workbook of 甲甲乡 with another name on its cover
        other = {layout(official_form()).identity["unit"]: name_of(number + 1)}
        return Sent(number, (letter(rewrite(Contents(Package(good)), other)),), "未报送")
    if number < 15:
        return Sent(number, (letter(good[: len(good) // 2]),), "未报送")
    if number == 15:
        return Sent(number, (letter(bomb(good)),), "未报送")
    if number == 16:
        return Sent(number, (mail(number),), "未报送")
    if number < 19:
        return Sent(number, (), "已报送（待审核）")  # through a chat
    if number < 29:
        return Sent(number, (letter(typed(blank, number, BAD, YEAR)),), "退回修改（第1次）")
    return Sent(number, (letter(good),), "已报送（待审核）")


def bomb(good: bytes) -> bytes:
    """A workbook with a sheet that would fill the memory."""
    package = Package(good)
    return package.rewritten(
        {"xl/worksheets/sheet1.xml": package.part("xl/worksheets/sheet1.xml") + b" " * 150_000_000}
    )


def states(ran: Ran) -> dict[str, str]:
    """The table that the terminal shows."""
    rows = re.findall(r"^│ (\S+) +│ (\S+) *│", ran.out, re.MULTILINE)
    return {unit: state for unit, state in rows if unit != "单位"}


@needs_dovecot
def test_a_year_end(office: PostOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a list of units to every report and the total, as the clerk runs it."""
    folder = tmp_path / "原州区"
    with desk_of(folder, UNITS, office.settings, YEAR):
        pass
    monkeypatch.chdir(folder)

    assert run("district", "issue", "--send").code == 0
    assert len(office.letters) == UNITS
    blanks = {to[0]: next(iter(attachments(raw).values())) for raw, to in office.letters}
    assert Counter(to[0] for _, to in office.letters) == dict.fromkeys(map(address_of, range(UNITS)), 1)
    assert all(USER in to for _, to in office.letters)  # a copy for ourselves, to be found by
    office.letters.clear()

    sent = [answer_of(number, blanks[address_of(number)]) for number in range(UNITS)]
    for each in sent:
        for raw in each.letters:
            office.put(raw, each.received)
    chat = folder / "微信"
    chat.mkdir()
    for number in (17, 18):
        (chat / f"新建 Microsoft Excel 工作表({number}).xlsx").write_bytes(
            typed(blanks[address_of(number)], number, GOOD, YEAR)
        )

    assert run("district", "collect", "--send").code == 0
    assert run("district", "collect", "微信", "--send").code == 0
    assert states(run("district", "status")) == {short_of(each.number): each.state for each in sent}
    answered = Counter(to[0] for _, to in office.letters)
    assert answered == {address_of(each.number): 1 for each in sent}  # one for each, the letters sent twice too
    said = {to[0]: parsed(raw).get_body(("plain",)) for raw, to in office.letters}
    told = {number: str(body.get_content()) for number in range(UNITS) if (body := said[address_of(number)])}
    assert "数据校验通过" in told[0]
    assert f"是2023年的，今年要报的是{YEAR}年" in told[8]
    assert f"这份表是发给{name_of(10)}的，封面单位写的是{name_of(11)}" in told[10]
    assert "不完整" in told[12] or "打不开" in told[12]
    assert "大得不正常" in told[15]
    assert "没有附件" in told[16]
    assert "必须改正" in told[19]
    office.letters.clear()

    before = run("district", "collect", "--send")
    assert "这次收到0件" in before.err
    assert office.letters == []

    for number in range(19, 29):  # what was marked is mended in the marked copy, and sent back
        marked = marked_copy(folder, number)
        office.put(mail(number, ("改好.xlsx", typed(marked, number, GOOD, YEAR)), id=f"{number}-again"))
    assert run("district", "collect", "--send").code == 0
    assert {states(run("district", "status"))[short_of(number)] for number in range(19, 29)} == {"已报送（待审核）"}
    office.letters.clear()

    assert run("district", "approve", "--all", "--send").code == 0
    approved = [each.number for each in sent if each.state.startswith("已报送") or each.state.startswith("退回")]
    assert {to[0] for _, to in office.letters} == {address_of(number) for number in approved}
    office.put(mail(30, ("旧的.xlsx", typed(blanks[address_of(30)], 30, {}, YEAR)), id="old"))
    assert run("district", "collect", "--send").code == 0
    assert states(run("district", "status"))[short_of(30)] == "待确认（后到文件）"
    assert run("district", "return", short_of(30), "--remark", "已经审核通过，不采用").code == 0
    assert states(run("district", "status"))[short_of(30)] == "审核通过"

    assert run("district", "total").code == 2  # eight are missing
    done = run("district", "total", "--partial")
    assert done.code == 0
    assert f"应报{UNITS}家，已审核通过{len(approved)}家" in done.out
    total = read((folder / "汇总" / "汇总.xlsx").read_bytes(), forms()).submission
    assert total.figure("requests.new.total") == 2 * len(approved)
    changed = [number for number in approved if not 17 <= number < 29]
    assert total.figure("disputes.review.upheld") == sum(changed)

    assert run("district", "render").code == 0
    reports = sorted(path.name for path in (folder / "报告").iterdir())
    assert reports == sorted(f"{name_of(number)}{YEAR}年政府信息公开工作年度报告.docx" for number in approved)
    assert len(Document(str(folder / "报告" / reports[0])).tables) == 3

    assert run("district", "remind", "--send").code == 0
    assert run("district", "assess").code == 0
    nothing_is_lost(folder, [raw for each in sent for raw in each.letters])


def marked_copy(folder: Path, number: int) -> bytes:
    with desk_of(folder, UNITS, "keep", YEAR) as place:
        letters = [each for each in place.ledger.letters() if each.kind == "reply"]
        (ours,) = [each for each in letters if each.recipients == (address_of(number),)]
        found = attachments((folder / ours.path).read_bytes())
    return next(data for name, data in found.items() if name.endswith(".xlsx"))


def nothing_is_lost(folder: Path, letters: list[bytes]) -> None:
    """Every letter lies there as it came, every file of a submission too, and no letter of ours waits."""
    kept = {path.read_bytes().replace(b"\r\n", b"\n") for path in (folder / RAW).iterdir()}
    assert {raw.replace(b"\r\n", b"\n") for raw in letters} <= kept
    with desk_of(folder, UNITS, "keep", YEAR) as place:
        assert {ours.state for ours in place.ledger.letters()} == {SENT}
        for entry in place.ledger.entries():
            assert any((folder / FILES).glob(f"{entry.hash}.*"))
