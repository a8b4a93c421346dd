"""The ledger is lost or damaged at any moment and made again: units stand as they stood, and nothing goes out twice."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from email.parser import BytesHeaderParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.district.desks import BAD, GOOD, NOW, deliver, desk_of, issued, mail, take, typed
from toolkit.cli.district import restore as command
from toolkit.district.district import District, alone, open_district
from toolkit.district.ledger import backups, journal, outbox
from toolkit.district.ledger.opening import NAME
from toolkit.district.ledger.records import DRAFTED, SENDING, UNKNOWN
from toolkit.district.ledger.store import FILES, RAW
from toolkit.district.letters import decide
from toolkit.district.letters import reply as replies
from toolkit.district.letters.remind import remind
from toolkit.district.recovery.restore import restore
from toolkit.errors import UserError
from toolkit.mail.messages import maybe_sent, not_sent

LOST = {"mail-not-sent": not_sent, "mail-unclear": maybe_sent}
MAIL = 'user = "desk@test.example"\nimap_host = "imap.test.example"\nsmtp_host = "smtp.test.example"'
UNITS = 2


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[bytes]]:
    """A folder whose workbooks lie ready, and the letters that may come in."""
    folder = tmp_path_factory.mktemp("restore") / "区"
    with desk_of(folder, UNITS, MAIL) as place:
        blanks = issued(place)
    filled = [typed(blank, number, figures) for number, blank in enumerate(blanks) for figures in (GOOD, BAD)]
    letters = [mail(n // 2, (f"{n}.xlsx", data), id=str(n)) for n, data in enumerate(filled)]
    letters.append(mail(0, ("又一份.xlsx", filled[1]), ("再一份.xlsx", filled[0]), id="several"))
    letters.append(mail(1, id="nothing"))
    letters.append(mail(0, ("别人的.xlsx", filled[2]), id="stranger", sender="who@elsewhere.example"))
    return folder, letters


@dataclass
class World:
    """A folder at work: the server, and what it took."""

    folder: Path
    letters: list[bytes]
    hours: int = 0
    taken: Counter[str] = field(default_factory=Counter)

    @contextmanager
    def opened(self) -> Iterator[District]:
        self.hours += 1
        with open_district(self.folder) as place, alone(self.folder):
            yield replace(place, today=NOW.date)

    def do(self, name: str, number: int) -> None:
        with self.opened() as place, suppress(UserError):
            DEEDS[name](self, place, number)

    def send(self, raw: bytes, fault: str = "") -> None:
        if fault == "mail-not-sent":
            raise LOST[fault]("imap.test.example")
        self.taken[str(BytesHeaderParser().parsebytes(raw)["Message-ID"])] += 1
        if fault:
            raise LOST[fault]("imap.test.example")


def _collect(world: World, place: District, number: int) -> None:
    take(place, deliver(world.letters[number % len(world.letters)], first=number))


def _answer(world: World, place: District, number: int) -> None:
    for message in place.ledger.messages():
        replies.reply(place, message, NOW + timedelta(hours=world.hours))


def _send(world: World, place: District, number: int) -> None:
    faults = iter(("", "mail-unclear", "mail-not-sent", "")[number % 4 :])

    def holds(id: str) -> bool:
        return world.taken[id] > 0

    at = NOW + timedelta(hours=world.hours)
    for _ in outbox.post(place, lambda raw, to: world.send(raw, next(faults, "")), holds if number % 3 else None, at):
        pass


def _decide(kind: str) -> Callable[[World, District, int], None]:
    def done(world: World, place: District, number: int) -> None:
        unit, at = place.roster.units[number % UNITS], NOW + timedelta(hours=world.hours)
        deeds: dict[str, Callable[[], object]] = {
            "approve": lambda: decide.approve(place, unit, 0, "", at),
            "return": lambda: decide.turn_back(place, unit, 0, "请\t写\n具体", at),
            "reopen": lambda: decide.reopen(place, unit, "", at),
            "seal": lambda: decide.seal(place, unit, "", at),
        }
        deeds[kind]()

    return done


def _remind(world: World, place: District, number: int) -> None:
    for _ in remind(place, NOW + timedelta(days=number)):
        pass


DEEDS: dict[str, Callable[[World, District, int], None]] = {
    "collect": _collect, "answer": _answer, "send": _send, "remind": _remind, "approve": _decide("approve"),
    "return": _decide("return"), "reopen": _decide("reopen"), "seal": _decide("seal"),
}  # fmt: skip
HISTORY = st.lists(st.tuples(st.sampled_from(["collect", "collect", *DEEDS]), st.integers(0, 11)), max_size=14)


def state(place: District) -> dict[str, object]:
    """All that the ledger says, but for where letters were found."""
    return {
        "standings": [place.standing(unit) for unit in place.roster.units],
        "messages": place.ledger.messages(),
        "files": [place.ledger.files_of(each.id) for each in place.ledger.messages()],
        "decisions": place.ledger.decisions(),
        "letters": sorted(place.ledger.letters(), key=lambda ours: ours.id),
        "labels": place.ledger.labels(),
        "tokens": [place.ledger.token_of(unit.key) for unit in place.roster.units],
    }


def lose(folder: Path, how: str) -> None:
    """The ledger is gone or damaged; without its copies, or with the journal gone too."""
    path = folder / NAME
    if "copies" in how:
        shutil.rmtree(folder / backups.FOLDER, ignore_errors=True)
    if "journal" in how:
        (folder / journal.NAME).unlink()
    if "cut" in how:
        path.write_bytes(path.read_bytes()[:-1777])
    else:
        path.unlink()


@contextmanager
def world(whole: tuple[Path, list[bytes]]) -> Iterator[World]:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "区"
        shutil.copytree(whole[0], folder)
        yield World(folder, whole[1])


@pytest.fixture(autouse=True)
def _brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is attached to an answer takes its time, and is looked at elsewhere."""
    monkeypatch.setattr(replies, "_pieces", lambda *_: iter(()))


