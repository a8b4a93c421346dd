"""A table of figures: blocks of rows and columns as printed, and the cells where they cross."""

from dataclasses import dataclass

from toolkit.form.expression import Sum
from toolkit.form.fraction import Fraction

PERCENT = "percent"
KINDS = ("count", "amount", "change", PERCENT)


def cell_id(table: str, row: str, column: str) -> str:
    """The id of a figure (design, 5.1)."""
    return f"{table}.{row}.{column}"


@dataclass(frozen=True, slots=True)
class Group:
    """A heading that several rows or columns share."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A printed row or column.

    ``blocked``: the columns in which a row is printed without a figure. ``mean``: the line by which a total weighs it.
    """

    id: str
    label: str
    short: str
    groups: tuple[Group, ...] = ()
    source: str = ""
    kind: str = "count"
    unit: str = ""
    adds: bool = True
    help: str = ""
    blocked: tuple[str, ...] = ()
    mean: str = ""

    @property
    def computed(self) -> bool:
        """Whether the line is a sum of others (``is`` in the definition)."""
        return bool(self.source)


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that share one set of columns. ``across``: the rows are printed side by side, in one line of figures."""

    title: str
    corner: str
    across: bool
    columns: tuple[Line, ...]
    rows: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One printed table: blocks below one another, on a sheet of its own. ``widths`` are shares of the page.

    ``absent``: what is said, and printed in its place, where a unit has nothing to do with what it counts.
    """

    id: str
    name: str
    title: str
    sheet: str
    cite: str
    widths: tuple[int, ...]
    blocks: tuple[Block, ...]
    absent: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """One way to compute a figure: down its column (the row has ``is``) or along its row (the column has)."""

    along: str  # "column" or "row"
    sum: Sum


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure. ``routes`` are the sums that give it: none for an input, two where totals cross.

    ``fraction``: what a percentage is made of.
    """

    id: str
    table: str
    block: Block
    row: Line
    column: Line
    routes: tuple[Route, ...] = ()
    fraction: Fraction | None = None

    @property
    def computed(self) -> bool:
        """Whether the figure comes of others, so that nobody types it."""
        return bool(self.routes) or self.percent

    @property
    def percent(self) -> bool:
        """Whether the figure is a percentage of others."""
        return PERCENT in (self.row.kind, self.column.kind)

    @property
    def kind(self) -> str:
        """One of :data:`KINDS`: what its row or column says, ``count`` where both leave it open."""
        if self.percent:
            return PERCENT
        kinds = {self.row.kind, self.column.kind} - {"count"}
        return kinds.pop() if kinds else "count"

    @property
    def unit(self) -> str:
        """The unit of measure, such as 件 or 万元: the column's, else the row's."""
        return "%" if self.percent else self.column.unit or self.row.unit

    @property
    def adds(self) -> bool:
        """Whether a district may add the figure up over its units: False where row or column says ``adds = false``."""
        return self.row.adds and self.column.adds and not self.weight and not self.percent

    @property
    def weight(self) -> str:
        """The id of the figure by which a total weighs this one, a mean; empty where it is none."""
        if self.column.mean:
            return cell_id(self.table, self.row.id, self.column.mean)
        return cell_id(self.table, self.row.mean, self.column.id) if self.row.mean else ""
