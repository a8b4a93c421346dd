"""Where figures belong: a slot is one printed line of a form's table, with its label and the headings above it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from toolkit.form.form import Form
from toolkit.form.table import Block, Group, Line, Table, cell_id


@dataclass(frozen=True)
class Slot:
    """``labels``: how it may read, alone and behind its groups. ``ids``: its figures from left to right.

    ``heads``: the heading of each. ``groups``: labels of the groups it stands in. ``members``: of a group that is
    printed as one line, the lines it stands for; such a slot may be empty.
    """

    labels: tuple[str, ...]
    ids: tuple[str, ...]
    heads: tuple[str, ...]
    groups: tuple[str, ...] = ()
    members: tuple["Slot", ...] = ()
    across: bool = False

    @property
    def optional(self) -> bool:
        """Whether a report may leave the line out: it is a group's line, the sum of its members."""
        return bool(self.members)


@dataclass(frozen=True)
class Stack:
    """The slots of one block, from top to bottom."""

    table: str
    slots: tuple[Slot, ...]

    @property
    def groups(self) -> tuple[str, ...]:
        """The labels of all groups of the slots, from top to bottom, each once."""
        return tuple(dict.fromkeys(label for slot in self.slots for label in slot.groups))


@cache
def stacks(form: Form) -> tuple[Stack, ...]:
    """Each block of each table by itself: in a published report they may stand in any order."""
    return tuple(Stack(table.id, tuple(_slots(table, block))) for table in form.tables for block in table.blocks)


@cache
def printed_words(form: Form) -> frozenset[str]:
    """All labels, headings, titles and corners of a form's tables."""
    found: set[str] = set()
    for table in form.tables:
        for block in table.blocks:
            found |= {block.title, block.corner}
            for line in (*block.rows, *block.columns):
                found |= {line.label, *(group.label for group in line.groups)}
    return frozenset(found - {""})


def _slots(table: Table, block: Block) -> Iterator[Slot]:
    if block.across:
        labels = tuple(label for row in block.rows for label in _path(row))
        ids = tuple(_id(table, row, column) for row in block.rows for column in block.columns)
        yield Slot(labels, ids, tuple(column.label for _ in block.rows for column in block.columns), across=True)
        return
    seen: set[str] = set()
    for row in block.rows:
        for group in row.groups[1:]:
            if group.id not in seen:
                seen.add(group.id)
                yield _of_group(table, block, group)
        yield _slot(table, block, row)


def _id(table: Table, row: Line, column: Line) -> str:
    """Of the figure where they cross; empty where none is printed."""
    return "" if column.id in row.blocked else cell_id(table.id, row.id, column.id)


def _slot(table: Table, block: Block, row: Line) -> Slot:
    path = _path(row)
    labels = tuple(dict.fromkeys((row.label, "".join(path[-2:]), "".join(path))))
    ids = tuple(_id(table, row, column) for column in block.columns)
    return Slot(labels, ids, tuple(column.label for column in block.columns), path[:-1])


def _of_group(table: Table, block: Block, group: Group) -> Slot:
    rows = [row for row in block.rows if any(each.id == group.id for each in row.groups)]
    members = tuple(_slot(table, block, row) for row in rows)
    return Slot((group.label,), tuple("" for _ in block.columns), members[0].heads, members=members)


def _path(line: Line) -> tuple[str, ...]:
    return (*(group.label for group in line.groups), line.label)
