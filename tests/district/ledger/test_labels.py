"""Every unit's files have a name of their own: nobody gets another's workbook, letter, report or chat text."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.district.desks import NOW, deliver, labels, mail, take, typed_for
from tests.district.folders import district_in, roster_book
from toolkit.district.district import open_district
from toolkit.district.ledger.labels import folded, free, label
from toolkit.district.ledger.store import CHATS
from toolkit.district.letters.issue import issue
from toolkit.district.letters.reply import reply
from toolkit.district.overview.district_total import included_units, report_names, sum_up
from toolkit.district.units.roster_file import ADDRESSES, CODE, FULL, GROUP, NAME, SHORT
from toolkit.form.library import forms
from toolkit.mail.letter import letter
from toolkit.workbook.read.reader import read

LONG = "某某区" * 25
ALIKE = {  # full name, short name
    "one short name": [("甲乡党政办公室", "办公室"), ("乙乡党政办公室", "办公室")],
    "forbidden characters": [("甲/乙局", ""), ("甲_乙局", ""), ("甲:乙局", "")],
    "a full stop at the end": [("甲局.", ""), ("甲局", "")],
    "a short name that is another's full name": [("区教育局机关", "教育局"), ("教育局", "")],
    "alike for sixty characters": [(f"{LONG}一", ""), (f"{LONG}二", "")],
    "case": [("abc中心", ""), ("ABC中心", "")],
    "width and ligatures": [("甲局（一）分局", "ﬁrm"), ("甲局（二）分局", "FIRM")],
    "a name that is another's with its code": [("甲局一", "甲局"), ("甲局二", "甲局"), ("丙局", "甲局（1）")],
    "devices of Windows": [("甲局", "CON"), ("乙局", "con")],
}


@pytest.fixture(params=sorted(ALIKE))
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    rows = [
        {CODE: str(number), FULL: full, SHORT: short, ADDRESSES: f"u{number}@test.example"}
        for number, (full, short) in enumerate(ALIKE[request.param])
    ]
    place = tmp_path / "区"
    district_in(place)
    (place / NAME).write_bytes(roster_book(rows))
    return place


def test_nobody_gets_what_is_anothers(folder: Path) -> None:
    """From the workbook that is sent to the report that comes of it."""
    with open_district(folder) as found:
        place = replace(found, today=NOW.date)
        names = {unit.key: unit.name for unit in place.roster.units}
        sent = {}
        for each in issue(place, NOW):
            assert each.letter
            (file,) = letter((folder / each.letter.path).read_bytes()).attachments
            assert read(file.data, forms()).submission.unit == each.unit.name
            assert each.path.stem.endswith("-2024")
            sent[each.unit.key] = file.data
        assert {place.ledger.issued_to(read(data, forms()).token) for data in sent.values()} == set(sent)
        letters = [
            mail(int(key), ("填报表.xlsx", typed_for(data, names[key], code=key)), id=key) for key, data in sent.items()
        ]
        take(place, deliver(*letters))
        for message in place.ledger.messages():
            reply(place, message, NOW)
        assert len(list((folder / CHATS).iterdir())) == len(names)
        assert len({folded(name) for name in report_names(place, included_units(place)).values()}) == len(names)
        assert {entry.unit for entry in place.ledger.entries()} == set(names)


def test_a_label_stays(folder: Path) -> None:
    """Whatever comes onto the list later, and wherever it stands there."""
    with open_district(folder) as place:
        before = place.ledger.labels()
        units = place.roster.units
    rows = [{CODE: unit.code, FULL: unit.name, SHORT: unit.short} for unit in reversed(units)]
    (folder / NAME).write_bytes(roster_book([{CODE: "99", FULL: "新来的局", SHORT: units[0].short_name}, *rows]))
    with open_district(folder) as place:
        assert {unit.key: label(place.ledger, unit) for unit in units} == before
        assert folded(label(place.ledger, place.roster.units[0])) not in set(map(folded, before.values()))


def test_groups_have_folders_of_their_own(tmp_path: Path) -> None:
    """Else the total of one group would be written over another's, with its texts."""
    district_in(tmp_path)
    groups = ["甲/乙组", "甲_乙组", "汇总.xlsx"]
    rows = [{CODE: str(number), FULL: f"第{number}局", GROUP: group} for number, group in enumerate(groups)]
    (tmp_path / NAME).write_bytes(roster_book(rows))
    with open_district(tmp_path) as found:
        place = replace(found, today=NOW.date)
        books = {each.unit.key: (tmp_path / each.path).read_bytes() for each in issue(place, NOW)}
        for key, data in books.items():
            take(place, deliver(files=[(f"{key}.xlsx", typed_for(data, f"第{key}局", code=key))], first=int(key)))
        assert set(labels(place).values()) == {"已报送（待审核）"}
        made = [sum_up(place, group, False, NOW).files[0] for group in groups]
    assert [read(path.read_bytes(), forms()).submission.unit for path in made] == [f"原州区{each}" for each in groups]


@settings(deadline=None)
@given(st.lists(st.text("aA甲.（1） /_", max_size=60), max_size=12))
def test_free_names_are_told_apart(names: list[str]) -> None:
    """By any file system, with the year behind them."""
    taken: list[str] = []
    for name in names:
        taken.append(free(name, "1", taken))
    assert len({folded(name) for name in taken}) == len(names)
    assert all(len(f"{name}-2024".encode()) < 240 and name == name.strip(" .") for name in taken)
