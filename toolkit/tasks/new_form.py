"""``forms new``: the files of a form to start from; what nobody knows yet is left empty for ``forms check`` to name."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.published.blocks import PrintedTable
from toolkit.published.source.open import blocks
from toolkit.tasks.printed_shape import DraftLine, TableShape, shape

FORM = """# {name}：由 nianbao forms new 生成的草稿。空着的（""）都要填，填好后运行 nianbao forms check
id = {id}
revision = {revision}
name = {name_}
title = ["{{year}}年{name}", "{{unit}}"]
cite = ""  # 依据哪份文件
years = [{year}]  # 从哪一年的报表起用
tables = [{tables}]

[[levels]]  # 哪几级单位填，几月几日前报
id = "unit"
label = "单位"
due = "01-31"
"""
SECTION = """
[[sections]]
heading = {heading}
table = {table}
"""
TABLE = """title = {title}
name = {name}
sheet = {sheet}
cite = ""  # 依据哪一条
unit = ""  # 件、人、万元……

[[blocks]]
{block}"""
NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class FormDraft:
    """What is known of a form before it is written."""

    id: str
    revision: str
    name: str
    year: int
    tables: tuple[TableShape, ...]


def shapes_in(printed: bytes) -> tuple[TableShape, ...]:
    """The tables with figures in a published report. Raises :class:`UserError` for a file that is none."""
    found = (shape(block) for block in blocks(printed) if isinstance(block, PrintedTable))
    return tuple(each for each in found if each)


def draft_files(draft: FormDraft) -> Mapping[str, str]:
    """The text of each file of the form's folder, by its name."""
    names = [f"table{number}" for number in range(1, len(draft.tables) + 1)]
    form = FORM.format(
        id=_quoted(draft.id),
        revision=_quoted(draft.revision),
        name=draft.name,
        name_=_quoted(draft.name),
        year=draft.year,
        tables=", ".join(map(_quoted, names)),
    )
    titles = [f"{NUMERALS[at]}、{draft.name}" if len(names) > 1 else draft.name for at in range(len(names))]
    for name, title in zip(names, titles, strict=True):
        form += SECTION.format(heading=_quoted(title), table=_quoted(name))
    files = {"form.toml": form}
    for number, (name, title, found) in enumerate(zip(names, titles, draft.tables, strict=True)):
        table = {"title": title, "name": f"表{NUMERALS[number]}", "sheet": title[:20]}
        said = {key: _quoted(value) for key, value in table.items()}
        files[f"{name}.toml"] = TABLE.format(**said, block="\n".join(_block(found)))
    return files


def _block(found: TableShape) -> Iterator[str]:
    """One block; where only columns have headings, these are the rows of a block that is printed across."""
    rows, columns = found.rows, found.columns
    if not rows:
        yield "across = true"
        rows, columns = columns, (DraftLine(""),)
    elif found.corner:
        yield f"corner = {_quoted(found.corner)}"
    groups = {"columns": _groups(columns, "cg"), "rows": _groups(rows, "rg")}
    for key, lines, first in (("columns", columns, "c"), ("rows", rows, "r")):
        yield f"{key} = [  # id 请改成英文词，以后各年不变"
        yield from (_line(number, lines, first, groups[key]) for number in range(len(lines)))
        yield "]"
    for key, word in (("column_groups", "columns"), ("row_groups", "rows")):
        if groups[word]:
            yield f"\n[{key}]"
            yield from (_group(path, groups[word]) for path in groups[word])
    yield ""


def _line(number: int, lines: Sequence[DraftLine], first: str, groups: Mapping[tuple[str, ...], str]) -> str:
    line = lines[number]
    said = [f'id = "{first}{number + 1}"', f"label = {_quoted(line.label)}"]
    said += [f"in = {_quoted(groups[line.groups])}"] if line.groups else []
    said += [f'is = "{first}{line.adds_from + 1} + ... + {first}{number}"'] if line.adds_from is not None else []
    return f"  {{ {', '.join(said)} }},"


def _groups(lines: Sequence[DraftLine], first: str) -> dict[tuple[str, ...], str]:
    """An id for each path of headings, the outer ones before those in them."""
    paths = dict.fromkeys(line.groups[:depth] for line in lines for depth in range(1, len(line.groups) + 1))
    return {path: f"{first}{number}" for number, path in enumerate(paths, start=1)}


def _group(path: tuple[str, ...], groups: Mapping[tuple[str, ...], str]) -> str:
    if len(path) == 1:
        return f"{groups[path]} = {_quoted(path[-1])}"
    return f"{groups[path]} = {{ label = {_quoted(path[-1])}, in = {_quoted(groups[path[:-1]])} }}"


def _quoted(text: str) -> str:
    """As a TOML string, which is escaped as JSON's are."""
    return json.dumps(text, ensure_ascii=False)
