"""The cells of a book by their names, wherever they were found."""

from collections.abc import Mapping

from toolkit.office.sheets.addresses import Place
from toolkit.office.sheets.book import EMPTY, Book, Content


class FoundCells:
    """A book, and where each name was found in it; what was not found is not there."""

    def __init__(self, book: Book, places: Mapping[str, tuple[Place, ...]]) -> None:
        self.book = book
        self.places = places

    def place(self, name: str) -> Place | None:
        """Where a name points to, if its sheet is still there."""
        places = [place for place in self.places.get(name, ()) if place.sheet in self.book.sheets]
        return places[0] if places else None

    def of(self, name: str) -> list[Content]:
        """The contents of the cells of a name, in order."""
        return [self.book.content(place) for place in self.places.get(name, ())]

    def one(self, name: str) -> Content:
        """The content of the first cell of this name, :data:`EMPTY` where there is none."""
        return next(iter(self.of(name)), EMPTY)

    def text(self, name: str) -> str:
        """A single cell's content as text; empty where there is none."""
        value = self.one(name).value
        return "" if value is None else str(value).strip()
