"""Who sent it: what vouches for a file, what waits, who is told, and that nothing goes to anybody else."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.district.desks import BAD, GOOD, NOW, YEAR, deliver, labels, mail, take, typed
from tests.district.folders import district_in
from tests.district.letters.test_reply import answered, attached, text_of
from tests.drawn import filled, official_form
from tests.office.sheets.hostile_parts import SECRET, hostile
from tests.workbook.strip.test_strip import found as parts_with
from toolkit import limits
from toolkit.district.district import District
from toolkit.district.ledger.records import ADDRESS, CLERK, KEPT, SAME, TOKEN, File, Message
from toolkit.district.letters import words as letters
from toolkit.district.letters.answer import Answer, answer
from toolkit.district.letters.decide import approve, confirm, ready, sent_from, to_confirm, turn_back
from toolkit.district.letters.reply import reply
from toolkit.district.letters.return_notice import return_notice
from toolkit.district.overview.district_total import included_units
from toolkit.district.overview.status import lines, page, unconfirmed
from toolkit.district.settings import DistrictSettings
from toolkit.errors import UserError
from toolkit.form.form import Form
from toolkit.form.library import forms
from toolkit.numbers import Number
from toolkit.submission.json import to_json
from toolkit.workbook.write.book import blank
from toolkit.workbook.write.fill import fill

STRANGER = "x@private.example"


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> DistrictSettings:
    return district_in(tmp_path_factory.mktemp("区"))


def by_name(unit: str, figures: Mapping[str, Number | str] = GOOD) -> bytes:
    """A workbook that anybody can make who knows a unit's name, filled in."""
    form = official_form()
    submission = filled(form, figures, year=YEAR, unit=unit)
    return fill(blank(form, unit, YEAR, "", form.levels[0].id), submission, forms())


def waiting(place: District) -> list[int]:
    """How many wait for the clerk's word, unit by unit."""
    return [len(place.standing(unit).unconfirmed) for unit in place.roster.units]


def vouched(place: District) -> list[str]:
    return [each.vouched for each in place.ledger.entries()]


def test_what_vouches_for_a_file(place: District, blanks: list[bytes]) -> None:
    """The token, the address on the list, or the clerk, who took it from a folder; else nothing does."""
    named = [by_name(unit.name, {**GOOD, "disputes.review.upheld": at}) for at, unit in enumerate(place.roster.units)]
    letters = [
        mail(0, ("年报.xlsx", typed(blanks[0], 0)), sender=STRANGER),  # from his own mailbox, as officers do
        mail(0, ("年报.xlsx", named[0]), hours=1),
        mail(1, ("年报.xlsx", named[1]), sender=STRANGER),
        mail(1, ("年报.xlsx", typed(blanks[1], 1)), sender="u0@test.example", hours=2),  # a neighbour has the token
    ]
    take(place, deliver(*letters, files=[("表.xlsx", named[2]), ("二.xlsx", typed(blanks[2], 2))]))
    assert vouched(place) == [TOKEN, ADDRESS, "", "", CLERK, TOKEN]
    assert list(labels(place).values()) == [
        "已报送（待审核）", "未报送", "已报送（待审核）",
    ]  # fmt: skip
    assert waiting(place) == [0, 2, 0]


def test_those_above_a_unit_may_send_for_it(place: District) -> None:
    """Where the list says who they are."""
    first, second, _ = place.roster.units
    object.__setattr__(second, "parent", first.name)
    take(place, deliver(mail(1, ("年报.xlsx", by_name(second.name)), sender="u0@test.example")))
    assert vouched(place) == [ADDRESS]
    assert [ours.recipients for ours, _ in answered(place)] == [("u0@test.example", "u1@test.example")]


