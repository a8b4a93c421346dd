"""``nianbao forms show``: what a form looks like, in the terminal."""

from pathlib import Path
from typing import Annotated

from toolkit.cli.forms.app import say_form
from toolkit.cli.forms.draw import INPUT, SHARE, TOTAL, drawn
from toolkit.cli.options import argument, refuse_unknown_form
from toolkit.cli.terminal.console import complain, say
from toolkit.fields import DefinitionError
from toolkit.form.definition.files import FORM
from toolkit.form.definition.load import load
from toolkit.form.form import Form
from toolkit.form.grid import DASH, grid
from toolkit.form.library import find, forms


def run(
    form: Annotated[str, argument("格式", "哪种格式，见 nianbao forms；也可以是它所在的文件夹。", parser=str)],
) -> int:
    """Draw a form's sections in printed order."""
    folder = Path(form)
    try:
        found = load(folder) if (folder / FORM).is_file() else _known(form)
    except DefinitionError as error:
        complain(f"× {folder}：有{len(error.problems)}处问题。")
        for each in error.problems:
            say(str(folder / each))
        return 1
    say_form(found, folder)
    say(f"{INPUT}填写　{TOTAL}自动相加　{SHARE}百分比　{DASH}不填")
    for section in found.sections:
        say("")
        say(section.heading, "bold")
        for text in section.texts:
            say(f"  （文字）{text.label}{'，必填' if text.required else ''}")
        for line in drawn(grid(found.table(section.table)), found) if section.table else ():
            say(line)
    return 0


def _known(key: str) -> Form:
    known = forms()
    refuse_unknown_form(key, known)
    found = find(key, known)
    assert found  # it would have been refused
    return found
