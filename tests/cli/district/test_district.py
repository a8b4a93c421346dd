"""The clerk's commands in a district folder: what they say, what they write, and how they end."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.district.desks import BAD, GOOD, desk_of, issued, short_of, typed
from tests.instruments.oracles.postoffice import PASSWORD, needs_dovecot, post_office
from toolkit.district.district import WHO, alone
from toolkit.district.password import VARIABLE
from toolkit.mail.account import Account
from toolkit.mail.mailbox.imap import connected, deliveries
from toolkit.tasks.files import parallel, workers


@pytest.fixture
def desk_folder(folder: Path) -> Iterator[list[bytes]]:
    """Three units in the working folder, the first two of which have sent a file through a chat."""
    with desk_of(folder, 3) as place:
        blanks = issued(place)
        place.ledger.database.execute("DELETE FROM letters")
    chat = folder / "微信"
    chat.mkdir()
    for number, figures in enumerate((GOOD, BAD)):
        (chat / f"{number}.xlsx").write_bytes(typed(blanks[number], number, figures))
    yield blanks
    assert not list(folder.rglob("*.tmp"))


def test_outside_a_district_folder_one_is_told(folder: Path) -> None:
    """Every command but init needs one."""
    for line in ("units", "issue", "collect", "send", "status", "approve 甲", "total", "render", "remind", "assess"):
        ran = run("district", *line.split())
        assert ran.code == 2
        assert "请先运行 nianbao district init" in ran.err


def test_collecting_from_a_folder(desk_folder: list[bytes]) -> None:
    """Told one by one; a second run has nothing to do; a folder that is not there is named."""
    ran = run("district", "collect", "微信")
    assert ran.code == 0
    assert f"● {short_of(0)}  校验码" in ran.out
    assert "必须改正1处" in ran.out
    assert "这次收到2件，其中填报表2份" in ran.err
    assert "有2封信等待发出" in ran.err
    assert "这次收到0件" in run("district", "collect", "微信").err
    missing = run("district", "collect", "没有")
    assert (missing.code, "没有" in missing.err) == (2, True)


def test_what_is_nobodys_stays_in_sight(desk_folder: list[bytes], folder: Path) -> None:
    """Below the table; a file with two units' reports is theirs."""
    run("district", "collect", "微信")
    both = run("export", "微信/0.xlsx", "微信/1.xlsx", "-o", "微信/两家.json")
    assert both.code == 0
    (folder / "微信" / "说明.txt").write_text("请查收", encoding="utf-8")
    run("district", "collect", "微信")
    shown = run("district", "status").out
    assert "看不出是哪个单位的来信和文件1件" in shown
    assert "说明.txt" in shown
    assert "两家" not in shown


def test_without_a_mailbox_it_says_what_to_do(desk_folder: list[bytes]) -> None:
    """Nobody has to have one."""
    ran = run("district", "collect")
    assert ran.code == 2
    assert "[mail]" in ran.err
    assert "收件时写明文件夹" in ran.err


def test_decisions_from_the_first_file_to_the_correction(desk_folder: list[bytes]) -> None:
    """Each is entered, shown, and refused where it makes no sense."""
    run("district", "collect", "微信")
    one, two, three = map(short_of, range(3))
    assert "还没有审核通过" in run("district", "seal", one).err
    assert "还有必须改正的" in run("district", "approve", two).err
    assert "还没有报来" in run("district", "approve", three).err
    assert "没有“丙丙”" in run("district", "approve", "丙丙").err
    assert run("district", "approve", one, "--remark", "好").code == 0
    assert "已经审核通过" in run("district", "approve", one).err
    assert run("district", "seal", one).code == 0
    assert "不完整" in run("district", "publish", one, "--url", "www.a.cn").err
    assert run("district", "publish", one, "--url", "https://a.cn/1").code == 0
    assert run("district", "correct", one, "--remark", "更正一处").code == 0
    shown = run("district", "show", one).out
    assert f"{one}  已更正" in shown
    for said in (
        "审核通过（序号1）  好",
        "登记签章",
        "登记发布",
        "https://a.cn/1",
        "登记更正",
        "更正一处",
        "以这一份为准",
    ):
        assert said in shown
    assert run("district", "return", two, "--remark", "请补齐").code == 0
    assert "已报送" in run("district", "reopen", one).err


def test_what_was_mended_is_shown(desk_folder: list[bytes], folder: Path) -> None:
    """Which cells changed, and which of the earlier findings are gone."""
    run("district", "collect", "微信")
    (folder / "微信" / "改好.xlsx").write_bytes(typed(desk_folder[1], 1, GOOD))
    later = (folder / "微信" / "改好.xlsx").stat().st_mtime + 60
    os.utime(folder / "微信" / "改好.xlsx", (later, later))
    run("district", "collect", "微信")
    shown = run("district", "show", short_of(1)).out
    assert "自然人列：5 → 2" in shown
    assert "已改：表三自然人列不平" in shown


