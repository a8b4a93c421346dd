"""``nianbao forms``: the forms there are."""

from pathlib import Path

import typer

from toolkit.cli.commands import FORMS
from toolkit.cli.terminal.console import say
from toolkit.cli.terminal.shell import CommandGroup
from toolkit.cli.terminal.typeset import two_columns
from toolkit.form.form import Form
from toolkit.form.library import all_definitions, fingerprint, forms

WIDTH = 100


class FormCommands(CommandGroup):
    """What stands below ``nianbao forms``."""

    entries = FORMS


app = typer.Typer(cls=FormCommands, add_completion=False)


@app.callback(invoke_without_command=True)
def list_forms(context: typer.Context) -> None:
    """The forms there are, unless a command follows."""
    if context.invoked_subcommand is None:
        forms()  # raises where there is none
        for folder, form in all_definitions().sound.items():
            say_form(form, folder)


def say_form(form: Form, folder: Path) -> None:
    """Print what a form is: years, number of cells and rules, levels, fingerprint, legal basis."""
    first, last = form.years
    rules = len(form.rules) + len(form.text_rules)
    say(f"● {form.key}  {form.name}", "bold")
    rows = (
        ("适用年度", f"{first}年至{last}年" if last else f"{first}年起"),
        ("数据", f"{len(form.cells)}格，其中{len(form.inputs)}格填写、{len(form.computed)}格自动计算"),
        ("勾稽关系", f"{rules}条，合计和逐列核对共{len(form.checks)}处"),
        ("单位层级", "、".join(level.label for level in form.levels)),
        ("定义标识", fingerprint(form)),
        ("依据", form.cite),
        *([("来自", str(folder))] if form.outside else ()),
    )
    for line in two_columns(rows, WIDTH):
        say(line)
