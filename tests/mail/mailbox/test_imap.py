"""The mailbox over IMAP, against a real server, and against one that answers as 163 does."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256

import pytest
from imapclient import IMAPClient
from imapclient.imap_utf7 import encode

from tests.instruments.oracles.certificate import HOST
from tests.instruments.oracles.postoffice import PASSWORD, PostOffice, free_port, needs_dovecot, post_office
from tests.instruments.oracles.unsafe import HANG_UP, SILENT, unsafe
from toolkit.errors import UserError
from toolkit.mail.account import Account, Security
from toolkit.mail.mailbox import imap as mailbox
from toolkit.mail.mailbox.imap import append_draft, connected, deliveries, drafts_folder, holds

REPORTS = "年报/2026年 & 上报"
LETTER = b"Message-ID: <one@example.com>\r\nSubject: report\r\n\r\nbody\r\n"


def nothing(mark: str) -> bool:
    return False


def numbered(number: int) -> bytes:
    return b"Message-ID: <%d@example.com>\r\n\r\n%d\r\n" % (number, number)


@pytest.fixture(scope="module")
def office() -> Iterator[PostOffice]:
    with post_office() as running:
        yield running


@pytest.fixture
def account(office: PostOffice, request: pytest.FixtureRequest) -> Account:
    """A mailbox of its own for each test."""
    user = f"{sha256(request.node.name.encode()).hexdigest()[:16]}@test.example"
    office.open(user)
    return Account(user, PASSWORD, HOST, office.imap_port, "none")


@pytest.fixture
def client(account: Account) -> Iterator[IMAPClient]:
    with connected(account) as client:
        yield client


def code(action: Callable[[], object]) -> str:
    """The reason for which something is refused; its sentence can be said."""
    with pytest.raises(UserError) as caught:
        action()
    assert caught.value.text
    return caught.value.code


def opened(account: Account, read: bool = False) -> None:
    with connected(account) as client:
        for each in list(deliveries(client, "INBOX", nothing)):
            if read:
                each.read()


@needs_dovecot
def test_new_letters_are_read_once_and_in_order(office: PostOffice, account: Account, client: IMAPClient) -> None:
    """A second run reads only what has come since, and asks for nothing else."""
    for number in range(100):
        office.put(numbered(number), user=account.user)
    first = list(deliveries(client, "INBOX", nothing))
    assert sorted(each.read() for each in first) == sorted(map(numbered, range(100)))
    assert [each.name for each in first] == [f"收件箱 {number}" for number in range(1, 101)]
    marks = {each.mark for each in first}
    assert len(marks) == 100

    office.put(LETTER, user=account.user)
    (new,) = deliveries(client, "INBOX", marks.__contains__)
    assert (new.read(), new.name, new.letter) == (LETTER, "收件箱 101", True)
    assert not list(deliveries(client, "INBOX", (marks | {new.mark}).__contains__))


@needs_dovecot
def test_batches_make_no_difference(client: IMAPClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large mailbox is asked about in several goes."""
    for number in range(7):
        client.append("INBOX", numbered(number))
    whole = [(each.mark, each.received) for each in deliveries(client, "INBOX", nothing)]
    monkeypatch.setattr(mailbox, "BATCH", 3)
    assert [(each.mark, each.received) for each in deliveries(client, "INBOX", nothing)] == whole


