"""A mailbox on a real server: what is new is read whole, and nothing in it is changed."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest

from tests.oracles.postoffice import PASSWORD, USER, PostOffice, needs_dovecot, post_office
from tests.oracles.unsafe import LETTER, unsafe_server
from toolkit.checks.refusals import refused
from toolkit.mail.account import Account
from toolkit.mail.mailbox import append_draft, connected, deliveries, drafts_folder, holds
from toolkit.submission.refusal import Refusal

pytestmark = needs_dovecot


@pytest.fixture(scope="module")
def office() -> Iterator[PostOffice]:
    with post_office() as found:
        yield found


@pytest.fixture
def account(office: PostOffice, request: pytest.FixtureRequest) -> Account:
    """A mailbox of its own for each test."""
    user = f"{abs(hash(request.node.name))}@test.example"
    office.open(user)
    return Account(user, PASSWORD, "127.0.0.1", office.imap_port, "none")


def letter(number: int, body: bytes = b"hello") -> bytes:
    return b"From: a@test.example\r\nMessage-ID: <%d@test.example>\r\n\r\n%b\r\n" % (number, body)


def test_only_what_is_new_is_read(office: PostOffice, account: Account) -> None:
    """A second run over the same mailbox asks for the new ones alone; they come as they were sent, oldest first."""
    for number in range(30):
        office.put(letter(number), user=account.user)
    with connected(account) as client:
        first = [(each.mark, each.read()) for each in deliveries(client, "INBOX", lambda mark: False)]
    assert [data for _, data in first] == [letter(number) for number in range(30)]
    office.put(letter(99), user=account.user)
    marks = {mark for mark, _ in first}
    with connected(account) as client:
        assert [each.read() for each in deliveries(client, "INBOX", marks.__contains__)] == [letter(99)]
        client.select_folder("INBOX", readonly=True)
        assert all(b"\\Seen" not in flags for flags in client.get_flags(client.search()).values())


def test_a_large_letter_comes_in_pieces(office: PostOffice, account: Account) -> None:
    """Five megabytes, byte for byte."""
    raw = letter(1, b"\r\n".join(os.urandom(30).hex().encode() for _ in range(80_000)))
    office.put(raw, user=account.user, received=datetime(2025, 1, 15, 1, 30, tzinfo=UTC).timestamp())
    with connected(account) as client:
        (found,) = deliveries(client, "INBOX", lambda mark: False)
        assert found.read() == raw
        assert found.received == datetime(2025, 1, 15, 1, 30, tzinfo=UTC)


def test_folders_in_chinese(office: PostOffice, account: Account) -> None:
    """Modified UTF-7 on the wire, hanzi for people; a folder that is not there is named with those that are."""
    with connected(account) as client:
        client.create_folder("年报（镇街）")
        client.append("年报（镇街）", letter(5))
        (found,) = deliveries(client, "年报（镇街）", lambda mark: False)
        assert (found.read(), found.name) == (letter(5), "年报（镇街） 1")
        with pytest.raises(Refusal) as raised:
            list(deliveries(client, "年报2", lambda mark: False))
    assert "年报（镇街）" in refused(raised.value)


def test_drafts_and_what_lies_there(account: Account) -> None:
    """A letter is found again by its name, and by no part of it."""
    with connected(account) as client:
        folder = drafts_folder(client, account)
        assert folder == "草稿箱"
        append_draft(client, folder, letter(12))
        assert holds(client, folder, "<12@test.example>")
        assert not holds(client, folder, "<2@test.example>")
        assert not holds(client, folder, '<2@test.example> OR ALL "')
        client.select_folder(folder, readonly=True)
        assert b"\\Draft" in next(iter(client.get_flags(client.search()).values()))


def test_who_is_not_let_in_is_told_why(account: Account) -> None:
    """授权码, not the password; another server; nothing there."""
    for wrong, code in (
        (replace(account, password="wrong"), "mail-login"),
        (replace(account, imap_port=1), "mail-connection"),
        (replace(account, imap_host="没有这台.invalid"), "mail-host"),
        (replace(account, imap_security="tls"), "mail-encryption"),
    ):
        with pytest.raises(Refusal) as raised, connected(wrong):
            pass
        assert raised.value.code == code
        assert refused(raised.value)


def test_a_server_that_wants_to_know_the_program() -> None:
    """163 and 126 answer “Unsafe Login” to who did not say its name before SELECT."""
    account = partial(Account, USER, PASSWORD, "127.0.0.1", imap_security="none")
    with unsafe_server() as server, connected(account(imap_port=server.port)) as client:
        (found,) = deliveries(client, "INBOX", lambda mark: False)
        assert (found.mark, found.read()) == ("imap INBOX 7 3", LETTER)
        assert server.said.index("LOGIN") < server.said.index("ID") < server.said.index("EXAMINE")
    with (
        unsafe_server(wants=False) as server,
        connected(account(imap_port=server.port)) as client,
        pytest.raises(Refusal) as raised,
    ):
        list(deliveries(client, "INBOX", lambda mark: False))
    assert "客户端授权" in refused(raised.value)
