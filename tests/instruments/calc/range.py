"""Cells in LibreOffice behind xlwings' own classes: what :class:`xlwings.Range` asks of Excel, asked of LibreOffice."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter
from xlwings import base_classes
from xlwings.utils import hex_to_rgb, int_to_rgb

from tests.instruments.calc.text import Characters, Font
from tests.instruments.calc.values import from_inside, to_inside

if TYPE_CHECKING:
    from tests.instruments.calc.book import Sheet


def _alike(answers: Sequence[bool]) -> bool | None:
    return answers[0] if len(set(answers)) == 1 else None


def _as_excel(rows: list[list[Any]]) -> Any:
    """One cell by itself, more as rows."""
    return rows[0][0] if len(rows) == len(rows[0]) == 1 else tuple(map(tuple, rows))


class Range(base_classes.Range):
    """A rectangle of cells, rows and columns from 1."""

    def __init__(self, sheet: "Sheet", top: int, left: int, bottom: int, right: int) -> None:
        self._sheet = sheet
        self.first_row, self.first_column, self.last_row, self.last_column = top, left, bottom, right
        self.options: dict[str, Any] = {}  # xlwings puts the options here

    @property
    def area(self) -> list[int]:
        """As the inside counts, from 0."""
        return [self.first_row - 1, self.first_column - 1, self.last_row - 1, self.last_column - 1]

    def ask(self, what: str, *arguments: object) -> Any:
        return self._sheet.ask(what, self.area, *arguments)

    def ask_cell(self, what: str, *arguments: object) -> Any:
        return self._sheet.ask(what, self.first_row - 1, self.first_column - 1, *arguments)

    @property
    def coords(self) -> tuple["Sheet", int, int, int, int]:
        return self._sheet, self.first_row, self.first_column, *self.shape

    @property
    def api(self) -> "Range":
        return self

    @property
    def sheet(self) -> "Sheet":
        return self._sheet

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    @property
    def row(self) -> int:
        return self.first_row

    @property
    def column(self) -> int:
        return self.first_column

    @property
    def shape(self) -> tuple[int, int]:
        return self.last_row - self.first_row + 1, self.last_column - self.first_column + 1

    def __call__(self, arg1: int, arg2: int | None = None) -> "Range":
        if arg2 is None:
            down, across = divmod(arg1 - 1, self.shape[1])
        else:
            down, across = arg1 - 1, arg2 - 1
        row, column = self.first_row + down, self.first_column + across
        return Range(self._sheet, row, column, row, column)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        def corner(row: int, column: int) -> str:
            return f"{'$' * col_absolute}{get_column_letter(column)}{'$' * row_absolute}{row}"

        text = corner(self.first_row, self.first_column)
        if len(self) > 1:
            text += ":" + corner(self.last_row, self.last_column)
        return f"'[{self._sheet.book.name}]{self._sheet.name}'!{text}" if external else text

    @property
    def address(self) -> str:
        return self.get_address(True, True, False)

    @property
    def raw_value(self) -> Any:
        if not len(self):
            return None
        return _as_excel([[from_inside(value) for value in row] for row in self.ask("values")])

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        self.ask("write", self._filled(value))

    def _filled(self, value: Any) -> list[list[Any]]:
        """One value goes into every cell, one row into every row."""
        if not isinstance(value, list | tuple):
            value = [[value] * self.shape[1]]
        elif not isinstance(value[0], list | tuple):
            value = [value]
        rows = list(value) * self.shape[0] if len(value) == 1 else value
        return [[to_inside(each) for each in row] for row in rows]

    def clear_contents(self) -> None:
        self.ask("clear")

    @property
    def formula(self) -> Any:
        return _as_excel(self.ask("formulas"))

    @formula.setter
    def formula(self, value: Any) -> None:
        self.raw_value = value

    @property
    def number_format(self) -> str | None:
        return self.ask("number_format")  # type: ignore[no-any-return]

    @number_format.setter
    def number_format(self, value: str) -> None:
        self.ask("format_numbers", value)

    @property
    def color(self) -> tuple[int, int, int] | None:
        rgb = self.ask("color")
        return rgb and tuple(rgb)

    @color.setter
    def color(self, color_or_rgb: Any) -> None:
        if isinstance(color_or_rgb, str):
            color_or_rgb = hex_to_rgb(color_or_rgb)  # type: ignore[no-untyped-call]
        if isinstance(color_or_rgb, int):
            color_or_rgb = int_to_rgb(color_or_rgb)  # type: ignore[no-untyped-call]
        self.ask("paint", color_or_rgb)

    @property
    def row_hidden(self) -> bool | None:
        return _alike(self.ask("hidden_rows"))

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        self.ask("hide_rows", value)

    @property
    def column_hidden(self) -> bool | None:
        return _alike(self.ask("hidden_columns"))

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        self.ask("hide_columns", value)

    @property
    def row_height(self) -> float | None:
        return self.ask("row_height")  # type: ignore[no-any-return]

    @row_height.setter
    def row_height(self, value: float) -> None:
        self.ask("set_row_height", value)

    @property
    def merge_cells(self) -> bool | None:
        return self.ask("merged")  # type: ignore[no-any-return]

    @property
    def merge_area(self) -> "Range":
        top, left, bottom, right = self.ask("merge_area")
        return Range(self._sheet, top + 1, left + 1, bottom + 1, right + 1)

    @property
    def font(self) -> "Font":
        return Font(self.ask("bold"), lambda value: self.ask("embolden", value))

    @property
    def characters(self) -> "Characters":
        return Characters([tuple(run) for run in self.ask_cell("runs")], partial(self.ask_cell, "embolden_part"))

    @property
    def has_array(self) -> bool:
        return False

    @property
    def note(self) -> "Note | None":
        return Note(self) if self.ask_cell("note") else None

    def add_note(self, text: str) -> "Note":
        self.ask_cell("add_note", text)
        return Note(self)

    def select(self) -> None:
        self._sheet.book.ask("select", self._sheet.name, self.area)


class Note(base_classes.Note):
    """The note of a cell."""

    def __init__(self, cell: Range) -> None:
        self.cell = cell

    @property
    def api(self) -> "Note":
        return self

    @property
    def text(self) -> str:
        return str(self.cell.ask_cell("note")[0])

    @text.setter
    def text(self, value: str) -> None:
        self.cell.ask_cell("write_note", value)

    @property
    def author(self) -> str:
        return str(self.cell.ask_cell("note")[1])

    @property
    def location(self) -> Range:
        return self.cell

    def delete(self) -> None:
        self.cell.ask_cell("delete_note")
