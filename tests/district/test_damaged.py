"""A ledger that is gone, empty, cut or written over is told in one sentence that says what to do; never guessed at."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.district.desks import BAD, NOW, deliver, desk_of, issued, mail, take, typed
from toolkit.district.district import open_district
from toolkit.district.ledger.opening import NAME
from toolkit.district.letters import decide
from toolkit.district.letters.reply import reply
from toolkit.district.overview.assess import assessment
from toolkit.district.overview.district_total import included_units
from toolkit.district.overview.status import page
from toolkit.errors import UserError

SAID = {"ledger-unreadable", "ledger-lost", "ledger-newer"}
PAGE = 4096


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three units: approved, to be mended, not there."""
    folder = tmp_path_factory.mktemp("damaged") / "区"
    with desk_of(folder, 3) as place:
        blanks = issued(place)
        filled = [typed(blanks[0], 0), typed(blanks[1], 1, BAD)]
        take(place, deliver(*(mail(n, (f"{n}.xlsx", data), id=str(n)) for n, data in enumerate(filled))))
        for message in place.ledger.messages():
            reply(place, message, NOW)
        decide.approve(place, place.roster.units[0], 0, "", NOW)
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    """A copy to damage, without the workbooks, which no reading of the ledger needs."""
    shutil.copytree(whole, tmp_path / "区", ignore=shutil.ignore_patterns("下发"))
    return tmp_path / "区"


def used(folder: Path) -> list[object]:
    """What the commands that only read say of all units."""
    with open_district(folder) as place:
        place.ledger.letters()
        messages = place.ledger.messages()
        listed = [(each.unit.key, each.entry.check_code) for each in included_units(place)]
        files = [place.ledger.files_of(each.id) for each in messages]
        return [page(place, NOW), assessment(place), messages, listed, files]


def gone(path: Path) -> None:
    path.unlink()


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-777])


def halved(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def no_tables(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as empty:
        empty.execute("PRAGMA user_version = 0")
        empty.execute("VACUUM")


def another(path: Path) -> None:
    path.write_bytes(b"a text that somebody saved here" * 400)


def ahead(path: Path) -> None:
    with sqlite3.connect(path) as later:
        later.execute("PRAGMA user_version = 99")


@pytest.mark.parametrize("damage", [gone, emptied, cut, halved, no_tables, another, ahead])
def test_a_ledger_that_cannot_be_used_beside_kept_letters(folder: Path, damage: Callable[[Path], None]) -> None:
    """Begun anew it would take back approvals, and remind those that reported."""
    damage(folder / NAME)
    before = (folder / NAME).read_bytes() if (folder / NAME).exists() else b""
    with pytest.raises(UserError) as raised:
        used(folder)
    assert raised.value.code in SAID
    assert "nianbao district restore" in raised.value.text or raised.value.code == "ledger-newer"
    assert not before or (folder / NAME).read_bytes() == before


ROWS = {
    "findings that are no list": "UPDATE findings SET cells = '[\"'",
    "a submission that is no JSON": "UPDATE submissions SET data = substr(data, 1, 99)",
    "a submission that is a number": "UPDATE submissions SET data = '7'",
    "a submission without figures": "UPDATE submissions SET data = json_remove(data, '$.figures')",
    "another figure": "UPDATE submissions SET data = json_set(data, '$.figures.\"requests.new.person\"', 77)",
    "another check code": "UPDATE submissions SET check_code = '000000'",
    "a time that is none": "UPDATE submissions SET received = 'gestern'",
    "bytes that are no text": "UPDATE messages SET subject = CAST(x'ff80' AS TEXT)",
    "facts that are no JSON": "UPDATE files SET facts = '{'",
    "a decision at no time": "UPDATE decisions SET at = ''",
    "a letter at no time": "UPDATE letters SET changed = '2024'||changed",
    "a table that is gone": "DROP TABLE findings",
}


@pytest.mark.parametrize("statement", ROWS.values(), ids=ROWS.keys())
def test_a_row_that_cannot_be_read(folder: Path, statement: str) -> None:
    """SQLite finds nothing wrong with it."""
    with sqlite3.connect(folder / NAME) as ledger:
        ledger.execute("PRAGMA foreign_keys = OFF")
        ledger.execute(statement)
    ledger.close()
    with pytest.raises(UserError, match="ledger-unreadable"):
        used(folder)


@pytest.mark.parametrize("noise", ["zeros", "random", "another page"])
def test_no_page_that_was_written_over_goes_unseen(folder: Path, noise: str) -> None:
    """Each page in turn: told, or without effect on anything that is said."""
    path, random = folder / NAME, Random(1)
    content, expected = path.read_bytes(), used(folder)[2:]
    pages = len(content) // PAGE
    for number in range(pages):
        other = content[(number + 1) % pages * PAGE :][:PAGE]
        over = {"zeros": bytes(PAGE), "random": random.randbytes(PAGE), "another page": other}[noise]
        path.write_bytes(content[: number * PAGE] + over + content[(number + 1) * PAGE :])
        try:
            found = used(folder)[2:]
        except UserError as refusal:
            assert refusal.code in SAID  # noqa: PT017 - what is not refused is compared
        else:
            assert found == expected
