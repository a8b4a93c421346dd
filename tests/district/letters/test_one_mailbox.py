"""Two reports, one mailbox: each is collected in a folder of its own, and each letter is answered from its own."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.district.desks import NOW, YEAR, address_of, deliver, issued, mail, name_of, short_of, take, typed
from tests.district.folders import district_in, roster_book
from tests.drawn import SECOND, edited, filled, official_form
from toolkit.district.district import District, open_district
from toolkit.district.letters.reply import reply
from toolkit.district.settings import FORMS, NAME, load_district, with_own_forms
from toolkit.district.units.roster_file import ADDRESSES, CODE, FULL, SHORT
from toolkit.district.units.roster_file import NAME as ROSTER
from toolkit.errors import UserError
from toolkit.form.library import find, forms
from toolkit.workbook.write.fill import fill


@contextmanager
def opened(folder: Path, key: str, other: str) -> Iterator[District]:
    """A desk of two units that collects one form and leaves the other alone."""
    edited(SECOND, folder / FORMS)
    with with_own_forms(folder):
        form = find(key, forms())
        assert form
    district_in(folder, form=form)
    settings = folder / NAME
    settings.write_text(f'elsewhere = ["{other}"]\n' + settings.read_text(encoding="utf-8"), encoding="utf-8")
    rows = [{CODE: f"64040{n:04}", FULL: name_of(n), SHORT: short_of(n), ADDRESSES: address_of(n)} for n in range(2)]
    (folder / ROSTER).write_bytes(roster_book(rows))
    with open_district(folder) as place:
        yield replace(place, today=NOW.date)


@pytest.fixture
def places(tmp_path: Path) -> Iterator[tuple[District, District]]:
    with ExitStack() as stack:
        first = stack.enter_context(opened(tmp_path / "年报", "disclosure", "libraries"))
        yield first, stack.enter_context(opened(tmp_path / "统计", "libraries/2024", "disclosure"))


def answers(place: District) -> list[tuple[str, str]]:
    """To whom, and about what, every message is answered."""
    made = (ours for each in place.ledger.messages() for ours in reply(place, each, NOW))
    return [(each.recipients[0], each.subject) for each in made]


def test_each_letter_is_answered_from_its_own_folder(places: tuple[District, District]) -> None:
    """The other folder's answer was: 请核对是否发错附件."""
    first, second = places
    one, two = issued(first), issued(second)
    form = second.settings.form
    room = fill(two[1], replace(filled(form, year=YEAR, unit=name_of(1), code=""), last_year={}), forms())
    letters = [
        mail(0, ("年报.xlsx", typed(one[0], 0))),
        mail(1, ("统计.xlsx", room), hours=1),
        mail(1, ("两份.xlsx", typed(one[1], 1)), ("统计.xlsx", room), hours=2),
    ]
    for place in places:
        take(place, deliver(*letters))
    told = answers(first)
    assert [to for to, _ in told] == [address_of(0), address_of(1)]
    assert {subject.split("】")[0] for _, subject in told} == {"【年报"}
    told = answers(second)
    assert told[0][0] == address_of(1)
    assert {subject.split("】")[0] for _, subject in told} == {"【阅览室统计"}
    listed = [file.outcome for each in first.ledger.messages() for file in first.ledger.files_of(each.id)]
    assert listed.count("wrong-form") == 2  # the clerk sees it nevertheless


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('["nothing"]', "elsewhere：没有叫“nothing”的格式，可以用：disclosure/2019、disclosure/2021"),
        ('["disclosure"]', "elsewhere：“disclosure”就是这里收的格式，请删去"),
        ('"libraries"', 'elsewhere：应是格式的名称，例如 ["libraries"]'),
        ("[1]", 'elsewhere：应是格式的名称，例如 ["libraries"]'),
    ],
)
def test_what_cannot_be_left_to_another_folder(tmp_path: Path, written: str, said: str) -> None:
    """A misspelt form would be answered as a mistake again."""
    district_in(tmp_path, form=official_form())
    settings = tmp_path / NAME
    settings.write_text(f"elsewhere = {written}\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(UserError) as refusal:
        load_district(tmp_path)
    assert said in refusal.value.text