def test_a_stranger_changes_nothing_and_hears_nothing(place: District, blanks: list[bytes]) -> None:
    """His file waits, with his address; the unit is told at its own, once a day, and what it had sent counts on."""
    unit = place.roster.units[0]
    take(place, deliver(mail(0, ("年报.xlsx", typed(blanks[0], 0)))))
    answered(place)
    sent = [("表.xlsx", by_name(unit.name, BAD))]
    take(place, deliver(*(mail(0, *sent, sender=STRANGER, id=f"s{at}", hours=at) for at in range(1, 4)), first=5))
    assert labels(place)["甲甲乡"] == "已报送（待审核）"
    assert waiting(place) == [1, 0, 0]
    assert [each.entry.vouched for each in included_units(place)] == [TOKEN]
    assert ready(place) == [unit]
    told = [(ours, message) for ours, message in answered(place) if ours.kind == "notice"]
    assert {ours.id for ours, _ in told} == {told[0][0].id}
    ours, message = told[0]
    assert ours.recipients == ("u0@test.example",)
    assert STRANGER in text_of(message)
    assert attached(message) == {}
    letters = [each for each in place.ledger.letters() if each.kind != "issue"]
    assert {each for letter in letters for each in letter.recipients} == {"u0@test.example"}
    (line,) = unconfirmed(place.ledger, lines(place))
    assert STRANGER in line
    assert STRANGER.encode() in page(place, NOW)


def test_confirmed_it_counts_and_is_answered(place: District, blanks: list[bytes]) -> None:
    """As if it had come from the unit's own address, where the answer goes."""
    unit = place.roster.units[0]
    take(place, deliver(mail(0, ("年报.xlsx", by_name(unit.name, BAD)), sender=STRANGER)))
    answered(place)
    assert sent_from(place, STRANGER) == [unit]
    (entry,) = to_confirm(place, unit, 0)
    (ours,) = confirm(place, unit, entry, "来电确认", NOW)
    assert labels(place)["甲甲乡"] == "退回修改（第1次）"
    assert ours.recipients == ("u0@test.example",)
    said = (place.folder / ours.path).read_bytes()
    assert b"xlsx" in said
    assert [each for each in place.ledger.letters() if each.kind == "reply"] == [ours]


def test_sent_again_from_its_own_address_it_counts(place: District) -> None:
    """The very same file, as the notice asks for: what a stranger sent before does not stand in the way."""
    data = by_name(place.roster.units[0].name)
    take(place, deliver(mail(0, ("年报.xlsx", data), sender=STRANGER), mail(0, ("年报.xlsx", data), hours=2)))
    assert vouched(place) == ["", ADDRESS]
    assert labels(place)["甲甲乡"] == "已报送（待审核）"
    assert waiting(place) == [1, 0, 0]


def test_what_is_not_theirs_is_turned_back(place: District) -> None:
    """It waits no longer, counts for nothing, and the letter goes to the unit alone."""
    unit = place.roster.units[0]
    take(place, deliver(mail(0, ("年报.xlsx", by_name(unit.name)), sender=STRANGER)))
    ours = turn_back(place, unit, 0, "不是你单位报的", NOW)
    assert labels(place)["甲甲乡"] == "未报送"
    assert waiting(place) == [0, 0, 0]
    assert ours.recipients == ("u0@test.example",)


def test_to_approve_what_waits_takes_its_number(place: District) -> None:
    """By the unit's name alone it is not approved; by its number it is, for then the clerk has said which."""
    unit = place.roster.units[0]
    take(place, deliver(mail(0, ("年报.xlsx", by_name(unit.name)), sender=STRANGER)))
    with pytest.raises(UserError) as raised:
        approve(place, unit, 0, "", NOW)
    assert raised.value.code == "unconfirmed"
    assert "confirm" in raised.value.text
    approve(place, unit, 1, "", NOW)
    assert labels(place)["甲甲乡"] == "审核通过"


def test_what_cannot_be_confirmed(place: District) -> None:
    """Nothing that waits, nothing from there, or from more than one address at once."""
    unit, other = place.roster.units[:2]
    for at, sender in enumerate((STRANGER, "y@private.example")):
        data = by_name(unit.name, {**GOOD, "disputes.review.upheld": at})
        take(place, deliver(mail(0, ("年报.xlsx", data), sender=sender, id=f"s{at}"), first=at))
    codes = []
    for asked in (
        lambda: to_confirm(place, other, 0),
        lambda: sent_from(place, "z@a.cn"),
        lambda: to_confirm(place, unit, 0),
    ):
        with pytest.raises(UserError) as raised:
            asked()
        codes.append(raised.value.code)
    assert codes == ["nothing-to-confirm", "nothing-from", "several-senders"]
    assert [each.id for each in to_confirm(place, unit, 2)] == [2]


