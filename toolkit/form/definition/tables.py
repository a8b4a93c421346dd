"""Loads a :class:`~toolkit.form.form.Table` and its rules from one TOML file."""

import re
from collections.abc import Iterable
from typing import Any

from toolkit.fields import RULE_ID, Fields, Mistakes, take_id, unique
from toolkit.form.definition.files import DefinitionFiles
from toolkit.form.definition.guidance import sources
from toolkit.form.form import LEVELS, Rule
from toolkit.form.guidance import Source
from toolkit.form.table import KINDS, PERCENT, Block, Cell, Group, Line, Table, cell_id

NUMBERING = re.compile(r"^(\d+[.、]|（[^）]{1,3}）|[一二三四五六七八九十]+、)")


TABLE_ID = re.compile(r"[a-z][a-z0-9_]*")
MOST_CELLS = 5_000  # of one table; ours have at most 175
PROMPT = 255  # as much as a spreadsheet program shows beside a cell


Groups = dict[str, tuple[Group, ...]]  # the path of each, from the outermost in
Loaded = tuple[Table, list[Rule], list[Source]]


def table_file(files: DefinitionFiles, id: str, problems: Mistakes) -> Loaded:
    """A name that is none is not opened: it could lead out of the folder."""
    data = files.read(f"{id}.toml", problems) if TABLE_ID.fullmatch(id) else {}
    return table_of(Fields(data, f"{id}.toml", problems), id)


def table_of(fields: Fields, id: str) -> Loaded:
    """A table, its rules, and who has its figures, from what was read."""
    if not TABLE_ID.fullmatch(id):
        fields.wrong(f"表名“{id}”只能用小写字母、数字和下划线，以字母开头")
    unit = fields.text("unit", "")
    help = fields.table("help")
    groups = {
        "columns": _groups(fields, "column_groups"),
        "rows": _groups(fields, "row_groups"),
    }
    blocks = tuple(_block(block, groups, help, unit) for block in fields.tables("blocks", required=True))
    if sum(len(block.rows) * len(block.columns) for block in blocks) > MOST_CELLS:
        fields.wrong(f"一张表最多{MOST_CELLS}格", "blocks")
        blocks = ()
    table = Table(
        id=id,
        name=fields.text("name"),
        title=fields.text("title"),
        sheet=fields.text("sheet"),
        cite=fields.text("cite"),
        widths=fields.wholes("widths"),
        blocks=blocks,
        absent=fields.text("absent", ""),
    )
    if set(table.absent) & set(',"'):
        fields.wrong("是下拉框里的一项，不能有英文的逗号和引号", "absent")
    rules = [_rule(rule, id) for rule in fields.tables("rules")]
    offices = sources(fields.tables("sources"), table)
    fields.done()
    _prove_help(table, help, fields)
    unique(fields, "blocks", [cell.id for cell in cells_of(table)])
    return table, rules, offices


def _prove_help(table: Table, help: dict[str, Any], fields: Fields) -> None:
    lines = {line.id for block in table.blocks for line in (*block.rows, *block.columns)}
    for key, value in help.items():
        if key not in lines:
            fields.wrong("没有这一行或列", f"help.{key}")
        if not isinstance(value, str):
            fields.wrong("应是文字", f"help.{key}")
        elif len(value) > PROMPT:
            fields.wrong(f"有{len(value)}字，填写时的提示最多放得下{PROMPT}字", f"help.{key}")


def _groups(fields: Fields, key: str) -> dict[str, tuple[Group, ...]]:
    """Each group's path from the outermost one in; a group may only stand in one declared before it."""
    paths: dict[str, tuple[Group, ...]] = {}
    for id, value in fields.table(key).items():
        given = {"label": value} if isinstance(value, str) else value
        one = Fields(given, f"{fields.path}.{key}.{id}", fields.problems)
        outer = one.text("in", "")
        if outer and outer not in paths:
            one.wrong(f"没有在前面写过叫“{outer}”的组", "in")
        paths[id] = (*paths.get(outer, ()), Group(id, one.text("label")))
        one.done()
    return paths


def _block(fields: Fields, groups: dict[str, dict[str, tuple[Group, ...]]], help: dict[str, Any], unit: str) -> Block:
    rows = tuple(_line(s, groups["rows"], help, unit, row=True) for s in fields.tables("rows", required=True))
    columns = tuple(fields.tables("columns", required=True))
    of_columns = {id: text for id, text in help.items() if id not in {row.id for row in rows}}
    block = Block(
        title=fields.text("title", ""),
        corner=fields.text("corner", ""),
        across=fields.flag("across", False),
        columns=tuple(_line(s, groups["columns"], of_columns, unit, alone=len(columns) == 1) for s in columns),
        rows=rows,
    )
    _prove_lines(block, fields)
    fields.done()
    return block


