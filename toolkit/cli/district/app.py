"""``nianbao district``: which commands there are below it."""

import typer

from toolkit.cli.district.commands import COMMANDS
from toolkit.cli.terminal.console import say
from toolkit.cli.terminal.shell import CommandGroup


class DistrictCommands(CommandGroup):
    """What stands below ``nianbao district``."""

    entries = COMMANDS


app = typer.Typer(cls=DistrictCommands, add_completion=False)


@app.callback(invoke_without_command=True)
def start(context: typer.Context) -> None:
    """Without a command: the help."""
    if context.invoked_subcommand is None:
        say(context.get_help())
