"""Output files named on the command line: whether they may be replaced, and what is printed about them."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.terminal.console import note
from toolkit.tasks.files.replacing import put, refuse_loss

Force = Annotated[
    bool,
    typer.Option("--force", help="同名文件里有人填过、改过内容的，也照写；原来的那份在旁边留一个副本。"),
]


def put_out(path: Path, content: bytes, force: bool, ours: Collection[bytes] = ()) -> None:
    """Write one output; raises :class:`UserError` where something typed would be lost."""
    copy = put(path, content, force, ours)
    if copy:
        note(f"原来的那份留在：{copy}")


def put_all(outputs: Mapping[Path, bytes], force: bool) -> None:
    """Outputs that belong together: none is written where one may not be."""
    refuse_loss(outputs, force)
    for path, content in outputs.items():
        put_out(path, content, force)
