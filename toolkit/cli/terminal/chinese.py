"""Translates Typer's usage errors into one Chinese sentence each."""

from typing import Any

from typer.core import TyperArgument

from toolkit.cli.terminal._typer import BadOptionUsage, BadParameter, MissingParameter, NoSuchOption, UsageError

PROGRAM = "nianbao"


class Misuse(UsageError):
    """A wrongly written command; the message is a Chinese sentence already."""


def usage_sentence(error: UsageError) -> str:
    """The sentence for any usage error, with where to read on; never Typer's own words."""
    command = error.ctx.command_path if error.ctx else PROGRAM
    return f"{_wrong(error)}用法请看：{command} --help"


def _wrong(error: UsageError) -> str:
    match error:
        case Misuse():
            return error.message
        case MissingParameter():
            return f"缺少{_named(error.param)}。"
        case BadParameter():
            return f"{_named(error.param)}写得不对，请核对。"
        case NoSuchOption():
            return f"没有选项“{error.option_name}”。{suggestion(error.possibilities or ())}"
        case BadOptionUsage():
            takes_none = "does not take" in error.message
            return f"选项“{error.option_name}”后面{'不带内容' if takes_none else '还要写内容'}。"
    return "命令写得不对，请核对。"


def suggestion(names: Any) -> str:
    """“是不是“check”？”, nothing where no name comes near."""
    near = "或".join(f"“{name}”" for name in sorted(names))
    return f"是不是{near}？" if near else ""


def _named(parameter: Any) -> str:
    if isinstance(parameter, TyperArgument):
        return f"“{parameter.metavar}”"
    return f"选项“{parameter.opts[0]}”（{parameter.metavar}）" if parameter else "内容"
