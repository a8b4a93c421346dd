"""``nianbao page``: the offline page, for those who can install nothing."""

from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.options import option
from toolkit.cli.terminal.console import note
from toolkit.cli.terminal.written import Force, put_out
from toolkit.errors import UserError
from toolkit.tasks.files.bundled import OLDER_PAGE, PAGE, built, offline_page


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
