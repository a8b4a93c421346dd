"""A letter as bytes, read back by Python's own parsers: the modern one, and the one older programs behave like."""

import re
from datetime import datetime, timedelta, timezone
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import collapse_rfc2231_value, parseaddr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import UserError
from toolkit.mail import letter as mail
from toolkit.mail.outgoing.compose import composed

OFFICE, TOWN = "office@example.com", "town@example.com"
DATE = datetime(2026, 1, 15, 17, 30, 5, tzinfo=timezone(timedelta(hours=8)))
NAMES = [
    "标出问题-炭山乡-2026.xlsx",
    "report 1.docx",
    "“引号” 'x' (1); a=b.pdf",
    "某某市某某区" * 9 + "人民政府办公室2026年政府信息公开工作年度报告送审稿.docx",
    "𠮷野.xlsx",
]


def letter(
    subject: str = "年报收到",
    text: str = "炭山乡：\n年报收到。\n",
    attachments: tuple[tuple[str, bytes], ...] = (),
    sender_name: str = "某某区人民政府办公室",
    to: tuple[str, ...] = (TOWN,),
    message_id: str = "<1@nianbao>",
    in_reply_to: str = "",
    automatic: bool = False,
) -> bytes:
    return composed(OFFICE, sender_name, to, subject, text, attachments, message_id, DATE, in_reply_to, automatic)


def parsed(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert [defect for part in message.walk() for defect in part.defects] == []
    return message


def test_a_letter_says_what_it_was_told() -> None:
    """Sender, addresses, subject, date, what it answers, and the text."""
    message = parsed(letter(to=(TOWN, OFFICE), in_reply_to="<their@id>"))
    (sender,) = message["From"].addresses
    assert (sender.display_name, sender.addr_spec) == ("某某区人民政府办公室", OFFICE)
    assert [each.addr_spec for each in message["To"].addresses] == [TOWN, OFFICE]
    assert message["Subject"] == "年报收到"
    assert message["Date"].datetime == DATE
    assert message["Message-ID"] == "<1@nianbao>"
    assert (message["In-Reply-To"], message["References"]) == ("<their@id>", "<their@id>")
    assert message.get_content_type() == "text/plain"
    assert message.get_content().replace("\r\n", "\n").strip() == "炭山乡：\n年报收到。"


@pytest.mark.parametrize("name", NAMES)
def test_attachments_arrive_under_their_names(name: str) -> None:
    """In both ways of writing a name, by a modern and by an old reader, and by ours."""
    data = bytes(range(256)) * 300
    raw = letter(attachments=((name, data), ("b.bin", b"")))
    first, second = parsed(raw).iter_attachments()
    assert first.get_filename() == name
    assert (first.get_content(), second.get_content()) == (data, b"")
    assert second.get_filename() == "b.bin"

    _, _, old, _ = message_from_bytes(raw).walk()
    assert collapse_rfc2231_value(old.get_filename() or "") == name
    ours = mail.letter(raw).attachments[0]
    assert (ours.name, ours.data) == (name, data)
    written = str(old.get_param("name")).replace("\r\n", "")
    assert str(make_header(decode_header(written))) == name


def test_too_long_a_name_keeps_its_ending() -> None:
    """It would not fit into a line; without its ending nobody could open it."""
    (one,) = parsed(letter(attachments=(("长" * 500 + ".xlsx", b"x"),))).iter_attachments()
    assert re.fullmatch("长{85}[.]xlsx", one.get_filename() or "")


def test_a_name_is_no_path() -> None:
    """Nor a second line."""
    (one,) = parsed(letter(attachments=(("../a\\b\r\nX: y\u202e.xlsx", b"x"),))).iter_attachments()
    assert one.get_filename() == ".._a_b X: y .xlsx"


def test_the_same_input_gives_the_same_bytes() -> None:
    """Another Message-ID gives another boundary."""
    attachments = ((NAMES[0], b"x"),)
    assert letter(attachments=attachments) == letter(attachments=attachments)
    boundaries = {
        parsed(letter(attachments=attachments, message_id=f"<{number}@nianbao>")).get_boundary() for number in range(9)
    }
    assert len(boundaries) == 9


def test_only_an_automatic_letter_says_so() -> None:
    """Other programs do not answer it."""
    assert parsed(letter(automatic=True))["Auto-Submitted"] == "auto-replied"
    assert mail.letter(letter(automatic=True)).automatic
    assert not mail.letter(letter()).automatic
    assert parsed(letter())["Auto-Submitted"] is None


TEXTS = st.text(st.characters(codec=None), max_size=300)


@settings(deadline=None)
@given(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS)
def test_no_text_becomes_a_header(subject: str, text: str, sender: str, name: str, in_reply_to: str) -> None:
    """Whatever is in it: line ends, half characters, encoded words, dots."""
    raw = letter(subject, text, ((name, b"data"),), sender, in_reply_to=in_reply_to)
    message = parsed_loosely(raw)
    allowed = {
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "In-Reply-To",
        "References",
        "MIME-Version",
        "Content-Type",
    }
    assert set(message.keys()) <= allowed
    assert [part.get_content_type() for part in message.walk()][:2] == ["multipart/mixed", "text/plain"]
    assert len(list(message.walk())) == 3
    lines = raw.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)
    assert max(map(len, lines)) <= 998


def parsed_loosely(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=200))
def test_words_are_read_as_they_were_written(words: str) -> None:
    """No character is cut in two where a line breaks, in a subject as in the sender's name."""
    message = message_from_bytes(letter(words, sender_name=words))
    assert str(make_header(decode_header(message["Subject"]))) == words
    name, address = parseaddr(message["From"])
    assert (str(make_header(decode_header(name))), address) == (words, OFFICE)


@pytest.mark.parametrize("words", ["2025 年 " * 30, "关于 报送 " * 20, "a b " * 40])
def test_no_space_is_lost_where_a_line_breaks(words: str) -> None:
    """As Python's own folding loses it."""
    message = message_from_bytes(letter(words, sender_name=words))
    assert str(make_header(decode_header(message["Subject"]))) == words.strip()
    assert str(make_header(decode_header(parseaddr(message["From"])[0]))) == words.strip()


def test_a_long_message_id_is_answered_as_it_is() -> None:
    """Exchange writes some of a hundred characters; folded or encoded, no program finds the conversation."""
    long = f"<{'AB' * 60}@prod.exchange.example>"
    raw = letter(in_reply_to=long, message_id=long)
    assert all(f"{name}: {long}\r\n".encode() in raw for name in ("Message-ID", "In-Reply-To", "References"))


@pytest.mark.parametrize("address", ["", "town", "乡@example.com", "a@b\r\nBcc: c@d", "a@b, c@d", "乡 <a@b.com>"])
def test_what_is_no_address_is_refused(address: str) -> None:
    """Before it stands in a letter."""
    with pytest.raises(UserError) as caught:
        letter(to=(TOWN, address))
    assert caught.value.code == "mail-address"
    assert "\n" not in caught.value.text


@pytest.mark.parametrize("message_id", ["", "1@x", "<1@x>\r\nX: y", "<中@x>", "<a b@x>"])
def test_a_message_id_is_one(message_id: str) -> None:
    """Ours is made by the program: anything else is a mistake of the program."""
    with pytest.raises(ValueError, match="Message-ID"):
        letter(message_id=message_id)
    assert "In-Reply-To" not in parsed(letter(in_reply_to=message_id))
