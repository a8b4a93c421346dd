"""Definitions of a few lines that would take all memory or all day: each is told before it is spelled out."""

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.drawn import SECOND
from toolkit.fields import DefinitionError
from toolkit.form.definition.load import load

END = '  { id = "end", label'  # in holdings.toml


def rows(sums: Iterable[str]) -> str:
    return "".join(f'  {{ id = "d{n}", label = "{n}", is = "{each}" }},\n' for n, each in enumerate(sums)) + END


BOMBS = {
    "sums that double": (
        "holdings.toml", END, rows(["start + start", *(f"d{n} + d{n}" for n in range(60))]), "项以上"
    ),
    "sums of sums of sums": ("holdings.toml", END, rows([*(f"d{n + 1} + start" for n in range(300)), "start"]), "层"),
    "the other way": ("holdings.toml", END, rows(["start", *(f"d{n} + start" for n in range(2_000))]), "最多5000格"),
    "a text of a billion rows": ("form.toml", "rows = 8", "rows = 1000000000", "最多500行"),
    "a year before all years": ("form.toml", "years = [2020, 2030]", "years = [-5]", "应是 [起始年]"),
    "a year after all years": ("form.toml", "years = [2020, 2030]", "years = [2020, 99999]", "应是 [起始年]"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BOMBS)
def test_what_would_not_end_is_told(kind: str, folder: Path) -> None:
    """A form of one's own is often copied from somebody."""
    file, there, instead, said = BOMBS[kind]
    copy = folder / "form"
    shutil.copytree(SECOND, copy)
    text = (copy / file).read_text(encoding="utf-8")
    assert there in text
    (copy / file).write_text(text.replace(there, instead, 1), encoding="utf-8")
    with pytest.raises(DefinitionError) as error:
        load(copy)
    assert any(said in each for each in error.value.problems)
