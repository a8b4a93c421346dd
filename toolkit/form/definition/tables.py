"""One table's TOML file becomes a :class:`~toolkit.form.form.Table` and the rules written beside it."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from toolkit.fields import RULE_ID, Problems, Shape, read_toml, take_id, unique
from toolkit.form.definition.guidance import sources
from toolkit.form.form import LEVELS, Rule, Source
from toolkit.form.table import KINDS, Block, Cell, Group, Line, Table, cell_id

NUMBERING = re.compile(r"^(\d+[.、]|（[^）]{1,3}）|[一二三四五六七八九十]+、)")


TABLE_ID = re.compile(r"[a-z][a-z0-9_]*")
MOST_CELLS = 5_000  # of one table; ours have at most 175
PROMPT = 255  # as much as a spreadsheet program shows beside a cell


Loaded = tuple[Table, list[Rule], list[Source]]


def table_file(folder: Path, id: str, problems: Problems) -> Loaded:
    """A name that is none is not opened: it could lead out of the folder."""
    data = read_toml(folder / f"{id}.toml", problems) if TABLE_ID.fullmatch(id) else {}
    return table_of(Shape(data, f"{id}.toml", problems), id)


def table_of(shape: Shape, id: str) -> Loaded:
    """A table, its rules, and who has its figures, from what was read."""
    if not TABLE_ID.fullmatch(id):
        shape.wrong(f"表名“{id}”只能用小写字母、数字和下划线，以字母开头")
    unit = shape.text("unit", "")
    help = shape.table("help")
    groups = {
        "columns": _groups(shape, "column_groups"),
        "rows": _groups(shape, "row_groups"),
    }
    blocks = tuple(_block(block, groups, help, unit) for block in shape.shapes("blocks", required=True))
    if sum(len(block.rows) * len(block.columns) for block in blocks) > MOST_CELLS:
        shape.wrong(f"一张表最多{MOST_CELLS}格", "blocks")
        blocks = ()
    table = Table(
        id=id,
        name=shape.text("name"),
        title=shape.text("title"),
        sheet=shape.text("sheet"),
        cite=shape.text("cite"),
        widths=shape.wholes("widths"),
        blocks=blocks,
    )
    rules = [_rule(rule, id) for rule in shape.shapes("rules")]
    offices = sources(shape.shapes("sources"), table)
    shape.done()
    _prove_help(table, help, shape)
    unique(shape, "blocks", [cell.id for cell in cells_of(table)])
    return table, rules, offices


def _prove_help(table: Table, help: dict[str, Any], shape: Shape) -> None:
    lines = {line.id for block in table.blocks for line in (*block.rows, *block.columns)}
    for key, value in help.items():
        if key not in lines:
            shape.wrong("没有这一行或列", f"help.{key}")
        if not isinstance(value, str):
            shape.wrong("应是文字", f"help.{key}")
        elif len(value) > PROMPT:
            shape.wrong(f"有{len(value)}字，填写时的提示最多放得下{PROMPT}字", f"help.{key}")


def _groups(shape: Shape, key: str) -> dict[str, tuple[Group, ...]]:
    """Each group's path from the outermost one in; a group may only stand in one declared before it."""
    paths: dict[str, tuple[Group, ...]] = {}
    for id, value in shape.table(key).items():
        one = Shape({"label": value} if isinstance(value, str) else value, f"{shape.path}.{key}.{id}", shape.problems)
        outer = one.text("in", "")
        if outer and outer not in paths:
            one.wrong(f"没有在前面写过叫“{outer}”的组", "in")
        paths[id] = (*paths.get(outer, ()), Group(id, one.text("label")))
        one.done()
    return paths


def _block(shape: Shape, groups: dict[str, dict[str, tuple[Group, ...]]], help: dict[str, Any], unit: str) -> Block:
    rows = tuple(_line(s, groups["rows"], help, unit) for s in shape.shapes("rows", required=True))
    of_columns = {id: text for id, text in help.items() if id not in {row.id for row in rows}}
    block = Block(
        title=shape.text("title", ""),
        corner=shape.text("corner", ""),
        across=shape.flag("across", False),
        columns=tuple(_line(s, groups["columns"], of_columns, unit) for s in shape.shapes("columns", required=True)),
        rows=rows,
    )
    _prove_lines(block, shape)
    shape.done()
    return block


def _prove_lines(block: Block, shape: Shape) -> None:
    """Names mean one thing each, and no figure is of two kinds."""
    for key, lines in (("columns", block.columns), ("rows", block.rows)):
        unique(shape, key, [line.id for line in lines])
        for id in sorted({group.id for line in lines for group in line.groups} & {line.id for line in lines}):
            shape.wrong(f"“{id}”既是行或列、又是组", key)
    kinds = {line.kind for line in block.rows} | {line.kind for line in block.columns}
    for cell in cells_of(Table("", "", "", "", "", (), (block,))) if len(kinds - {"count"}) > 1 else ():
        if len({cell.row.kind, cell.column.kind} - {"count"}) > 1:
            shape.wrong(f"行“{cell.row.id}”和列“{cell.column.id}”的种类（kind）不一样")


def _line(shape: Shape, groups: dict[str, tuple[Group, ...]], help: dict[str, Any], unit: str) -> Line:
    id, label, group = take_id(shape), shape.text("label"), shape.text("in", "")
    if "." in id:
        shape.wrong(f"“{id}”里不能有点", "id")
    if group and group not in groups:
        shape.wrong(f"没有叫“{group}”的组", "in")
    line = Line(
        id=id,
        label=label,
        short=shape.text("short", NUMBERING.sub("", label)),
        groups=groups.get(group, ()),
        source=shape.text("is", ""),
        kind=shape.one_of("kind", KINDS, "count"),
        unit=shape.text("unit", unit),
        adds=shape.flag("adds", True),
        help=str(help.get(id, "")),
    )
    shape.done()
    return line


def _rule(shape: Shape, table: str) -> Rule:
    rule = Rule(
        id=take_id(shape, RULE_ID),
        table=table,
        says=shape.text("says"),
        each=shape.one_of("each", ("column", "row"), "column"),
        level=shape.one_of("level", LEVELS, "error"),
        why=shape.text("why"),
        mend=shape.text("mend"),
        cite=shape.text("cite", ""),
        reasons=shape.texts("reasons", required=False),
    )
    if rule.reasons and rule.level != "warning":
        shape.wrong('只有 level = "warning" 的规则可以写明原因', "reasons")
    shape.done()
    return rule


def cells_of(table: Table) -> Iterable[Cell]:
    for block in table.blocks:
        for row in block.rows:
            for column in block.columns:
                yield Cell(cell_id(table.id, row.id, column.id), table.id, block, row, column)
