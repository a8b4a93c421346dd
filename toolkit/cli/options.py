"""The arguments and options that several commands share.

Paths are taken as they are typed: Typer's own checks of a path speak English and reject names that are not UTF-8.
"""

import getpass
import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from toolkit.cli.terminal.chinese import Misuse
from toolkit.form.form import Form
from toolkit.form.library import default_forms

ASKED = "-"
PASSWORD_VARIABLE = "NIANBAO_FILE_PASSWORD"


def argument(metavar: str, help: str, parser: Callable[[str], Any] = Path) -> Any:
    """A Typer argument; ``metavar`` and ``help`` are what the help page shows, ``parser`` makes its value."""
    return typer.Argument(metavar=metavar, help=help, parser=parser, show_default=False)


MOST_JOBS = 256


def option(*names: str, metavar: str, help: str, parser: Callable[[str], Any] = str) -> Any:
    """A Typer option; ``metavar`` and ``help`` are what the help page shows, ``parser`` makes its value."""
    return typer.Option(*names, metavar=metavar, help=help, parser=parser, show_default=False)


def year_of(typed: str) -> int:
    """The year of a report as typed on the command line."""
    if not (typed.isdecimal() and len(typed) == 4 and int(typed) >= 1900):
        raise Misuse(f"年度“{typed}”应是四位数，例如2023。")
    return int(typed)


def jobs_of(typed: str) -> int:
    """How many processes, as typed on the command line."""
    if not (typed.isdecimal() and 1 <= int(typed) <= MOST_JOBS):
        raise Misuse(f"--jobs “{typed}”应是1到{MOST_JOBS}的整数。")
    return int(typed)


def refuse_unknown_form(typed: str, known: tuple[Form, ...]) -> None:
    """Raises :class:`Misuse` where no form goes by what was typed; nothing typed means the default, if there is one."""
    keys = "、".join(form.key for form in known)
    if typed and not any(typed in (form.key, form.id) for form in known):
        raise Misuse(f"没有叫“{typed}”的格式。可以用：{keys}。")
    if not typed and not default_forms(known):
        raise Misuse(f"有几种格式，请用 --form 写明用哪一种：{keys}。")


Jobs = Annotated[
    int | None,
    option(
        "--jobs",
        metavar="个数",
        help="同时用几个进程。默认有几个处理器用几个；1是不分开。文件不多的，本来就不分开。",
        parser=jobs_of,
    ),
]
Files = Annotated[list[Path], argument("文件", "填报表（.xlsx、.xls、.et、.ods）或导出的数据（.json），可以写多份。")]


def password_of(typed: str) -> str:
    """What is typed stands in the machine's list of programs for all to see: it may be asked for, or set beforehand."""
    if typed == ASKED:
        return getpass.getpass("填报表的打开密码，输入时不显示：")
    return typed or os.environ.get(PASSWORD_VARIABLE, "")


Password = Annotated[
    str,
    option(
        "--password",
        metavar="密码",
        help=f"填报表的打开密码；写“{ASKED}”的，运行后再输入，不显示。也可以设置环境变量{PASSWORD_VARIABLE}。",
        parser=password_of,
    ),
]
LastYear = Annotated[
    Path | None,
    option(
        "--last-year",
        metavar="文件或文件夹",
        help="上年的年报，用来与上年核对。是文件夹的，先按单位代码、再按单位名称找。",
        parser=Path,
    ),
]
Cluster = Annotated[
    str,
    option(
        "--cluster",
        metavar="地址",
        help="交给已有的dask集群去做，例如 tcp://10.0.0.5:8786。上万份文件才值得，见 docs/集群.md。",
    ),
]
