"""The rest of a clerk's year-end: the lock, last year, own indicators, totals that are made again, reminders, lists."""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.district.desks import BAD, GOOD, NOW, YEAR, deliver, desk_of, issued, mail, name_of, take, typed
from tests.district.folders import district_in, roster_book
from tests.drawn import filled, official_form, texts
from tests.instruments.oracles.browser import needs_browser, seen
from toolkit.district.district import District, alone, open_district
from toolkit.district.ledger.standing import UnitState
from toolkit.district.letters.decide import approve
from toolkit.district.letters.issue import issue, issue_common
from toolkit.district.letters.remind import owing, remind
from toolkit.district.overview.assess import assessment
from toolkit.district.overview.changes import changes
from toolkit.district.overview.district_total import BOOK, FOLDER, sum_up
from toolkit.district.overview.status import page
from toolkit.district.settings import NAME as SETTINGS
from toolkit.district.units.roster_file import (
    CODE,
    COUNTED,
    FULL,
    INDICATOR_COLUMNS,
    INDICATORS_SHEET,
    NAME,
    PARENT,
    TAKES_OVER,
    TITLES,
)
from toolkit.errors import UserError
from toolkit.form.library import forms
from toolkit.submission.json import to_json
from toolkit.submission.submission import Submission
from toolkit.tasks.files import bundled as built
from toolkit.workbook.read.reader import read
from toolkit.workbook.write.fill import fill
from toolkit.workbook.write.plain import Column, PlainSheet, plain_book


@pytest.fixture
def place(tmp_path: Path) -> Iterator[District]:
    with desk_of(tmp_path / "区", 4) as found:
        yield found


def test_only_one_collects_at_a_time(place: District) -> None:
    """The other one is told who is at it; when the first has ended, it is free again."""
    with alone(place.folder):
        with pytest.raises(UserError) as raised, alone(place.folder):
            pass
        assert "开始" in raised.value.text
    with alone(place.folder):
        pass


def last_year(folder: Path, units: dict[str, int]) -> None:
    """Last year's reports as JSON: how many applications each carried over."""
    (folder / "上年").mkdir(parents=True)
    for unit, carried in units.items():
        figures = {"requests.new.person": carried, "requests.carried_out.person": carried}
        before = filled(official_form(), figures, unit=unit, code="", year=YEAR - 1)
        (folder / "上年" / f"{unit}.json").write_text(json.dumps(to_json(before), ensure_ascii=False), encoding="utf-8")


def test_last_years_figures_come_with_the_workbook(tmp_path: Path) -> None:
    """A unit's own; of one that took over two others, all of theirs together."""
    folder = tmp_path / "区"
    last_year(folder, {"甲局": 3, "乙局": 4, "丙乡": 5})
    district_in(folder)
    settings = (folder / SETTINGS).read_text(encoding="utf-8").replace('folder = ""', 'folder = "上年"')
    (folder / SETTINGS).write_text(settings, encoding="utf-8")
    rows = [{CODE: "1", FULL: "甲乙局", TAKES_OVER: "甲局、乙局"}, {CODE: "2", FULL: "丙乡"}, {CODE: "3", FULL: "丁乡"}]
    (folder / NAME).write_bytes(roster_book(rows))
    with open_district(folder) as place:
        books = [read((place.folder / each.path).read_bytes(), forms()).submission for each in issue(place, NOW)]
        carried = [book.last_year.get("requests.carried_out.person") for book in books]
        assert carried == [7, 5, None]
        common = (folder / issue_common(place)).read_bytes()
        chosen = fill(common, filled(official_form(), unit="丙乡", code="2", year=YEAR, last_year={}), forms())
        assert read(chosen, forms()).submission.last_year["requests.carried_out.person"] == 5
        take(place, deliver(files=[("通用.xlsx", chosen)]))
        (entry,) = place.ledger.entries()
        assert (entry.unit, [fault.code for fault in entry.faults]) == ("2", ["carried-in-matches"])