def test_the_sum_and_the_reports(desk_folder: list[bytes], folder: Path) -> None:
    """What is missing is named; a group by itself; a group that is not there."""
    run("district", "collect", "微信")
    assert f"{short_of(1)}、{short_of(2)}" in run("district", "total").err
    assert run("district", "total", "--partial").code == 0
    assert "没有叫“街道”的分组" in run("district", "total", "--group", "街道").err
    assert run("district", "total", "--group", "区直部门").code == 0
    assert run("district", "render", "--to", "html").code == 0
    (made,) = (folder / "报告").iterdir()
    assert made.name.endswith("（送审稿）.html")
    assert run("district", "assess").code == 0
    assert "考核情况表.xlsx" in os.listdir(folder)


def test_reports_by_several_processes(desk_folder: list[bytes], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bytes, the same words."""
    run("district", "collect", "微信")
    monkeypatch.setattr(workers, "FEW", 0)
    monkeypatch.setattr(parallel, "cores", lambda: 2)
    made = []
    for jobs in ("1", "2"):
        ran = run("district", "render", "--jobs", jobs, "--force")
        made.append((ran, {path.name: path.read_bytes() for path in (folder / "报告").iterdir()}))
    assert made[0] == made[1]
    assert made[0][1]


def test_what_was_edited_by_hand_stays(desk_folder: list[bytes], folder: Path) -> None:
    """A report, the collected texts, the assessment: all are opened in Word or Excel, and changed there."""
    run("district", "collect", "微信")
    lines = {"报告": ("render",), "汇总": ("total", "--partial"), "": ("assess",)}
    for place, line in lines.items():
        assert run("district", *line).code == 0
        edited = next(path for path in sorted((folder / place).iterdir()) if path.name in EDITED or place == "报告")
        edited.write_bytes(b"edited")
        ran = run("district", *line)
        assert (ran.code, edited.read_bytes()) == (2, b"edited")
        assert "没有覆盖" in ran.err
        ran = run("district", *line, "--force")
        assert (ran.code, "原来的那份留在：" in ran.err) == (0, True)
        assert edited.with_name(f"{edited.stem}（替换前1）{edited.suffix}").read_bytes() == b"edited"


EDITED = ("素材汇编.docx", "考核情况表.xlsx")


def test_who_is_at_it_is_never_nobody(desk_folder: list[bytes], folder: Path) -> None:
    """While the other is just writing down who it is."""
    with alone(folder):
        (folder / WHO).write_text("", encoding="utf-8")
        assert "收件或发信：别人。" in run("district", "collect", "微信").err


@needs_dovecot
def test_letters_are_put_among_the_drafts_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To be looked at and sent by a person."""
    monkeypatch.setenv(VARIABLE, PASSWORD)
    with post_office() as office:
        with desk_of(folder, 2, office.settings) as place:
            issued(place)
        assert "已放进草稿箱：2封" in run("district", "send", "--drafts").err
        assert "已放进草稿箱：0封" in run("district", "send", "--drafts").err
        account = Account("desk@test.example", PASSWORD, "127.0.0.1", office.imap_port, "none")
        with connected(account) as client:
            assert len(list(deliveries(client, "草稿箱", lambda mark: False))) == 2
        assert "已发出0封" in run("district", "send").err  # a person sends them: never two answers
        assert office.letters == []


@needs_dovecot
def test_a_letter_that_is_refused_is_tried_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One wrong address holds nobody else up; mended, the letter goes."""
    monkeypatch.setenv(VARIABLE, PASSWORD)
    with post_office() as office:
        with desk_of(folder, 2, office.settings) as place:
            issued(place)
        office.refuse.add("u1@test.example")
        ran = run("district", "send")
        assert ran.code == 2
        assert "u1@test.example" in ran.err
        assert "已发出1封。没有发出1封" in ran.err
        office.refuse.clear()
        assert run("district", "send").code == 0
        assert [to[0] for _, to in office.letters] == ["u0@test.example", "u1@test.example"]


@needs_dovecot
def test_a_letter_that_may_have_gone_out_is_left_to_the_clerk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a mailbox to look in it is not sent again by itself."""
    monkeypatch.setenv(VARIABLE, PASSWORD)
    with post_office() as office:
        settings = "\n".join(line for line in office.settings.splitlines() if "imap" not in line)
        with desk_of(folder, 1, settings) as place:
            issued(place)
        office.drop = True
        assert "可能已经发出" in run("district", "send").err
        office.drop = False
        ran = run("district", "send")
        assert (ran.code, len(office.letters)) == (2, 1)
        assert "有1封可能已经发出，没有重发" in ran.err
        assert run("district", "send", "--sent").code == 0
        assert len(office.letters) == 1
