"""Letters over SMTP: taken or not is always known, or said to be unknown."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.oracles.postoffice import USER, PostOffice, needs_dovecot, post_office
from toolkit.checks.refusals import refused
from toolkit.mail.account import Account
from toolkit.mail.sending import sending
from toolkit.submission.refusal import Refusal

pytestmark = needs_dovecot
RAW = b"From: desk@test.example\r\nSubject: x\r\n\r\n.dot\r\nend"


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office() as found:
        yield found


@pytest.fixture
def account(office: PostOffice) -> Account:
    return Account(USER, "", smtp_host="127.0.0.1", smtp_port=office.smtp_port, smtp_security="none")


def test_a_letter_arrives_as_it_is(office: PostOffice, account: Account) -> None:
    """For all its recipients, dots at the beginning of lines too."""
    with sending(account) as send:
        send(RAW, ("a@test.example", "b@test.example"))
        send(RAW, ("c@test.example",))
    assert [to for _, to in office.letters] == [["a@test.example", "b@test.example"], ["c@test.example"]]
    assert office.letters[0][0].rstrip() == RAW


def test_a_refused_recipient_is_named_and_the_next_letter_goes(office: PostOffice, account: Account) -> None:
    """One wrong address in the list holds nobody else up."""
    office.refuse.add("gone@test.example")
    with sending(account) as send:
        with pytest.raises(Refusal) as raised:
            send(RAW, ("gone@test.example",))
        assert "gone@test.example" in refused(raised.value)
        send(RAW, ("a@test.example",))
    assert [to for _, to in office.letters] == [["a@test.example"]]


def test_what_is_no_address_is_not_sent(account: Account) -> None:
    """Nor is anything that would begin another command."""
    with sending(account) as send:
        for address in ("甲乡", "a@b\r\nRCPT TO:<c@d>", "a b@c.cn", ""):
            with pytest.raises(Refusal, match="mail-address"):
                send(RAW, (address,))


def test_a_lost_connection_is_told_apart(office: PostOffice, account: Account) -> None:
    """Before the letter was handed over it was not sent; afterwards nobody knows."""
    with sending(account) as send:
        office.stop()
        with pytest.raises(Refusal) as raised:
            send(RAW, ("a@test.example",))
    assert raised.value.code == "mail-not-sent"
    with pytest.raises(Refusal, match="mail-connection"), sending(replace(account, smtp_port=1)):
        pass


def test_no_answer_is_no_promise(office: PostOffice, account: Account) -> None:
    """The server takes the letter and falls silent before it says so."""
    office.drop = True
    with sending(account) as send, pytest.raises(Refusal) as raised:
        send(RAW, ("a@test.example",))
    assert raised.value.code == "mail-unclear"
    assert "可能已经发出" in refused(raised.value)
