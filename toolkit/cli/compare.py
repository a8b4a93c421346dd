"""``nianbao compare``: the published page against the approved workbook."""

from pathlib import Path
from typing import Annotated

from toolkit.cli.options import Password, argument
from toolkit.cli.terminal.console import note, say
from toolkit.form.library import forms
from toolkit.tasks.compare import compare
from toolkit.tasks.files.guard import working_on
from toolkit.tasks.files.inputs import read_named


def run(
    first: Annotated[Path, argument("文件甲", "一份年报：填报表、数据（.json），或者Word、网页、PDF、文本。")],
    second: Annotated[Path, argument("文件乙", "另一份。")],
    password: Password = "",
) -> int:
    """Say each difference on a line of its own."""
    known = forms()
    one, other = read_named(first, known, password), read_named(second, known, password)
    with working_on(f"{first}、{second}"):
        differences = compare(one, other)
    for each in differences:
        say(each.sentence(("甲", "乙")))
    note(f"甲：{first}；乙：{second}。" + (f"有{len(differences)}处不同。" if differences else "完全相同。"))
    return 1 if differences else 0
