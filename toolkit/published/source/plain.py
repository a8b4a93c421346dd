"""Plain text and Markdown as blocks: lines with tabs or pipes are rows of a table whose columns cannot be trusted."""

import re

from toolkit import limits
from toolkit.limits import within
from toolkit.published.blocks import Block, Passage, PrintedCell, PrintedTable
from toolkit.published.source.encoding import text_of
from toolkit.published.source.web import of_page
from toolkit.rich_text import from_markup

RULE = re.compile(r"[\s:|+-]*-{2,}[\s:|+-]*")  # under the head of a table in Markdown
HEADING = re.compile(r"^\s{0,3}#{1,6}\s+")
MARKED_UP = re.compile(r"<t[dh]\b", re.I)
PIPES = 2  # in one line: fewer may stand in words


def blocks(data: bytes) -> tuple[Block, ...]:
    """Raises :class:`UserError` beyond the bounds of a text."""
    within(len(data), limits.PRINTED, f"超过{limits.PRINTED >> 20}MB")
    text = text_of(data)
    return of_page(text) if MARKED_UP.search(text) else of_text(text)


def of_text(text: str) -> tuple[Block, ...]:
    """The lines as paragraphs and tables. Raises :class:`~toolkit.errors.UserError` for too many lines."""
    lines = text.split("\n")
    within(len(lines), limits.PASSAGES, "文字超过{}段")
    found: list[Block] = []
    rows: list[list[str]] = []
    for line in lines:
        if "-" in line and RULE.fullmatch(line):
            continue
        if cells := _cells(line):
            rows.append(cells)
            continue
        found += _table(rows)
        rows = []
        if runs := from_markup(HEADING.sub("", line)):
            found.append(Passage(runs))
    return (*found, *_table(rows))


def _cells(line: str) -> list[str]:
    """What stands between tabs or pipes; nothing where the line is none of a table."""
    if line.count("|") >= PIPES or (line.strip().startswith("|") and line.strip() != "|"):
        return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]
    if "\t" in line.rstrip(" ") and line.strip():
        return [cell.strip() for cell in line.split("\t")]
    return []


def _table(rows: list[list[str]]) -> list[Block]:
    cells = (PrintedCell(text, row, column) for row, line in enumerate(rows) for column, text in enumerate(line))
    return [PrintedTable(tuple(cells), ruled=False)] if rows else []
