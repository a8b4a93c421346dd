"""A whole district folder as version 0.1 left it goes on: nothing owed again, nobody's workbook another's."""

import tarfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.district.desks import NOW, deliver, labels, mail, short_of, take
from tests.drawn import official_form
from toolkit.district.district import open_district
from toolkit.district.ledger import journal
from toolkit.district.ledger.backups import FOLDER
from toolkit.district.ledger.submissions import submission_of
from toolkit.district.letters.issue import issue
from toolkit.district.letters.reply import reply
from toolkit.district.recovery.restore import restore
from toolkit.form.library import forms
from toolkit.mail.letter import letter
from toolkit.office.opc import Package
from toolkit.office.sheets.xlsx import Contents
from toolkit.office.sheets.xlsx_edit import rewrite
from toolkit.workbook.design.layout import layout
from toolkit.workbook.read.reader import read

EARLIER = Path(__file__).with_name("ledgers") / "0.1.tar.xz"
OFFICES = ("640400001", "640400002")  # both called 办公室: they shared one file, and the letters of both wait


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One unit was approved and told so; the workbooks of two others lie in letters that were not sent yet."""
    with tarfile.open(EARLIER) as archive:
        archive.extractall(tmp_path, filter="data")
    return tmp_path


def test_it_goes_on(folder: Path) -> None:
    """The same standings, the same letters, and what comes in now is taken."""
    with open_district(folder) as found:
        place = replace(found, today=NOW.date)
        assert [place.standing(unit).label for unit in place.roster.units] == ["审核通过", "未报送", "未报送"]
        assert [each.state for each in place.ledger.letters("sent", "drafted")] == [
            "sent", "drafted", "drafted", "sent", "drafted",
        ]  # fmt: skip
        for message in place.ledger.messages():
            reply(place, message, NOW)
        assert len(place.ledger.letters()) == 5
        (entry,) = place.ledger.entries()
        assert submission_of(place.ledger, entry).unit == "原州区甲甲乡"
        own = (folder / "下发" / "甲甲乡-2024.xlsx").read_bytes()
        changed = {layout(official_form()).figures["requests.new.person"]: 9}  # as an officer types, not as fill does
        later = rewrite(Contents(Package(own)), changed)
        take(place, deliver(mail(0, ("改.xlsx", later), id="later"), first=50))
        assert labels(place)[short_of(0)] == "待确认（后到文件）"
    assert (folder / FOLDER / "报送情况-第1版.sqlite").is_file()
    assert journal.there(folder)


def test_no_office_is_sent_the_workbook_of_the_other(folder: Path) -> None:
    """The letter that waits with another's workbook is made anew before it goes out."""
    with open_district(folder) as place:
        found = {each.unit.key: each for each in issue(place, NOW) if each.unit.key in OFFICES}
        assert {each.refusal for each in found.values()} == {None}
        assert found[OFFICES[0]].path.name == "办公室-2024.xlsx"
        for key, each in found.items():
            assert each.letter
            (file,) = letter((folder / each.letter.path).read_bytes()).attachments
            assert read(file.data, forms()).submission.code == key
        assert Counter(each.state for each in place.ledger.letters()) == {"sent": 2, "drafted": 3}


def test_its_ledger_can_be_made_again(folder: Path) -> None:
    """It kept no journal: opened once, there is one."""
    with open_district(folder) as place:
        before = place.ledger.letters()
        district = place.settings
    (folder / "报送情况.sqlite").unlink()
    done = restore(district, NOW)
    assert (done.refusals, done.read, done.unclear) == ((), 0, 0)
    with open_district(folder) as place:
        assert place.ledger.letters() == before
        assert place.standing(place.roster.units[0]).approved


def test_what_was_never_opened_since_is_made_again_without_a_word_to_anybody(folder: Path) -> None:
    """No ledger, no copy, no journal: letters that lie there may have been sent, and are left to the clerk."""
    with open_district(folder) as place:
        district = place.settings
    for gone in (folder / "报送情况.sqlite", folder / journal.NAME, folder / FOLDER / "报送情况-第1版.sqlite"):
        gone.unlink()
    done = restore(district, NOW)
    assert (done.refusals, done.read, done.base) == ((), 1, None)
    with open_district(folder) as found:
        place = replace(found, today=NOW.date)
        for message in place.ledger.messages():
            reply(place, message, NOW)
        assert place.ledger.letters("drafted", "sending") == []
        assert place.standing(place.roster.units[0]).label == "已报送（待审核）"
        assert place.ledger.token_of(OFFICES[0])
        assert [each.letter.state for each in issue(place, NOW) if each.letter and each.unit.key in OFFICES] == [
            "unknown", "unknown",
        ]  # fmt: skip
