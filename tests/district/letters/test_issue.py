"""下发: what lies there is looked at before it goes into a letter, and one unit's trouble is not the next one's."""

from pathlib import Path

import pytest

from tests.district.desks import NOW, desk_of, name_of
from tests.district.folders import district_in, roster_book
from tests.drawn import official_form
from toolkit.cli.district import init, status
from toolkit.cli.district import issue as command
from toolkit.district.district import District, open_district
from toolkit.district.ledger import outbox
from toolkit.district.letters.issue import issue
from toolkit.district.letters.remind import remind
from toolkit.district.units.issued_workbook import unit_book
from toolkit.district.units.roster import Unit
from toolkit.district.units.roster_file import ADDRESSES, CODE, FULL, LEVEL, NAME
from toolkit.errors import UserError

BAD_ADDRESSES = ("Bcc:e@x.cn", "办公室@政府.中国", f"{'a' * 300}@x.cn", "没有")


@pytest.fixture
def made(place: District, blanks: list[bytes]) -> District:
    """The workbooks lie there, and their letters were not made yet."""
    assert blanks
    place.ledger.database.execute("DELETE FROM letters")
    return place


def anothers(place: District, content: list[bytes]) -> bytes:
    return content[2]


def edited(place: District, content: list[bytes]) -> bytes:
    return with_token(place, "某某局", 2024)


def older(place: District, content: list[bytes]) -> bytes:
    return with_token(place, name_of(1), 2023)


def another_token(place: District, content: list[bytes]) -> bytes:
    return unit_book(official_form(), Unit("640400001", name_of(1), level="township"), 2024, {}, "0" * 16)


def no_workbook(place: District, content: list[bytes]) -> bytes:
    return content[1][:999]


def with_token(place: District, name: str, year: int) -> bytes:
    token = place.ledger.token_of("640400001")
    return unit_book(official_form(), Unit("640400001", name, level="township"), year, {}, token)


@pytest.mark.parametrize("change", [anothers, edited, older, another_token, no_workbook])
def test_a_workbook_that_is_not_the_units_goes_nowhere(made: District, blanks: list[bytes], change: object) -> None:
    """Told with its path; taken away, it is made again with the same token; the other units go on."""
    path = made.folder / "下发" / "甲乙乡-2024.xlsx"
    whole = path.read_bytes()
    path.write_bytes(change(made, blanks))  # type: ignore[operator]
    first, second, third = issue(made, NOW)
    assert second.refusal
    assert second.refusal.code == "not-the-units"
    assert str(path) in second.refusal.text
    assert first.letter
    assert third.letter
    path.unlink()
    assert all(each.letter for each in issue(made, NOW))
    assert path.read_bytes() == whole


@pytest.fixture
def addresses(tmp_path: Path) -> Path:
    """Units whose address nothing can be sent to, and one after them that has one."""
    district_in(tmp_path)
    rows = [{CODE: str(n), FULL: f"第{n}乡", LEVEL: "乡镇", ADDRESSES: each} for n, each in enumerate(BAD_ADDRESSES)]
    rows.append({CODE: "9", FULL: "末乡", LEVEL: "乡镇", ADDRESSES: "last@test.example"})
    (tmp_path / NAME).write_bytes(roster_book(rows))
    return tmp_path


def test_an_address_that_is_none_stops_nobody_else(
    addresses: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Workbooks and letters are made for all; which line of the list is to be mended is said each time."""
    monkeypatch.chdir(addresses)
    assert command.run() == 2
    said = capsys.readouterr().err
    for row, address in enumerate(BAD_ADDRESSES, start=2):
        assert f"第{row}行：“第{row - 2}乡”的邮箱“{address[:60]}" in said
    assert status.status() == 0
    with open_district(addresses) as place:
        assert [bool(ours.recipients) for ours in place.ledger.letters()] == [False] * 4 + [True]
        assert len(list(remind(place, NOW))) == 5
    with pytest.raises(UserError, match="roster-faults") as raised:
        init.units()
    assert f"有{len(BAD_ADDRESSES)}处要改" in raised.value.text
    assert "第2行" in raised.value.text


def test_a_letter_that_was_taken_away_stops_no_other(tmp_path: Path) -> None:
    """Told by its path; the letters after it go out."""
    with desk_of(tmp_path, 2) as place:
        first, second = issue(place, NOW)
        assert first.letter
        (tmp_path / first.letter.path).unlink()
        posted = list(outbox.post(place, lambda raw, to: None, None, NOW))
        assert [(each.state, each.refusal.code if each.refusal else "") for each in posted] == [
            ("drafted", "no-file"), ("sent", ""),
        ]  # fmt: skip
        assert second.letter
