"""Formulas as expression trees: *written* as spreadsheet text, and *calculated* to the value a program would show.

A tree names cells, never values, so one tree serves every submission. Numbers are exact (int, else Decimal) where a
program has 15 digits of a double; what is shown is rounded by the formulas themselves.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, reduce
from typing import Protocol

from toolkit.numbers import Number, plain_number
from toolkit.office.sheets.addresses import Box, Place, anchored
from toolkit.workbook.formulas.functions import CALCULATED, OPERATIONS, Failure, Result, Scalar, number_of, spread


class Node(Protocol):
    """One part of a formula."""

    def excel(self, sheet: str) -> str:
        """As it is written in a cell of a sheet, without ``=``."""

    def value(self, cells: "Cells") -> Result:
        """What it gives: one value, or one for each cell of an area in the order of its rows."""


class Cells:
    """A workbook as its formulas see it: what was typed, else what a formula gives, else blank.

    A number that was typed over a formula takes its place. Each formula and each area is worked out once.
    """

    def __init__(self, typed: Mapping[Place, Scalar], formulas: Mapping[Place, Node]) -> None:
        self.typed = typed
        self.formulas = formulas
        self.known: dict[int, Result] = {}  # by the identity of a node: equal ones are compared too slowly
        self.areas: dict[Box, tuple[Scalar, ...]] = {}

    def at(self, place: Place) -> Scalar:
        """What one cell holds."""
        if place in self.typed or place not in self.formulas:
            return self.typed.get(place)
        given = self.once(self.formulas[place])
        return given[0] if isinstance(given, tuple) else given

    def area(self, box: Box) -> tuple[Scalar, ...]:
        """What the cells of an area hold, row by row."""
        if box not in self.areas:
            self.areas[box] = tuple(self.at(place) for place in _places(box))
        return self.areas[box]

    def once(self, node: Node) -> Result:
        """What a node gives, worked out when it is first asked for."""
        key = id(node)
        if key not in self.known:
            self.known[key] = node.value(self)
        return self.known[key]


def calculated(formulas: Mapping[Place, Node], typed: Mapping[Place, Scalar]) -> dict[Place, Number | str]:
    """What each formula shows once these cells are typed; nothing for a formula that was typed over."""
    cells = Cells(typed, formulas)
    return {place: shown(cells.at(place)) for place in formulas if place not in typed}


def shown(value: Scalar) -> Number | str:
    """What a program shows for a value; a formula that leads to a blank cell shows 0."""
    if isinstance(value, Failure):
        return value.value
    return int(value or 0) if isinstance(value, bool | None) else value


@cache
def _places(box: Box) -> tuple[Place, ...]:
    return tuple(place for row in box.rows() for place in row)


@dataclass(frozen=True, slots=True)
class Constant:
    """A number or a text."""

    content: Number | str

    def excel(self, sheet: str) -> str:
        """The formula text: a number in plain decimals, a string in double quotes."""
        return text(self.content) if isinstance(self.content, str) else plain_number(self.content)

    def value(self, cells: Cells) -> Result:
        """The constant itself."""
        return self.content


@dataclass(frozen=True, slots=True)
class At:
    """One cell. ``fixed``: written with its sheet and ``$``, wherever it is seen from."""

    place: Place
    fixed: bool = False

    def excel(self, sheet: str) -> str:
        """The address as a formula on ``sheet`` has it."""
        return self.place.fixed if self.fixed else self.place.seen_from(sheet)

    def value(self, cells: Cells) -> Result:
        """The content of the cell."""
        return cells.at(self.place)


@dataclass(frozen=True, slots=True)
class Area:
    """The cells of a rectangle."""

    box: Box
    fixed: bool = False

    def excel(self, sheet: str) -> str:
        """The address as a formula on ``sheet`` has it."""
        return self.box.fixed if self.fixed else self.box.seen_from(sheet)

    def value(self, cells: Cells) -> Result:
        """The contents of the rectangle, row by row, as one tuple."""
        return cells.area(self.box)


@dataclass(frozen=True, slots=True)
class Array:
    """Numbers in rows, as constants: ``{1,2;3,4}``."""

    rows: tuple[tuple[int, ...], ...]

    def excel(self, sheet: str) -> str:
        """The array constant: commas between columns, semicolons between rows."""
        return "{" + ";".join(",".join(map(str, row)) for row in self.rows) + "}"

    def value(self, cells: Cells) -> Result:
        """The numbers, row by row, as one tuple."""
        return tuple(number for row in self.rows for number in row)


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    name: str
    arguments: tuple[Node, ...]

    def excel(self, sheet: str) -> str:
        """The function's name and its arguments, with commas between."""
        return f"{self.name}({','.join(each.excel(sheet) for each in self.arguments)})"

    def value(self, cells: Cells) -> Result:
        """The function's result; errors are values here (:class:`Failure`), never exceptions."""
        return CALCULATED[self.name](*[each.value(cells) for each in self.arguments])