def finish(found: World) -> None:
    """All that is still owed, answered and sent, over and over."""
    for number in (1, 4, 1, 4):
        found.do("answer", number)
        found.do("send", number)


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=HISTORY, how=st.sampled_from(["gone", "cut", "gone with copies", "cut with copies"]), after=HISTORY)
def test_a_lost_ledger_is_made_again(
    whole: tuple[Path, list[bytes]], before: Sequence[tuple[str, int]], how: str, after: Sequence[tuple[str, int]]
) -> None:
    """As it was, whatever was done before; and nothing that went out goes out again, whatever is done then."""
    with world(whole) as found:
        for name, number in before:
            found.do(name, number)
        with found.opened() as place:
            expected, district = state(place), place.settings
        lose(found.folder, how)
        done = restore(district, NOW)
        assert (done.read, done.unread, done.unclear, done.refusals) == (0, 0, 0, ())
        with found.opened() as place:
            assert state(place) == expected
        for name, number in after:
            found.do(name, number)
        finish(found)
        assert max(found.taken.values(), default=0) <= 1


@settings(deadline=None, max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=HISTORY, after=HISTORY, times=st.integers(1, 2))
def test_with_nothing_but_what_is_kept_nobody_is_written_to_twice(
    whole: tuple[Path, list[bytes]], before: Sequence[tuple[str, int]], after: Sequence[tuple[str, int]], times: int
) -> None:
    """Ledger, copies and journal gone: decisions are lost, reports are not, and letters are left to the clerk."""
    with world(whole) as found:
        for name, number in before:
            found.do(name, number)
        with found.opened() as place:
            filed, district = {(each.unit, each.hash) for each in place.ledger.entries()}, place.settings
        for _ in range(times):
            lose(found.folder, "gone with copies and journal")
            restore(district, NOW)
        with found.opened() as place:
            assert {(each.unit, each.hash) for each in place.ledger.entries()} == filed
            assert place.ledger.letters(DRAFTED, SENDING) == []
        sent = found.taken.copy()
        for name, number in after:
            found.do(name, number)
        finish(found)
        assert all(found.taken[id] == count for id, count in sent.items())


