"""Answers: one for each message, with what to mend, the marked copy, the slip, the report; never two."""

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from tests.district.desks import BAD, NOW, YEAR, deliver, desk_of, issued, mail, take, typed
from toolkit.checks.check import accepted, check
from toolkit.district.district import District
from toolkit.district.ledger.records import OutgoingLetter
from toolkit.district.ledger.store import CHATS
from toolkit.district.letters.decide import approve
from toolkit.district.letters.reply import reply
from toolkit.district.letters.words import SHORT
from toolkit.form.library import forms
from toolkit.workbook.read.reader import read


def answered(place: District) -> list[tuple[OutgoingLetter, EmailMessage]]:
    """Answer every message that is there; each answer as a mail program reads it."""
    made = [ours for each in place.ledger.messages() for ours in reply(place, each, NOW)]
    parser = BytesParser(policy=policy.default)
    return [(ours, parser.parsebytes((place.folder / ours.path).read_bytes())) for ours in made]


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body
    return str(body.get_content())


def attached(message: EmailMessage) -> dict[str, bytes]:
    return {str(each.get_filename()): each.get_payload(decode=True) for each in message.iter_attachments()}  # type: ignore[misc]


def test_what_must_be_mended_is_said_and_marked(place: District, blanks: list[bytes]) -> None:
    """The officer reads one letter, mends the marked copy, and sends that back: it is taken."""
    take(place, deliver(mail(0, ("年报.xlsx", typed(blanks[0], 0, BAD)))))
    ((ours, message),) = answered(place)
    assert (ours.recipients, message["To"], message["In-Reply-To"]) == (
        ("u0@test.example",), "u0@test.example", "<0-0@test.example>",
    )  # fmt: skip
    said = text_of(message)
    assert "有2处必须改正，请于1月18日前报回" in said or "有1处必须改正，请于1月18日前报回" in said
    assert "差1" in said
    files = attached(message)
    assert set(files) == {
        f"甲甲乡-{YEAR}-标出问题.xlsx",
        f"甲甲乡-{YEAR}-退回意见单.docx",
        f"甲甲乡-{YEAR}-送审稿.docx",
    }
    marked = files[f"甲甲乡-{YEAR}-标出问题.xlsx"]
    assert read(marked, forms()).submission == read(typed(blanks[0], 0, BAD), forms()).submission
    take(place, deliver(mail(0, ("改好.xlsx", typed(marked, 0)), hours=5), first=5))
    assert place.standing(place.roster.units[0]).label == "已报送（待审核）"
    _, (_, second) = answered(place)
    assert "已改" in text_of(second)
    assert "数据校验通过" in text_of(second)


def test_a_few_words_for_a_chat(place: District, blanks: list[bytes]) -> None:
    """Under 200 characters, however much is wrong."""
    broken = {f"requests.granted.{column}": 3 for column in ("person", "business", "research", "charity", "legal")}
    take(place, deliver(mail(0, ("年报.xlsx", typed(blanks[0], 0, {**BAD, **broken})))))
    answered(place)
    (chat,) = (place.folder / CHATS).iterdir()
    said = chat.read_text(encoding="utf-8")
    assert len(said) < SHORT
    assert said.startswith("甲甲乡：年报收到（1月15日）")
    assert "①" in said
    assert said.endswith("请于1月18日前报回。")


def test_never_two_answers_for_one_message(place: District, blanks: list[bytes]) -> None:
    """However often it is run."""
    take(place, deliver(mail(0, ("年报.xlsx", typed(blanks[0], 0, BAD)))))
    first = answered(place)
    assert [ours for ours, _ in answered(place)] == [ours for ours, _ in first]
    assert len([each for each in place.ledger.letters() if each.kind == "reply"]) == 1


def test_who_is_not_answered(place: District, blanks: list[bytes]) -> None:
    """Robots, strangers, the same letter twice, and ourselves."""
    data = typed(blanks[0], 0)
    robot = mail(0, ("年报.xlsx", data)).replace(b"Subject:", b"Auto-Submitted: auto-replied\r\nSubject:")
    stranger = mail(0, sender="spam@other.example", id="spam")
    letter = mail(1, ("年报.xlsx", typed(blanks[1], 1)))
    twice = letter.replace(b"Subject:", b"Received: by mx\r\nSubject:")
    take(place, deliver(robot, stranger, letter, twice))
    found = answered(place)
    assert [ours.recipients for ours, _ in found] == [("u1@test.example",)]
    ours = (place.folder / found[0][0].path).read_bytes()
    take(place, deliver(ours, first=7))  # our own letter comes in by way of a folder
    assert len(answered(place)) == 1
    assert len(place.ledger.entries()) == 1  # what a robot sends back is no report


def test_what_is_no_workbook_is_told(place: District, blanks: list[bytes]) -> None:
    """One sentence for each file, and what to do."""
    take(
        place,
        deliver(mail(0), mail(1, ("报告.docx", b"PK\x03\x04broken")), mail(2, ("照片.jpg", b"\xff\xd8\xff" * 50))),
    )
    said = [text_of(message) for _, message in answered(place)]
    assert "信里没有附件" in said[0]
    assert "报告.docx" in said[1]
    assert "图片" in said[2]


def test_a_loose_file_is_answered_to_the_address_of_its_unit(place: District, blanks: list[bytes]) -> None:
    """Who sent it through a chat has a mailbox all the same."""
    take(place, deliver(files=[("表.xlsx", typed(blanks[1], 1, BAD))]))
    ((ours, _),) = answered(place)
    assert ours.recipients == ("u1@test.example",)


def test_after_approval_it_says_that_it_waits(place: District, blanks: list[bytes]) -> None:
    """So that the unit does not think that it was changed."""
    take(place, deliver(mail(0, ("年报.xlsx", typed(blanks[0], 0)))))
    answered(place)
    letter = approve(place, place.roster.units[0], 0, "", NOW)
    assert "审核通过" in (place.folder / letter.path).name
    take(place, deliver(mail(0, ("年报.xlsx", typed(blanks[0], 0, BAD)), hours=5), first=5))
    assert "暂不替换，待区里确认" in text_of(answered(place)[1][1])


def test_the_same_answer_is_the_same_bytes(tmp_path: Path) -> None:
    """No clock and no chance in it, but for the time it was made."""
    made: list[bytes] = []
    for name in ("a", "b"):
        with desk_of(tmp_path / name, 1) as place:
            blank = (tmp_path / "blank.xlsx").read_bytes() if made else issued(place)[0]
            (tmp_path / "blank.xlsx").write_bytes(blank)
            take(place, deliver(mail(0, ("年报.xlsx", typed(blank, 0, BAD)))))
            ((ours, _),) = answered(place)
            made.append((place.folder / ours.path).read_bytes())
    assert made[0] == made[1]


def test_a_report_that_is_accepted_passes_by_itself(place: District, blanks: list[bytes]) -> None:
    """What these tests call good is good."""
    assert accepted(check(read(typed(blanks[0], 0), forms())))
