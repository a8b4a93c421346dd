"""Printing: results go to standard output, notes to standard error."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from toolkit.tasks.names import STEERING

Piece = TypeVar("Piece")
_bars: list[Progress] = []  # what is shown below the lines now: it makes way for each of them


def say(text: str = "", style: str = "") -> None:
    """A result."""
    _print(Console(), text, style)


def say_table(table: Table) -> None:
    """A result as a table; its cells are words, whatever brackets and signs stand in them."""
    for column in table.columns:
        column._cells[:] = [_shown(str(cell)) for cell in column.cells]
    Console().print(table)


def note(text: str, style: str = "") -> None:
    """Progress, remarks and refusals."""
    _print(Console(stderr=True), text, style)


def complain(text: str) -> None:
    """What could not be done."""
    note(text, "red")


def progress(each: Iterable[Piece], title: str, total: int | None = None) -> Iterator[Piece]:
    """The same one after another, with a bar on standard error where that is a terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield from each
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(title, total=total)
        _bars.append(bar)
        try:
            for piece in each:
                bar.advance(task)
                yield piece
        finally:
            _bars.remove(bar)


def say_bytes(result: bytes) -> None:
    """A result as a file would hold it (JSON in UTF-8), whatever the console's own encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(result)
    sys.stdout.buffer.flush()


def never_fail_to_print() -> None:
    """A Chinese Windows console cannot show every character: it shows “?” rather than end the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _print(console: Console, text: str, style: str) -> None:
    for bar in _bars:
        bar.stop()
    console.print(_shown(text, style), soft_wrap=True)
    for bar in _bars:
        bar.start()


def _shown(text: str, style: str = "") -> Text:
    """What came from a file must not steer the terminal nor turn around what is read."""
    return Text(STEERING.sub("?", text), style=style)
