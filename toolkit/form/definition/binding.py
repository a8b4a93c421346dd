"""Binds the names in a definition's expressions to figures: computed cells get their sums, rules become checks."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.fields import Mistakes
from toolkit.form.expression import Mistake, Name, Ref, Sum, Summand, Term, parse_rule, parse_sum
from toolkit.form.form import AFTER, AROUND, BEFORE, Check, Rule
from toolkit.form.table import PERCENT, Block, Cell, Group, Line, Route, Table, cell_id

Cells = Mapping[str, Cell]
DEEPEST = 50  # sums of sums
LONGEST = 5_000  # figures in one sum, spelled out; ours have at most 150


@dataclass(frozen=True)
class Position:
    """Where an expression is read: in a line of a block (``along`` a column or a row), or nowhere in particular.

    ``last_year``: how words call a figure that reaches back, “上年年报”.
    """

    tables: Sequence[Table]
    table: Table
    block: Block | None = None
    along: str = "column"
    line: Line | None = None
    last_year: str = ""

    def lines(self) -> tuple[Line, ...]:
        """The lines that bare names mean here."""
        if self.block is None:
            return ()
        return self.block.rows if self.along == "column" else self.block.columns

    def cell(self, other: Line) -> str:
        """The id of the cell where the place's line crosses ``other``."""
        assert self.line is not None
        row, column = (other, self.line) if self.along == "column" else (self.line, other)
        return cell_id(self.table.id, row.id, column.id)


def bind_sum(items: Iterable[Summand], place: Position, cells: Cells) -> Sum:
    """Raises :class:`Mistake` on a name that means nothing here."""
    return Sum(tuple(_term(item, place, cells) for item in items))


def _term(item: Summand, place: Position, cells: Cells) -> Term:
    if not item.first.parts:
        return Term(str(item.constant), item.sign, (), constant=item.constant)
    lines = {line.id: line for line in place.lines()}
    if len(item.first.parts) > 1:
        if item.last:
            raise Mistake(f"“{item.first} + ... + {item.last}”：只有本表的行或列才能连加")
        return _pinned(item, place, cells)
    first = item.first.parts[0]
    if item.last:
        run = _run(item, list(lines.values()))
        label = f"{run[0].short}至{run[-1].short}"
    elif first in lines:
        run, label = [lines[first]], lines[first].short
    else:
        groups = {group.id: group for line in lines.values() for group in line.groups}
        if first not in groups:
            raise Mistake(f"没有叫“{item.first}”的行、列或行组")
        run = [line for line in lines.values() if groups[first] in line.groups and not line.computed]
        label = groups[first].label
    label = place.last_year + label if item.first.last_year else label
    ids = [id for line in run if (id := place.cell(line)) in cells]
    return Term(label, item.sign, _refs(ids, item.first, cells))


def _refs(ids: Sequence[str], name: Name, cells: Cells) -> tuple[Ref, ...]:
    if any(cells[id].percent for id in ids):
        raise Mistake(f"“{name}”是百分比，不能相加，也不能比较；请用它的部分和总数")
    return tuple(Ref(id, name.last_year) for id in ids)


def _run(item: Summand, lines: list[Line]) -> list[Line]:
    ids = [line.id for line in lines]
    last = item.last or item.first
    if item.first.last_year != last.last_year or len(last.parts) > 1:
        raise Mistake(f"“{item.first} + ... + {last}”：首尾要写成同样的名称")
    try:
        start, end = ids.index(item.first.parts[0]), ids.index(last.parts[0])
    except ValueError as error:
        raise Mistake(f"“{item.first} + ... + {last}”：首尾都要是本块的行或列") from error
    if start >= end:
        raise Mistake(f"“{item.first} + ... + {last}”：按印刷次序，首应在尾之前")
    if any(line.computed for line in lines[start : end + 1]):
        raise Mistake(f"“{item.first} + ... + {last}”：中间有自动计算的行或列，会重复相加")
    return lines[start : end + 1]


