"""Labels that name the files of units: one for each unit, unique, stored in the ledger."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path

from toolkit.checks.reading import Reading
from toolkit.district.ledger.ledger import Ledger
from toolkit.district.ledger.store import ISSUED
from toolkit.district.units.roster import Unit
from toolkit.form.library import forms
from toolkit.tasks.files.inputs import read_file
from toolkit.tasks.names import file_name

LONGEST, OF_CODE = 40, 12  # characters: what is added to a label, above all the year, is never cut off


def label(ledger: Ledger, unit: Unit) -> str:
    """The unit's own: its short name, unless another unit's files are called so."""
    return ledger.labels()[unit.key]


def see(ledger: Ledger, units: Sequence[Unit], year: int, now: datetime) -> None:
    """Give a label to each that has none yet, in this order."""
    known = ledger.labels()
    unseen = [unit for unit in units if unit.key not in known]
    if unseen:
        named = {} if known else _named(ledger, unseen, year)
        with ledger.transaction():
            for unit in sorted(unseen, key=lambda unit: unit.key not in named):
                _see(ledger, unit, named.get(unit.key, unit.short_name), now)


def _named(ledger: Ledger, units: Sequence[Unit], year: int) -> dict[str, str]:
    """Units whose workbook an earlier version has named, with the name: it kept no labels, and let units share them."""
    found = {}
    for unit in units:
        path = ledger.folder / ISSUED / f"{file_name(f'{unit.short_name}-{year}')}.xlsx"
        token = ledger.token_of(unit.key)
        if token and path.is_file() and path.stem.endswith(f"-{year}") and _token(path) == token:
            found[unit.key] = path.stem.removesuffix(f"-{year}")
    return found


def _token(path: Path) -> str:
    (filed, *_) = read_file(path, forms())
    return filed.outcome.token if isinstance(filed.outcome, Reading) else ""


def _see(ledger: Ledger, unit: Unit, name: str, now: datetime) -> None:
    known = ledger.labels()  # asked again: somebody may have seen it meanwhile
    if unit.key not in known:
        ledger.put_unit(unit.key, free(name, unit.code, known.values()), now)


def free(name: str, code: str, taken: Iterable[str]) -> str:
    """A name for files that none of ``taken`` is taken for: with the code, or a number, where it must be."""
    others = {folded(each) for each in taken}
    return next(each for each in _candidates(name, code) if folded(each) not in others)


def _candidates(name: str, code: str) -> Iterator[str]:
    short = file_name(file_name(name)[:LONGEST])
    yield short
    if code:
        yield f"{short}（{file_name(code)[:OF_CODE]}）"
    yield from (f"{short}（{number}）" for number in count(2))


def folded(name: str) -> str:
    """As names are told apart where the case of letters, or their width, makes no difference."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
