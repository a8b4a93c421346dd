"""A mail server speaks oddly of one letter among ten: that one costs a sentence at most, the other nine are read."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.instruments.oracles.odd import COUNT, HANG_UP, ODD, Odd, body, glance, odd, raw
from toolkit import limits
from toolkit.district.clock import in_china
from toolkit.errors import UserError
from toolkit.mail.mailbox import imap as mailbox
from toolkit.mail.mailbox.imap import connected, deliveries

BRACKETS = b"(" * 5_000
GLANCES = {
    "a size that is nothing": glance(ODD, size="NIL"),
    "a size in words": glance(ODD, size='"large"'),
    "a size of brackets": glance(ODD, size="(1 2)"),
    "a size below zero": glance(ODD, size="-5"),
    "a date that is none": glance(ODD, date='"yesterday"'),
    "a date that is nothing": glance(ODD, date="NIL"),
    "a date that is a number": glance(ODD, date="5"),
    "the last day there is, far in the west": glance(ODD, date='"31-Dec-9999 23:59:59 -1400"'),
    "a zone of days": glance(ODD, date='"15-Jan-2026 09:30:00 +9959"'),
    "the 32nd": glance(ODD, date='"32-Jan-2026 09:30:00 +0800"'),
    "the year 0": glance(ODD, date='"01-Jan-0000 09:30:00 +0800"'),
    "brackets 5,000 deep": b"* 4 FETCH " + BRACKETS + b"\r\n",
    "brackets that never open": b"* 4 FETCH UID 4)\r\n",
    "an endless literal": b"* 4 FETCH (UID 4 INTERNALDATE {99999999999}\r\n",
    "a literal that no number holds": b"* 4 FETCH (UID 4 RFC822.SIZE {" + b"9" * 5_000 + b"}\r\n)\r\n",
    "another letter's number": b"* 4 FETCH (UID 77 INTERNALDATE NIL RFC822.SIZE 5)\r\n",
    "no number": b"* 4 FETCH (RFC822.SIZE 5)\r\n",
    "a number in words": b"* 4 FETCH (UID four RFC822.SIZE 5)\r\n",
    "not a word": b"* 4 EXPUNGE\r\n",
    "what is no IMAP": b"hello\r\n",
    "nothing more": HANG_UP,
}
BODIES = {
    "no body": (b"* 4 FETCH (UID 4 FLAGS ())\r\n", "mail-odd"),
    "a body that is nothing": (b"* 4 FETCH (UID 4 BODY[] NIL)\r\n", "mail-odd"),
    "an empty body": (b'* 4 FETCH (UID 4 BODY[] "")\r\n', "mail-odd"),
    "a body from the middle": (body(ODD, b"BODY[]<5>"), "mail-odd"),
    "a body that is a number": (b"* 4 FETCH (UID 4 BODY[]<0> (1 2))\r\n", "mail-odd"),
    "another letter": (body(77).replace(b"* 77", b"* 4"), "mail-gone"),
    "brackets 5,000 deep": (b"* 4 FETCH " + BRACKETS + b"\r\n", "mail-odd"),
    "an endless literal": (b"* 4 FETCH (UID 4 BODY[]<0> {99999999999}\r\n", "mail-lost"),
    "what is no IMAP": (b"hello\r\n", "mail-lost"),
    "nothing more": (HANG_UP, "mail-lost"),
}


def collected(server: Odd) -> dict[int, bytes | str]:
    """Each letter's bytes, or the code of why it could not be read, which can be said."""
    found: dict[int, bytes | str] = {}
    with connected(server.account()) as client:
        for each in deliveries(client, "INBOX", lambda mark: False, server.account()):
            uid = int(each.name.split()[-1])
            try:
                found[uid] = each.read()
            except UserError as refusal:
                found[uid] = refusal.code if refusal.text else ""
            if each.received:
                assert in_china(each.received).utcoffset() == timedelta(hours=8)
    return found


ALL: dict[int, bytes | str] = {uid: raw(uid) for uid in range(1, COUNT + 1)}


@pytest.mark.parametrize("kind", GLANCES)
def test_when_a_letter_came(kind: str) -> None:
    """Whatever is said of that, the letter itself can still be read, and every other."""
    with odd(glance=GLANCES[kind]) as server:
        assert collected(server) == ALL


@pytest.mark.parametrize("kind", BODIES)
def test_what_a_letter_is(kind: str) -> None:
    """A sentence for that one, the others are read; the next time it is tried again."""
    said, expected = BODIES[kind]
    with odd(body=said) as server:
        assert collected(server) == ALL | {ODD: expected}
        server.mended = True
        assert collected(server) == ALL


def test_a_letter_said_to_be_larger_than_any(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not asked for."""
    with odd(glance=glance(ODD, size="99999999999")) as server:
        assert collected(server) == ALL | {ODD: "too-large"}


def test_answers_in_another_order() -> None:
    """Letters are told apart by their numbers."""
    with odd() as server:
        server.backwards = True
        assert collected(server) == ALL


def test_a_server_that_breaks_off_is_called_again_so_many_times(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then the run ends, and says so."""
    monkeypatch.setattr(limits, "RECONNECTED", 2)
    with odd(glance=HANG_UP) as server, pytest.raises(UserError) as caught:
        collected(server)
    assert caught.value.code == "mail-lost"
    assert server.logins == 3


def test_a_server_that_says_no_to_everything_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter is looked for by halves, but not for ever."""
    monkeypatch.setattr(limits, "ODD_ANSWERS", 3)
    with odd(glance=b"* 4 FETCH (UID 4 INTERNALDATE (\r\n") as server, pytest.raises(UserError) as caught:
        collected(server)
    assert caught.value.code == "mail-odd"


def test_a_mailbox_of_two_hundred_thousand_letters() -> None:
    """Their numbers stand in one line, longer than imaplib takes by itself."""
    with odd() as server:
        server.search = b" ".join(b"%d" % uid for uid in range(1_000_000, 1_200_000))
        with connected(server.account()) as client:
            first = next(deliveries(client, "INBOX", lambda mark: False, server.account()))
        assert first.name == "收件箱 1000000"


def test_an_answer_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of lines, or of one line."""
    monkeypatch.setattr(limits, "ANSWERED", 10_000)
    with odd(body=b"* 1 EXISTS\r\n" * 1_000) as server:
        assert collected(server) == ALL | {ODD: "mail-lost"}
    monkeypatch.setattr(limits, "ANSWERED_LINE", 1_000)
    with odd(body=b"* OK " + b"x" * 2_000 + b"\r\n") as server:
        assert collected(server) == ALL | {ODD: "mail-lost"}


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=60), st.integers(0, 120), st.integers(0, 40), st.booleans())
def test_no_damage_to_an_answer_ends_the_run(dirt: bytes, at: int, cut: int, of_body: bool) -> None:
    """Any bytes anywhere in it; what is left of the line may swallow others, but the run goes on to its end."""
    said = body(ODD) if of_body else glance(ODD)
    damaged = (said[:at] + dirt + said[at + cut :]).removesuffix(b"\r\n") + b"\r\n"
    with pytest.MonkeyPatch.context() as patch, odd(**{"body" if of_body else "glance": damaged}) as server:
        patch.setattr(mailbox, "ANSWER_SECONDS", 0.3)  # a literal may wait for more than comes
        try:
            found = collected(server)
        except UserError:
            return
        assert found.keys() == ALL.keys()
