"""Rebuilds the ledger after loss or damage, from a backup, the journal and the stored files.

Nothing is answered and nothing sent. What is not known to have been sent, and may have been, is left to the clerk.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.parser import BytesHeaderParser
from email.utils import getaddresses
from pathlib import Path

from toolkit.checks.reading import Reading
from toolkit.district.clock import in_china
from toolkit.district.district import District
from toolkit.district.intake.collect import collect
from toolkit.district.ledger import backups, journal, outbox
from toolkit.district.ledger.journal import Journal
from toolkit.district.ledger.labels import see
from toolkit.district.ledger.ledger import Ledger
from toolkit.district.ledger.opening import NAME, begin_journal, open_ledger_at
from toolkit.district.ledger.records import KEPT, UNKNOWN, OutgoingLetter
from toolkit.district.ledger.store import ISSUED, LETTER, LETTERS, RAW
from toolkit.district.ledger.submissions import submission_of
from toolkit.district.letters.issue import KIND
from toolkit.district.letters.reply import REPLY
from toolkit.district.recovery import replay
from toolkit.district.settings import DistrictSettings
from toolkit.district.units.last_year import before
from toolkit.district.units.roster_file import read_indicators, read_roster
from toolkit.errors import UserError
from toolkit.form.library import forms
from toolkit.mail.mailbox.delivery import Delivery
from toolkit.office.loading import load
from toolkit.tasks.files.inputs import read_file

UNFINISHED = ".恢复中.sqlite"


@dataclass(frozen=True, slots=True)
class Restored:
    """What a ledger was made of again.

    ``base``: the ledger or the copy it began with, if one was good; ``aside``: where the one before lies now;
    ``read``: messages that only the kept files told of; ``unread``: lines of the journal that could not be used;
    ``unclear``: letters of which only the mailbox or the clerk can tell whether they were sent; ``refusals``: why
    submissions could not be read again.
    """

    base: Path | None
    aside: Path | None
    submissions: int
    read: int
    unread: int
    unclear: int
    refusals: tuple[UserError, ...]


def restore(settings: DistrictSettings, at: datetime) -> Restored:
    """Make the ledger again and put it in its place; the one before is kept."""
    folder = settings.folder
    path, beside = folder / NAME, folder / UNFINISHED
    base = _base(path, beside)
    said = journal.read(folder)
    with open_ledger_at(beside, folder, quiet=True) as ledger:
        district = District(settings, read_roster(settings), ledger, before(settings), read_indicators(settings))
        refusals, read = _restored(district, said, at)
        if said.there:
            journal.add(folder, ledger.notes)
        else:
            begin_journal(ledger, folder)
        counts = len(ledger.entries()), read, said.unread, len(ledger.letters(UNKNOWN))
    aside = backups.aside(path, at)
    beside.replace(path)
    return Restored(base, aside, *counts, refusals)


def _restored(district: District, said: Journal, at: datetime) -> tuple[tuple[UserError, ...], int]:
    """What could not be read again, and how many messages only the kept files told of."""
    refusals = _replayed(district, replay.collapsed(said.rows))
    if not said.there:
        _tokens(district, sorted((district.folder / ISSUED).glob("*.xlsx")), at)
    _from_letters(district, at)
    read = [each.message for each in collect(district, _kept(district), at) if each.new]
    if not said.there:
        _leave_unanswered(district, read)
    see(district.ledger, district.roster.units, district.settings.year, at)
    return refusals, len(read)


def _base(path: Path, beside: Path) -> Path | None:
    """The first good one of the ledger and its copies, copied; None where none is, and one begins anew."""
    for each in (path, *backups.copies(path)):
        beside.unlink(missing_ok=True)
        if each.is_file() and each.stat().st_size:
            with suppress(UserError):
                backups.copied(each, beside)
                with open_ledger_at(beside, path.parent, quiet=True) as ledger:
                    _read_all(ledger)
                return each
    beside.unlink(missing_ok=True)
    return None


def _read_all(ledger: Ledger) -> None:
    """Raises :class:`UserError` where any row is damaged."""
    ledger.decisions()
    ledger.letters()
    for message in ledger.messages():
        ledger.files_of(message.id)
    for entry in ledger.entries():
        submission_of(ledger, entry)


def _replayed(district: District, rows: replay.Rows) -> tuple[UserError, ...]:
    """Put in what the journal says; it says it already, so nothing is noted again."""
    with district.ledger.replaying():
        replay.put_rows(district.ledger, rows)
        district.ledger.drop_orphans()
        return tuple(replay.put_submissions(district, rows))


def _kept(district: District) -> Iterator[Delivery]:
    """The messages of which nothing but the kept bytes is known, the oldest first."""
    found = [path for path in (district.folder / RAW).glob("*.*") if not path.name.startswith(".")]
    for path in sorted(found, key=lambda path: (path.stat().st_mtime, path.name)):
        if district.ledger.message(path.stem) is None:
            letter = path.suffix == LETTER
            received = None if letter else in_china(datetime.fromtimestamp(path.stat().st_mtime).astimezone())
            name = path.relative_to(district.folder).as_posix()
            yield Delivery(f"原件 {path.stem}", name, letter, received, lambda path=path: load(path))  # type: ignore[misc]


def _from_letters(district: District, at: datetime) -> None:
    """Letters of ours that only their files tell of: they may have been sent."""
    address = district.settings.address
    known = {outbox.message_id(kind, about, address): (kind, unit, about) for kind, unit, about in _subjects(district)}
    for path in sorted((district.folder / LETTERS).glob(f"*{LETTER}")):
        head = BytesHeaderParser().parsebytes(load(path))
        id = str(head["Message-ID"] or "").strip()
        if id and district.ledger.letter(id) is None:
            to = tuple(each for _, each in getaddresses([str(line) for line in head.get_all("To", [])]) if each)
            name, subject = path.relative_to(district.folder).as_posix(), path.stem.rpartition("-")[0]
            state = UNKNOWN if to else KEPT
            ours = OutgoingLetter(id, *known.get(id, ("", "", "")), to, subject, name, state, at, at)
            with district.ledger.transaction():
                district.ledger.put_letter(ours, "找到信件，不知道发过没有")


def _subjects(district: District) -> Iterator[tuple[str, str, str]]:
    """What a letter may be about: its kind, its unit and the thing, as far as that can be known."""
    yield from ((KIND, unit.key, unit.key) for unit in district.roster.units)
    yield from ((REPLY, "", path.stem) for path in (district.folder / RAW).glob("*.*"))


def _leave_unanswered(district: District, messages: Sequence[str]) -> None:
    """Without a journal, a message may have been answered: it is taken for a second copy, and not answered again."""
    with district.ledger.transaction():
        for id in messages:
            district.ledger.set_duplicate(id)


def _tokens(district: District, paths: Iterable[Path], at: datetime) -> None:
    for path in paths:
        for filed in read_file(path, forms()):
            if isinstance(filed.outcome, Reading) and filed.outcome.token:
                submission = filed.outcome.submission
                unit = district.roster.of_code(submission.code) or district.roster.of_name(submission.unit)
                if unit and not district.ledger.token_of(unit.key):
                    with district.ledger.transaction():
                        district.ledger.put_issued(unit.key, filed.outcome.token, at)