def test_an_answer_goes_to_the_unit_wherever_its_file_came_from(place: District, blanks: list[bytes]) -> None:
    """A forged From, another Reply-To, a private mailbox: always to the address on its line, and nowhere else."""
    forged = mail(0, ("年报.xlsx", typed(blanks[0], 0, BAD))).replace(
        b"Subject:", b"Reply-To: victim@other.example\r\nSubject:"
    )
    private = mail(1, ("年报.xlsx", typed(blanks[1], 1, BAD)), sender=STRANGER)
    take(place, deliver(forged, private))
    found = answered(place)
    assert [ours.recipients for ours, _ in found] == [("u0@test.example",), ("u1@test.example",)]
    assert "不是名单上你单位的邮箱" in text_of(found[1][1])


def test_a_marked_copy_carries_no_macros_or_links(place: District, blanks: list[bytes], official: Form) -> None:
    """It goes out with our name on it; and the letter says what is not in it."""
    take(place, deliver(mail(0, ("年报.xlsm", hostile(typed(blanks[0], 0, BAD), "二、主动公开")))))
    ((_, message),) = answered(place)
    (name, copy), *_ = [each for each in attached(message).items() if "标出问题" in each[0]]
    assert name.endswith(".xlsx")
    assert parts_with(copy, SECRET) == []
    assert "宏、对外部文件或网址的链接、嵌入的对象没有带回" in text_of(message)


def test_an_answer_is_bounded_whatever_came(place: District) -> None:
    """Many copies, many empty things, long texts: so many submissions, one of a unit answered, alike refusals once."""
    unit = place.roster.units[0]
    long = filled(official_form(), BAD, year=YEAR, unit=unit.name)
    copies = json.dumps([to_json(long)] * 60, ensure_ascii=False).encode()
    nothing = json.dumps([[]] * 200).encode()
    take(place, deliver(mail(0, ("a.json", copies)), mail(1, ("b.json", nothing), ("c.json", nothing))))
    assert len(place.ledger.entries()) == limits.SUBMISSIONS_A_LETTER
    messages = place.ledger.messages()
    assert all(len(place.ledger.files_of(each.id)) <= limits.FILES_A_LETTER + 1 for each in messages)
    found = answered(place)
    assert [len(attached(message)) for _, message in found] == [2, 0]
    assert "还有19份" in text_of(found[0][1])
    assert "等300份" in text_of(found[1][1])
    sizes = [(place.folder / ours.path).stat().st_size for ours, _ in found]
    assert all(size < limits.ANSWER for size in sizes)


def test_a_unit_without_an_address_has_its_answer_kept(place: District) -> None:
    """For the clerk to pass on; it does not go to whoever wrote."""
    unit = place.roster.units[0]
    object.__setattr__(unit, "addresses", ())
    take(place, deliver(mail(0, ("年报.xlsx", by_name(unit.name)), sender=STRANGER)))
    (message,) = place.ledger.messages()
    (ours,) = reply(place, message, NOW)
    assert (ours.recipients, ours.state) == ((), KEPT)
    assert Path(ours.path).parts[0] == "回复"


@given(st.lists(st.sampled_from(["not-ours", "pdf", "too-many", SAME, "unknown-unit", "truncated"]), max_size=300))
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_a_letter_about_any_files_is_no_longer_than_the_reasons(
    district: DistrictSettings, outcomes: list[str]
) -> None:
    """However many files came, and whatever they are called: one line a reason."""
    facts = {"unit": "某" * 100_000}
    files = tuple(File(at, "", "名" * limits.NAME, "", each, facts, "") for at, each in enumerate(outcomes))
    message = Message("", "", letter=True, received=NOW, collected=NOW, sender="a@b.cn")
    said = letters.text(district, Answer(message, None, others=files), ())
    assert len(said) < 1000 + len(set(outcomes)) * (limits.NAME + limits.SENTENCE + 20)


def test_a_list_of_any_problems_is_bounded(place: District, blanks: list[bytes]) -> None:
    """Thousands of them, each quoting all that a cell may hold."""
    take(place, deliver(mail(0, ("年报.xlsx", typed(blanks[0], 0, BAD)))))
    found = answer(place, place.ledger.messages()[0], place.roster.units[0], alone=True)
    assert found.submission
    one = found.submission.told[0]
    quoting = replace(one, words=replace(one.words, message="".join(chr(0x4E00 + at % 9000) for at in range(32_767))))
    each = replace(found.submission, told=(quoting,) * 5000)
    assert len(return_notice(place.settings, each, NOW.date())) < limits.ANSWER // 2
    assert len(letters.text(place.settings, replace(found, submission=each), ())) < 20 * limits.SENTENCE