@needs_dovecot
@pytest.mark.parametrize("size", [0, 1, 1_023, 1_024, 1_025, 2_048])
def test_pieces_make_the_whole(client: IMAPClient, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """A piece that ends just where the letter does loses nothing and repeats nothing."""
    monkeypatch.setattr(mailbox, "PIECE", 1_024)
    head = b"Subject: x\r\n\r\n"
    raw = (head + b"x" * size)[: max(size, len(head))]
    client.append("INBOX", raw)
    (one,) = deliveries(client, "INBOX", nothing)
    assert one.read() == raw


@needs_dovecot
def test_a_large_letter_arrives_as_it_was_sent(office: PostOffice, account: Account, client: IMAPClient) -> None:
    """Five megabytes, whose lines are all different."""
    raw = LETTER + b"".join(b"%s\r\n" % sha256(b"%d" % line).hexdigest().encode() for line in range(80_000))
    assert len(raw) > 5 * mailbox.PIECE
    office.put(raw, user=account.user)
    (one,) = deliveries(client, "INBOX", nothing)
    assert one.read() == raw


@needs_dovecot
def test_too_large_a_letter_is_not_fetched(client: IMAPClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the size that the server states; and by what really comes, should that be a lie."""
    client.append("INBOX", LETTER)
    (one,) = deliveries(client, "INBOX", nothing)
    monkeypatch.setattr(mailbox, "LIMIT", 0)
    assert code(one.read) == "too-large"
    monkeypatch.setattr(mailbox, "PIECE", 16)
    assert isinstance(one.read, partial)
    *which, _ = one.read.args
    assert code(partial(one.read.func, *which, 0)) == "too-large"


@needs_dovecot
def test_reading_leaves_no_trace(office: PostOffice, account: Account, client: IMAPClient) -> None:
    """The clerk sees in the mail program what is new to the clerk."""
    office.put(LETTER, user=account.user)
    client.append("INBOX", numbered(1), flags=[b"\\Flagged"])
    for each in deliveries(client, "INBOX", nothing):
        each.read()
    assert holds(client, "INBOX", "<one@example.com>")
    client.select_folder("INBOX", readonly=True)
    flags = {tuple(flag for flag in flags if flag != b"\\Recent") for flags in client.get_flags([1, 2]).values()}
    assert flags == {(), (b"\\Flagged",)}


@needs_dovecot
def test_when_a_letter_came_is_what_the_server_says(client: IMAPClient) -> None:
    """Not what the sender wrote; and it is known in which time zone."""
    came = datetime(2026, 1, 15, 17, 30, 5, tzinfo=UTC)
    client.append("INBOX", b"Date: Thu, 1 Jan 2026 08:00:00 +0800\r\n\r\n", msg_time=came)
    (one,) = deliveries(client, "INBOX", nothing)
    assert one.received == came
    assert one.received.utcoffset() == timedelta(0)


@needs_dovecot
def test_folders_may_be_chinese(client: IMAPClient) -> None:
    """They travel in modified UTF-7, with & of its own."""
    folder = REPORTS.replace("/", ".")
    client.create_folder(folder)
    client.append(folder, LETTER)
    (one,) = deliveries(client, folder, nothing)
    assert one.read() == LETTER
    assert one.name == f"{folder} 1"
    assert one.mark.startswith(f"imap {folder} ")


@needs_dovecot
def test_a_folder_made_anew_is_another_folder(client: IMAPClient) -> None:
    """Its numbers begin again at one: a mark must not pass for that of an older letter."""
    marks = []
    for number in range(2):
        client.create_folder("reports")
        client.append("reports", numbered(number))
        (one,) = deliveries(client, "reports", nothing)
        marks.append(one.mark)
        client.select_folder("INBOX")  # a server may hang up where the folder in use is deleted
        client.delete_folder("reports")
    assert marks[0] != marks[1]
    client.create_folder("reports")
    client.append("reports", LETTER)
    assert code(one.read) == "mail-gone"


@needs_dovecot
def test_a_look_elsewhere_does_not_mix_up_letters(client: IMAPClient) -> None:
    """The same number is another letter in another folder."""
    client.create_folder("other")
    for number, folder in enumerate(("INBOX", "other")):
        client.append(folder, numbered(number))
    (one,) = deliveries(client, "INBOX", nothing)
    assert holds(client, "other", "<1@example.com>")
    assert one.read() == numbered(0)


@needs_dovecot
def test_a_letter_that_was_deleted_meanwhile_is_told(client: IMAPClient) -> None:
    """The clerk may be tidying up while the program runs."""
    client.append("INBOX", LETTER)
    (one,) = deliveries(client, "INBOX", nothing)
    client.select_folder("INBOX")
    client.delete_messages([1])
    client.expunge()
    assert code(one.read) == "mail-gone"


@needs_dovecot
def test_drafts_are_put_where_they_belong(account: Account, client: IMAPClient) -> None:
    """Marked as drafts; and found again by their Message-ID."""
    folder = drafts_folder(client, account)
    assert folder == "草稿箱"
    append_draft(client, folder, LETTER)
    (one,) = deliveries(client, folder, nothing)
    assert one.read() == LETTER
    assert b"\\Draft" in client.get_flags([1])[1]
    assert holds(client, folder, "<one@example.com>")


@pytest.mark.parametrize(
    ("folders", "expected"),
    [
        ({"Drafts": "", "未发信件": "\\HasNoChildren \\Drafts"}, "未发信件"),
        ({"INBOX": "", "我的/草稿箱": "\\Marked"}, "我的/草稿箱"),
        ({"drafts": "", "草稿箱": ""}, "草稿箱"),
        ({"Drafts": "\\Noselect", "Mail/Drafts": ""}, "Mail/Drafts"),
    ],
)
def test_the_folder_for_drafts_is_found(folders: dict[str, str], expected: str) -> None:
    """By what the server says of it, whatever it is called; else by its usual names; unless the account says which."""
    lines = [f'* LIST ({flags}) "/" "{encode(name).decode()}"' for name, flags in folders.items()]
    with unsafe(LIST="\r\n".join([*lines, "OK done"])) as fake, connected(fake.account()) as client:
        assert drafts_folder(client, fake.account()) == expected
        assert drafts_folder(client, replace(fake.account(), drafts="别处")) == "别处"


def test_no_folder_for_drafts_is_told_with_those_there_are() -> None:
    """The clerk writes one of them into the settings."""
    with unsafe() as fake, connected(fake.account()) as client, pytest.raises(UserError) as caught:
        drafts_folder(client, fake.account())
    assert caught.value.code == "mail-no-drafts"
    assert "INBOX" in caught.value.text


@needs_dovecot
@pytest.mark.parametrize(
    "asked", ["ne@example.com>", "<one@example.com", "<two@example.com>", "", "<邮件@example.com>"]
)
def test_a_letter_is_not_taken_for_another(client: IMAPClient, asked: str) -> None:
    """A server searches for parts of words; nothing at all would be a part of everything."""
    client.append("INBOX", LETTER)
    assert not holds(client, "INBOX", asked)


@needs_dovecot
def test_a_missing_folder_is_told_with_those_there_are(client: IMAPClient) -> None:
    """For reading and for drafts alike."""
    client.create_folder("年报")
    for action in (
        lambda: list(deliveries(client, "年抱", nothing)),
        lambda: append_draft(client, "年抱", LETTER),
        lambda: holds(client, "年抱", "<one@example.com>"),
    ):
        with pytest.raises(UserError) as caught:
            action()
        assert caught.value.code == "mail-no-folder"
        assert "年报" in caught.value.text


@needs_dovecot
@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_connections_are_encrypted(
    office: PostOffice, account: Account, monkeypatch: pytest.MonkeyPatch, security: Security
) -> None:
    """With a server whose certificate is trusted; with no other, and never in the clear instead."""
    port = office.encrypted_port if security == "tls" else office.imap_port
    account = replace(account, imap_security=security, imap_port=port)
    assert code(lambda: opened(account)) == "mail-encryption"
    monkeypatch.setenv("SSL_CERT_FILE", str(office.certificate))
    with connected(account) as client:
        assert client.socket().cipher()


def test_no_password_is_sent_where_encryption_fails() -> None:
    """STARTTLS was asked for, and the server has none."""
    with unsafe() as fake:
        assert code(lambda: opened(replace(fake.account(), imap_security="starttls"))) == "mail-encryption"
        assert "LOGIN" not in fake.commands


@needs_dovecot
def test_a_refused_login_speaks_of_the_code(account: Account) -> None:
    """Nearly always it is the password of the web page instead."""
    with pytest.raises(UserError) as caught:
        opened(replace(account, password="wrong"))
    assert caught.value.code == "mail-login"
    assert "授权码" in caught.value.text
    assert "Authentication failed" in caught.value.text


@pytest.mark.parametrize(
    ("user", "password"), [("clerk", "密码"), ("clerk", ""), ("办公室", "x"), ("a\r\nb", "x"), ("a b", "x")]
)
def test_what_cannot_be_a_login_is_not_sent(user: str, password: str) -> None:
    """A line end would be a command of its own."""
    with unsafe() as fake:
        assert code(lambda: opened(replace(fake.account(), user=user, password=password))) == "mail-typed"
        assert "LOGIN" not in fake.commands


def test_the_password_is_not_shown() -> None:
    """An account may end up in a message or a log."""
    assert "secret" not in repr(Account("clerk", "secret"))


def test_the_program_says_its_name_before_it_looks() -> None:
    """163 and 126 open no folder to a program that has not."""
    with unsafe() as fake:
        opened(fake.account())
    assert fake.commands.index("LOGIN") < fake.commands.index("ID") < fake.commands.index("EXAMINE")


def test_a_server_that_does_not_trust_the_program_is_told_of() -> None:
    """What to do then is done on the web page of the mailbox."""
    with unsafe(capabilities="") as fake, pytest.raises(UserError) as caught:
        opened(fake.account())
    assert caught.value.code == "mail-unsafe"
    assert "客户端授权码" in caught.value.text


def test_a_server_that_wants_no_name_is_still_read() -> None:
    """The name is an offer."""
    with unsafe(ID="BAD what", EXAMINE="* OK [UIDVALIDITY 1] x\r\nOK done", SEARCH="* SEARCH\r\nOK done") as fake:
        opened(fake.account())


def test_an_answer_in_chinese_is_passed_on_quietly(capfd: pytest.CaptureFixture[str]) -> None:
    """The library would warn of it on the clerk's screen."""
    with unsafe(LOGIN="NO 密码错误\x1b[2J") as fake, pytest.raises(UserError) as caught:
        opened(fake.account())
    assert "密码错误 [2J" in caught.value.text
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("command", ["LOGIN", "ID", "EXAMINE", "SEARCH", "FETCH"])
def test_a_connection_that_is_lost_is_told(command: str) -> None:
    """At any step."""
    with unsafe(**{command: HANG_UP}) as fake:
        assert code(lambda: opened(fake.account())) == "mail-lost"


def test_a_server_that_falls_silent_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program would stand still for ever."""
    monkeypatch.setattr(mailbox, "ANSWER_SECONDS", 0.05)
    with unsafe(SEARCH=SILENT) as fake:
        assert code(lambda: opened(fake.account())) == "mail-lost"


@needs_dovecot
def test_a_lost_connection_is_told_whatever_is_asked(client: IMAPClient) -> None:
    """The second question after the loss is answered like the first."""
    client.append("INBOX", LETTER)
    (one,) = deliveries(client, "INBOX", nothing)
    client.socket().shutdown(socket.SHUT_RDWR)
    assert code(one.read) == "mail-lost"
    assert code(lambda: append_draft(client, "INBOX", LETTER)) == "mail-lost"
    assert code(lambda: holds(client, "INBOX", "<one@example.com>")) == "mail-lost"


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"EXAMINE": "NO mailbox is busy"}, "mail-refused"),
        ({"SEARCH": "BAD what"}, "mail-refused"),
        ({"SEARCH": "* SEARCH a b\r\nOK done"}, "mail-odd"),
        ({"FETCH": "* 1 FETCH (UID 1 INTERNALDATE (\r\nOK done"}, "mail-odd"),
        ({"FETCH": "NO not now"}, "mail-refused"),
        ({"CAPABILITY": "* CAPABILITY POP3\r\nOK done"}, "mail-connection"),
    ],
)
def test_odd_answers_are_refusals(answers: dict[str, str], expected: str) -> None:
    """Never an error of the program."""
    with unsafe(**answers) as fake:
        assert code(lambda: opened(fake.account(), read=True)) == expected


def test_what_is_no_server_is_told() -> None:
    """No address, a wrong one, and a port where nobody listens."""
    account = Account("clerk", "secret", imap_host=HOST, imap_port=free_port())
    assert code(lambda: opened(account)) == "mail-connection"
    for host in ("", "imap..com", "x" * 70 + ".com"):
        assert code(partial(opened, replace(account, imap_host=host))) == "mail-host"


def test_a_name_that_nobody_knows_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip in the server's name, or a machine without a network."""

    def unknown(*where: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert code(lambda: opened(Account("clerk", "secret", imap_host="imap.example"))) == "mail-host"
