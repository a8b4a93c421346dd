"""The command ``nianbao``: which commands there are. Each lives in a module of its own."""

from typing import Annotated

import typer

from toolkit import __version__
from toolkit.cli import (
    check,
    compare,
    demo,
    excel,
    export,
    fill,
    forms,
    imports,
    mark,
    new,
    page,
    render,
    repair,
    template,
    total,
)  # fmt: skip
from toolkit.cli.district import app as district
from toolkit.cli.terminal.chinese import PROGRAM
from toolkit.cli.terminal.console import say
from toolkit.cli.terminal.shell import Command, CommandGroup

HELP = """政府信息公开工作年度报告：从加锁的填报表到Word报告。

区里用 new 制作填报表下发，单位填好报回；用 check 校验，用 mark 标出问题退回，用 render 生成报告，用 export 导出数据。
填报表被改坏了的，用 repair 找回数据。
第一次用，请先运行 nianbao demo。

已发布的年报（Word、网页、PDF）用 import 读成填报表，用 compare 与定稿比对。

凡是要文件的地方，填报表（.xlsx）、导出的数据（.json）和已发布的年报都可以。"""
EXAMPLES = """nianbao demo
nianbao new --unit 原州区炭山乡 --year 2023
nianbao check 报来/*.xlsx"""

app = typer.Typer(cls=CommandGroup, help=HELP, epilog=EXAMPLES, add_completion=False, pretty_exceptions_enable=False)
app.command("demo", cls=Command, help=demo.HELP, epilog=demo.EXAMPLES)(demo.run)
app.command("new", cls=Command, help=new.HELP, epilog=new.EXAMPLES)(new.run)
app.command("fill", cls=Command, help=fill.HELP, epilog=fill.EXAMPLES)(fill.run)
app.command("check", cls=Command, help=check.HELP, epilog=check.EXAMPLES)(check.run)
app.command("mark", cls=Command, help=mark.HELP, epilog=mark.EXAMPLES)(mark.run)
app.command("repair", cls=Command, help=repair.HELP, epilog=repair.EXAMPLES)(repair.run)
app.command("render", cls=Command, help=render.HELP, epilog=render.EXAMPLES)(render.run)
app.command("template", cls=Command, help=template.HELP, epilog=template.EXAMPLES)(template.run)
app.command("page", cls=Command, help=page.HELP, epilog=page.EXAMPLES)(page.run)
app.command("export", cls=Command, help=export.HELP, epilog=export.EXAMPLES)(export.run)
app.command("import", cls=Command, help=imports.HELP, epilog=imports.EXAMPLES)(imports.run)
app.command("compare", cls=Command, help=compare.HELP, epilog=compare.EXAMPLES)(compare.run)
app.command("total", cls=Command, help=total.HELP, epilog=total.EXAMPLES)(total.run)
app.add_typer(district.app, name="district", help=district.HELP, epilog=district.EXAMPLES)
app.add_typer(excel.app, name="excel", help=excel.HELP, epilog=excel.EXAMPLES)
app.add_typer(forms.app, name="forms", help=forms.HELP, epilog=forms.EXAMPLES)


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="显示版本号。")] = False,
) -> None:
    """Without a command: the version or the help."""
    if version:
        say(f"{PROGRAM} {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        say(context.get_help())
