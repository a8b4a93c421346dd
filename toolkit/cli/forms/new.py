"""``nianbao forms new``: a form's folder to start from."""

import re
from pathlib import Path
from typing import Annotated

from toolkit.cli.options import argument, option, year_of
from toolkit.cli.terminal.chinese import Misuse
from toolkit.cli.terminal.console import note
from toolkit.cli.terminal.written import put_all
from toolkit.office.loading import load
from toolkit.tasks.new_form import FormDraft, draft_files, shapes_in
from toolkit.tasks.printed_shape import TableShape, lines_of

KEY = re.compile(r"([a-z][a-z0-9_]*)/([0-9A-Za-z][0-9A-Za-z._-]*)")
MOST = 10  # tables
SEPARATORS = re.compile("[,，、;；]")


def run(
    key: Annotated[str, argument("格式/版本", "例如 letters/2026。", parser=str)],
    name: Annotated[str, option("--name", metavar="名称", help="报表的名称。")],
    source: Annotated[
        Path | None,
        option("--from", metavar="文件", help="照公布的表（.docx、.html）起草，读它的行和列。", parser=Path),
    ] = None,
    rows: Annotated[str, option("--rows", metavar="行", help="行名，用逗号或顿号隔开。")] = "",
    columns: Annotated[str, option("--columns", metavar="列", help="列名，用逗号或顿号隔开。")] = "",
    year: Annotated[
        int | None, option("--year", metavar="年度", help="从哪一年的报表起用。不写时看版本。", parser=year_of)
    ] = None,
    output: Annotated[
        Path, option("-o", "--output", metavar="文件夹", help="放在哪个文件夹下。不写时放在当前文件夹。", parser=Path)
    ] = Path(),
) -> int:
    """Write the files of a draft."""
    id, revision = _key(key)
    tables = _read(source) if source else (_asked(rows, columns),)
    first = year or (int(revision) if revision.isdecimal() and len(revision) == 4 else 0)
    if not first:
        raise Misuse("请用 --year 写明从哪一年的报表起用。")
    folder = output / id / revision
    files = draft_files(FormDraft(id, revision, name.strip(), first, tables))
    put_all({folder / file: text.encode() for file, text in files.items()}, False)
    note(f"已起草：{folder}，{len(tables)}张表。")
    note(f"请填写空着的各项，再运行 nianbao forms check {folder}，它会逐项指出还缺什么。")
    return 0


def _key(typed: str) -> tuple[str, str]:
    found = KEY.fullmatch(typed)
    if not found:
        raise Misuse(f"“{typed}”应写成“格式/版本”，例如 letters/2026：格式用小写英文字母，版本用年份。")
    return found[1], found[2]


def _read(source: Path) -> tuple[TableShape, ...]:
    found = shapes_in(load(source))
    if not 1 <= len(found) <= MOST:
        advice = "请核对文件，或用 --rows、--columns 写明行和列。"
        raise Misuse(f"{source}里有{len(found)}张带数的表，应有1至{MOST}张。{advice}")
    return found


def _asked(rows: str, columns: str) -> TableShape:
    found = [[label.strip() for label in SEPARATORS.split(typed) if label.strip()] for typed in (rows, columns)]
    if not all(found):
        example = "--rows 登记、办完 --columns 来信、来访、合计"
        raise Misuse(f"请用 --from 给出公布的表，或用 --rows 和 --columns 写明行和列，例如 {example}。")
    return TableShape("", lines_of(found[1]), lines_of(found[0]))