def _prove_lines(block: Block, fields: Fields) -> None:
    """Names mean one thing each, and no figure is of two kinds."""
    for key, lines in (("columns", block.columns), ("rows", block.rows)):
        unique(fields, key, [line.id for line in lines])
        for id in sorted({group.id for line in lines for group in line.groups} & {line.id for line in lines}):
            fields.wrong(f"“{id}”既是行或列、又是组", key)
    for number, row in enumerate(block.rows):
        for id in row.blocked:
            if id not in [column.id for column in block.columns]:
                fields.wrong(f"没有叫“{id}”的列", f"rows[{number}].blocked")
        if not {column.id for column in block.columns} - set(row.blocked):
            fields.wrong("至少要有一列可以填", f"rows[{number}].blocked")
    _prove_means(block, fields)
    kinds = {line.kind for line in (*block.rows, *block.columns)} - {PERCENT}
    for cell in cells_of(Table("", "", "", "", "", (), (block,))) if len(kinds - {"count"}) > 1 else ():
        if len({cell.row.kind, cell.column.kind} - {"count", PERCENT}) > 1:
            fields.wrong(f"行“{cell.row.id}”和列“{cell.column.id}”的种类（kind）不一样")


def _prove_means(block: Block, fields: Fields) -> None:
    """A mean is weighed by another line of its block, which has a figure wherever it has one."""
    for key, lines in (("columns", block.columns), ("rows", block.rows)):
        known = {line.id: line for line in lines}
        for number, line in enumerate(lines):
            other = known.get(line.mean)
            if line.mean and (other is None or other is line or other.kind == PERCENT or other.mean):
                fields.wrong(f"没有叫“{line.mean}”的、可以用来加权的行或列", f"{key}[{number}].mean")
    cells = {cell.id: cell for cell in cells_of(Table("", "", "", "", "", (), (block,)))}
    for cell in cells.values():
        if cell.percent and cell.row.kind == cell.column.kind:
            fields.wrong(f"行“{cell.row.id}”和列“{cell.column.id}”都是百分比")
        summed = cell.row.computed or cell.column.computed
        if cell.weight and (summed or (cell.row.mean and cell.column.mean) or cell.weight not in cells):
            fields.wrong(f"行“{cell.row.id}”列“{cell.column.id}”不能是平均数：它是自动计算的，或没有数可以用来加权")


def _line(
    fields: Fields, groups: Groups, help: dict[str, Any], unit: str, row: bool = False, alone: bool = False
) -> Line:
    id, label, group = take_id(fields), fields.text("label", "" if alone else None), fields.text("in", "")
    if "." in id:
        fields.wrong(f"“{id}”里不能有点", "id")
    if group and group not in groups:
        fields.wrong(f"没有叫“{group}”的组", "in")
    line = Line(
        id=id,
        label=label,
        short=fields.text("short", NUMBERING.sub("", label)),
        groups=groups.get(group, ()),
        source=fields.text("is", ""),
        kind=fields.one_of("kind", KINDS, "count"),
        unit=fields.text("unit", unit),
        adds=fields.flag("adds", True),
        help=str(help.get(id, "")),
        mean=fields.text("mean", ""),
        blocked=fields.texts("blocked", required=False) if row else (),
    )
    if (line.kind == PERCENT) != ("/" in line.source):
        fields.wrong('百分比要写 kind = "percent" 和 is = "部分 / 总数"，两样都要有', "is")
    if line.mean and (line.kind != "amount" or line.computed):
        fields.wrong('平均数是填的、可以有小数的：要写 kind = "amount"，不写 is', "mean")
    fields.done()
    return line


def _rule(fields: Fields, table: str) -> Rule:
    rule = Rule(
        id=take_id(fields, RULE_ID),
        table=table,
        says=fields.text("says"),
        each=fields.one_of("each", ("column", "row"), "column"),
        level=fields.one_of("level", LEVELS, "error"),
        why=fields.text("why"),
        mend=fields.text("mend"),
        cite=fields.text("cite", ""),
        reasons=fields.texts("reasons", required=False),
    )
    if rule.reasons and rule.level != "warning":
        fields.wrong('只有 level = "warning" 的规则可以写明原因', "reasons")
    fields.done()
    return rule


def cells_of(table: Table) -> Iterable[Cell]:
    """A cell for each crossing of a row and a column that is not blocked, block by block, row by row."""
    for block in table.blocks:
        for row in block.rows:
            for column in (each for each in block.columns if each.id not in row.blocked):
                yield Cell(cell_id(table.id, row.id, column.id), table.id, block, row, column)
