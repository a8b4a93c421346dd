"""Findings about damage: cells located by other means, cells lost, content outside its cells."""

from collections.abc import Iterator

from toolkit.checks.finding import Finding, FoundOtherwise, Level, SheetsAmiss, Spot
from toolkit.workbook.read import damage_looks as looks
from toolkit.workbook.read.damage_outside import elsewhere, outside
from toolkit.workbook.read.locate import KEYS, LABELS
from toolkit.workbook.read.searched import TEXT, Search, Searched


def damage(searched: Searched) -> tuple[Finding, ...]:
    """All of it; of a companion form only what is its own, the rest is told with the main form."""
    searches = [search for search in SEARCHES if search not in OF_THE_WHOLE or not searched.form.companion]
    return tuple(finding for search in searches for finding in search(searched))


def _lost(searched: Searched) -> Iterator[Finding]:
    lost = [id for name, id in searched.wanted.items() if name not in searched.located.places]
    if lost:
        yield SheetsAmiss("cell-missing", Level.ERROR, tuple(lost), sheets=searched.book.gone)


def _found_otherwise(searched: Searched) -> Iterator[Finding]:
    for way in (KEYS, LABELS):
        ids = searched.ids(name for name, by in searched.located.by.items() if by == way)
        if ids:
            yield FoundOtherwise("found-otherwise", Level.NOTE, ids, by_labels=way == LABELS)


def _moved(searched: Searched) -> Iterator[Finding]:
    if moved := searched.ids(_involved(searched, searched.located.moved)):
        yield Finding("cells-moved", Level.NOTE, moved)
    cells = {**{name: name for name in searched.form.cells}, **searched.wanted}
    if unclear := tuple(cells[name] for name in _involved(searched, searched.located.unclear) if name in cells):
        yield Finding("place-unclear", Level.ERROR, unclear)


def _involved(searched: Searched, names: tuple[str, ...]) -> list[str]:
    """The names, and those whose cells they point to: a number may have been dragged there."""
    onto = {place for name in names for place in searched.book.names.get(name, ())[:1]}
    places = searched.located.places
    found = [name for name, at in places.items() if name in names or (at[0] in onto and len(at) == 1)]
    return found + [name for name in names if name not in places]


def _covered(searched: Searched) -> Iterator[Finding]:
    """A merged area keeps the content of its first cell only."""
    covered = [
        id
        for id, place, _ in searched.inputs
        for area in searched.book.sheets[place.sheet].merged
        if area.holds(place) and (place.row, place.column) != (area.top, area.left)
    ]
    if covered:
        yield Finding("cell-covered", Level.ERROR, tuple(covered))


def _copies(searched: Searched) -> Iterator[Finding]:
    """A sheet that is there again: which one is meant must be said where they differ. Copies of one are one finding."""
    others: dict[str, list[str]] = {}
    differ: dict[str, dict[str, None]] = {}
    places = searched.located.places
    for sheet, witness in searched.located.copies.items():
        again = {name: at for name, at in witness.items() if name in places and places[name][0].sheet != sheet}
        if again:
            here = places[next(iter(again))][0].sheet
            others.setdefault(here, []).append(sheet)
            other = (name for name, at in again.items() if searched.values(at) != searched.values(places[name]))
            differ.setdefault(here, {}).update(dict.fromkeys(searched.ids(other)))
    for here, sheets in others.items():
        level = Level.ERROR if differ[here] else Level.NOTE
        yield SheetsAmiss("sheet-doubled", level, tuple(differ[here]), sheets=(here, *sheets))


def _without_counterpart(searched: Searched) -> Iterator[Finding]:
    """Figures of another revision of the form."""
    if places := list(searched.without_counterpart()):
        yield Finding("no-counterpart", Level.WARNING, spots=tuple(Spot(place.sheet, place.ref) for place in places))


def _paragraphs(searched: Searched) -> Iterator[Finding]:
    """More paragraphs than the form has rows for: rows were put in."""
    many = [
        id
        for id, rows in searched.placed.texts.items()
        if sum(bool(searched.book.content(at).value) for at in searched.located.places.get(TEXT + id, ())) > len(rows)
    ]
    if many:
        yield Finding("many-paragraphs", Level.NOTE, tuple(many))


def _program(searched: Searched) -> Iterator[Finding]:
    if searched.book.macros:
        yield Finding("macros-ignored", Level.NOTE)
    if not searched.book.formulas:
        yield Finding("values-only", Level.NOTE)


SEARCHES: tuple[Search, ...] = (
    _lost,
    _found_otherwise,
    _moved,
    _covered,
    _copies,
    outside,
    elsewhere,
    looks.hidden,
    looks.typed_formulas,
    looks.odd_formats,
    looks.struck,
    looks.struck_words,
    looks.rivals,
    looks.other_rivals,
    _paragraphs,
    _without_counterpart,
    _program,
)
OF_THE_WHOLE: tuple[Search, ...] = (looks.other_rivals, _program)
