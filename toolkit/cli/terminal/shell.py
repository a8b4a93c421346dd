"""Typer's command classes in Chinese, and the one place where an error becomes a sentence and an exit code."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Any, ClassVar

from typer import Abort, Typer
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_group

from toolkit.cli.terminal._typer import Command as AnyCommand
from toolkit.cli.terminal._typer import Context, HelpFormatter, UsageError
from toolkit.cli.terminal.chinese import PROGRAM, Misuse, suggestion, usage_sentence
from toolkit.cli.terminal.console import complain, never_fail_to_print, note
from toolkit.cli.terminal.entry import CommandEntry
from toolkit.cli.terminal.help import HELP_OPTION, page, usage
from toolkit.cli.terminal.interrupted import INTERRUPTED, SAID
from toolkit.errors import UserError
from toolkit.fields import DefinitionError
from toolkit.office.messages import no_access
from toolkit.tasks.files.guard import DEBUG, show_traceback
from toolkit.tasks.files.outputs import REASONS

UNFORESEEN = (
    "程序出了没有料到的问题，没有做完。请把所用的命令和文件报告给程序维护人员"
    f"（先设置环境变量{DEBUG}=1再运行一次，可以看到详情）。"
)
FULL = "结果没有全部写出来：写到的地方满了，或者坏了。请腾出空间，或者换一个地方再试。"
NAMED_BECAUSE = ("ENAMETOOLONG", "ENOTDIR", "ELOOP", "EROFS", "EACCES", "EPERM")
FULL_BECAUSE = ("ENOSPC", "EDQUOT", "EFBIG", "EIO")


def answered(work: Callable[[], Any]) -> int:
    """Do the work; whatever it raises becomes one sentence on standard error and exit code 2."""
    try:
        code = int(work() or 0)
        if code == INTERRUPTED:
            note(SAID)
        return code
    except UsageError as error:
        complain(usage_sentence(error))
    except UserError as refusal:
        complain(refusal.text)
    except DefinitionError as error:
        complain(f"程序自带的格式定义有误，请报告给程序维护人员：{'；'.join(error.problems)}")
    except Abort:
        complain(SAID)
    except Exception as error:
        show_traceback()
        complain(_reason(error))
    return 2


def _reason(error: Exception) -> str:
    """What the system says of a file that was named on the command line is no fault of the program."""
    name = errno.errorcode.get(error.errno or 0) if isinstance(error, OSError) else None
    if isinstance(error, OSError) and error.filename and name in NAMED_BECAUSE:
        return REASONS.get(name, no_access)(os.fsdecode(error.filename)).text
    return FULL if name in FULL_BECAUSE else UNFORESEEN


class Command(TyperCommand):
    """One command; what is left over on its line is refused in Chinese."""

    allow_extra_args = True

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse as Click does. Raises :class:`Misuse` in Chinese for mistakes and for arguments left over."""
        rest = _parsed(super().parse_args, ctx, args)
        if rest:
            raise Misuse(f"多出了“{'”“'.join(rest)}”。", ctx)
        return rest

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the usage line in Chinese."""
        formatter.write(usage(self, ctx))

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the whole help page in Chinese."""
        formatter.write(page(self, ctx, formatter.width))

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """Click's ``--help`` with its text in Chinese."""
        return _in_chinese(super().get_help_option(ctx))


class CommandGroup(TyperGroup):
    """The program, or a command with commands below it: each is imported when it is looked up, not to be listed."""

    entries: ClassVar[tuple[CommandEntry, ...]]

    def list_commands(self, ctx: Context) -> list[str]:
        """The names, in the order of the help."""
        return [entry.name for entry in self.entries]

    def get_command(self, ctx: Context, cmd_name: str) -> AnyCommand | None:
        """The command of this name, if there is one, imported with all that it needs."""
        return next((_imported(entry) for entry in self.entries if entry.name == cmd_name), None)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command line and exit the process; an error becomes a Chinese sentence and an exit code."""
        never_fail_to_print()
        run = super().main
        sys.exit(answered(lambda: run(args, PROGRAM, complete_var, False, windows_expand_args, **extra)))

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse as Click does. Raises :class:`Misuse` in Chinese for mistakes."""
        return _parsed(super().parse_args, ctx, args)

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The command of this name. Raises :class:`Misuse` for an unknown one, with a similar name if there is one."""
        names = self.list_commands(ctx)
        if args[0] not in names:
            raise Misuse(f"没有命令“{args[0]}”。{suggestion(get_close_matches(args[0], names))}", ctx)
        return super().resolve_command(ctx, args)

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the usage line in Chinese."""
        formatter.write(usage(self, ctx))

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the whole help page in Chinese."""
        formatter.write(page(self, ctx, formatter.width, self.entries))

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """Click's ``--help`` with its text in Chinese."""
        return _in_chinese(super().get_help_option(ctx))


def _imported(entry: CommandEntry) -> AnyCommand:
    """The function at the entry's home as a command; a Typer app as a group."""
    module, _, name = entry.home.partition(":")
    home = getattr(import_module(module), name)
    app = Typer()
    if isinstance(home, Typer):
        app.add_typer(home, name=entry.name, help=entry.help, epilog=entry.examples)
    else:
        app.command(entry.name, cls=Command, help=entry.help, epilog=entry.examples)(home)
    return get_group(app).commands[entry.name]


def _parsed(parse: Callable[[Context, list[str]], list[str]], context: Context, args: list[str]) -> list[str]:
    """The parser's own errors do not say which command they are about."""
    try:
        return parse(context, args)
    except UsageError as error:
        error.ctx = error.ctx or context
        raise


def _in_chinese(option: TyperOption | None) -> TyperOption | None:
    if option:
        option.help = HELP_OPTION
    return option
