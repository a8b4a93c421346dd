"""Workbooks, sheets and names in LibreOffice behind xlwings' own classes."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from tests.instruments.calc.link import Refused
from tests.instruments.calc.range import Note, Range
from tests.instruments.calc.values import LAST_COLUMN, LAST_ROW, area_of

if TYPE_CHECKING:
    from tests.instruments.calc.engine import App

REFERENCE = re.compile(r"=(?:'((?:[^']|'')+)'|([^'!]+))!([$A-Z0-9:]+)")


class Book(base_classes.Book):
    def __init__(self, app: "App", number: int, path: str) -> None:
        self._app, self.number, self.path = app, number, path

    def ask(self, what: str, *arguments: object) -> Any:
        return self._app.engine.link.ask(what, self.number, *arguments)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Book) and other.number == self.number and other.app is self._app

    def __hash__(self) -> int:
        return self.number

    @property
    def api(self) -> "Book":
        return self

    @property
    def app(self) -> "App":
        return self._app

    @property
    def name(self) -> str:
        return Path(self.path).name or f"Book{self.number}"

    @property
    def fullname(self) -> str:
        return self.path or self.name

    @property
    def sheets(self) -> "Sheets":
        return Sheets(self)

    @property
    def names(self) -> "Names":
        return Names(self)

    def activate(self) -> None:
        self._app.books.front.append(self)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """As .xlsx."""
        self.path = str(Path(path or self.fullname).absolute())
        self.ask("save", self.path)

    def close(self) -> None:
        self.ask("close")
        self._app.books.books.remove(self)
        self._app.books.front = [book for book in self._app.books.front if book != self]


class Sheets(base_classes.Sheets):
    def __init__(self, book: Book) -> None:
        self.book = book

    def all(self) -> list["Sheet"]:
        return [Sheet(self.book, name) for name, _ in self.book.ask("sheets")]

    @property
    def api(self) -> "Sheets":
        return self

    @property
    def active(self) -> "Sheet":
        return Sheet(self.book, self.book.ask("active"))

    def __call__(self, name_or_index: str | int) -> "Sheet":
        if isinstance(name_or_index, int):
            return self.all()[name_or_index - 1]
        for sheet in self.all():
            if sheet.name.lower() == name_or_index.lower():
                return sheet
        raise KeyError(name_or_index)

    def __contains__(self, name: str) -> bool:
        return name.lower() in [sheet.name.lower() for sheet in self.all()]

    def __len__(self) -> int:
        return len(self.all())

    def __iter__(self) -> Iterator["Sheet"]:
        return iter(self.all())


class Sheet(base_classes.Sheet):
    def __init__(self, book: Book, name: str) -> None:
        self._book, self._name = book, name

    def ask(self, what: str, *arguments: object) -> Any:
        return self._book.ask(what, self._name, *arguments)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sheet) and (other.book, other.name) == (self._book, self._name)

    def __hash__(self) -> int:
        return hash((self._book, self._name))

    @property
    def api(self) -> "Sheet":
        return self

    @property
    def name(self) -> str:
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self.ask("rename", value)
        self._name = value

    @property
    def book(self) -> Book:
        return self._book

    @property
    def index(self) -> int:
        return [sheet.name for sheet in self._book.sheets].index(self._name) + 1

    @property
    def visible(self) -> bool:
        return bool(dict(self._book.ask("sheets"))[self._name])

    @visible.setter
    def visible(self, value: bool) -> None:
        self.ask("show", value)

    def activate(self) -> None:
        self._book.ask("select", self._name, None)

    select = activate

    @property
    def used_range(self) -> Range:
        top, left, bottom, right = self.ask("used")
        return Range(self, top + 1, left + 1, bottom + 1, right + 1)

    @property
    def cells(self) -> Range:
        return Range(self, 1, 1, LAST_ROW, LAST_COLUMN)

    def range(self, arg1: Any, arg2: Any = None) -> Range:
        """The smallest range that holds both: address, name, row and column (height, width), range; or row, column."""
        if isinstance(arg1, int):
            arg1, arg2 = (arg1, arg2), None
        first = self._one(arg1)
        last = first if arg2 is None else self._one(arg2)
        return Range(
            self,
            min(first.first_row, last.first_row),
            min(first.first_column, last.first_column),
            max(first.last_row, last.last_row),
            max(first.last_column, last.last_column),
        )

    def _one(self, what: Any) -> Range:
        if isinstance(what, Range):
            return what
        if isinstance(what, tuple):
            row, column, height, width = what if len(what) == 4 else (*what, 1, 1)
            if row < 1 or column < 1:
                raise IndexError("rows and columns count from 1")
            return Range(self, row, column, row + height - 1, column + width - 1)
        try:
            return Range(self, *area_of(what))
        except ValueError:
            named = self._book.names(what).refers_to_range
        if named.sheet != self:
            raise Refused(f"1004: {what} is on another sheet")
        return named

    @property
    def notes(self) -> list[Note]:
        return [Note(Range(self, row + 1, column + 1, row + 1, column + 1)) for row, column in self.ask("notes")]


class Names(base_classes.Names):
    """The defined names, hidden ones too, as they are when first asked for."""

    def __init__(self, book: Book) -> None:
        self.all = [Name(book, *entry) for entry in book.ask("names")]

    @property
    def api(self) -> "Names":
        return self

    def __call__(self, name_or_index: str | int) -> "Name":
        if isinstance(name_or_index, int):
            return self.all[name_or_index - 1]
        for name in self.all:
            if name.name.lower() == name_or_index.lower():
                return name
        raise KeyError(name_or_index)

    def contains(self, name_or_index: str | int) -> bool:
        return any(name.name.lower() == str(name_or_index).lower() for name in self.all)

    def __len__(self) -> int:
        return len(self.all)


class Name(base_classes.Name):
    def __init__(self, book: Book, name: str, refers_to: str) -> None:
        self.book, self._name, self._refers_to = book, name, refers_to

    @property
    def api(self) -> "Name":
        return self

    @property  # type: ignore[misc]  # not to be changed
    def name(self) -> str:
        return self._name

    @property  # type: ignore[misc]
    def refers_to(self) -> str:
        return self._refers_to

    @property
    def refers_to_range(self) -> Range:
        """Of one area; what refers to nothing, or to several, raises, as it does in Excel where it is gone."""
        found = REFERENCE.fullmatch(self._refers_to)
        if not found:
            raise ValueError(f"{self._name} refers to {self._refers_to}")
        quoted, plain, address = found.groups()
        sheet = self.book.sheets(quoted.replace("''", "'") if quoted else plain)
        return Range(sheet, *area_of(address))
