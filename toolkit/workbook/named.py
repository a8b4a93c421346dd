"""Cells by their defined names: who moves or renames a sheet takes its names along."""

from collections.abc import Iterable

from toolkit.workbook.contents import EMPTY, Content, Contents
from toolkit.workbook.places import Place


class NamedCells:
    """The content of every named cell of a workbook; each sheet is gone through once, when it is first asked for."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self._read: dict[str, dict[str, Content]] = {}

    def place(self, name: str) -> Place | None:
        """Where a name points to, if its sheet is still there."""
        places = [place for place in self._places(name) if place.sheet in self.contents.sheets]
        return places[0] if places else None

    def of(self, name: str) -> list[Content]:
        """The contents of the cells of a name, in order."""
        return [self._sheet(place.sheet).get(place.ref, EMPTY) for place in self._places(name)]

    def one(self, name: str) -> Content:
        return next(iter(self.of(name)), EMPTY)

    def text(self, name: str) -> str:
        """A single cell's content as text; empty where there is none."""
        return str(self.one(name).value or "").strip()

    def _places(self, name: str) -> tuple[Place, ...]:
        return self.contents.names.get(name, ())

    def _sheet(self, sheet: str) -> dict[str, Content]:
        if sheet not in self._read:
            self._read[sheet] = self.contents.cells(sheet, frozenset(self._refs(sheet)))
        return self._read[sheet]

    def _refs(self, sheet: str) -> Iterable[str]:
        return (place.ref for places in self.contents.names.values() for place in places if place.sheet == sheet)
