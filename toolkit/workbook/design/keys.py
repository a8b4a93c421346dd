"""Hidden keys in a column and a row of each sheet, from which the name of every cell can be recovered.

A row's key is a word, “table.row”; a column's keys are patterns, “*.column”, in which the row's key takes the place of
the star. Together they give back every name, in whichever format the workbook was saved and wherever its lines went.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from toolkit.form.form import Form
from toolkit.office.sheets.addresses import Place
from toolkit.workbook.design.layout import layout

STAR = "*"


@dataclass(frozen=True, slots=True)
class Key:
    """The key of a name's row and the pattern of its column."""

    row: str
    column: str

    @property
    def name(self) -> str:
        """The defined name: ``*.column`` and ``table.row`` give ``table.row.column``."""
        return self.column.replace(STAR, self.row)


@cache
def keys(form: Form) -> Mapping[str, Key]:
    """The key of each name. A row has one key; what stands in it besides is told by its column's pattern."""
    taken: dict[tuple[str, int], str] = {}
    found = {}
    for name, places in layout(form).names.items():
        own = _own(name, form)
        row = taken.setdefault((places[0].sheet, places[0].row), own.row)
        taken.update({(place.sheet, place.row): row for place in places})
        found[name] = own if row == own.row else Key(row, _around(name, row))
    return found


@cache
def names_by_row(form: Form) -> Mapping[str, Sequence[tuple[str, str]]]:
    """By the key of a row, the names on it, each with the pattern of its column."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, key in keys(form).items():
        found.setdefault(key.row, []).append((name, key.column))
    return found


def _own(name: str, form: Form) -> Key:
    first, _, rest = name.partition(".")
    if name in form.cells:
        cell = form.cells[name]
        row = cell.table if cell.block.across else f"{cell.table}.{cell.row.id}"
        return Key(row, STAR + name.removeprefix(row))
    if first == "last_year" and rest in form.cells:
        year = _own(rest, form)
        return Key(f"{first}.{year.row}", year.column)
    if first in ("reason", "choice"):
        return Key(rest, f"{first}.{STAR}")
    return Key(name, STAR)


def _around(name: str, row: str) -> str:
    """The pattern that gives the name from a row's key that is not its own; without a star if it has no part in it."""
    before, met, after = f".{name}.".partition(f".{row}.")
    return f"{before}.{STAR}.{after}".strip(".") if met else name


def written(form: Form) -> Mapping[str, tuple[Mapping[int, str], Mapping[int, str]]]:
    """By sheet, the key of each row and the patterns of each column."""
    rows: dict[str, dict[int, str]] = {}
    columns: dict[str, dict[int, dict[str, None]]] = {}
    for name, place in _places(form):
        key = keys(form)[name]
        rows.setdefault(place.sheet, {})[place.row] = key.row
        columns.setdefault(place.sheet, {}).setdefault(place.column, {})[key.column] = None
    return {sheet: (rows[sheet], {column: " ".join(all) for column, all in columns[sheet].items()}) for sheet in rows}


def _places(form: Form) -> Iterator[tuple[str, Place]]:
    for name, places in layout(form).names.items():
        for place in places:
            yield name, place
