"""``nianbao excel``: the buttons in desktop Excel."""

from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from toolkit.cli.options import argument
from toolkit.cli.terminal.console import note, say
from toolkit.cli.terminal.shell import Command, CommandGroup
from toolkit.excel.messages import no_xlwings

HELP = """Excel里的按钮：装上“年报”这一栏，在打开的填报表上校验、标出问题、生成报告。

要有Windows或macOS上的Excel。没有的也不缺什么：填报表自己会校验，这里的命令结果一样。WPS用不了这些按钮。"""
EXAMPLES = """nianbao excel install
nianbao excel open 炭山乡-2023.xlsx"""
INSTALL = "安装按钮：把加载项放到Excel启动时会找的地方。先关闭Excel，装好后再打开，就有“年报”一栏。"
OPEN = "在Excel里打开填报表并校验，问题列成清单。"

app = typer.Typer(cls=CommandGroup, add_completion=False)


@app.callback(invoke_without_command=True)
def start(context: typer.Context) -> None:
    """Without a command: the help."""
    if context.invoked_subcommand is None:
        say(context.get_help())


@app.command("install", cls=Command, help=INSTALL, epilog="nianbao excel install")
def install() -> int:
    """Put the add-in where Excel finds it."""
    _excel().install()
    note("已安装。请重新打开Excel，上方会多出“年报”一栏。")
    return 0


@app.command("open", cls=Command, help=OPEN, epilog="nianbao excel open 炭山乡-2023.xlsx")
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
