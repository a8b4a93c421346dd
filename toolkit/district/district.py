"""An open district folder: its settings, the list of units, the ledger, and last year's reports."""

import getpass
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout

from toolkit.district.clock import format_time, now, today
from toolkit.district.ledger import backups
from toolkit.district.ledger.labels import see
from toolkit.district.ledger.ledger import Ledger
from toolkit.district.ledger.opening import NAME as LEDGER
from toolkit.district.ledger.opening import open_ledger
from toolkit.district.ledger.standing import Standing, standing
from toolkit.district.ledger.store import CHATS, FILES, ISSUED, LETTERS, RAW
from toolkit.district.messages import district_busy
from toolkit.district.settings import DistrictSettings, find_district, with_own_forms
from toolkit.district.units.last_year import before
from toolkit.district.units.roster import Roster, Unit
from toolkit.district.units.roster_file import read_indicators, read_roster
from toolkit.form.form import Form
from toolkit.form.library import forms
from toolkit.office.messages import no_access
from toolkit.submission.submission import Submission
from toolkit.tasks.files.outputs import sweep, write

LOCK, WHO = ".占用", ".占用人"


@dataclass(frozen=True)
class District:
    """``before``: last year's reports that a unit starts from. ``companions``: its own indicators, if any."""

    settings: DistrictSettings
    roster: Roster
    ledger: Ledger
    before: Callable[[Unit], tuple[Submission, ...]]
    companions: tuple[Form, ...] = ()
    today: Callable[[], date] = today

    @property
    def folder(self) -> Path:
        """The folder that all files of the district are in."""
        return self.settings.folder

    @property
    def forms(self) -> tuple[Form, ...]:
        """What a file from a unit may hold: any form there is, and with it the district's own."""
        return (*forms(), *self.companions)

    def standing(self, unit: Unit) -> Standing:
        """How a unit stands today."""
        entries, decisions = self.ledger.entries(unit.key), self.ledger.decisions(unit.key)
        return standing(entries, decisions, self.today(), self.settings.report_by(unit.group), bool(unit.excused))

    @property
    def expected(self) -> tuple[Unit, ...]:
        """The units that must report."""
        return tuple(unit for unit in self.roster.units if not unit.excused)


@contextmanager
def open_district(folder: Path) -> Iterator[District]:
    """The district folder at or above this one, opened. Each change made in it is one transaction."""
    settings = find_district(folder)
    roster = read_roster(settings)
    with with_own_forms(settings.folder), private(settings.folder), open_ledger(settings.folder) as ledger:
        see(ledger, roster.units, settings.year, now())
        yield District(settings, roster, ledger, before(settings), read_indicators(settings))


@contextmanager
def private(folder: Path) -> Iterator[None]:
    """What is written meanwhile is for its owner alone; in a folder that others may write to, for them too.

    A folder that others may only look into was not opened to them on purpose: it is closed. Windows has no such rights.
    """
    if os.name == "nt":
        yield
        return
    rights = folder.stat().st_mode & 0o777
    shut = (0 if rights & 0o020 else 0o070) | (0 if rights & 0o002 else 0o007)
    with suppress(OSError):  # another's folder
        folder.chmod(rights & ~shut)
    before = os.umask(shut)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def alone(folder: Path, copied: bool = True) -> Iterator[None]:
    """Only one may collect and send at a time. The system lets go of the lock when a process ends, however it ends.

    The ledger is copied first, unless it is known to be damaged. Raises :class:`UserError` naming who is at it.
    """
    lock = FileLock(folder / LOCK, timeout=0)
    try:
        with lock:
            for written in (RAW, FILES, ISSUED, LETTERS, CHATS):
                sweep(folder / written)
            write(folder / WHO, f"{_me()}，{format_time(now())}开始".encode())  # whole at once: others read it
            if copied:
                backups.copy(folder / LEDGER, now())
            yield
    except Timeout as error:
        raise district_busy(_who(folder)) from error
    except OSError as error:
        raise no_access(folder / LOCK) from error


def _me() -> str:
    try:
        return f"{getpass.getuser()}（{socket.gethostname()}）"
    except (OSError, KeyError):  # no such user, as in a container
        return socket.gethostname()


def _who(folder: Path) -> str:
    try:
        return (folder / WHO).read_text(encoding="utf-8").strip() or "别人"
    except (OSError, UnicodeDecodeError):
        return "别人"