def test_the_offline_page_goes_along(place: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the settings say so: packed, for gateways that take no web pages, and told of in the letter."""
    monkeypatch.setattr(built, "FOLDER", tmp_path)
    with_page = replace(place, settings=replace(place.settings, page=True))
    with pytest.raises(UserError) as raised:
        list(issue(with_page, NOW))
    assert "make page" in raised.value.text
    (tmp_path / built.PAGE).write_bytes(b"<!DOCTYPE html>")
    for each in issue(with_page, NOW):
        assert each.letter
        letter = message_from_bytes((place.folder / each.letter.path).read_bytes(), policy=default)
        body, book, page = letter.iter_parts()
        assert page.get_filename() in body.get_content()
        assert str(book.get_filename()).endswith(".xlsx")
        with zipfile.ZipFile(io.BytesIO(page.get_content())) as archive:
            assert archive.read(built.PAGE) == b"<!DOCTYPE html>"


def with_indicators(folder: Path, count: int) -> None:
    """A list of units with three indicators of the district's own."""
    rows = [{CODE: f"64040{number:04}", FULL: name_of(number)} for number in range(count)]
    columns = [Column(title, 12, text=True) for title in TITLES]
    units = PlainSheet("单位名单", columns, [[row.get(title, "") for title in TITLES] for row in rows])
    own = [
        ("主动公开信息总数", "条", "相加", "网站公开、公示栏公开"),
        ("网站公开", "条", "", ""),
        ("公示栏公开", "条", "", ""),
    ]
    (folder / NAME).write_bytes(plain_book([units, PlainSheet(INDICATORS_SHEET, INDICATOR_COLUMNS, own)]))


def test_own_indicators_from_the_list_to_the_total(tmp_path: Path) -> None:
    """On a sheet of their own, checked, collected and added up; the report's own figures do not know them."""
    folder = tmp_path / "区"
    district_in(folder)
    with_indicators(folder, 2)
    with open_district(folder) as place:
        (form,) = place.companions
        first, second = (cell.id for cell in form.inputs)
        blanks = issued(place)
        sent = []
        for number, blank in enumerate(blanks):
            entries = {first: 10 + number, second: "很多" if number else 5}
            own = Submission(form, name_of(number), YEAR, entries=entries)
            sent.append((f"{number}.xlsx", fill(typed(blank, number), own, forms())))
        take(place, deliver(files=sent))
        good, bad = place.ledger.entries()
        assert (good.errors, [fault.code for fault in bad.faults]) == (0, ["not-a-number"])
        assert [own["figures"][first] for own in good.companions] == [10]
        assert read(sent[0][1], forms()).submission.figure("requests.new.person") == 2
        done = sum_up(place, "", True, NOW)
        assert done.total.submission.figure("requests.new.total") == 2
        book = (folder / FOLDER / BOOK).read_bytes()
        (summed,) = read(book, place.forms).companions
        assert [summed.submission.figure(id) for id in form.cells] == [15, 10, 5]


def test_a_total_made_again_keeps_what_was_written(place: District) -> None:
    """The district's own text and the figures it settled are not lost when another unit has come."""
    blanks = issued(place)
    take(place, deliver(*(mail(n, ("a.xlsx", typed(blanks[n], n))) for n in range(2))))
    sum_up(place, "", True, NOW)
    path = place.folder / FOLDER / BOOK
    before = read(path.read_bytes(), forms()).submission
    written = replace(
        before, texts=texts(official_form(), year=YEAR), entries={**before.entries, "publication.norms.in_force": 77}
    )
    path.write_bytes(fill(path.read_bytes(), written, forms()))
    take(place, deliver(mail(2, ("a.xlsx", typed(blanks[2], 2)), id="third"), first=5))
    sum_up(place, "", True, NOW)
    after = read(path.read_bytes(), forms()).submission
    assert after.texts == written.texts
    assert after.figure("publication.norms.in_force") == 77
    assert (before.figure("requests.new.total"), after.figure("requests.new.total")) == (4, 6)


def test_a_total_that_cannot_be_read_is_not_overwritten(place: District) -> None:
    """Somebody's text may be in it."""
    take(place, deliver(mail(0, ("a.xlsx", typed(issued(place)[0], 0)))))
    sum_up(place, "", True, NOW)
    path = place.folder / FOLDER / BOOK
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(UserError) as raised:
        sum_up(place, "", True, NOW)
    assert "没有覆盖" in raised.value.text
    assert len(path.read_bytes()) == 9000


def test_who_is_missing_is_named(place: District) -> None:
    """A total without them has to be asked for."""
    blanks = issued(place)
    take(place, deliver(mail(0, ("a.xlsx", typed(blanks[0], 0)))))
    with pytest.raises(UserError) as raised:
        sum_up(place, "", False, NOW)
    assert "甲乙乡、甲丙乡、甲丁乡" in raised.value.text
    assert "未计入：甲丁乡" in sum_up(place, "区直部门", True, NOW).stamp


def test_reminders_once_a_day(place: District) -> None:
    """For those who owe something; the second run makes no second letter."""
    blanks = issued(place)
    take(place, deliver(mail(0, ("a.xlsx", typed(blanks[0], 0))), mail(1, ("a.xlsx", typed(blanks[1], 1, BAD)))))
    assert [line.standing.state for line in owing(place)] == [UnitState.RETURNED, UnitState.NOTHING, UnitState.NOTHING]
    letters = [ours for _, ours in remind(place, NOW)]
    assert [ours for _, ours in remind(place, NOW.replace(hour=17))] == letters
    said = (place.folder / letters[1].path).read_bytes()
    assert letters[1].recipients == ("u2@test.example",)
    assert len(said) > 100


def test_what_changed_between_two_submissions(place: District) -> None:
    """Cell by cell, with both numbers."""
    form = official_form()
    one, two = filled(form, GOOD), filled(form, BAD, texts={**texts(form), "preamble": texts(form)["other"]})
    lines = changes(to_json(one), to_json(two), form)
    assert lines[0].endswith("自然人列：2 → 5")
    assert lines[-1].endswith("文字有改动")
    assert len(lines) == 3
    assert changes(to_json(one), to_json(one), form) == []


def test_the_list_for_the_assessment(place: District, tmp_path: Path) -> None:
    """When, how often, how late, and who wrote the same as whom."""
    blanks = issued(place)
    take(place, deliver(*(mail(n, ("a.xlsx", typed(blanks[n], n, BAD if n else GOOD))) for n in range(2))))
    path = tmp_path / "考核.xlsx"
    path.write_bytes(assessment(place))
    ws = load_workbook(path).worksheets[0]
    rows = [[cell.value for cell in row] for row in ws.iter_rows(min_row=3)]
    assert [row[0] for row in rows] == [unit.name for unit in place.roster.units]
    assert [row[9] for row in rows] == [0, 1, 0, 0]


@needs_browser
@pytest.mark.parametrize("width", [1200, 400])
def test_the_page_of_states_is_accessible(place: District, width: int) -> None:
    """Clerks read it on whatever they have."""
    take(place, deliver(mail(0, ("a.xlsx", typed(issued(place)[0], 0)))))
    assert seen(page(place, NOW), width)["told"] == []


def test_an_approval_that_was_interrupted_is_finished(place: District) -> None:
    """Decided, but killed before the letter was written: approved once more, the letter is made, and nothing else."""
    take(place, deliver(mail(0, ("a.xlsx", typed(issued(place)[0], 0)))))
    unit = place.roster.units[0]
    letter = approve(place, unit, 0, "", NOW)
    place.ledger.database.execute("DELETE FROM letters WHERE id = ?", letter.id)
    assert approve(place, unit, 0, "", NOW) == letter
    assert len(place.ledger.decisions()) == 1
    with pytest.raises(UserError, match="approved-already"):
        approve(place, unit, 0, "", NOW)


def test_a_parent_that_says_something_else_than_its_parts(tmp_path: Path) -> None:
    """It reports for itself and is not counted; each figure that differs is named."""
    folder = tmp_path / "区"
    district_in(folder)
    rows = [{CODE: "9", FULL: "甲局", COUNTED: "否"}]
    rows += [{CODE: str(number), FULL: f"甲局{number}所", PARENT: "甲局"} for number in (1, 2)]
    (folder / NAME).write_bytes(roster_book(rows))
    with open_district(folder) as place:
        parent, *below = issued(place)
        own = filled(official_form(), {**GOOD, "requests.new.person": 5, "requests.granted.person": 5}, year=YEAR)
        sent = [("0.xlsx", fill(parent, replace(own, last_year={}), forms()))]
        sent += [(f"{number}.xlsx", typed(blank, 0)) for number, blank in enumerate(below, start=1)]
        take(place, deliver(files=sent))
        done = sum_up(place, "", False, NOW)
        assert done.total.submission.figure("requests.new.person") == 4
        assert len(done.differing) == 2
        assert "本单位填5，所属单位相加4，多1" in done.differing[0]
