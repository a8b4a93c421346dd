"""Checks each input alone: filled in, a whole number, not negative, consistent with its table's declaration."""

from collections.abc import Iterable, Iterator

from toolkit.checks.finding import Finding, Level, NotANumber, OddNumber
from toolkit.checks.reading import Reading
from toolkit.entry import Entry, Kind
from toolkit.form.table import Cell
from toolkit.submission.check_code import in_reach
from toolkit.submission.submission import ABSENT, ALL_ZERO

APART = 3  # how many different texts of one kind of fault are told one by one


def check_entries(reading: Reading) -> Iterator[Finding]:
    """Findings about single inputs, table by table: blank, unreadable, of the wrong kind, against the declaration."""
    for table in reading.submission.form.tables:
        entries = [(cell, reading.submission.entry(cell.id)) for cell in reading.submission.form.inputs_of(table.id)]
        yield from _blanks(reading, table.id, entries)
        yield from _unreadable([(cell, entry) for cell, entry in entries if cell.id not in reading.doubted])
        yield from _noted(entries)
        yield from _out_of_kind(entries)
        yield from _contradicted(reading, table.id, entries)


Entries = list[tuple[Cell, Entry]]


def _ids(cells: Iterable[Cell]) -> tuple[str, ...]:
    return tuple(cell.id for cell in cells)


def _blanks(reading: Reading, table: str, entries: Entries) -> Iterator[Finding]:
    unread = [cell for cell, entry in entries if entry.number is None and not entry.fault]
    blank = [cell for cell in unread if cell.id not in reading.lost]
    if blank and table not in reading.submission.declared:
        yield Finding("blank", Level.ERROR, _ids(blank))


def _unreadable(entries: Entries) -> Iterator[Finding]:
    """The same thing typed into several cells is one finding; so are many different things of one kind."""
    for kind in dict.fromkeys(entry.kind for _, entry in entries if entry.fault and entry.kind):
        of_kind = [(cell, entry) for cell, entry in entries if entry.fault and entry.kind is kind]
        typed = tuple(dict.fromkeys(entry.fault for _, entry in of_kind))
        for texts in [typed] if len(typed) > APART else [(text,) for text in typed]:
            cells = _ids(cell for cell, entry in of_kind if entry.fault in texts)
            yield NotANumber("not-a-number", Level.ERROR, cells, typed=texts, kind=kind)


def _noted(entries: Entries) -> Iterator[Finding]:
    for note in dict.fromkeys(entry.note for _, entry in entries if entry.note):
        cells = [(cell, entry) for cell, entry in entries if entry.note == note]
        first = cells[0][1]
        assert first.number is not None
        code = "remark-in-cell" if first.kind is Kind.REMARK else "text-number"
        yield OddNumber(code, Level.NOTE, _ids(cell for cell, _ in cells), number=first.number, typed=note)


def _out_of_kind(entries: Entries) -> Iterator[Finding]:
    for cell, entry in entries:
        if entry.number is None:
            continue
        if cell.kind != "amount" and entry.number != int(entry.number):
            yield OddNumber("not-whole", Level.ERROR, (cell.id,), number=entry.number)
        if cell.kind != "change" and entry.number < 0:
            yield OddNumber("negative", Level.ERROR, (cell.id,), number=entry.number)
        if not in_reach(entry.number):
            yield OddNumber("out-of-reach", Level.ERROR, (cell.id,), number=entry.number)


def _contradicted(reading: Reading, table: str, entries: Entries) -> Iterator[Finding]:
    if reading.submission.declared.get(table) in (ALL_ZERO, ABSENT):
        typed = _ids(cell for cell, entry in entries if entry.number or entry.fault)
        if typed:
            yield Finding("zero-contradicted", Level.ERROR, typed)
