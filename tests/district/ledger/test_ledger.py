"""The ledger: whole transactions, told in Chinese where it cannot be used."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from toolkit.district.ledger.opening import NAME, open_ledger
from toolkit.district.ledger.records import Decision, FaultRecord, Message, NewSubmission
from toolkit.errors import UserError

LEDGERS = Path(__file__).parents[1] / "ledgers"  # as each version wrote them
NOW = datetime(2024, 1, 15, 4, tzinfo=UTC)
MESSAGE = Message("m" * 64, "收件箱 1", True, NOW, NOW, "a@b.cn", "a@b.cn", "年报", "<1@b.cn>", unit="甲")

FAULT = FaultRecord("blank", "error", "表三还有1格未填。", ("requests.new.person",))
FILING = NewSubmission("012345", {"unit": "甲", "amount": 0.1, "check_code": "012345"}, (), (FAULT,))


def test_what_is_put_in_comes_out(tmp_path: Path) -> None:
    """Opened again, it is all there."""
    decision = Decision(1, "甲", "approve", NOW, 1, 1, "好", "")
    with open_ledger(tmp_path) as ledger, ledger.transaction():
        ledger.put_message(MESSAGE)
        ledger.put_mark("imap 1", MESSAGE.id)
        file = ledger.put_file(MESSAGE.id, "甲.xlsx", "h" * 64, "submission", "", "甲")
        ledger.put_submission("甲", file, NOW, FILING)
        ledger.put_decision(decision)
    with open_ledger(tmp_path) as ledger:
        assert ledger.messages() == [MESSAGE]
        assert ledger.messages_called("<1@b.cn>") == [MESSAGE]
        assert ledger.met("imap 1")
        assert not ledger.met("imap 2")
        (found,) = ledger.entries("甲")
        assert (found.faults, found.check_code, found.received) == (FILING.faults, "012345", NOW)
        assert str(found.data["amount"]) == "0.1"
        assert ledger.entry_of_file(found.file) == found
        assert ledger.decisions() == [decision]


def test_half_a_transaction_is_none(tmp_path: Path) -> None:
    """Whatever goes wrong in the middle leaves nothing behind."""
    with open_ledger(tmp_path) as ledger:
        with pytest.raises(UserError), ledger.transaction():  # noqa: PT012 - the first must be undone
            ledger.put_message(MESSAGE)
            ledger.put_message(MESSAGE)
        assert ledger.messages() == []


@pytest.mark.parametrize(
    "content", [b"no database, but a text that somebody saved here", b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_damaged_ledger_is_told(tmp_path: Path, content: bytes) -> None:
    """Never overwritten: what is in it may be saved by somebody."""
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(UserError) as raised, open_ledger(tmp_path):
        pass
    assert NAME in raised.value.text
    assert (tmp_path / NAME).read_bytes() == content


def test_a_ledger_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    """An older program must not write into what it does not understand."""
    with sqlite3.connect(tmp_path / NAME) as later:
        later.execute("PRAGMA user_version = 99")
    later.close()
    with pytest.raises(UserError, match="ledger-newer"), open_ledger(tmp_path):
        pass


def schema(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table with its columns, and every index."""
    with sqlite3.connect(path) as found:
        names = [name for (name,) in found.execute("SELECT name FROM sqlite_master ORDER BY name")]
        return {name: found.execute(f'PRAGMA table_info("{name}")').fetchall() for name in names}


@pytest.mark.parametrize("version", sorted(path.stem for path in LEDGERS.glob("*.sql")))
def test_a_ledger_of_an_earlier_version_goes_on(tmp_path: Path, version: str) -> None:
    """It gets the steps that it lacks, and what stood in it still stands."""
    (tmp_path / "new").mkdir()
    with sqlite3.connect(tmp_path / NAME) as earlier:
        earlier.executescript((LEDGERS / f"{version}.sql").read_text(encoding="utf-8"))
    earlier.close()
    with open_ledger(tmp_path / "new"):
        pass
    with open_ledger(tmp_path) as ledger:
        assert [(each.unit, each.vouched) for each in ledger.entries()] == [
            ("640400000", "earlier"), ("640400001", "earlier"), ("640400002", "earlier"),
        ]  # fmt: skip
        assert [each.kind for each in ledger.decisions()] == ["approve", "return", "seal"]
        assert len(ledger.messages()) == 4
    assert schema(tmp_path / NAME) == schema(tmp_path / "new" / NAME)
