"""What is said when something fails: never the password, and of an address what is wrong with it."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.instruments.oracles.smtp import post
from tests.instruments.oracles.unsafe import unsafe
from toolkit.errors import UserError
from toolkit.mail.mailbox.imap import connected
from toolkit.mail.outgoing.smtp import sending
from toolkit.mail.server_errors import MASK, is_address, require_address, spoken, why_no_address

SECRET = "qwzx kvbn+dfgh"
ADDRESSES = {
    "office@example.com": "",
    "a.b-c+d_e@mail.gov-online.cn": "",
    "1@163.com": "",
    "": "没有写",
    "office": "“@”",
    "a@b@c.cn": "“@”",
    "办公室@政府.中国": "前面",
    "office@政府.中国": "后面",
    "Bcc:e@x.cn": "“:”",
    "e＠x.cn": "半角",
    "a b@x.cn": "空格",
    "a@x.cn\r\nBcc: e@x.cn": "“@”",
    "<a@x.cn>": "“<”",
    "a@x": "域名",
    "a@x.": "域名",
    "a@-x.cn": "域名",
    "a@x..cn": "域名",
    "a@x.cn ": "域名",
    "@x.cn": "没有内容",
    "x" * 65 + "@x.cn": "64",
    "a@" + "x." * 150 + "cn": "254",
    "ａ@x.cn": "前面",
    "a@x.cn\u202e": "后面",
}


@pytest.mark.parametrize("text", ADDRESSES)
def test_what_is_an_address(text: str) -> None:
    """One test for all that use one: the list of units, the sender, whoever is answered."""
    why = why_no_address(text)
    assert (ADDRESSES[text] in why) if ADDRESSES[text] else not why
    assert is_address(text) == (not why)
    if why:
        with pytest.raises(UserError) as caught:
            require_address(text)
        assert why in caught.value.text


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_an_address_is_plain(before: str, after: str) -> None:
    """Whatever passes fits into a command and a header as it stands."""
    text = f"{before}@{after}"
    assert not is_address(text) or (text.isascii() and text.isprintable() and not set(text) & set(' <>()[],;:\\"'))


ECHOES = {
    "as it is": SECRET.encode(),
    "in quotes": b'LOGIN "clerk" "' + SECRET.encode() + b'"',
    "in base64": base64.b64encode(SECRET.encode()),
    "in base64 with the name": base64.b64encode(b"\0clerk@example.com\0" + SECRET.encode()),
    "as a web page sends it": b"?p=qwzx%20kvbn%2Bdfgh&q=qwzx+kvbn%2Bdfgh",
}


@pytest.mark.parametrize("echo", ECHOES)
def test_a_password_is_not_repeated(echo: str) -> None:
    """Some servers say back what they were told."""
    said = spoken(b"NO bad: " + ECHOES[echo], SECRET)
    assert MASK in said
    for part in (SECRET, "qwzx", "kvbn", "dfgh", "cXd6eCBrdmJuK2RmZ2", "eHd6eCBr"):
        assert part not in said


@settings(deadline=None)
@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=8, max_size=30), st.binary(max_size=20))
def test_no_password_is_repeated_in_base64(secret: str, before: bytes) -> None:
    """Wherever in a longer text it stands: what is left tells no more than its ends."""
    said = spoken(base64.b64encode(before + b"\0" + secret.encode()), secret)
    assert MASK in said


def test_a_password_is_on_no_screen() -> None:
    """Over IMAP and over SMTP."""
    with (
        unsafe(LOGIN="NO wrong: clerk secret c2VjcmV0") as fake,
        pytest.raises(UserError) as caught,
        connected(fake.account()),
    ):
        pass
    assert "secret" not in caught.value.text
    assert "c2VjcmV0" not in caught.value.text
    with post() as office:
        office.refused["MAIL"] = "553 no mail for you with secret"
        with pytest.raises(UserError) as caught, sending(office.account()) as send:
            send(b"\r\n", ("a@example.com",))
    assert "secret" not in caught.value.text