def test_what_was_done_before_a_kill_is_not_lost(whole: tuple[Path, list[bytes]]) -> None:
    """A line that was cut off in the middle, and the transaction that it belongs to, were never done."""
    with world(whole) as found:
        found.do("collect", 0)
        path = found.folder / journal.NAME
        size = path.stat().st_size
        found.do("collect", 2)
        with found.opened() as place:
            district = place.settings
        content = path.read_bytes()
        for end in range(size, len(content), 97):
            path.write_bytes(content[:end])
            shutil.rmtree(found.folder / backups.FOLDER, ignore_errors=True)
            (found.folder / NAME).unlink()
            done = restore(district, NOW)
            with found.opened() as place:
                assert len(place.ledger.entries()) == 2
                assert done.read == 1
                assert len(place.ledger.messages()) == 2


def test_a_kept_file_that_was_changed_is_not_taken(whole: tuple[Path, list[bytes]]) -> None:
    """It is named; the others are restored."""
    with world(whole) as found:
        found.do("collect", 0)
        found.do("collect", 2)
        with found.opened() as place:
            district = place.settings
            file = place.folder / FILES / f"{place.ledger.entries()[0].hash}.xlsx"
        file.chmod(0o600)
        file.write_bytes(file.read_bytes() + b" ")
        lose(found.folder, "gone with copies")
        (refusal,) = restore(district, NOW).refusals
        assert (refusal.code, refusal.path) == ("kept-changed", file)
        with found.opened() as place:
            assert len(place.ledger.entries()) == 1


def test_the_ledger_before_is_kept(
    whole: tuple[Path, list[bytes]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever was wrong with it: somebody may find more in it. The command says where it lies."""
    with world(whole) as found:
        found.do("collect", 0)
        lose(found.folder, "cut")
        damaged = (found.folder / NAME).read_bytes()
        monkeypatch.chdir(found.folder)
        assert command.run() == 0
        said = capsys.readouterr().err
        (aside,) = (found.folder / backups.FOLDER).glob("原来的*")
        assert aside.read_bytes() == damaged
        assert aside.name in said
        assert "填报表1份" in said
        assert len(list((found.folder / RAW).iterdir())) == 1


LOST_ALL = "gone with copies and journal"
NO_FAULT = 3  # of the ways to send: nothing goes wrong, and the mailbox tells nothing


def _answered(found: World) -> int:
    """A message answered and the answer sent; how many letters went out."""
    for name, number in (("collect", 0), ("answer", 0), ("send", NO_FAULT)):
        found.do(name, number)
    assert set(found.taken.values()) == {1}
    return len(found.taken)


def test_letters_of_which_nothing_is_known_are_left_to_the_clerk(whole: tuple[Path, list[bytes]]) -> None:
    """Their files tell that they were made; whether they were sent, somebody has to say."""
    with world(whole) as found:
        _answered(found)
        with found.opened() as place:
            district = place.settings
        lose(found.folder, LOST_ALL)
        done = restore(district, NOW)
        with found.opened() as place:
            unclear = place.ledger.letters(UNKNOWN)
        assert found.taken.keys() <= {letter.id for letter in unclear}
        assert done.unclear == len(unclear)


def test_a_message_may_have_been_answered_though_no_letter_tells(whole: tuple[Path, list[bytes]]) -> None:
    """The letters that were sent are gone, too."""
    with world(whole) as found:
        _answered(found)
        with found.opened() as place:
            district = place.settings
            for letter in place.ledger.letters():
                (place.folder / letter.path).unlink()
        lose(found.folder, LOST_ALL)
        restore(district, NOW)
        found.do("answer", 0)
        found.do("send", NO_FAULT)
        assert set(found.taken.values()) == {1}


def test_a_copy_from_before_a_letter_was_sent(whole: tuple[Path, list[bytes]]) -> None:
    """The journal tells how far it has come since."""
    with world(whole) as found:
        found.do("collect", 0)
        found.do("answer", 0)
        ledger = found.folder / NAME
        backups.copied(ledger, found.folder / backups.FOLDER / f"{ledger.stem}-20250101-000000{ledger.suffix}")
        found.do("send", NO_FAULT)
        with found.opened() as place:
            district = place.settings
        for copy in backups.copies(ledger)[:-1]:
            copy.unlink()
        lose(found.folder, "gone")
        assert restore(district, NOW).base is not None
        found.do("send", NO_FAULT)
        assert set(found.taken.values()) == {1}
