"""The files of a definition: its own, and through ``extends`` those of the form that it changes.

A file that is not there is the other's. One that is there takes its place, unless it says ``extends = true`` itself:
then it is laid over the other's, key by key. ``form.toml`` always is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.fields import Mistakes, read_toml
from toolkit.form.definition.overlay import laid_over

HERE = Path(__file__).resolve().parents[2]
FORM = "form.toml"
EXTENDS = "extends"
OWN = ("id", "revision", "years", "default")  # of form.toml: what no other form says for this one
KEY = re.compile(r"[^/\\.\s][^/\\\s]*/[^/\\.\s][^/\\\s]*")
MOST = 10  # forms that change one another


def data_folder(name: str) -> Path:
    """A folder of data that travels with the program: inside it when installed, beside it in a checkout."""
    inside = HERE / name
    return inside if inside.is_dir() else HERE.parent / name


@dataclass(frozen=True)
class DefinitionFiles:
    """``folders``: the form's own first, then that of the form it extends, and so on."""

    folders: tuple[Path, ...]

    def has(self, name: str) -> bool:
        """Whether the form has a file of this name, be it another's."""
        return any(_is_there(folder / name) for folder in self.folders)

    def read(self, name: str, problems: Mistakes) -> dict[str, Any]:
        """What the file says with all that it extends; mistakes go to ``problems``."""
        return _read(name, self.folders, problems)


def files_of(folder: Path, problems: Mistakes) -> DefinitionFiles:
    """The files of the form in a folder. What it extends is looked for beside it, then in the package."""
    folders = [folder]
    while other := _extended(folders[-1]):
        found = _found(folders[-1], other)
        if found is None or found in folders or len(folders) > MOST:
            what = "没有这种格式，应写成“格式/版本”的样子" if found is None else "一种改一种，又改回了自己"
            problems.add(f"{FORM}.{EXTENDS}", f"“{other}”：{what}")
            break
        folders.append(found)
    return DefinitionFiles(tuple(folders))


class _Unheard:
    """Mistakes of a file that is read once more, where they are told."""

    def add(self, path: str, what: str) -> None:
        """Nothing."""

    wrong = add

    missing = add

    def unknown(self, path: str) -> None:
        """Nothing."""


def _is_there(path: Path) -> bool:
    """A name that no file can have is nowhere."""
    try:
        return path.exists()
    except OSError:
        return False


def _extended(folder: Path) -> str:
    other = read_toml(folder / FORM, _Unheard()).get(EXTENDS)
    return "" if other is None else str(other)


def _found(folder: Path, key: str) -> Path | None:
    if not KEY.fullmatch(key):
        return None
    roots = (folder.resolve().parent.parent, data_folder("workbook_templates"))
    return next((root / key for root in roots if _is_there(root / key / FORM)), None)


def _read(name: str, folders: Sequence[Path], problems: Mistakes) -> dict[str, Any]:
    *_, last = range(len(folders))
    at = next((at for at, folder in enumerate(folders) if _is_there(folder / name)), last)
    data = read_toml(folders[at] / name, problems)
    over = data.pop(EXTENDS, False) if at < last or name == FORM else False
    if at == last or (over is not True and name != FORM) or not over:
        return data
    below = _read(name, folders[at + 1 :], problems)
    if name == FORM:
        below = {key: value for key, value in below.items() if key not in OWN}
    return laid_over(below, data, name, problems)
