"""A letter taken apart: as the standard library does it where a letter is honest, and with sense where it is not."""

import email
from email import policy
from email.message import EmailMessage, Message

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mail.letters import SHEET, files, honest, mixed, part
from toolkit.mail.letter import letter
from toolkit.mail.message.mime import MimePart, children, content, forwarded, whole

ENCODINGS = ("base64", "quoted-printable", "8bit")
WORDS = st.text(st.sampled_from("年报ab=-\n .>F"), max_size=60)


def leaves(part: MimePart) -> list[tuple[str, bytes]]:
    if part.type == "message/rfc822":
        return leaves(forwarded(part))
    if not part.type.startswith("multipart/"):
        return [(part.type, content(part, 10**6) or b"")]
    return [leaf for child in children(part) for leaf in leaves(child)]


def parsed(message: Message) -> list[tuple[str, bytes]]:
    return [
        (each.get_content_type(), each.get_payload(decode=True))  # type: ignore[misc]
        for each in message.walk()
        if not each.is_multipart()
    ]


@st.composite
def messages(draw: st.DrawFn, depth: int = 2) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "年报"
    message.set_content(draw(WORDS), cte=draw(st.sampled_from(ENCODINGS)))
    if draw(st.booleans()):
        message.add_alternative(draw(WORDS), subtype="html", cte=draw(st.sampled_from(ENCODINGS)))
    for data in draw(st.lists(st.binary(max_size=100), max_size=3)):
        message.add_attachment(data, "application", "octet-stream", filename="表.xlsx")
    if depth and draw(st.booleans()):
        message.add_attachment(draw(messages(depth - 1)))
    return message


@settings(deadline=None)
@given(messages(), st.sampled_from(["\n", "\r\n"]))
def test_honest_letters_are_read_like_the_standard_library(message: EmailMessage, newline: str) -> None:
    """The independent reader: the same parts, in the same order, with the same bytes."""
    raw = message.as_bytes(policy=policy.SMTP.clone(linesep=newline))
    assert leaves(whole(raw)) == parsed(email.message_from_bytes(raw))


LINES = st.lists(st.sampled_from([b"--xy", b"--x a", b" --x", b"-- x", b"--", b"", b"a: b"]), max_size=4)


@settings(deadline=None)
@given(st.lists(LINES, max_size=4), st.sampled_from([b"--x", b"--x \t"]), st.sampled_from([b"\n--x--\n--x", b""]))
def test_delimiters_are_found_like_the_standard_library(
    bodies: list[list[bytes]], delimiter: bytes, end: bytes
) -> None:
    """What only looks like one, what stands before the first and after the last, a last one that is missing."""
    parts = [delimiter + b"\n\n" + b"\n".join(lines) + b"." for lines in bodies]
    raw = b'Content-Type: multipart/mixed; boundary="x"\n\nbefore\n' + b"\n".join(parts) + end
    message = email.message_from_bytes(raw)
    expected = [data for _, data in parsed(message)] if message.is_multipart() else []
    assert [data for _, data in leaves(whole(raw))] == expected


@settings(deadline=None)
@given(st.binary(max_size=500))
def test_any_bytes_are_a_letter(raw: bytes) -> None:
    """A mailbox holds whatever was sent to it."""
    letter(raw)


@settings(deadline=None)
@given(st.data())
def test_an_honest_letter_damaged_anywhere_is_a_letter(data: st.DataObject) -> None:
    """Cut off, or with some bytes replaced."""
    raw = bytearray(honest(("表.xlsx", SHEET)).as_bytes())
    at = data.draw(st.integers(0, len(raw)))
    raw[at : at + 20] = data.draw(st.binary(max_size=20))
    letter(bytes(raw[: data.draw(st.integers(0, len(raw)))]))


def test_a_letter_cut_off_gives_what_came() -> None:
    """A connection may break in the middle of the second workbook."""
    raw = honest(("一.xlsx", SHEET), ("二.xlsx", bytes(range(256)) * 9)).as_bytes()
    cut = files(raw[:-200])
    assert cut[0] == ("一.xlsx", SHEET)
    assert (bytes(range(256)) * 9).startswith(cut[1][1])


def test_wrong_types() -> None:
    """Programs call a workbook a text, a picture or nothing at all: with a name it is a file, and so by its content."""
    typed = b'Content-Type: %s; name="a.xlsx"'
    for kind in (b"text/plain", b"text/html", b"image/png", b"xlsx", b"application"):
        assert files(mixed(part(typed % kind, SHEET))) == [("a.xlsx", SHEET)], kind
    assert files(mixed(part(b"Content-Type: text/plain", SHEET))) == [("", SHEET)]
    assert files(mixed(part(b"X: y", SHEET))) == [("", SHEET)]
    assert files(part(b'From: a@b.cn\r\nContent-Type: application/vnd.ms-excel; name="a.xlsx"', SHEET)) == [
        ("a.xlsx", SHEET)
    ]


def test_an_encoding_that_was_not_told() -> None:
    """The base64 text of a workbook is one, whatever the header says."""
    raw = part(b'Content-Type: application/octet-stream; name="a.xlsx"', SHEET)
    assert files(mixed(raw.replace(b"Encoding: base64", b"Encoding: 7bit"))) == [("a.xlsx", SHEET)]


def test_a_multipart_whose_boundary_was_lost() -> None:
    """The first line of its body still shows it."""
    raw = mixed(part(b'Content-Type: a/b; name="a.xlsx"', SHEET)).replace(b'; boundary="=_next"', b"")
    assert files(raw) == [("a.xlsx", SHEET)]


def test_what_stands_before_a_letter() -> None:
    """An editor's mark, empty lines, or the line of an .mbox."""
    raw = honest(("a.xlsx", SHEET)).as_bytes()
    for before in (b"\xef\xbb\xbf", b"\r\n\r\n", b"From a@b.cn Mon Jan  1 10:00:00 2024\n"):
        assert letter(before + raw) == letter(raw)
