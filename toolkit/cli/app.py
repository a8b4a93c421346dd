"""The command ``nianbao``: what it does before any of its commands."""

from pathlib import Path
from typing import Annotated

import typer

from toolkit import __version__
from toolkit.cli.commands import COMMANDS
from toolkit.cli.options import option
from toolkit.cli.terminal.chinese import PROGRAM
from toolkit.cli.terminal.console import complain, say
from toolkit.cli.terminal.shell import CommandGroup
from toolkit.district.settings import folder_at, with_own_forms
from toolkit.form.library import VARIABLE, left_out, looking_in

HELP = """年报：从加锁的填报表到Word报告。

区里用 new 制作填报表下发，单位填好报回；用 check 校验，用 mark 标出问题退回，用 render 生成报告，用 export 导出数据。
填报表被改坏了的，用 repair 找回数据。
第一次用，请先运行 nianbao demo。

已发布的年报（Word、网页、PDF）用 import 读成填报表，用 compare 与定稿比对。

凡是要文件的地方，填报表（.xlsx）、导出的数据（.json）和已发布的年报都可以。"""
EXAMPLES = """nianbao demo
nianbao new --unit 原州区炭山乡 --year 2023
nianbao check 报来/*.xlsx"""

LEFT_OUT = "格式定义{folder}有{count}处问题，没有用它。请用 nianbao forms check 查看，改好或移走。"


class Commands(CommandGroup):
    """What stands below ``nianbao``."""

    entries = COMMANDS


app = typer.Typer(cls=Commands, help=HELP, epilog=EXAMPLES, add_completion=False, pretty_exceptions_enable=False)


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    places: Annotated[
        list[Path] | None,
        option(
            "--forms",
            metavar="文件夹",
            help="自己的格式放在哪里：里面是“格式/版本”两层文件夹。写在命令的前面，可以写几次；"
            f"也可以设置环境变量{VARIABLE}。区里的工作文件夹里有“格式”的，不用写。",
            parser=Path,
        ),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="显示版本号。")] = False,
) -> None:
    """Look for forms where they are; without a command, the version or the help."""
    context.with_resource(looking_in(*places or ()))
    context.with_resource(with_own_forms(folder_at(Path())))
    context.call_on_close(_tell_left_out)
    if version:
        say(f"{PROGRAM} {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        say(context.get_help())


def _tell_left_out() -> None:
    for folder, faults in left_out().items():
        complain(LEFT_OUT.format(folder=folder, count=len(faults)))