def _pinned(item: Summand, place: Position, cells: Cells) -> Term:
    parts = item.first.parts
    id = ".".join(parts if len(parts) == 3 else (place.table.id, *parts))
    found = [cells[id]] if id in cells else _grouped(id, cells)
    if not found:
        raise Mistake(f"没有叫“{item.first}”的格")
    row = found[0].row.short if id in cells else _group(found[0], parts[-2]).label
    column = "" if row.endswith(found[0].column.short) else found[0].column.short
    label = (place.last_year if item.first.last_year else "") + row + column
    return Term(label, item.sign, _refs([cell.id for cell in found], item.first, cells))


def _grouped(id: str, cells: Cells) -> list[Cell]:
    """``table.group.column``: what a row group has in a column."""
    table, group, column = id.split(".")
    return [
        cell
        for cell in cells.values()
        if (cell.table, cell.column.id) == (table, column) and not cell.row.computed
        if group in (each.id for each in cell.row.groups)
    ]


def _group(cell: Cell, id: str) -> Group:
    return next(group for group in cell.row.groups if group.id == id)


def with_routes(tables: Sequence[Table], cells: Cells, problems: Mistakes) -> dict[str, Cell]:
    """Give every computed cell its sums; report unknown names, cycles and corners whose two routes differ."""
    routes: dict[str, list[Route]] = {id: [] for id in cells}
    for table in tables:
        for number, block in enumerate(table.blocks):
            for along, source, others in computed_lines(block):
                try:
                    for place in (Position(tables, table, block, along, other) for other in others):
                        if (id := place.cell(source)) in cells and not cells[id].percent:
                            routes[id].append(Route(along, this_year(source, place, cells)))
                except Mistake as mistake:
                    problems.add(f"{table.id}.toml.blocks[{number}].{source.id}.is", str(mistake))
    found = {id: replace(cell, routes=tuple(routes[id])) for id, cell in cells.items()}
    sound = _acyclic(found, problems) and _bounded(found, problems) and _corners_agree(found, problems)
    return found if sound else dict(cells)


def this_year(source: Line, place: Position, cells: Cells) -> Sum:
    """The sum of a computed line where it crosses another. Raises :class:`Mistake`."""
    items = parse_sum(source.source)
    if any(item.first.last_year for item in items):
        raise Mistake(f"“{source.source}”：自动计算的行或列只能用本年的数")
    found = bind_sum(items, place, cells)
    if not found.refs:
        line = place.line.id if place.line else ""
        raise Mistake(f"“{source.source}”：在“{line}”里没有可以相加的格，请也写进 blocked")
    return found


def computed_lines(block: Block) -> Iterator[tuple[str, Line, tuple[Line, ...]]]:
    """Each line with a sum of its own: which way it adds, and the lines it crosses."""
    for along, lines, others in (("column", block.rows, block.columns), ("row", block.columns, block.rows)):
        for line in lines:
            if line.computed:
                yield along, line, others


def _acyclic(cells: Cells, problems: Mistakes) -> bool:
    done: set[str] = set()

    def visit(id: str, above: tuple[str, ...]) -> bool:
        if len(above) > DEEPEST:
            problems.add(above[0], f"合计套合计，超过{DEEPEST}层")
            return False
        if id in above:
            problems.add(id, "自己加自己：" + " → ".join((*above[above.index(id) :], id)))
            return False
        if id in done:
            return True
        fine = all(visit(ref.id, (*above, id)) for route in cells[id].routes for ref in route.sum.refs)
        done.add(id)
        return fine

    fine = [visit(id, ()) for id in cells]  # every cycle, not only the first
    return all(fine)


def _bounded(cells: Cells, problems: Mistakes) -> bool:
    """Counted before anything is expanded: sums of sums may double with every line."""
    sizes: dict[str, int] = {}

    def size(id: str) -> int:
        if id not in sizes:
            added = (sum(size(ref.id) for _, ref in route.sum.signed()) for route in cells[id].routes)
            sizes[id] = max(added, default=1)
        return sizes[id]

    found = next((id for id in cells if size(id) > LONGEST), None)
    if found:
        problems.add(found, f"合计展开后有{LONGEST}项以上")
    return found is None


