"""The ledger made again, after it was lost or damaged: from a copy, the journal, and all that is kept in the folder.

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
from toolkit.district.district import Desk
from toolkit.district.intake.collect import collect
from toolkit.district.ledger import backups, journal, outbox
from toolkit.district.ledger import read as ledger_read
from toolkit.district.ledger import write as ledger_write
from toolkit.district.ledger.journal import Journal
from toolkit.district.ledger.labels import see
from toolkit.district.ledger.ledger import NAME, Ledger, opened_at, seed, transaction
from toolkit.district.ledger.outbox import KEPT, UNKNOWN, Ours
from toolkit.district.ledger.store import ISSUED, LETTER, LETTERS, RAW
from toolkit.district.ledger.submissions import submission_of
from toolkit.district.letters.issue import KIND
from toolkit.district.letters.reply import REPLY
from toolkit.district.recovery import replay
from toolkit.district.settings import District
from toolkit.district.units.last_year import before
from toolkit.district.units.roster_file import read_indicators, read_roster
from toolkit.errors import Refusal
from toolkit.form.library import forms
from toolkit.mail.mailbox.delivery import Delivery
from toolkit.office.loading import load
from toolkit.tasks.inputs import read_file

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
    refusals: tuple[Refusal, ...]


def restore(district: District, at: datetime) -> Restored:
    """Make the ledger again and put it in its place; the one before is kept."""
    path, beside = district.folder / NAME, district.folder / UNFINISHED
    base = _base(path, beside)
    said = journal.read(district.folder)
    with opened_at(beside, district.folder, quiet=True) as ledger:
        desk = Desk(district, read_roster(district), ledger, before(district), read_indicators(district))
        refusals, read = _restored(desk, said, at)
        if said.there:
            journal.add(district.folder, ledger.noted)
        else:
            seed(ledger)
        counts = len(ledger_read.entries(ledger)), read, said.unread, len(outbox.letters(ledger, UNKNOWN))
    aside = backups.aside(path, at)
    beside.replace(path)
    return Restored(base, aside, *counts, refusals)


def _restored(desk: Desk, said: Journal, at: datetime) -> tuple[tuple[Refusal, ...], int]:
    """What could not be read again, and how many messages only the kept files told of."""
    refusals = _replayed(desk, replay.collapsed(said.rows))
    if not said.there:
        _tokens(desk, sorted((desk.folder / ISSUED).glob("*.xlsx")), at)
    _from_letters(desk, at)
    read = [each.message for each in collect(desk, _kept(desk), at) if each.new]
    if not said.there:
        _leave_unanswered(desk, read)
    see(desk.ledger, desk.roster.units, desk.district.year, at)
    return refusals, len(read)


def _base(path: Path, beside: Path) -> Path | None:
    """The first good one of the ledger and its copies, copied; None where none is, and one begins anew."""
    for each in (path, *backups.copies(path)):
        beside.unlink(missing_ok=True)
        if each.is_file() and each.stat().st_size:
            with suppress(Refusal):
                backups.copied(each, beside)
                with opened_at(beside, path.parent, quiet=True) as ledger:
                    _read_all(ledger)
                return each
    beside.unlink(missing_ok=True)
    return None


def _read_all(ledger: Ledger) -> None:
    """Raises :class:`Refusal` where any row is damaged."""
    ledger_read.decisions(ledger)
    outbox.letters(ledger)
    for message in ledger_read.messages(ledger):
        ledger_read.files_of(ledger, message.id)
    for entry in ledger_read.entries(ledger):
        submission_of(ledger, entry)


def _replayed(desk: Desk, rows: replay.Rows) -> tuple[Refusal, ...]:
    """Put in what the journal says; it says it already, so nothing is noted again."""
    desk.ledger.execute("PRAGMA foreign_keys = OFF")
    with transaction(desk.ledger):
        replay.put_rows(desk.ledger, rows)
        replay.drop_orphans(desk.ledger)
        refusals = tuple(replay.put_submissions(desk, rows))
    desk.ledger.noted.clear()
    desk.ledger.execute("PRAGMA foreign_keys = ON")
    return refusals


def _kept(desk: Desk) -> Iterator[Delivery]:
    """The messages of which nothing but the kept bytes is known, the oldest first."""
    found = [path for path in (desk.folder / RAW).glob("*.*") if not path.name.startswith(".")]
    for path in sorted(found, key=lambda path: (path.stat().st_mtime, path.name)):
        if ledger_read.message(desk.ledger, path.stem) is None:
            letter = path.suffix == LETTER
            received = None if letter else in_china(datetime.fromtimestamp(path.stat().st_mtime).astimezone())
            name = path.relative_to(desk.folder).as_posix()
            yield Delivery(f"原件 {path.stem}", name, letter, received, lambda path=path: load(path))  # type: ignore[misc]


def _from_letters(desk: Desk, at: datetime) -> None:
    """Letters of ours that only their files tell of: they may have been sent."""
    address = desk.district.address
    subjects = {outbox.name_of(kind, about, address): (kind, unit, about) for kind, unit, about in _subjects(desk)}
    for path in sorted((desk.folder / LETTERS).glob(f"*{LETTER}")):
        head = BytesHeaderParser().parsebytes(load(path))
        id = str(head["Message-ID"] or "").strip()
        if id and outbox.letter(desk.ledger, id) is None:
            to = tuple(each for _, each in getaddresses([str(line) for line in head.get_all("To", [])]) if each)
            name, subject = path.relative_to(desk.folder).as_posix(), path.stem.rpartition("-")[0]
            ours = Ours(id, *subjects.get(id, ("", "", "")), to, subject, name, UNKNOWN if to else KEPT, at, at)
            with transaction(desk.ledger):
                outbox.enter(desk.ledger, ours, "找到信件，不知道发过没有")


def _subjects(desk: Desk) -> Iterator[tuple[str, str, str]]:
    """What a letter may be about: its kind, its unit and the thing, as far as that can be known."""
    yield from ((KIND, unit.key, unit.key) for unit in desk.roster.units)
    yield from ((REPLY, "", path.stem) for path in (desk.folder / RAW).glob("*.*"))


def _leave_unanswered(desk: Desk, messages: Sequence[str]) -> None:
    """Without a journal, a message may have been answered: it is taken for a second copy, and not answered again."""
    with transaction(desk.ledger):
        for id in messages:
            desk.ledger.execute("UPDATE messages SET duplicate = 1 WHERE id = ?", (id,))


def _tokens(desk: Desk, paths: Iterable[Path], at: datetime) -> None:
    for path in paths:
        for filed in read_file(path, forms()):
            if isinstance(filed.outcome, Reading) and filed.outcome.token:
                submission = filed.outcome.submission
                unit = desk.roster.of_code(submission.code) or desk.roster.of_name(submission.unit)
                if unit and not ledger_read.token_of(desk.ledger, unit.key):
                    with transaction(desk.ledger):
                        ledger_write.put_issued(desk.ledger, unit.key, filed.outcome.token, at)
