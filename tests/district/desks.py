"""A district's desk with a list of units, and what its units send, drawn in few words."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from tests.district.folders import district_in, roster_book
from tests.drawn import filled, official_form
from toolkit.district.clock import CHINA
from toolkit.district.district import District, open_district
from toolkit.district.intake.collect import Collected, collect
from toolkit.district.letters.issue import issue
from toolkit.district.units.roster_file import ADDRESSES, CODE, FULL, GROUP, LEVEL, NAME, SHORT
from toolkit.form.library import forms
from toolkit.mail.mailbox.delivery import Delivery
from toolkit.numbers import Number
from toolkit.workbook.write.fill import fill

NOW = datetime(2025, 1, 15, 9, 30, tzinfo=CHINA)
YEAR = 2024
NAMES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
GOOD: Mapping[str, Number | str] = {"requests.new.person": 2, "requests.granted.person": 2}
BAD: Mapping[str, Number | str] = {"requests.new.person": 5, "requests.granted.person": 4}  # one application is lost
XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def name_of(number: int) -> str:
    """The unit of a number: 甲乙乡, 甲丙乡 and so on."""
    return f"原州区{NAMES[number // 20]}{NAMES[number % 20]}乡"


def short_of(number: int) -> str:
    return name_of(number).removeprefix("原州区")


def address_of(number: int) -> str:
    return f"u{number}@test.example"


@contextmanager
def desk_of(folder: Path, count: int, mail: str = "", year: int = YEAR) -> Iterator[District]:
    """A desk with so many units, a third of them offices, each with a mailbox; ``keep``: the one that is there."""
    if mail != "keep":
        drawn(folder, count, mail, year)
    with open_district(folder) as place:
        yield replace(place, today=NOW.date)


def drawn(folder: Path, count: int, mail: str = "", year: int = YEAR) -> None:
    """The folder of such a desk, nothing done in it yet."""
    district_in(folder, mail, year)
    rows = [
        {
            CODE: f"64040{number:04}",
            FULL: name_of(number),
            SHORT: short_of(number),
            LEVEL: "部门" if number % 3 == 0 else "乡镇",
            GROUP: "区直部门" if number % 3 == 0 else "镇街",
            ADDRESSES: address_of(number),
        }
        for number in range(count)
    ]
    (folder / NAME).write_bytes(roster_book(rows))


def issued(place: District) -> list[bytes]:
    """Every unit's blank workbook, in the order of the list."""
    return [(place.folder / each.path).read_bytes() for each in issue(place, NOW)]


def typed(blank: bytes, number: int, figures: Mapping[str, Number | str] = GOOD, year: int = YEAR) -> bytes:
    """A unit's workbook filled in, whole and without a fault but for the figures."""
    return typed_for(blank, name_of(number), figures, year)


def typed_for(
    blank: bytes, unit: str, figures: Mapping[str, Number | str] = GOOD, year: int = YEAR, code: str = ""
) -> bytes:
    """The same for a unit of any name."""
    submission = filled(official_form(), figures, year=year, unit=unit)
    return fill(blank, replace(submission, code=code, last_year={}), forms())


def mail(number: int, *files: tuple[str, bytes], id: str = "", sender: str = "", hours: float = 0) -> bytes:
    """A letter from a unit with files."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender or address_of(number)
    message["To"] = "desk@test.example"
    message["Subject"] = f"{short_of(number)}年报"
    message["Date"] = NOW + timedelta(hours=hours)
    message["Message-ID"] = f"<{id or f'{number}-{hours}'}@test.example>"
    message.set_content("年报已填好，请查收。")
    for name, data in files:
        message.add_attachment(data, maintype=XLSX[0], subtype=XLSX[1], filename=name)
    if files:
        message.set_boundary("=" * 20)  # else chance would draw it
    return message.as_bytes()


def deliver(*letters: bytes, files: Sequence[tuple[str, bytes]] = (), first: int = 0) -> list[Delivery]:
    """As they would come out of a mailbox, an hour after one another, and files out of a folder."""
    listed = [(f"mail {first + number}", True, data) for number, data in enumerate(letters)]
    listed += [(name, False, data) for name, data in files]
    return [
        Delivery(mark, mark, letter, NOW + timedelta(hours=first + number), lambda data=data: data)  # type: ignore[misc]
        for number, (mark, letter, data) in enumerate(listed)
    ]


def take(place: District, deliveries: Sequence[Delivery]) -> list[Collected]:
    return list(collect(place, deliveries, NOW))


def labels(place: District) -> dict[str, str]:
    """How every unit stands, by its short name."""
    return {unit.short_name: place.standing(unit).label for unit in place.roster.units}
