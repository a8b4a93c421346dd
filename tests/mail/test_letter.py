"""Who wrote a letter and when, whether a machine did, and what it brings."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.mail.letters import SHEET, codes, files, honest, mixed, nested, part
from tests.office.sheets.drawn_parts import small
from toolkit import limits
from toolkit.mail.letter import Attachment, Remark, letter, unpacked

PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def headed(*lines: str) -> bytes:
    return "\r\n".join((*lines, "", "正文")).encode()


def test_a_usual_letter() -> None:
    """Everything the desk needs of it."""
    message = honest(("炭山乡.xlsx", SHEET))
    message["Date"], message["Reply-To"] = "Mon, 15 Jan 2024 09:30:00 +0800", "办公室 <Office@163.com>"
    found = letter(message.as_bytes())
    assert (found.message_id, found.sender, found.sender_name) == ("<1@163.com>", "tanshan@163.com", "炭山乡")
    assert (found.reply_to, found.subject, found.automatic) == ("office@163.com", "年报", False)
    assert found.sent == datetime(2024, 1, 15, 9, 30, tzinfo=timezone(timedelta(hours=8)))
    assert (found.attachments, found.remarks) == ((Attachment("炭山乡.xlsx", SHEET),), ())


def test_a_letter_without_anything() -> None:
    """Nothing is made up."""
    found = letter(b"")
    assert (found.message_id, found.sender, found.reply_to, found.sent, found.attachments) == ("", "", "", None, ())


SENDERS = {
    "a@b.cn": ("a@b.cn", ""),
    "<A@B.cn>": ("a@b.cn", ""),
    '"x <other@b.cn>" <a@b.cn>': ("a@b.cn", "x <other@b.cn>"),
    '"某乡, 办公室" <a@b.cn>': ("a@b.cn", "某乡, 办公室"),
    "某乡 <a@b.cn>, c@d.cn": ("a@b.cn", "某乡"),
    "=?gb2312?B?xOqxqDxhQGIuY24+?=": ("a@b.cn", ""),
    "undisclosed-recipients:;": ("", ""),
    "a@b.cn\u202e": ("a@b.cn", ""),
    "(" * 9000: ("", ""),
    f"{'a' * 150}@{'b' * 200}.cn": ("", ""),
}


@pytest.mark.parametrize("written", SENDERS, ids=range(len(SENDERS)))
def test_senders(written: str) -> None:
    """An answer goes to the address, not to one that stands in the name."""
    found = letter(headed(f"From: {written}"))
    assert (found.sender, found.sender_name) == SENDERS[written]
    assert found.reply_to == found.sender


DATES = {
    "Mon, 15 Jan 2024 01:30:00 -0000": datetime(2024, 1, 15, 1, 30, tzinfo=UTC),
    "15 Jan 2024 09:30": datetime(2024, 1, 15, 9, 30, tzinfo=UTC),
    "yesterday": None,
    "Mon, 99 Jan 2024 01:30:00 +0800": None,
    "1 Jan 2024 00:00:00 +9999999999": None,
    "1 Jan 1200 00:00:00 +0000": None,
    "1 Jan 99999999999999999999 00:00:00 +0000": None,
}


@pytest.mark.parametrize("written", DATES)
def test_dates(written: str) -> None:
    """It is aware, or there is none."""
    assert letter(headed(f"Date: {written}")).sent == DATES[written]


def test_identities() -> None:
    """The same letter twice is told by it."""
    assert letter(headed("Message-ID:\r\n <a@b>")).message_id == "<a@b>"
    assert letter(headed("Message-Id: a@b")).message_id == "<a@b>"
    assert letter(headed("Message-Id: <>")).message_id == ""


MACHINES = (
    "Auto-Submitted: auto-replied",
    "Auto-Submitted: auto-generated (vacation)",
    "Precedence: bulk",
    "Precedence: Auto_Reply",
    "X-Autoreply: yes",
    "List-Id: <x.b.cn>",
    "Return-Path: <>",
    "Content-Type: multipart/report; boundary=x",
    "From: MAILER-DAEMON@b.cn",
    "From: <Postmaster@b.cn>",
)
PERSONS = ("Auto-Submitted: no", "Precedence: first-class", "Return-Path: <a@b.cn>", "From: postmaster2@b.cn", "X: y")


def test_letters_of_machines() -> None:
    """They are never answered, or two machines write to each other for ever."""
    assert [line for line in MACHINES if not letter(headed(line)).automatic] == []
    assert [line for line in PERSONS if letter(headed(line)).automatic] == []


def test_forwarded_letters() -> None:
    """The clerk's colleague forwards what came to him, as a letter inside a letter or as an .eml."""
    inner = honest(("表.xlsx", SHEET)).as_bytes()
    inside = mixed(b'Content-Type: message/rfc822; name="fw.eml"\r\n\r\n' + inner)
    assert letter(inside).attachments == (Attachment("表.xlsx", SHEET, ("fw.eml",)),)
    unnamed = mixed(part(b"Content-Type: message/rfc822", inner))
    assert letter(unnamed).attachments == (Attachment("表.xlsx", SHEET, ("转发的邮件",)),)
    file = mixed(part(b'Content-Type: application/octet-stream; name="fw.eml"', inner))
    assert letter(file).attachments == (Attachment("表.xlsx", SHEET, ("fw.eml",)),)
    assert unpacked("a.EML", inner) == ((Attachment("表.xlsx", SHEET, ("a.EML",)),), ())