def expander(cells: Cells) -> Callable[[Ref], Sum | None]:
    """A function from a reference to the sum that computes the cell; None for inputs and last year's figures."""

    def route(ref: Ref) -> Sum | None:
        routes = cells[ref.id].routes
        return routes[0].sum if routes and not ref.last_year else None

    return route


def _corners_agree(cells: Cells, problems: Mistakes) -> bool:
    fine = True
    for cell in cells.values():
        expanded = [
            sorted((sign, ref.id) for sign, ref in route.sum.expanded(expander(cells)).signed())
            for route in cell.routes
        ]
        if any(one != expanded[0] for one in expanded):
            problems.add(cell.id, "按行相加和按列相加，用到的格不一样")
            fine = False
    return fine


def total_checks(cells: Cells, tables: Sequence[Table]) -> Iterable[Check]:
    """One check for every route of every computed figure: what is stated against what adds up."""
    for table in tables:
        for cell in (cell for cell in cells.values() if cell.table == table.id):
            for route in cell.routes:
                line = cell.column if route.along == "column" else cell.row
                itself = Sum((Term(_own_label(cell, route.along), 1, (Ref(cell.id),)),))
                added = route.sum.expanded(expander(cells))
                parts = _where(cell, route)
                yield Check(None, table.id, line, route.along, "==", itself, added, total=cell.id, parts=parts)


def _where(total: Cell, route: Route) -> str:
    """On which side of a total the figures stand that it adds up."""
    lines, own, part = (
        (total.block.rows, total.row, 1) if route.along == "column" else (total.block.columns, total.column, 2)
    )
    order = [line.id for line in lines]
    named = {ref.id.split(".")[part] for ref in route.sum.refs}
    if named <= set(order[: order.index(own.id)]):
        return BEFORE
    return AFTER if named <= set(order[order.index(own.id) :]) else AROUND


def _own_label(cell: Cell, along: str) -> str:
    return cell.row.short if along == "column" else cell.column.short


def rule_checks(
    rule: Rule, path: str, tables: Sequence[Table], cells: Cells, last_year: str, problems: Mistakes
) -> Iterable[Check]:
    """The identities of one rule: in every line that has all the names it uses, or once if it pins every cell.

    ``last_year``: what last year's report is called.
    """
    table = next(table for table in tables if table.id == rule.table)
    try:
        comparison = parse_rule(rule.says)
        bare = [item.first for item in comparison.items if len(item.first.parts) == 1]
        places = list(_places(bare, rule.each, tables, table)) if bare else [Position(tables, table)]
        if not places:
            raise Mistake("没有一块表同时有“" + "”“".join(str(name) for name in bare) + "”")
        for place in (replace(each, last_year=last_year) for each in places):
            left, right = (bind_sum(side, place, cells) for side in (comparison.left, comparison.right))
            if _one_sided(left, right):
                continue
            if all(ref.last_year or cells[ref.id].table != table.id for ref in left.refs + right.refs):
                raise Mistake(f"“{rule.says}”没有用到本表今年的格，请写到用得到的那张表里")
            yield Check(
                rule,
                table.id,
                place.line,
                rule.each,
                comparison.operator,
                left.expanded(expander(cells)),
                right.expanded(expander(cells)),
                named=left.refs + right.refs,
            )
    except Mistake as mistake:
        problems.add(f"{path}.says", str(mistake))


def _one_sided(left: Sum, right: Sum) -> bool:
    """Whether all figures of one side are blocked in this line, so that there is nothing to compare."""
    return any(not side.refs and not all(term.fixed for term in side.terms) for side in (left, right))


def _places(bare: list[Name], each: str, tables: Sequence[Table], table: Table) -> Iterable[Position]:
    for block in table.blocks:
        lines = block.rows if each == "column" else block.columns
        known = {line.id for line in lines} | {group.id for line in lines for group in line.groups}
        if all(name.parts[0] in known for name in bare):
            for line in (line for line in (block.columns if each == "column" else block.rows) if line.kind != PERCENT):
                yield Position(tables, table, block, each, line)
