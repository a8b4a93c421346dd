"""``nianbao template``: the Word template to start from."""

from pathlib import Path
from typing import Annotated

from toolkit.cli.options import option, refuse_unknown_form
from toolkit.cli.terminal.console import note
from toolkit.cli.terminal.written import Force, put_out
from toolkit.form.form import Form
from toolkit.form.library import default_forms, find, forms
from toolkit.report.user_template.default import default_template


def run(
    output: Annotated[Path, option("-o", "--output", metavar="文件", help="写成哪个文件（.docx）。", parser=Path)],
    form: Annotated[str, option("--form", metavar="格式", help="用哪种格式，见 nianbao forms。不写时用最新的。")] = "",
    force: Force = False,
) -> int:
    """Write the default template of a form."""
    put_out(output, default_template(_chosen(form)), force)
    note(f"已写出模板：{output}")
    return 0


def _chosen(key: str) -> Form:
    known = forms()
    refuse_unknown_form(key, known)
    return (find(key, known) if key else None) or max(default_forms(known), key=lambda form: form.revision)
