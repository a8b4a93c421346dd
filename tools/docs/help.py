"""Prints docs/命令.md: the help of every command, as the program shows it (``make docs``)."""

import sys
from collections.abc import Iterator

from typer.core import TyperGroup
from typer.main import get_command

from toolkit.cli.app import app
from toolkit.cli.terminal._typer import Command, Context
from toolkit.cli.terminal.chinese import PROGRAM

WIDTH = 78  # the same wherever it is printed
INTRODUCTION = """# 命令

每条命令的说明，和程序里 `--help` 显示的一样。这一页由 `tools/docs/help.py` 生成，请不要手工改。
"""


def pages(command: Command, name: str, parent: Context | None = None) -> Iterator[tuple[str, str]]:
    """A command's path and help, then those of the commands below it."""
    context = Context(command, info_name=name, parent=parent, terminal_width=WIDTH)
    yield context.command_path, command.get_help(context)
    if isinstance(command, TyperGroup):
        for below in command.list_commands(context):
            if each := command.get_command(context, below):
                yield from pages(each, below, context)


def markdown() -> str:
    parts = [f"## {path}\n\n```text\n{text}\n```\n" for path, text in pages(get_command(app), PROGRAM)]
    return "\n".join([INTRODUCTION, *parts])


if __name__ == "__main__":
    sys.stdout.buffer.write(markdown().encode())
