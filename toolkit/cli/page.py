"""``nianbao page``: the offline page, for those who can install nothing."""

from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.options import option
from toolkit.cli.terminal.console import note
from toolkit.cli.terminal.written import Force, put_out
from toolkit.errors import UserError
from toolkit.tasks.files.bundled import OLDER_PAGE, PAGE, built, offline_page

HELP = """离线校验页：写出一个网页文件，不用安装、不上网，双击打开就能校验填报表、生成Word报告。

发给装不了程序的单位：把填报表拖进网页，看有哪些要改，下载报告、标出问题的填报表、找回数据的新表或空白填报表。
结果和这里的 check、render、mark、repair、new 一样。文件只在打开网页的电脑里处理，不会传到别处。
自己的格式（见 nianbao --forms）也带在里面；空白填报表只做程序自带的格式。"""
EXAMPLES = """nianbao page -o 年报校验.html
nianbao page -o 年报校验-旧浏览器.html --older"""


def run(
    output: Annotated[Path, option("-o", "--output", metavar="文件", help="写成哪个文件（.html）。", parser=Path)],
    older: Annotated[
        bool, typer.Option("--older", help="给旧浏览器用的（打开网页时说内核旧了的），功能一样。")
    ] = False,
    force: Force = False,
) -> int:
    """Write the page as it was built."""
    wanted, other = (OLDER_PAGE, PAGE) if older else (PAGE, OLDER_PAGE)
    put_out(output, offline_page(wanted), force, ours=(*_there(wanted), *_there(other)))
    note(f"已写出离线校验页：{output}")
    return 0


def _there(name: str) -> tuple[bytes, ...]:
    """An edition as it was built, if it was."""
    try:
        return (built(name),)
    except UserError:
        return ()
