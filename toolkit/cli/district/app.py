"""``nianbao district``: which commands there are below it."""

import typer

from toolkit.cli.district import collect, decide, init, issue, restore, send, status, total
from toolkit.cli.terminal.console import say
from toolkit.cli.terminal.shell import Command, CommandGroup

HELP = """区里的全过程：下发、收件、答复、审核、催报、汇总。在区里的工作文件夹里运行，不用写参数。

第一次用：nianbao district init 文件夹，填好其中的“单位名单.xlsx”和 district.toml。"""
EXAMPLES = """nianbao district init 2024年报
nianbao district collect
nianbao district status"""

app = typer.Typer(cls=CommandGroup, add_completion=False)
app.command("init", cls=Command, help=init.HELP, epilog=init.EXAMPLES)(init.run)
app.command("units", cls=Command, help=init.UNITS, epilog=init.UNITS_EXAMPLES)(init.units)
app.command("password", cls=Command, help=init.PASSWORD, epilog=init.PASSWORD_EXAMPLES)(init.password)
app.command("issue", cls=Command, help=issue.HELP, epilog=issue.EXAMPLES)(issue.run)
app.command("collect", cls=Command, help=collect.HELP, epilog=collect.EXAMPLES)(collect.run)
app.command("send", cls=Command, help=send.HELP, epilog=send.EXAMPLES)(send.run)
app.command("status", cls=Command, help=status.STATUS, epilog=status.STATUS_EXAMPLES)(status.status)
app.command("show", cls=Command, help=status.SHOW, epilog=status.SHOW_EXAMPLES)(status.show)
app.command("confirm", cls=Command, help=decide.CONFIRM, epilog=decide.CONFIRM_EXAMPLES)(decide.confirm)
app.command("approve", cls=Command, help=decide.APPROVE, epilog=decide.APPROVE_EXAMPLES)(decide.approve)
app.command("return", cls=Command, help=decide.RETURN, epilog=decide.RETURN_EXAMPLES)(decide.turn_back)
app.command("reopen", cls=Command, help=decide.REOPEN, epilog=decide.REOPEN_EXAMPLES)(decide.reopen)
app.command("seal", cls=Command, help=decide.SEAL, epilog=decide.SEAL_EXAMPLES)(decide.seal)
app.command("publish", cls=Command, help=decide.PUBLISH, epilog=decide.PUBLISH_EXAMPLES)(decide.publish)
app.command("correct", cls=Command, help=decide.CORRECT, epilog=decide.CORRECT_EXAMPLES)(decide.correct)
app.command("total", cls=Command, help=total.TOTAL, epilog=total.TOTAL_EXAMPLES)(total.total)
app.command("render", cls=Command, help=total.RENDER, epilog=total.RENDER_EXAMPLES)(total.render)
app.command("remind", cls=Command, help=status.REMIND, epilog=status.REMIND_EXAMPLES)(status.remind_all)
app.command("assess", cls=Command, help=status.ASSESS, epilog=status.ASSESS_EXAMPLES)(status.assess)
app.command("restore", cls=Command, help=restore.HELP, epilog=restore.EXAMPLES)(restore.run)


@app.callback(invoke_without_command=True)
def start(context: typer.Context) -> None:
    """Without a command: the help."""
    if context.invoked_subcommand is None:
        say(context.get_help())
