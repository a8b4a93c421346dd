"""下发: a workbook for each unit, with its own token and last year's figures, and the letter it goes with."""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from toolkit.checks.reading import Reading
from toolkit.district.district import Desk
from toolkit.district.ledger import outbox
from toolkit.district.ledger import read as ledger_read
from toolkit.district.ledger import write as ledger_write
from toolkit.district.ledger.labels import label
from toolkit.district.ledger.ledger import transaction
from toolkit.district.ledger.outbox import Ours, Page
from toolkit.district.ledger.store import ISSUED
from toolkit.district.letters import words as letters
from toolkit.district.units.issued_workbook import merged_last_year, unit_book
from toolkit.district.units.roster import Unit
from toolkit.errors import Refusal
from toolkit.form.library import forms
from toolkit.mail.letter import letter
from toolkit.numbers import Number
from toolkit.office.loading import load
from toolkit.office.opc import zipped
from toolkit.tasks.bundled import PAGE, built
from toolkit.tasks.inputs import read_data
from toolkit.tasks.names import bare, file_name
from toolkit.tasks.outputs import write
from toolkit.tasks.replacing import put
from toolkit.workbook.design.unit_list import Listed
from toolkit.workbook.write.common import common

KIND = "issue"  # of the letter that a workbook goes with


@dataclass(frozen=True, slots=True)
class Issued:
    """A unit's workbook, where it lies from the district's folder, and its letter, or why there is none."""

    unit: Unit
    path: Path
    letter: Ours | None = None
    refusal: Refusal | None = None


def issue(desk: Desk, now: datetime) -> Iterator[Issued]:
    """One workbook and one letter a unit that must report; what was made before is not made again."""
    along = [(letters.PAGE_ARCHIVE, zipped({PAGE: built(PAGE)}))] if desk.district.page else []
    for unit in desk.expected:
        path = ISSUED / f"{label(desk.ledger, unit)}-{desk.district.year}.xlsx"
        try:
            yield Issued(unit, path, _issued(desk, unit, path, along, now))
        except Refusal as refusal:
            yield Issued(unit, path, refusal=refusal)


def _issued(desk: Desk, unit: Unit, path: Path, along: list[tuple[str, bytes]], now: datetime) -> Ours:
    if not (desk.folder / path).exists():
        write(desk.folder / path, _book(desk, unit, now))
    found = outbox.made(desk, KIND, unit.key)
    if found and not _strange(desk, unit, found):
        return found
    data = load(desk.folder / path)
    if not own(desk, unit, data):
        raise Refusal("not-the-units", path=desk.folder / path, unit=unit.name)
    page = Page(
        subject=f"【年报】请填报{desk.district.year}年年报：{unit.short_name}",
        text=letters.issue(desk.district, unit, desk.district.report_by(unit.group)),
        attachments=((path.name, data), *along),
    )
    return outbox.put(desk, KIND, unit.key, unit.key, unit.addresses, page, now, anew=found is not None)


def own(desk: Desk, unit: Unit, data: bytes) -> bool:
    """Whether a file is the workbook that was made for this unit: by its token, name, code, year and form."""
    (filed, *_) = read_data(Path(), data, forms())
    if not isinstance(filed.outcome, Reading):
        return False
    found, token = filed.outcome.submission, ledger_read.token_of(desk.ledger, unit.key)
    says = (found.form, found.year, found.code, bare(found.unit), filed.outcome.token)
    return bool(token) and says == (desk.district.form, desk.district.year, unit.code, bare(unit.name), token)


def _strange(desk: Desk, unit: Unit, ours: Ours) -> bool:
    """Whether a letter that waits holds another's workbook: an earlier version let units of one name share a file."""
    if ours.state not in (outbox.DRAFTED, outbox.KEPT) or label(desk.ledger, unit) == file_name(unit.short_name):
        return False
    return not any(own(desk, unit, each.data) for each in letter(load(desk.folder / ours.path)).attachments)


def _book(desk: Desk, unit: Unit, now: datetime) -> bytes:
    """The token is drawn once for each unit, whatever is interrupted."""
    token = ledger_read.token_of(desk.ledger, unit.key)
    if not token:
        token = secrets.token_hex(8)
        with transaction(desk.ledger):
            ledger_write.put_issued(desk.ledger, unit.key, token, now)
    return unit_book(desk.district.form, unit, desk.district.year, _last_year(desk, unit), token, desk.beside)


def _last_year(desk: Desk, unit: Unit) -> Mapping[str, Number]:
    """Its own, or those of the units it took over: what may not be added up is left blank."""
    return merged_last_year(desk.district.form, desk.before(unit))


def issue_common(desk: Desk, force: bool = False) -> Path:
    """One workbook for all: each unit chooses its own name on the cover."""
    path = ISSUED / f"{file_name(desk.district.name)}-{desk.district.year}-通用.xlsx"
    listed = [Listed(unit.name, unit.code, unit.level, _last_year(desk, unit)) for unit in desk.expected]
    put(desk.folder / path, common(desk.district.form, desk.district.year, listed, desk.beside), force)
    return path
