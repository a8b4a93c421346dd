"""收件: whose each file is, what it was taken for, and that nothing is ever lost or counted twice."""

import io
import zipfile

from tests.district.desks import BAD, GOOD, deliver, labels, mail, take, typed
from tests.drawn import ROOT
from toolkit.district.district import District
from toolkit.district.ledger.store import FILES, RAW, hash_of
from toolkit.district.letters.decide import approve


def outcomes(place: District) -> list[tuple[str, str]]:
    """Of every file: whose, and what it was taken for."""
    return [
        (file.unit, file.outcome) for message in place.ledger.messages() for file in place.ledger.files_of(message.id)
    ]


def test_letters_and_loose_files_are_taken(place: District, blanks: list[bytes]) -> None:
    """By mail, and from a folder of files out of a chat."""
    one, two = typed(blanks[0], 0), typed(blanks[1], 1, BAD)
    take(place, deliver(mail(0, ("年报.xlsx", one)), files=[("新建 Microsoft Excel 工作表(1).xlsx", two)]))
    assert labels(place) == {"甲甲乡": "已报送（待审核）", "甲乙乡": "退回修改（第1次）", "甲丙乡": "未报送"}
    raw = {path.name.partition(".")[0] for path in (place.folder / RAW).iterdir()}
    assert raw == {hash_of(mail(0, ("年报.xlsx", one))), hash_of(two)}
    assert {path.name for path in (place.folder / FILES).iterdir()} == {f"{hash_of(each)}.xlsx" for each in (one, two)}


def test_a_second_run_reads_nothing(place: District, blanks: list[bytes]) -> None:
    """What was met is not even opened."""
    deliveries = deliver(mail(0, ("年报.xlsx", typed(blanks[0], 0))))
    assert [each.new for each in take(place, deliveries)] == [True]

    def never() -> bytes:
        raise AssertionError

    again = [type(each)(each.mark, each.name, each.letter, each.received, never) for each in deliveries]
    assert take(place, again) == []


def test_the_same_letter_by_another_way_is_one(place: District, blanks: list[bytes]) -> None:
    """Forwarded by the server twice, or collected from the mailbox and from a folder."""
    letter = mail(0, ("年报.xlsx", typed(blanks[0], 0)))
    twice = letter.replace(b"Subject:", b"Received: by mx.test.example\r\nSubject:")
    found = take(place, deliver(letter, letter, twice))
    assert [each.new for each in found] == [True, False, True]
    assert [message.duplicate for message in place.ledger.messages()] == [False, True]
    assert len(place.ledger.entries()) == 1


def test_the_same_file_again_is_no_new_submission(place: District, blanks: list[bytes]) -> None:
    """In another letter it is answered, but it counts once."""
    data = typed(blanks[0], 0)
    take(place, deliver(mail(0, ("年报.xlsx", data)), mail(0, ("年报(1).xlsx", data), hours=3)))
    assert [outcome for _, outcome in outcomes(place)] == ["submission", "same"]


def test_whose_it_is(place: District, blanks: list[bytes]) -> None:
    """A workbook that was made for one unit and says another is taken for neither."""
    from_other = mail(2, ("年报.xlsx", typed(blanks[0], 0)))  # 丙 sends what is 甲's: it says so itself
    wrong = typed(blanks[1], 1)
    take(place, deliver(from_other, mail(1, ("年报.xlsx", wrong))))
    assert outcomes(place) == [("640400000", "submission"), ("640400001", "submission")]


def test_what_is_not_ours_is_told(place: District, blanks: list[bytes]) -> None:
    """Another year's, another unit's, a text, nothing at all."""
    other_year = (ROOT / "samples" / "tanshan-2023" / "workbook.xlsx").read_bytes()
    take(
        place,
        deliver(
            mail(0, ("年报.xlsx", other_year)),
            mail(1, ("年报.docx", b"PK\x03\x04 word/document.xml")),
            mail(2),
            mail(2, ("年报.xlsx", typed(blanks[2], 2)[:5000]), hours=1),
        ),
    )
    assert outcomes(place)[0][1] == "wrong-year"
    assert place.ledger.entries() == []
    assert len(place.ledger.messages()) == 4


def test_a_zip_with_a_workbook_and_a_scan(place: District, blanks: list[bytes]) -> None:
    """The scan is filed beside it; nobody is told off for it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("甲甲乡/年报.xlsx", typed(blanks[0], 0))
        archive.writestr("甲甲乡/盖章扫描件.pdf", b"%PDF-1.4 scanned")
    take(place, deliver(mail(0, ("年报.zip", out.getvalue()))))
    assert sorted(outcomes(place)) == [("", "beside"), ("640400000", "submission")]


def test_what_cannot_be_read_now_is_tried_again(place: District, blanks: list[bytes]) -> None:
    """A share that was gone for a moment loses nobody's report."""
    (good,) = deliver(mail(0, ("年报.xlsx", typed(blanks[0], 0))))

    def broken() -> bytes:
        raise OSError

    failing = type(good)(good.mark, good.name, good.letter, good.received, broken)
    assert [each.refusal is not None for each in take(place, [failing])] == [True]
    assert [each.new for each in take(place, [good])] == [True]


def test_an_old_file_after_approval_waits(place: District, blanks: list[bytes]) -> None:
    """It must not replace what was approved."""
    take(place, deliver(mail(0, ("年报.xlsx", typed(blanks[0], 0)))))
    unit = place.roster.units[0]
    approve(place, unit, 0, "", place.ledger.messages()[0].collected)
    take(
        place,
        deliver(mail(0, ("年报.xlsx", typed(blanks[0], 0, {**GOOD, "disputes.review.upheld": 1})), hours=9), first=9),
    )
    standing = place.standing(unit)
    assert (standing.label, standing.counted.id if standing.counted else 0) == ("待确认（后到文件）", 1)
