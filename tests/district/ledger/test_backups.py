"""备份: a good copy from before each run that writes; a few of them."""

import os
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from tests.district.desks import NOW, desk_of
from toolkit.district.district import alone
from toolkit.district.ledger import backups
from toolkit.district.ledger.backups import FOLDER, KEPT
from toolkit.district.ledger.opening import NAME
from toolkit.errors import UserError


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    with sqlite3.connect(tmp_path / NAME) as made:
        made.execute("CREATE TABLE a (b)")
    made.close()
    return tmp_path / NAME


def write_one(ledger: Path) -> None:
    with sqlite3.connect(ledger) as found:
        found.execute("INSERT INTO a VALUES (1)")
    found.close()


def test_the_newest_few_are_kept(ledger: Path) -> None:
    """Each is the ledger as it was; the oldest go."""
    for number in range(KEPT + 3):
        write_one(ledger)
        backups.copy(ledger, NOW + timedelta(minutes=number))
    copies = backups.copies(ledger)
    assert len(copies) == KEPT
    counts = [sqlite3.connect(each).execute("SELECT count(*) FROM a").fetchone()[0] for each in copies]
    assert counts == list(range(KEPT + 3, 3, -1))


def test_what_was_not_written_to_is_not_copied_again(ledger: Path) -> None:
    """Else a morning of looking would push out the copy of yesterday."""
    for number in range(3):
        backups.copy(ledger, NOW + timedelta(minutes=number))
    assert len(backups.copies(ledger)) == 1


def test_who_works_alone_has_a_copy_first(tmp_path: Path) -> None:
    """Each command that writes."""
    with desk_of(tmp_path, 1), alone(tmp_path):
        assert len(backups.copies(tmp_path / NAME)) == 1


def test_a_copy_that_cannot_be_made_is_told(ledger: Path) -> None:
    """Nothing half made is left; without room for a copy there is none for letters."""
    (ledger.parent / FOLDER).write_bytes(b"")
    with pytest.raises(UserError, match="no-access"):
        backups.copy(ledger, NOW)
    (ledger.parent / FOLDER).unlink()
    ledger.write_bytes(os.urandom(9999))
    with pytest.raises(UserError, match="no-access"):
        backups.copy(ledger, NOW)
    assert list((ledger.parent / FOLDER).iterdir()) == []
