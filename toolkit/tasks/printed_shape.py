"""The rows and columns of a printed table, as a form has them: what heads them, and where the figures begin."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from toolkit.published.blocks import PrintedCell, PrintedTable

FIGURE = re.compile(r"[\s\d.,%％/\\—－-]*")  # what stands where a figure is: digits, nothing, a dash
TOTALS = ("合计", "总计", "小计", "共计")
Line = list[PrintedCell | None]


@dataclass(frozen=True)
class DraftLine:
    """A row or column: its label, and the headings around it from the outermost in.

    ``adds_from``: of a total the place of the first line that it adds up, which go on to itself.
    """

    label: str
    groups: tuple[str, ...] = ()
    adds_from: int | None = None


@dataclass(frozen=True)
class TableShape:
    """``rows`` is empty where only columns have headings: the figures stand in one line below them."""

    corner: str
    columns: tuple[DraftLine, ...]
    rows: tuple[DraftLine, ...]


def lines_of(labels: Sequence[str]) -> tuple[DraftLine, ...]:
    """Lines of these labels, without headings around them."""
    return _marked([DraftLine(label) for label in labels])


def shape(table: PrintedTable) -> TableShape | None:
    """What a printed table is made of; None where it has no figures with headings."""
    grid = table.lines
    top = next((at for at, line in enumerate(grid) if at and _is_figure(line[-1])), 0)
    if not top:
        return None
    side = next((at for at in range(len(grid[top])) if _is_figure(grid[top][at])), 0)
    body = [line for line in grid[top:] if any(map(_is_figure, line[side:]))]
    columns = [_line([line[at] for line in grid[:top]]) for at in range(side, len(grid[0]))]
    rows = [_line(line[:side]) for line in body] if side else []
    corner = grid[0][0].text.strip() if side and grid[0][0] else ""
    return TableShape(corner, _marked(columns), _marked(rows))


def _is_figure(cell: PrintedCell | None) -> bool:
    return cell is None or bool(FIGURE.fullmatch(cell.text))


def _line(cells: Sequence[PrintedCell | None]) -> DraftLine:
    said = [text for cell in dict.fromkeys(cells) if cell and (text := "".join(cell.text.split()))]
    return DraftLine(said[-1] if said else "", tuple(said[:-1]))


def _marked(lines: Sequence[DraftLine]) -> tuple[DraftLine, ...]:
    """Those that are called totals add up the plain lines before them, of the same outermost heading."""
    found: list[DraftLine] = []
    for at, line in enumerate(lines):
        start = at
        while start and found[start - 1].adds_from is None and found[start - 1].groups[:1] == line.groups[:1]:
            start -= 1
        total = line.label.rstrip("：:").endswith(TOTALS) and at - start > 1
        found.append(replace(line, adds_from=start if total else None))
    return tuple(found)
