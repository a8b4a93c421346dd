"""The help page of a command in Chinese: parameters come from Typer, layout and words from here."""

from collections.abc import Iterator, Sequence
from typing import TypeGuard

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from toolkit.cli.terminal._typer import Context
from toolkit.cli.terminal.entry import CommandEntry
from toolkit.cli.terminal.typeset import two_columns, wrapped

HELP_OPTION = "显示这份说明。"


def page(command: TyperCommand | TyperGroup, context: Context, width: int, below: Sequence[CommandEntry] = ()) -> str:
    """Usage, what it does, arguments, the commands below it, options, examples, in lines of ``width`` columns."""
    parameters = command.get_params(context)
    arguments = [(argument_name(each), each.help or "") for each in parameters if isinstance(each, TyperArgument)]
    options = [(_option_names(each), _option_help(each)) for each in parameters if _is_option(each)]
    commands = [(each.name, next(_paragraphs(each.help), "")) for each in below]
    parts = [
        [f"用法：{usage(command, context)}"],
        *(wrapped(paragraph, width) for paragraph in _paragraphs(command.help or "")),
        _listed("参数", arguments, width),
        _listed("命令", commands, width),
        _listed("选项", options, width),
        ["例子：", *(f"  {line}" for line in command.epilog.splitlines())] if command.epilog else [],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def usage(command: TyperCommand | TyperGroup, context: Context) -> str:
    """``nianbao new --unit 名称 --year 年度 [选项]``"""
    parameters = command.get_params(context)
    words = [context.command_path]
    if isinstance(command, TyperGroup):
        words.append("[命令]")
    for each in parameters:
        if isinstance(each, TyperArgument):
            words.append(argument_name(each) if each.required else f"[{argument_name(each)}]")
    words += [_with_value(each, each.opts[0]) for each in parameters if _is_option(each) and each.required]
    return " ".join([*words, "[选项]"])


def argument_name(argument: TyperArgument) -> str:
    """The argument as the usage line shows it, with “...” where it takes several values."""
    return f"{argument.metavar}..." if argument.nargs != 1 else str(argument.metavar)


def _paragraphs(text: str) -> Iterator[str]:
    """Divided by blank lines; a single line end is only the source code's."""
    return (paragraph.replace("\n", "") for paragraph in text.split("\n\n"))


def _is_option(parameter: object) -> TypeGuard[TyperOption]:
    return isinstance(parameter, TyperOption) and not parameter.hidden


def _option_names(option: TyperOption) -> str:
    return _with_value(option, ", ".join(option.opts))


def _with_value(option: TyperOption, names: str) -> str:
    return names if option.is_flag else f"{names} {option.metavar}"


def _option_help(option: TyperOption) -> str:
    return f"必填。{option.help}" if option.required else option.help or ""


def _listed(title: str, rows: list[tuple[str, str]], width: int) -> list[str]:
    return [f"{title}：", *two_columns(rows, width)] if rows else []
