"""A book with its located cells: the input of every search for damage."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from toolkit.checks.finding import Finding
from toolkit.form.form import Form
from toolkit.form.reserved_names import COMPANION, TABLES
from toolkit.numbers import Number
from toolkit.office.sheets.addresses import Place
from toolkit.office.sheets.book import Book, Content
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import Layout
from toolkit.workbook.read.locate import Located
from toolkit.workbook.read.loose import numbers

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
        """Where the form's figures and texts belong on its sheets."""
        return layout(self.form)

    @cached_property
    def wanted(self) -> Mapping[str, str]:
        """The ids that are filled in, by their names in the workbook."""
        return {cell.id: cell.id for cell in self.form.inputs} | {TEXT + id: id for id in self.placed.texts}

    def ids(self, names: Iterable[str]) -> tuple[str, ...]:
        """The ids of figures for those of the defined names that are wanted; other names are left out."""
        return tuple(self.wanted[name] for name in names if name in self.wanted)

    def values(self, places: Iterable[Place]) -> list[Number | str]:
        """What stands in some cells, but for the blank ones."""
        return [value for place in places if (value := self.book.content(place).value) not in (None, "")]

    @cached_property
    def inputs(self) -> tuple[tuple[str, Place, Content], ...]:
        """Every input figure that was found, with its cell."""
        found = ((cell.id, at[0]) for cell in self.form.inputs if (at := self.located.places.get(cell.id)))
        return tuple((id, place, self.book.content(place)) for id, place in found)

    def inputs_of(self, table: str) -> list[Place]:
        """The cells of a table's inputs, as far as they were found."""
        ids = (cell.id for cell in self.form.inputs_of(table))
        return [at[0] for id in ids if (at := self.located.places.get(id))]

    def tables_on(self, sheet: str) -> dict[str, list[Place]]:
        """The tables of a sheet, each with the cells of its figures."""
        found: dict[str, list[Place]] = {}
        for id, cell in self.form.cells.items():
            for place in self.located.places.get(id, ())[:1]:
                if place.sheet == sheet:
                    found.setdefault(cell.table, []).append(place)
        return found

    def declared(self, table: str) -> str:
        """What was chosen above a table, in the words of the choice."""
        return "".join(str(value).strip() for value in self.values(self.located.places.get(f"declared.{table}", ())))

    @cached_property
    def loose(self) -> Mapping[str, tuple[Place, ...]]:
        """The numbers that are no figure's, by sheet, but for those of another revision of the form."""
        found = numbers(self.book, self.form, self.located)
        foreign = set(self.without_counterpart())
        kept = {name: tuple(at for at in places if at not in foreign) for name, places in found.items()}
        return {name: places for name, places in kept.items() if places}

    def without_counterpart(self) -> Iterator[Place]:
        """Figures of another revision of the form, by the names they have there."""
        for name, places in self.book.names.items():
            first = name.partition(".")[0]
            others = first != COMPANION if self.form.companion else first in TABLES
            own = name in self.placed.names or others or "." not in name
            for place in () if own else places[:1]:
                if number_in(self.book.content(place)) is not None:
                    yield place


def number_in(content: Content) -> Number | None:
    """The number in a cell; None for text, boolean or blank."""
    return content.value if isinstance(content.value, int | Decimal) else None
