"""下发: a workbook for each unit, with its own token and last year's figures, and the letter it goes with."""

import secrets
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from toolkit.district import ledger_read, ledger_write, letters, outbox
from toolkit.district.desk import Desk
from toolkit.district.issue_book import merged_last_year, unit_book
from toolkit.district.ledger import transaction
from toolkit.district.outbox import Ours, Page
from toolkit.district.roster import Unit
from toolkit.files.built import PAGE, built
from toolkit.files.outputs import file_name, write
from toolkit.form.expression import Number
from toolkit.workbook.draw_common import common
from toolkit.workbook.package import zipped
from toolkit.workbook.units import Listed

FOLDER = Path("下发")


def issue(desk: Desk, now: datetime) -> Iterator[tuple[Unit, Path, Ours]]:
    """One workbook and one letter a unit that must report; what was made before is not made again."""
    along = [(letters.PAGE_ARCHIVE, zipped({PAGE: built(PAGE)}))] if desk.district.page else []
    for unit in desk.expected:
        path = FOLDER / f"{file_name(f'{unit.short_name}-{desk.district.year}')}.xlsx"
        if not (desk.folder / path).exists():
            write(desk.folder / path, _book(desk, unit, now))
        by = desk.district.report_by(unit.group)
        page = Page(
            subject=f"【年报】请填报{desk.district.year}年年报：{unit.short_name}",
            text=letters.issue(desk.district, unit, by),
            attachments=((path.name, (desk.folder / path).read_bytes()), *along),
        )
        yield unit, path, outbox.put(desk, "issue", unit.key, unit.key, unit.addresses, page, now)


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


def issue_common(desk: Desk) -> Path:
    """One workbook for all: each unit chooses its own name on the cover."""
    path = FOLDER / f"{file_name(f'{desk.district.name}-{desk.district.year}')}-通用.xlsx"
    listed = [Listed(unit.name, unit.code, unit.level, _last_year(desk, unit)) for unit in desk.expected]
    write(desk.folder / path, common(desk.district.form, desk.district.year, listed, desk.beside))
    return path
