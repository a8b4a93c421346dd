"""补充指标: a district's own figures, read from its 单位名单 into a small companion form of the official one.

Nothing here checks or adds up: the lines become a definition, and the form's own machinery does the rest.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.district.units.messages import bad_indicators
from toolkit.fields import DefinitionError
from toolkit.form.definition.load import companion_form
from toolkit.form.form import Form
from toolkit.form.reserved_names import COMPANION, COMPANION_SHEET
from toolkit.rich_text import FORBIDDEN

ADDS, NOT_ADDED = "相加", "不汇总"
METHODS = (ADDS, NOT_ADDED)
COUNTING = frozenset("件条次个人份项期场家篇部起页户名号处批例款本册张字")  # units of what is counted in whole numbers
BETWEEN = re.compile(r"[、，,;；+＋\n]+")
LINE = re.compile(r"rows\[(\d+)\]")
LONGEST = 60  # characters of a name, so that it can be read beside its cell
MOST = 200  # indicators


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One line as it was written; ``row`` is where, ``parts`` the names of the indicators that add up to it."""

    row: int
    name: str
    unit: str = ""
    method: str = ""
    parts: str = ""


def indicators(lines: Sequence[IndicatorLine]) -> Form | None:
    """The form of these lines, None without any. Raises :class:`UserError` with every mistake, each with its row."""
    if not lines:
        return None
    tidy = [_tidied(line) for line in lines]
    ids = {line.name: _id(line) for line in tidy}
    faults = [f"第{line.row}行：{fault}" for line in tidy for fault in _faults(line, tidy)]
    if len(tidy) > MOST:
        faults.append(f"有{len(tidy)}个指标，最多{MOST}个")
    if not faults:
        try:
            return companion_form(FORM, {**TABLE, "blocks": [_block(tidy, ids)]})
        except DefinitionError as error:
            faults = [_by_row(problem, tidy, ids) for problem in error.problems]
    raise bad_indicators(count=len(faults), faults="\n".join(faults))


def _id(line: IndicatorLine) -> str:
    """Made from what the indicator is, not from where it stands: so a line that is put in, or moved, while workbooks
    are out gives no figure another meaning.
    """
    return "i" + hashlib.sha256(f"{line.name}（{line.unit}）".encode()).hexdigest()[:8]


def _tidied(line: IndicatorLine) -> IndicatorLine:
    """Without the spaces that people type between characters and around them, and what no sheet can hold."""
    told = (line.name, line.unit, line.method)
    name, unit, method = ("".join(FORBIDDEN.sub("", text).split()) for text in told)
    return IndicatorLine(line.row, name, unit.strip("（）()"), method or ADDS, line.parts)


def _faults(line: IndicatorLine, lines: Sequence[IndicatorLine]) -> Iterator[str]:
    if not line.name:
        yield "没有写指标名称"
    elif len(line.name) > LONGEST:
        yield f"指标名称有{len(line.name)}个字，最多{LONGEST}个字"
    elif BETWEEN.search(line.name):
        yield "指标名称里不能有顿号、逗号、分号或加号，它们用来分开“合计自”里的名称"
    first = next(each for each in lines if each.name == line.name)
    if line.name and first.row != line.row:
        yield f"“{line.name}”和第{first.row}行同名"
    if not line.unit:
        yield f"“{line.name}”没有写计量单位"
    if line.method not in METHODS:
        yield f"汇总方式写的是“{line.method}”，应是“{ADDS}”或“{NOT_ADDED}”"
    yield from _faulty_parts(line, {each.name: each for each in reversed(lines)})


def _faulty_parts(line: IndicatorLine, named: Mapping[str, IndicatorLine]) -> Iterator[str]:
    parts = _parts(line)
    for part in dict.fromkeys(parts):
        if part == line.name:
            yield f"“{part}”不能由自己合计"
        elif part not in named:
            yield f"“合计自”里的“{part}”不是本表的指标，请核对名称"
        elif named[part].unit != line.unit and line.unit:
            yield f"“{part}”的计量单位是{named[part].unit}，“{line.name}”是{line.unit}，不能相加"
        if parts.count(part) > 1:
            yield f"“合计自”里的“{part}”写了{parts.count(part)}次"
    if len(parts) == 1:
        yield f"“合计自”里只有“{parts[0]}”一项，合计至少要有两项"


def _parts(line: IndicatorLine) -> list[str]:
    return [part for piece in BETWEEN.split(line.parts) if (part := "".join(piece.split()))]


def _block(lines: Sequence[IndicatorLine], ids: Mapping[str, str]) -> dict[str, object]:
    return {
        "corner": "指标",
        "columns": [{"id": "amount", "label": "本年数"}],
        "rows": [_row(line, ids) for line in lines],
    }


def _row(line: IndicatorLine, ids: Mapping[str, str]) -> dict[str, object]:
    summed = " + ".join(ids[part] for part in _parts(line))
    return {
        "id": ids[line.name],
        "label": f"{line.name}（{line.unit}）",
        "short": line.name,
        "unit": line.unit,
        "kind": "count" if line.unit[-1] in COUNTING else "amount",
        "adds": line.method == ADDS,
        **({"is": summed} if summed else {}),
    }


def _by_row(problem: str, lines: Sequence[IndicatorLine], ids: Mapping[str, str]) -> str:
    """A mistake that only the form's machinery sees, with the row it is in where it says which."""
    path, _, what = problem.partition("：")
    found = LINE.search(path)
    line = next((line for line in lines if ids[line.name] in path), lines[int(found.group(1))] if found else None)
    for name, id in ids.items():
        what = what.replace(f"{COMPANION}.{id}.amount", name).replace(id, name)
    return f"第{line.row}行：{what}" if line else what


FORM = {
    "id": "indicators",
    "revision": "1",
    "name": COMPANION_SHEET,
    "title": [COMPANION_SHEET],
    "cite": "由区里确定",
    "years": [1],
    "tables": [COMPANION],
    "sections": [{"heading": COMPANION_SHEET, "table": COMPANION}],
}
TABLE = {**dict.fromkeys(("name", "title", "sheet"), COMPANION_SHEET), "cite": "由区里确定", "widths": [3, 2]}
