"""What happened to a workbook on its way: which cells were found otherwise, which are lost, what stands outside."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from toolkit.checks.finding import Finding, Level, Spot
from toolkit.form.expression import Number
from toolkit.form.model import Form
from toolkit.form.reserved import BESIDE, TABLES
from toolkit.workbook.book import PLAIN, Book, Content
from toolkit.workbook.formats import is_date
from toolkit.workbook.layout import layout
from toolkit.workbook.locate import KEYS, LABELS, Located
from toolkit.workbook.places import Place
from toolkit.workbook.sheets import Layout, TextSheet
from toolkit.workbook.strays import strays

TEXT = "text."
Search = Callable[["Searched"], Iterator[Finding]]


@dataclass(frozen=True)
class Searched:
    """A book and what was found in it."""

    book: Book
    form: Form
    located: Located

    @property
    def placed(self) -> Layout:
        return layout(self.form)

    def wanted(self) -> dict[str, str]:
        """The ids that are filled in, by their names in the workbook."""
        return {cell.id: cell.id for cell in self.form.inputs} | {TEXT + id: id for id in self.placed.texts}

    def ids(self, names: Iterable[str]) -> tuple[str, ...]:
        wanted = self.wanted()
        return tuple(wanted[name] for name in names if name in wanted)

    def values(self, places: Iterable[Place]) -> list[Number | str]:
        """What stands in some cells, but for the blank ones."""
        return [value for place in places if (value := self.book.content(place).value) not in (None, "")]

    def inputs(self) -> Iterator[tuple[str, Place, Content]]:
        """Every input figure that was found, with its cell."""
        for cell in self.form.inputs:
            for place in self.located.places.get(cell.id, ())[:1]:
                yield cell.id, place, self.book.content(place)


def damage(searched: Searched) -> tuple[Finding, ...]:
    """All of it; of a form beside another only what is its own, the rest is told of the whole workbook."""
    searches = [search for search in SEARCHES if search not in OF_THE_WHOLE or not searched.form.beside]
    return tuple(finding for search in searches for finding in search(searched))


def _lost(searched: Searched) -> Iterator[Finding]:
    lost = [id for name, id in searched.wanted().items() if name not in searched.located.places]
    if lost:
        yield Finding("cell-missing", Level.ERROR, tuple(lost))


def _found_otherwise(searched: Searched) -> Iterator[Finding]:
    for way in (KEYS, LABELS):
        ids = searched.ids(name for name, by in searched.located.by.items() if by == way)
        if ids:
            yield Finding("found-otherwise", Level.NOTE, ids, {"labels": way == LABELS})


def _moved(searched: Searched) -> Iterator[Finding]:
    if moved := searched.ids(_involved(searched, searched.located.moved)):
        yield Finding("cells-moved", Level.NOTE, moved)
    cells = {name: name for name in searched.form.cells} | searched.wanted()
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
    covered = []
    for id, place, _ in searched.inputs():
        for area in searched.book.sheets[place.sheet].merged:
            if area.holds(place) and (place.row, place.column) != (area.top, area.left):
                covered.append(id)
    if covered:
        yield Finding("cell-covered", Level.ERROR, tuple(covered))


def _hidden(searched: Searched) -> Iterator[Finding]:
    """What nobody sees may have been forgotten there."""
    hidden = [
        id
        for id, place, content in searched.inputs()
        if content.value and searched.book.sheets[place.sheet].hides(place.row, place.column)
    ]
    if hidden:
        yield Finding("cell-hidden", Level.NOTE, tuple(hidden))


def _formulas(searched: Searched) -> Iterator[Finding]:
    typed = [id for id, _, content in searched.inputs() if content.formula is not None and _number(content) is not None]
    if typed:
        yield Finding("typed-formula", Level.NOTE, tuple(typed))


def _formats(searched: Searched) -> Iterator[Finding]:
    odd = [
        id
        for id, _, content in searched.inputs()
        if content.shows != PLAIN and (number := _number(content)) is not None and not is_date(number, content.shows)
    ]
    if odd:
        yield Finding("odd-format", Level.NOTE, tuple(odd))


def _number(content: Content) -> Number | None:
    return content.value if isinstance(content.value, int | Decimal) else None


def _outside(searched: Searched) -> Iterator[Finding]:
    for sheet in searched.placed.sheets:
        if spots := strays(sheet, searched.book, searched.located.places):
            yield Finding(
                "outside",
                Level.ERROR,
                spots=spots,
                facts={"sheet": spots[0].sheet, "texts": isinstance(sheet, TextSheet)},
            )


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
        yield Finding("sheet-doubled", level, tuple(differ[here]), {"read": here, "others": sheets})


def _without_counterpart(searched: Searched) -> Iterator[Finding]:
    """Figures of another revision of the form, by the names they have there."""
    spots = []
    for name, places in searched.book.names.items():
        first = name.partition(".")[0]
        others = first != BESIDE if searched.form.beside else first in TABLES
        own = name in searched.placed.names or others or "." not in name
        for place in () if own else places[:1]:
            if isinstance(searched.book.content(place).value, int | Decimal):
                spots.append(Spot(place.sheet, place.ref))
    if spots:
        yield Finding("no-counterpart", Level.WARNING, spots=tuple(spots))


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
    _outside,
    _hidden,
    _formulas,
    _formats,
    _paragraphs,
    _without_counterpart,
    _program,
)
OF_THE_WHOLE: tuple[Search, ...] = (_program,)
