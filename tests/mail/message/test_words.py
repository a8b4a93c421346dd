"""Names and subjects in every form in which Chinese mailboxes send them; what is shown of them is harmless."""

import unicodedata
from base64 import b64encode
from email.header import Header
from urllib.parse import quote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.mail.letters import files, mixed, part
from toolkit import limits
from toolkit.mail.letter import letter
from toolkit.mail.message.words import base64, shown, text, words

NAME = "原州区炭山乡2024年度年报填报表（定稿）.xlsx"
GB = NAME.encode("gb18030")


def percent(data: bytes) -> bytes:
    return b"".join(b"%%%02X" % byte for byte in data)


def word(data: bytes, charset: str = "gb2312") -> bytes:
    return b"=?" + charset.encode() + b"?B?" + b64encode(data) + b"?="


def disposition(value: bytes) -> bytes:
    return b"Content-Type: application/octet-stream\r\nContent-Disposition: attachment;\r\n " + value


VARIANTS = {
    "RFC 2231, UTF-8": disposition(b"filename*=UTF-8''" + quote(NAME).encode()),
    "RFC 2231, GB18030": disposition(b"filename*=gb18030''" + percent(GB)),
    "RFC 2231, continued, cut inside a character": disposition(
        b"filename*0*=gb2312''" + percent(GB[:7]) + b";\r\n filename*1*=" + percent(GB[7:])
    ),
    "RFC 2047 in the parameter": disposition(b'filename="' + word(GB) + b'"'),
    "two encoded words": disposition(b'filename="' + word(GB[:9]) + b"\r\n\t" + word(GB[9:]) + b'"'),
    "plain GBK": disposition(b'filename="' + GB + b'"'),
    "plain UTF-8": disposition(b'filename="' + NAME.encode() + b'"'),
    "name alone, inline": b'Content-Type: application/octet-stream; name="'
    + word(GB, "gbk")
    + b'"\r\nContent-Disposition: inline',
    "RFC 2231 with a plain name beside it": disposition(
        b"filename=\"a.xlsx\"; filename*=utf-8''" + quote(NAME).encode()
    ),
    "not in quotes": disposition(b"filename=" + word(NAME.encode(), "utf-8")),
    "said to be Latin": disposition(b"filename*=iso-8859-1''" + percent(GB)),
    "in a charset that nobody knows": disposition(b'filename="' + word(GB, "x-unknown") + b'"'),
    "quoted-printable": disposition(b'filename="=?GB2312?Q?' + percent(GB).replace(b"%", b"=") + b'?="'),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_names_of_files(variant: str) -> None:
    """The name helps to find the unit; the bytes are the same however it was written."""
    data = bytes(range(256)) * 5
    assert files(mixed(part(VARIANTS[variant], data))) == [(NAME, data)]


@settings(deadline=None)
@given(st.text(st.characters(codec="gb18030", exclude_categories=["C", "Z"]), min_size=1, max_size=40), st.data())
def test_any_name_cut_anywhere(name: str, data: st.DataObject) -> None:
    """Programs count bytes, not characters, when they cut a name into encoded words."""
    raw = name.encode("gb18030")
    cut = data.draw(st.integers(0, len(raw)))
    assert words((word(raw[:cut]) + b"\r\n " + word(raw[cut:])).decode()) == name


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=60))
@example("=?x")
def test_the_standard_library_writes_what_we_read(subject: str) -> None:
    """An independent writer of encoded words."""
    assert words(Header(subject, "utf-8").encode(linesep="\r\n")) == subject


@pytest.mark.parametrize("raw", ["年报".encode(), "年报".encode("gb18030"), word("年报".encode("gb18030"))])
def test_subjects_and_senders(raw: bytes) -> None:
    """They name the unit where the workbook does not."""
    found = letter(b"Subject: " + raw + b'\r\nFrom: "' + raw + b'" <A@B.cn>\r\n\r\n')
    assert (found.subject, found.sender_name, found.sender) == ("年报", "年报", "a@b.cn")


HOSTILE = {
    "../../x.xlsx": ".._.._x.xlsx",
    "C:\\Windows\\x.xlsx": "C:_Windows_x.xlsx",
    "CON": "CON",
    "a\0b\r\nBcc: c.xlsx": "ab Bcc: c.xlsx",
    "年报\u202exslx.exe": "年报xslx.exe",
    "\u2066年\u200f报\x1b[31m": "年报[31m",
    "a\u2028b\u00a0 c": "a b c",
    "\ud800x": "x",
    "": "",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names(name: str) -> None:
    """A name is shown in terminals and pages; it must not lead anywhere or turn the line round."""
    assert shown(name) == HOSTILE[name]


def test_long_names_keep_their_ends() -> None:
    """What kind of file it is says the end."""
    assert len(shown("长" * 300 + ".xlsx")) == limits.NAME
    assert shown("长" * 300 + ".xlsx").endswith(".xlsx")


@settings(deadline=None)
@given(st.text(max_size=300))
def test_whatever_is_shown_is_one_harmless_line(name: str) -> None:
    """For any name at all."""
    kept = shown(name)
    assert len(kept) <= limits.NAME
    assert not {"/", "\\", "\n"} & set(kept)
    assert not [each for each in kept if unicodedata.category(each) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    assert shown(kept) == kept


@settings(deadline=None)
@given(st.binary(max_size=200), st.text(max_size=20))
def test_any_bytes_are_some_text(data: bytes, charset: str) -> None:
    """Neither bytes nor the charset they are said to be in may end the work."""
    text(data, charset)
    text(data, "utf-16")


@settings(deadline=None)
@given(st.binary(max_size=300), st.integers(0, 400), st.binary(max_size=4))
def test_damaged_base64_gives_what_there_is(data: bytes, cut: int, dirt: bytes) -> None:
    """Line breaks, dirt or a missing end must not lose what stands before."""
    whole = b64encode(data)
    dirt = dirt.translate(None, b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")
    assert base64(whole[: cut // 2] + dirt + whole[cut // 2 :]) == data
    assert data.startswith(base64(whole[:cut]))


def test_base64_texts_one_after_the_other() -> None:
    """Some gateways put pieces together that were each encoded alone."""
    assert base64(b64encode(b"a") + b"\r\n" + b64encode(b"bc") + b64encode(b"def")) == b"abcdef"
