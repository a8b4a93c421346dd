"""LibreOffice as an engine of xlwings: code for a workbook open in Excel runs unchanged on one open in LibreOffice.

It shows that our code asks xlwings rightly and what it makes of the answers. It does not show Excel, its add-in or its
ribbon. Protected sheets refuse what Excel would refuse: typing into locked cells, and colours and notes unless allowed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import xlwings
from xlwings import base_classes

from tests.instruments.calc.book import Book, Sheet
from tests.instruments.calc.link import Link, linked
from tests.instruments.calc.range import Range
from tests.instruments.calc.values import cleaned

BUTTONS = {"ok": "ok", "ok_cancel": "ok", "yes_no": "yes", "yes_no_cancel": "yes"}


@contextmanager
def calc() -> Iterator[xlwings.App]:
    """The program, no workbook open; till the end it is the one xlwings uses, ``Book.caller()`` the book in front."""
    with linked() as link:
        engine = xlwings.Engine(impl=Engine(link))
        app = engine.apps.active
        assert app is not None
        known = xlwings.engines
        with (
            patch.object(known, "engines", [*known.engines, engine]),
            patch.dict(known.engines_by_name, {engine.name: engine}),
            patch.object(known, "active", engine),
            patch.object(xlwings.Book, "_mock_caller", ActiveBook(app), create=True),
        ):
            yield app


class ActiveBook(xlwings.Book):
    """Whichever book is in front when it is asked for."""

    def __init__(self, app: xlwings.App) -> None:
        self.program = app

    @property
    def impl(self) -> Book:
        return self.program.impl.books.active  # type: ignore[no-any-return]


class Engine:
    """The one program, and what its values mean."""

    name, type = "calc", "desktop"

    def __init__(self, link: Link) -> None:
        self.link = link
        self.apps = Apps(self)

    @staticmethod
    def prepare_xl_data_element(value: Any, options: object) -> Any:
        return "" if value is None else value

    @staticmethod
    def clean_value_data(
        data: Any,
        datetime_builder: Callable[..., object],
        empty_as: object,
        number_builder: Callable[[float], object] | None,
        err_to_str: bool,
    ) -> list[list[object]]:
        rows = data if isinstance(data, list | tuple) else [[data]]
        return [[cleaned(each, datetime_builder, empty_as, number_builder, err_to_str) for each in row] for row in rows]


class Apps(base_classes.Apps):
    def __init__(self, engine: Engine) -> None:
        self.app = App(engine)

    def keys(self) -> list[int]:
        return [self.app.pid]

    def __iter__(self) -> Iterator["App"]:
        yield self.app

    def __len__(self) -> int:
        return 1

    def __getitem__(self, pid: int) -> "App":
        return self.app


class App(base_classes.App):
    """``said`` holds each (prompt, title) that was shown; ``answer`` is the button pressed, where not the first one."""

    screen_updating = display_alerts = enable_events = interactive = visible = True
    calculation, status_bar, version = "automatic", None, "16.0"

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._books = Books(self)
        self.said: list[tuple[str, str]] = []
        self.answer: str | None = None

    @property
    def api(self) -> "App":
        return self

    @property
    def pid(self) -> int:
        return self.engine.link.process.pid

    @property
    def books(self) -> "Books":
        return self._books

    def activate(self, steal_focus: bool = False) -> None:
        """It is the only one."""

    def alert(self, prompt: str, title: str | None, buttons: str | None, mode: object, callback: object) -> str:
        self.said.append((prompt, title or ""))
        return self.answer or BUTTONS[buttons or "ok"]

    @property
    def selection(self) -> Range:
        book = self.books.active
        sheet, (top, left, bottom, right) = book.ask("selection")
        return Range(Sheet(book, sheet), top + 1, left + 1, bottom + 1, right + 1)


class Books(base_classes.Books):
    """The open workbooks; the active one is the last that was opened or brought to the front."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.books: list[Book] = []
        self.front: list[Book] = []

    @property
    def active(self) -> Book:
        return self.front[-1]

    def __call__(self, name_or_index: str | int) -> Book:
        if isinstance(name_or_index, int):
            return self.books[name_or_index - 1]
        for book in self.books:
            if book.name.lower() == name_or_index.lower():
                return book
        raise KeyError(name_or_index)

    def __len__(self) -> int:
        return len(self.books)

    def __iter__(self) -> Iterator[Book]:
        return iter(list(self.books))

    def open(self, fullname: str, *options: object) -> Book:
        return self._opened(fullname)

    def add(self) -> Book:
        return self._opened("")

    def _opened(self, path: str) -> Book:
        number = self.app.engine.link.ask("open", path)
        book = Book(self.app, number, path)
        self.books.append(book)
        self.front.append(book)
        return book
