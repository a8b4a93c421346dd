"""下发: a workbook for each unit, with its own token and last year's figures, and the letter it goes with."""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from toolkit.checks.reading import Reading
from toolkit.district.district import District
from toolkit.district.ledger import outbox
from toolkit.district.ledger.labels import label
from toolkit.district.ledger.outbox import LetterContent
from toolkit.district.ledger.records import DRAFTED, KEPT, OutgoingLetter
from toolkit.district.ledger.store import ISSUED
from toolkit.district.letters import words as letters
from toolkit.district.messages import not_the_units
from toolkit.district.units.issued_workbook import merged_last_year, unit_book
from toolkit.district.units.roster import Unit
from toolkit.errors import UserError
from toolkit.form.library import forms
from toolkit.mail.letter import letter
from toolkit.numbers import Number
from toolkit.office.loading import load
from toolkit.office.opc import zipped
from toolkit.tasks.files.bundled import PAGE, offline_page
from toolkit.tasks.files.inputs import read_data
from toolkit.tasks.files.outputs import write
from toolkit.tasks.files.replacing import put
from toolkit.tasks.names import bare, file_name
from toolkit.workbook.design.unit_list import Listed
from toolkit.workbook.write.common import common

KIND = "issue"  # of the letter that a workbook goes with


@dataclass(frozen=True, slots=True)
class Issued:
    """A unit's workbook, where it lies from the district's folder, and its letter, or why there is none."""

    unit: Unit
    path: Path
    letter: OutgoingLetter | None = None
    refusal: UserError | None = None


def issue(district: District, now: datetime) -> Iterator[Issued]:
    """One workbook and one letter a unit that must report; what was made before is not made again."""
    along = [(letters.PAGE_ARCHIVE, zipped({PAGE: offline_page(PAGE)}))] if district.settings.page else []
    for unit in district.expected:
        path = ISSUED / f"{label(district.ledger, unit)}-{district.settings.year}.xlsx"
        try:
            yield Issued(unit, path, _issued(district, unit, path, along, now))
        except UserError as refusal:
            yield Issued(unit, path, refusal=refusal)


def _issued(
    district: District, unit: Unit, path: Path, along: list[tuple[str, bytes]], now: datetime
) -> OutgoingLetter:
    if not (district.folder / path).exists():
        write(district.folder / path, _book(district, unit, now))
    found = outbox.find(district, KIND, unit.key)
    if found and not _strange(district, unit, found):
        return found
    data = load(district.folder / path)
    if not own(district, unit, data):
        raise not_the_units(path=district.folder / path, unit=unit.name)
    short = district.settings.form.short
    content = LetterContent(
        subject=f"【{short}】请填报{district.settings.year}年{short}：{unit.short_name}",
        text=letters.issue(district.settings, unit, district.settings.report_by(unit.group)),
        attachments=((path.name, data), *along),
    )
    return outbox.put(district, KIND, unit.key, unit.key, unit.addresses, content, now, anew=found is not None)


def own(district: District, unit: Unit, data: bytes) -> bool:
    """Whether a file is the workbook that was made for this unit: by its token, name, code, year and form."""
    (filed, *_) = read_data(Path(), data, forms())
    if not isinstance(filed.outcome, Reading):
        return False
    found, token = filed.outcome.submission, district.ledger.token_of(unit.key)
    says = (found.form, found.year, found.code, bare(found.unit), filed.outcome.token)
    return bool(token) and says == (district.settings.form, district.settings.year, unit.code, bare(unit.name), token)


def _strange(district: District, unit: Unit, ours: OutgoingLetter) -> bool:
    """Whether a letter that waits holds another's workbook: an earlier version let units of one name share a file."""
    if ours.state not in (DRAFTED, KEPT) or label(district.ledger, unit) == file_name(unit.short_name):
        return False
    return not any(own(district, unit, each.data) for each in letter(load(district.folder / ours.path)).attachments)


def _book(district: District, unit: Unit, now: datetime) -> bytes:
    """The token is drawn once for each unit, whatever is interrupted."""
    token = district.ledger.token_of(unit.key)
    if not token:
        token = secrets.token_hex(8)
        with district.ledger.transaction():
            district.ledger.put_issued(unit.key, token, now)
    return unit_book(
        district.settings.form, unit, district.settings.year, _last_year(district, unit), token, district.companions
    )


def _last_year(district: District, unit: Unit) -> Mapping[str, Number]:
    """Its own, or those of the units it took over: what may not be added up is left blank."""
    return merged_last_year(district.settings.form, district.before(unit))


def issue_common(district: District, force: bool = False) -> Path:
    """One workbook for all: each unit chooses its own name on the cover."""
    path = ISSUED / f"{file_name(district.settings.name)}-{district.settings.year}-通用.xlsx"
    listed = [Listed(unit.name, unit.code, unit.level, _last_year(district, unit)) for unit in district.expected]
    data = common(district.settings.form, district.settings.year, listed, district.companions)
    put(district.folder / path, data, force)
    return path
