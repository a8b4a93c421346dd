"""A workbook taken apart so that it can be edited as programs and people do.

Every cell that the form cares about carries a tag, which moves along with the cell: so the truth about where a figure
went never depends on the reader that is to be proved.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal
from xml.etree.ElementTree import Element

from tests.office.sheets.drawn_parts import MAIN
from toolkit.numbers import Number, plain_number
from toolkit.office.sheets.addresses import Box
from toolkit.office.sheets.xlsx_strings import escape, unescape

Key = tuple[int, int]  # row and column of a cell


@dataclass
class Cell:
    """A cell's attributes (``s``, ``t``) and the elements inside; ``tag`` says which cell of the form this is."""

    attributes: dict[str, str] = field(default_factory=dict)
    inner: list[Element] = field(default_factory=list)
    tag: str = ""

    def child(self, name: str) -> Element | None:
        return next((each for each in self.inner if each.tag == MAIN + name), None)

    @property
    def formula(self) -> str | None:
        found = self.child("f")
        return None if found is None else found.text or ""

    @formula.setter
    def formula(self, formula: str) -> None:
        found = self.child("f")
        assert found is not None
        found.text = formula

    @property
    def value(self) -> Number | str | None:
        """A number, else the text that stands there."""
        if self.attributes.get("t") == "inlineStr":
            return unescape("".join(text.text or "" for each in self.inner for text in each.iter(MAIN + "t")))
        found = self.child("v")
        if found is None or not found.text:
            return None
        return _number(found.text) if self.attributes.get("t", "n") == "n" else found.text

    @property
    def blank(self) -> bool:
        return self.value in (None, "") and self.formula is None

    def clear(self) -> None:
        self.inner = []
        self.attributes.pop("t", None)

    def type(self, value: Number | str | None) -> None:
        """What a person types or pastes: whatever stood there, formulas too, is gone."""
        self.clear()
        if isinstance(value, str):
            self.attributes["t"] = "inlineStr"
            inline = Element(MAIN + "is")
            inline.append(_element("t", escape(value), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}))
            self.inner = [inline]
        elif value is not None:
            self.inner = [_element("v", plain_number(value))]

    def calculate(self, formula: str, cached: str | None, kind: str = "") -> None:
        """A formula with its cached value as the file writes it (None: never calculated), of type e, str, b or n."""
        self.inner = [_element("f", formula)]
        self.cache(cached, kind)

    def cache(self, cached: str | None, kind: str = "") -> None:
        self.inner = [each for each in self.inner if each.tag == MAIN + "f"]
        self.attributes.pop("t", None)
        if kind:
            self.attributes["t"] = kind
        if cached is not None:
            self.inner.append(_element("v", cached))

    def raw(self, kind: str, value: str) -> None:
        """A value that no formula made, of any type: b, d, e."""
        self.attributes["t"] = kind
        self.inner = [_element("v", value)]

    def copy(self) -> "Cell":
        return Cell(dict(self.attributes), deepcopy(self.inner))

    def take(self, other: "Cell") -> None:
        """What stands in another cell is copied here."""
        self.clear()
        self.attributes |= {key: value for key, value in other.attributes.items() if key == "t"}
        self.inner = deepcopy(other.inner)


@dataclass(eq=False)
class Sheet:
    name: str
    part: str
    root: Element
    attributes: dict[str, str]
    cells: dict[Key, Cell]
    rows: dict[int, dict[str, str]]
    columns: dict[int, dict[str, str]]
    merges: list[Box]

    def cell(self, row: int, column: int) -> Cell:
        """The cell, made where there is none."""
        return self.cells.setdefault((row, column), Cell())

    def within(self, box: Box) -> dict[Key, Cell]:
        rows, columns = range(box.top, box.bottom + 1), range(box.left, box.right + 1)
        return {key: cell for key, cell in self.cells.items() if key[0] in rows and key[1] in columns}

    def printed(self) -> Box:
        """The rectangle around all that the form has here: figures, labels, texts."""
        keys = [key for key, cell in self.cells.items() if cell.tag]
        rows, columns = [row for row, _ in keys], [column for _, column in keys]
        return Box(self.name, min(rows), min(columns), max(rows), max(columns))

    def used(self) -> Box:
        rows, columns = [row for row, _ in self.cells], [column for _, column in self.cells]
        return Box(self.name, 1, 1, max(rows, default=1), max(columns, default=1))


@dataclass
class Name:
    """A defined name; ``sheet`` where it belongs to one alone."""

    attributes: dict[str, str]
    text: str
    sheet: Sheet | None = None

    @property
    def built_in(self) -> bool:
        return self.attributes["name"].startswith("_xlnm.")


@dataclass
class Book:
    parts: dict[str, bytes]
    root: Element
    sheets: list[Sheet]
    names: list[Name]

    def sheet(self, name: str) -> Sheet | None:
        return next((sheet for sheet in self.sheets if sheet.name == name), None)

    def cells(self) -> Iterator[tuple[Sheet, Key, Cell]]:
        for sheet in self.sheets:
            for key, cell in sheet.cells.items():
                yield sheet, key, cell

    def tagged(self) -> dict[str, tuple[Sheet, Key]]:
        return {cell.tag: (sheet, key) for sheet, key, cell in self.cells() if cell.tag}


def _element(name: str, text: str, attributes: dict[str, str] | None = None) -> Element:
    made = Element(MAIN + name, attributes or {})
    made.text = text
    return made


def _number(text: str) -> Number:
    value = Decimal(text)
    return int(value) if value == value.to_integral_value() else value
