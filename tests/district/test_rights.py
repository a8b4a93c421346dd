"""Who else may look: on a machine that others use too, nobody reads what units have filed."""

import os
import stat
from pathlib import Path

import pytest

from tests.district.desks import NOW, deliver, desk_of, drawn, issued, mail, take, typed
from toolkit.cli.district import init
from toolkit.district.district import alone, open_district
from toolkit.district.ledger.store import file_path, kept
from toolkit.district.letters.reply import reply
from toolkit.errors import UserError

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def _umask() -> None:
    """As most systems have it."""
    os.umask(0o022)


def worked(folder: Path) -> set[int]:
    """The rights that others have on anything that was written while somebody worked here."""
    with desk_of(folder, 1, "keep") as place, alone(folder):
        (blank,) = issued(place)
        take(place, deliver(mail(0, ("甲.xlsx", typed(blank, 0)))))
        for message in place.ledger.messages():
            reply(place, message, NOW)
    with open_district(folder), alone(folder):
        pass
    written = [path for path in folder.rglob("*") if path.name not in ("district.toml", "单位名单.xlsx")]
    assert {"报送情况.sqlite", "办理记录.txt", "备份", "回复", "下发"} <= {path.name for path in written}
    return {rights(path) & 0o077 for path in written}


@pytest.mark.parametrize(
    ("before", "after", "others"),
    [(0o755, 0o700, {0}), (0o700, 0o700, {0}), (0o775, 0o770, {0o070, 0o060, 0o040}), (0o750, 0o700, {0})],
)
def test_what_is_written_is_for_those_who_work_here(tmp_path: Path, before: int, after: int, others: set[int]) -> None:
    """A folder that others may write to was opened to them on purpose; one that they may only read was not."""
    folder = tmp_path / "区"
    drawn(folder, 1)
    folder.chmod(before)
    assert worked(folder) <= others
    assert rights(folder) == after


def test_a_new_folder_is_its_makers_alone(tmp_path: Path) -> None:
    """From the first file on."""
    assert init.run(tmp_path / "区", name="原州区", year=2024) == 0
    assert rights(tmp_path / "区") == 0o700
    assert {rights(path) for path in (tmp_path / "区").iterdir()} == {0o600}


def test_a_kept_file_cannot_be_changed_by_accident(tmp_path: Path) -> None:
    """It is not writable, and what is changed all the same is not taken for what came in."""
    with desk_of(tmp_path, 1) as place:
        (blank,) = issued(place)
        take(place, deliver(mail(0, ("甲.xlsx", typed(blank, 0)))))
        (entry,) = place.ledger.entries()
        path = file_path(tmp_path, entry.hash)
        assert rights(path) & 0o222 == 0
        assert kept(tmp_path, entry.hash) == path.read_bytes()
        path.chmod(0o600)
        path.write_bytes(path.read_bytes() + b"\0")
        with pytest.raises(UserError, match="kept-changed"):
            kept(tmp_path, entry.hash)
        path.unlink()
        with pytest.raises(UserError, match="no-file"):
            kept(tmp_path, entry.hash)