def test_forwarded_as_deep_as_may_be() -> None:
    """Six are more than ever happens; behind them nothing is lost without a word."""
    inner = honest(("表.xlsx", SHEET)).as_bytes()
    assert letter(nested(limits.NESTED, inner)).attachments[0].inside == ("转发的邮件",) * limits.NESTED
    deeper = letter(nested(limits.NESTED + 1, inner))
    assert (deeper.attachments, codes(deeper)) == ((), {"too-deep"})


def test_pictures_in_the_text_are_no_attachments() -> None:
    """A signature's logo; a picture that was attached is one, and so is a workbook that was called a picture."""
    inline = b'Content-Type: image/png; name="a.png"\r\nContent-ID: <1>\r\nContent-Disposition: inline'
    attached = inline.replace(b"inline", b"attachment")
    raw = mixed(part(inline, PICTURE), part(attached, PICTURE), part(inline, SHEET))
    assert files(raw) == [("a.png", PICTURE), ("a.png", SHEET)]


LINKED = (
    "从QQ邮箱发来的超大附件：年报.xlsx",
    "https://mail.qq.com/cgi-bin/ftnExs_download?k=1",
    "https://wx.mail.qq.com/ftn/download?func=3",
    "http://u.163.com/file/x",
    "https://dashi.163.com/projects/netease-disk/download/?file=1",
    "<a href='https://mail.163.com/large-attachment-download/index.html'>下载</a>",
    "https://pan.baidu.com/s/1abc 提取码：1234",
)
UNLINKED = ("见附件", "请登录 https://www.gov.cn/ 查看通知", "我们的邮箱是 a@mail.qq.com", "dashiX163.com")


def test_links_instead_of_files() -> None:
    """The unit must send the file itself: a link expires."""
    assert [words for words in LINKED if codes(letter(honest(words=words).as_bytes())) != {"link-instead"}] == []
    assert [words for words in UNLINKED if codes(letter(honest(words=words).as_bytes()))] == []


def test_a_link_beside_a_workbook_is_of_no_interest() -> None:
    """The provider's advertisement stands under every letter; a picture or a scan is no workbook."""
    linked = LINKED[0]
    assert codes(letter(honest(("a.xlsx", small("")), words=linked).as_bytes())) == set()
    assert codes(letter(honest(("a.png", PICTURE), words=linked).as_bytes())) == {"link-instead"}


def test_a_loose_file_is_itself() -> None:
    """A workbook is a zip, and not unpacked."""
    workbook = small("")
    assert unpacked("../表.xlsx", workbook) == ((Attachment(".._表.xlsx", workbook),), ())
    assert unpacked("表.zip", workbook) == ((Attachment("表.zip", workbook),), ())
    assert Remark("archive-damaged", "a.zip") in unpacked("a.zip", b"PK\x03\x04 cut off")[1]
    assert unpacked("a.xlsx", b"PK\x03\x04 cut off")[0]
