"""Draws a printed table in a terminal."""

from collections.abc import Iterator

from toolkit.form.form import Form
from toolkit.form.grid import FIGURE, Grid, GridCell
from toolkit.rich_text import width

WIDEST = 20  # half-width characters of a column; a hanzi takes two
INPUT, TOTAL, SHARE = "□", "∑", "%"  # typed, added up, a percentage


def drawn(grid: Grid, form: Form) -> Iterator[str]:
    """Line by line, a merged cell's words in its first place; longer ones are cut short."""
    words = {(cell.row, cell.column): _words(cell, form) for cell in grid.cells}
    single = {place: text for place, text in words.items() if (place in _narrow(grid))}
    room = [
        min(WIDEST, max((width(text) for (_, at), text in single.items() if at == column), default=2))
        for column in range(grid.columns)
    ]
    spans = {(cell.row, cell.column): cell.width for cell in grid.cells}
    for row in range(grid.rows):
        yield "│" + "│".join(_places(row, words, spans, room)) + "│"


def _places(
    row: int, words: dict[tuple[int, int], str], spans: dict[tuple[int, int], int], room: list[int]
) -> Iterator[str]:
    column = 0
    while column < len(room):
        span = spans.get((row, column), 1)
        space = sum(room[column : column + span]) + span - 1
        yield _fitted(words.get((row, column), ""), space)
        column += span


def _narrow(grid: Grid) -> set[tuple[int, int]]:
    return {(cell.row, cell.column) for cell in grid.cells if cell.width == 1}


def _words(cell: GridCell, form: Form) -> str:
    if cell.kind != FIGURE:
        return " ".join(cell.text.split())
    figure = form.cells[cell.cell]
    return SHARE if figure.percent else TOTAL if figure.computed else INPUT


def _fitted(text: str, space: int) -> str:
    while width(text) > space:
        text = text[:-2] + "…" if len(text) > 1 else ""
    return text + " " * (space - width(text))
