"""The arguments and options that several commands share.

Paths are taken as they are typed: Typer's own checks of a path speak English and reject names that are not UTF-8.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from toolkit.cli.chinese import Misuse


def argument(metavar: str, help: str, parser: Callable[[str], Any] = Path) -> Any:
    return typer.Argument(metavar=metavar, help=help, parser=parser, show_default=False)


def option(*names: str, metavar: str, help: str, parser: Callable[[str], Any] = str) -> Any:
    return typer.Option(*names, metavar=metavar, help=help, parser=parser, show_default=False)


def year_of(typed: str) -> int:
    """The year of a report as typed on the command line."""
    if not (typed.isdecimal() and len(typed) == 4 and int(typed) >= 1900):
        raise Misuse(f"年度“{typed}”应是四位数，例如2023。")
    return int(typed)


Files = Annotated[list[Path], argument("文件", "填报表（.xlsx、.xls、.et、.ods）或导出的数据（.json），可以写多份。")]
Password = Annotated[str, option("--password", metavar="密码", help="填报表的打开密码。")]
LastYear = Annotated[
    Path | None,
    option(
        "--last-year",
        metavar="文件或文件夹",
        help="上年的年报，用来与上年核对。是文件夹的，先按单位代码、再按单位名称找。",
        parser=Path,
    ),
]
