"""The letters of a district that collects another form, found in its own folder: no word of the first form in them."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email import policy
from email.parser import BytesParser
from pathlib import Path

import pytest

from tests.district.desks import NOW, YEAR, address_of, deliver, issued, mail, name_of, short_of, take
from tests.district.folders import district_in, roster_book
from tests.drawn import SECOND, edited, filled, official_form
from toolkit.district.district import District, open_district
from toolkit.district.ledger.records import OutgoingLetter
from toolkit.district.ledger.store import CHATS
from toolkit.district.letters.decide import approve, turn_back
from toolkit.district.letters.issue import issue
from toolkit.district.letters.remind import remind
from toolkit.district.letters.reply import reply
from toolkit.district.overview.assess import assessment
from toolkit.district.settings import FORMS, with_own_forms
from toolkit.district.units.roster_file import ADDRESSES, CODE, FULL, LEVEL, NAME, SHORT, blank_roster
from toolkit.form.definition.load import load
from toolkit.form.form import Form
from toolkit.form.library import find, forms
from toolkit.report.text_digest import text_digest
from toolkit.workbook.write.fill import fill

# The page is the program's own, and called so whatever is checked with it.
PROGRAM = "年报校验"
FIRST = re.compile("政府信息|政务公开|信息公开|年报|区政府办")
STRANGER = "someone@elsewhere.example"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[District]:
    """Three villages; the form lies in the district's folder and nowhere else."""
    edited(SECOND, tmp_path / FORMS)
    with with_own_forms(tmp_path):
        form = find("libraries", forms())
    assert form
    district_in(tmp_path, form=form)
    levels = {LEVEL: form.levels[0].label}
    (tmp_path / NAME).write_bytes(
        roster_book(
            [
                {CODE: f"64040{n:04}", FULL: name_of(n), SHORT: short_of(n), ADDRESSES: address_of(n), **levels}
                for n in range(3)
            ]
        )
    )
    with open_district(tmp_path) as place:
        yield replace(place, today=NOW.date)


def typed(place: District, blank: bytes, number: int, wrong: bool = False) -> bytes:
    """A village's workbook filled in; ``wrong``: a figure is missing, which must be mended."""
    form = place.settings.form
    submission = filled(form, year=YEAR, unit=name_of(number), code="", last_year=dict.fromkeys(form.last_year, 7))
    first = next(cell.id for cell in form.inputs)
    entries = {id: each for id, each in submission.entries.items() if not (wrong and id == first)}
    return fill(blank, replace(submission, entries=entries), forms())


def said_in(place: District, ours: OutgoingLetter) -> str:
    """A letter's subject and text, and the words of what goes with it."""
    message = BytesParser(policy=policy.default).parsebytes((place.folder / ours.path).read_bytes())
    body = message.get_body(("plain",))
    assert body
    found = [str(message["Subject"]), str(body.get_content())]
    for each in message.iter_attachments():
        found += [str(each.get_filename()), inside(each.get_payload(decode=True))]  # type: ignore[arg-type]
    return "\n".join(found)


def inside(data: bytes) -> str:
    """The words in an .xlsx or .docx, tags left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.endswith(".xml")]
    return re.sub("<[^>]*>", "", b"\n".join(parts).decode("utf-8", "replace"))


def test_no_letter_speaks_of_another_form(place: District) -> None:
    """From the blank workbooks to reminders: 政务公开年报 means nothing to a reading room."""
    blanks = issued(place)
    letters = {f"issue {each.unit.name}": said_in(place, each.letter) for each in issue(place, NOW) if each.letter}
    sent = (
        mail(0, ("表.xlsx", typed(place, blanks[0], 0, wrong=True))),
        mail(1, ("表.xlsx", typed(place, blanks[1], 1)), ("照片.xlsx", b"PK nothing")),
        mail(2, ("表.xlsx", typed(place, blanks[2], 2, wrong=True)), sender=STRANGER),
        mail(2),
    )
    take(place, deliver(*sent))
    for message in place.ledger.messages():
        letters |= {f"reply {ours.id}": said_in(place, ours) for ours in reply(place, message, NOW)}
    first, second, _ = place.roster.units
    letters["return"] = said_in(place, turn_back(place, first, 0, "请核对。", NOW))
    letters["approve"] = said_in(place, approve(place, second, 0, "", NOW))
    take(place, deliver(mail(1, ("再报.xlsx", typed(place, blanks[1], 1)), hours=9), first=9))
    for message in place.ledger.messages():
        letters |= {f"again {ours.id}": said_in(place, ours) for ours in reply(place, message, NOW)}
    letters |= {ours.id: said_in(place, ours) for _, ours in remind(place, NOW + timedelta(days=9))}
    letters |= {path.name: path.read_text(encoding="utf-8") for path in (place.folder / CHATS).iterdir()}
    letters["assessment"] = inside(assessment(place))
    letters["roster"] = inside(blank_roster(place.settings.form))
    letters["digest"] = inside(text_digest([filled(place.settings.form)], "青石镇"))
    assert len(letters) > 12
    found = {name: FIRST.findall(said.replace(PROGRAM, "")) for name, said in letters.items()}
    assert {name: words for name, words in found.items() if words} == {}
    assert f"【阅览室统计】请填报{YEAR}年阅览室统计：{short_of(0)}" in letters[f"issue {name_of(0)}"]
    assert "附件是你单位2024年阅览室统计的填报表" in letters[f"issue {name_of(0)}"]
    assert "文字部分由镇文化站审核" in "".join(letters.values())
    assert "阅览室统计退回意见单" in "".join(letters.values())


def test_the_first_forms_words_are_todays() -> None:
    """What officers know by heart stays: it stands in the form."""
    official: Form = official_form()
    assert (official.short, official.called) == ("年报", "政务公开年报")
    assert (official.collector, official.reviewer) == ("政府信息公开承办人", "区政府办")


def test_what_a_form_does_not_say(tmp_path: Path) -> None:
    """A form without these words goes by its name."""
    words = 'short = "阅览室统计"\ncollector = "记账的人"\nreviewer = "镇文化站"\n'
    form = load(edited(SECOND, tmp_path, ("form.toml", words, "")))
    assert (form.short, form.called, form.collector, form.reviewer) == (form.name, form.name, "承办人", "区里")
