"""Letters over SMTP: taken or not is always known, or said to be unknown."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from tests.instruments.oracles.certificate import certificate
from tests.instruments.oracles.postoffice import PASSWORD, free_port
from tests.instruments.oracles.smtp import Post, post
from toolkit.errors import UserError
from toolkit.mail.account import Account, Security
from toolkit.mail.outgoing.smtp import sending

OFFICE, TOWN = "office@example.com", "town@example.com"
LETTER = b"Subject: report\r\n\r\nbody\r\n"


@pytest.fixture
def office() -> Iterator[Post]:
    with post() as running:
        yield running


def code(action: Callable[[], object]) -> str:
    """The reason for which something is refused; its sentence can be said."""
    with pytest.raises(UserError) as caught:
        action()
    assert caught.value.text
    return caught.value.code


def sent(account: Account, raw: bytes = LETTER, to: tuple[str, ...] = (OFFICE,)) -> None:
    with sending(account) as send:
        send(raw, to)


def test_one_connection_sends_many_letters(office: Post) -> None:
    """Each to all its addresses, and to those alone."""
    with sending(office.account()) as send:
        send(LETTER, (OFFICE, TOWN))
        send(LETTER + b"again\r\n", (TOWN,))
    assert office.letters == [((OFFICE, TOWN), LETTER), ((TOWN,), LETTER + b"again\r\n")]


@pytest.mark.parametrize("raw", [b"a\r\n.\r\nb\r\n", b".", b"..\r\n.x\r\n", b"a\n.\nb", b"a\rb", b"\r\n"])
def test_no_line_of_a_letter_is_its_end(office: Post, raw: bytes) -> None:
    """A single dot ends a letter in SMTP; line ends become the network's."""
    sent(office.account(), raw)
    lines = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").removesuffix(b"\n").split(b"\n")
    assert office.letters == [((OFFICE,), b"".join(line + b"\r\n" for line in lines))]


@pytest.mark.parametrize("step", ["MAIL", "RCPT"])
def test_a_connection_lost_before_the_end_sent_nothing(office: Post, step: str) -> None:
    """The letter may go out again without a second thought."""
    office.hangs_up_at = step
    assert code(lambda: sent(office.account())) == "mail-not-sent"
    assert office.letters == []


@pytest.mark.parametrize(("step", "letters"), [("DATA", 0), ("TAKEN", 1)])
def test_a_connection_lost_at_the_end_leaves_doubt(office: Post, step: str, letters: int) -> None:
    """Whether the server had taken the letter cannot be seen from here: a person has to look."""
    office.hangs_up_at = step
    assert code(lambda: sent(office.account())) == "mail-unclear"
    assert len(office.letters) == letters


def test_a_letter_after_a_lost_connection_is_not_sent(office: Post) -> None:
    """Nor is it in doubt."""
    with sending(office.account()) as send:
        office.hangs_up_at = "TAKEN"
        assert code(lambda: send(LETTER, (OFFICE,))) == "mail-unclear"
        assert code(lambda: send(LETTER, (OFFICE,))) == "mail-not-sent"


def test_a_refused_address_is_named_and_nobody_gets_the_letter(office: Post) -> None:
    """The others would get it a second time when it goes out again; the next letter is not held up."""
    office.refused[TOWN] = "550 no such user"
    with sending(office.account()) as send:
        with pytest.raises(UserError) as caught:
            send(LETTER, (OFFICE, TOWN))
        send(LETTER, (OFFICE,))
    assert caught.value.code == "mail-recipient"
    assert TOWN in caught.value.text
    assert "no such user" in caught.value.text
    assert office.letters == [((OFFICE,), LETTER)]


@pytest.mark.parametrize(
    ("step", "answer", "expected"),
    [
        ("MAIL", "553 you are not allowed to use this name", "mail-sender"),
        ("MAIL", "421 too many connections", "mail-not-sent"),
        ("MAIL", "451 busy", "mail-later"),
        ("RCPT", "550 who is that", "mail-recipient"),
        ("RCPT", "450 try later", "mail-later"),
        ("RCPT", "451 greylisted", "mail-later"),
        ("RCPT", "452 mailbox full", "mail-later"),
        ("DATA", "554 DT:SPM looks like spam", "mail-content"),
        ("DATA", "421 too many letters", "mail-content"),
    ],
)
def test_a_server_may_refuse_at_any_step(office: Post, step: str, answer: str, expected: str) -> None:
    """Nothing was sent, and the reason is passed on."""
    office.refused[step] = answer
    assert code(lambda: sent(office.account())) == expected
    assert office.letters == []


def test_an_address_put_off_holds_nobody_up(office: Post) -> None:
    """Servers put strangers off once (greylisting); the address is right, and the sentence does not doubt it."""
    office.refused[TOWN] = "450 4.2.0 greylisted, try again"
    with sending(office.account()) as send:
        with pytest.raises(UserError) as caught:
            send(LETTER, (TOWN,))
        send(LETTER, (OFFICE,))
    assert caught.value.code == "mail-later"
    assert "地址不用改" in caught.value.text
    assert office.letters == [((OFFICE,), LETTER)]


@pytest.mark.parametrize("farewell", ["hangs up", "421 never mind"])
def test_an_impolite_farewell_undoes_nothing(office: Post, farewell: str) -> None:
    """The letter is out."""
    if farewell == "hangs up":
        office.hangs_up_at = "QUIT"
    else:
        office.refused["QUIT"] = farewell
    sent(office.account())
    assert len(office.letters) == 1


@pytest.mark.parametrize(
    "address", ["", "办公室@example.com", "a b@example.com", "a@b\r\nDATA", "<a@b.com>", "a@b,c@d", "a@"]
)
def test_what_is_no_address_is_not_sent_to(office: Post, address: str) -> None:
    """A line end would be a command of its own; as the sender it is no better."""
    assert code(lambda: sent(office.account(), to=(OFFICE, address))) == "mail-address"
    assert code(lambda: sent(replace(office.account(), user=address or " "))) == "mail-address"
    assert office.letters == []


def test_a_login_is_made_where_one_is_asked_for() -> None:
    """And refused with a word about the code that is no password."""
    with post(password=PASSWORD) as running:
        sent(running.account())
        with pytest.raises(UserError) as caught:
            sent(running.account("wrong"))
        assert caught.value.code == "mail-login"
        assert "授权码" in caught.value.text
        assert code(lambda: sent(running.account("密码"))) == "mail-typed"
        assert code(lambda: sent(running.account(""))) == "mail-sender"
        assert len(running.letters) == 1


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_connections_are_encrypted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: Security) -> None:
    """With a server whose certificate is trusted; with no other, and never in the clear instead."""
    files = certificate(tmp_path)
    with post(security=security, files=files, password=PASSWORD) as running:
        assert code(lambda: sent(running.account())) == "mail-encryption"
        monkeypatch.setenv("SSL_CERT_FILE", str(files[0]))
        sent(running.account())
        assert len(running.letters) == 1


def test_no_password_is_sent_where_encryption_fails(office: Post) -> None:
    """STARTTLS was asked for, and the server has none."""
    assert code(lambda: sent(replace(office.account(), smtp_security="starttls"))) == "mail-encryption"


def test_what_is_no_server_is_told() -> None:
    """No address, a wrong one, and a port where nobody listens."""
    account = Account("clerk", "secret", smtp_host="127.0.0.1", smtp_port=free_port())
    assert code(lambda: sent(account)) == "mail-connection"
    for host in ("", "x" * 70 + ".com"):
        assert code(partial(sent, replace(account, smtp_host=host))) == "mail-host"
