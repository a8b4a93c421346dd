"""``nianbao excel``: the buttons in desktop Excel."""

from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from toolkit.cli.commands import EXCEL
from toolkit.cli.options import argument
from toolkit.cli.terminal.console import note, say
from toolkit.cli.terminal.shell import CommandGroup
from toolkit.excel.messages import no_xlwings


class ExcelCommands(CommandGroup):
    """What stands below ``nianbao excel``."""

    entries = EXCEL


app = typer.Typer(cls=ExcelCommands, add_completion=False)


@app.callback(invoke_without_command=True)
def start(context: typer.Context) -> None:
    """Without a command: the help."""
    if context.invoked_subcommand is None:
        say(context.get_help())


def install() -> int:
    """Put the add-in where Excel finds it."""
    _excel().install()
    note("已安装。请重新打开Excel，上方会多出“年报”一栏。")
    return 0


def open_book(file: Annotated[Path, argument("填报表", "要打开的填报表（.xlsx）。")]) -> int:
    """Open a workbook in Excel and check it there."""
    _excel().open_and_check(file)
    return 0


def _excel() -> Any:
    """Imported only when it is asked for: most computers have no xlwings."""
    try:
        return import_module("toolkit.excel.install")
    except ImportError as error:
        raise no_xlwings() from error