@dataclass(frozen=True, slots=True)
class If:
    """One of two, by a condition; the other is not worked out."""

    condition: Node
    then: Node
    otherwise: Node

    def excel(self, sheet: str) -> str:
        """The call of ``IF`` as formula text."""
        return f"IF({self.condition.excel(sheet)},{self.then.excel(sheet)},{self.otherwise.excel(sheet)})"

    def value(self, cells: Cells) -> Result:
        """The value of the chosen branch; ``Failure.VALUE`` where the condition is a string or an error."""
        holds = self.condition.value(cells)
        if isinstance(holds, Failure | str):
            return Failure.VALUE
        return self.then.value(cells) if holds else self.otherwise.value(cells)


@dataclass(frozen=True, slots=True)
class Chain:
    """Parts with one operator between them, worked out from the left."""

    operator: str
    parts: tuple[Node, ...]

    def excel(self, sheet: str) -> str:
        """The parts with the operator between them."""
        return self.operator.join([each.excel(sheet) for each in self.parts])

    def value(self, cells: Cells) -> Result:
        """The operator applied from left to right, cell by cell where a part is an area."""
        operation = OPERATIONS[self.operator]
        return reduce(lambda left, right: spread(operation, left, right), [each.value(cells) for each in self.parts])


@dataclass(frozen=True, slots=True)
class Bracketed:
    """A part in parentheses; worked out once, wherever it stands."""

    inner: Node

    def excel(self, sheet: str) -> str:
        """The inner formula in parentheses."""
        return f"({self.inner.excel(sheet)})"

    def value(self, cells: Cells) -> Result:
        """The inner formula's value, computed once for these cells and then remembered."""
        return cells.once(self.inner)


@dataclass(frozen=True, slots=True)
class AsNumber:
    """1 for what is true, else 0."""

    inner: Node

    def excel(self, sheet: str) -> str:
        """The inner formula behind ``--``, which turns TRUE and FALSE into 1 and 0."""
        return f"--{self.inner.excel(sheet)}"

    def value(self, cells: Cells) -> Result:
        """The inner value as numbers, cell by cell where it is an area."""
        return spread(number_of, self.inner.value(cells))


@dataclass(frozen=True, slots=True)
class Anchored:
    """A formula that may be copied to another cell, and reads the same ones there."""

    inner: Node

    def excel(self, sheet: str) -> str:
        """The inner formula with ``$`` before every column and row of an address."""
        return anchored(self.inner.excel(sheet))

    def value(self, cells: Cells) -> Result:
        """The inner formula's value."""
        return self.inner.value(cells)


Part = Node | Number | str


def text(value: str) -> str:
    """A text inside a formula."""
    return '"' + value.replace('"', '""') + '"'


def node(part: Part) -> Node:
    """A number or a text stands for itself."""
    return Constant(part) if isinstance(part, Number | str) else part


def call(name: str, *arguments: Part) -> Node:
    """The node of a spreadsheet function, such as ``SUM``; numbers and strings become constants."""
    return Call(name, tuple(map(node, arguments)))


def choice(condition: Node, then: Part, otherwise: Part) -> Node:
    """The node ``IF(condition, then, otherwise)``."""
    return If(condition, node(then), node(otherwise))


def comparison(left: Part, operator: str, right: Part) -> Node:
    """The node ``left operator right``; the operator as a formula has it, such as ``<>``."""
    return Chain(operator, (node(left), node(right)))


def join(*parts: Part) -> Node:
    """Texts and numbers after one another."""
    return _chain("&", parts)


def plus(parts: Iterable[Part]) -> Node:
    """The sum of parts; 0 of none."""
    return _chain("+", tuple(parts) or (0,))


def _chain(operator: str, parts: tuple[Part, ...]) -> Node:
    return node(parts[0]) if len(parts) == 1 else Chain(operator, tuple(map(node, parts)))


def minus(left: Part, right: Part) -> Node:
    """The one minus the other."""
    return Chain("-", (node(left), node(right)))


def times(left: Part, right: Part) -> Node:
    """The node ``left*right``."""
    return Chain("*", (node(left), node(right)))
