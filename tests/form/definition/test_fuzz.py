"""Random faults in definitions: every mistake is told with its path, and there is never another exception."""

import copy
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.drawn import OFFICIAL, ROOT, SECOND, THIRD
from tests.form.definition.test_extends import FORM, REQUESTS, write
from toolkit import toml_files
from toolkit.fields import DefinitionError
from toolkit.form.definition.load import load
from toolkit.workbook.lint.lint import lint_form

PROOF = ROOT / "docs" / "proof" / "definitions.md"
ODD: tuple[Any, ...] = (
    *("", " ", "x", "{year", "{code}", "a + ... + z", "a/b", "1 / 0", "else", "last_year.a", "甲" * 300, "\u0007"),
    *("@x", 0, -1, 10**17, True, False, 1.5, [], {}, [[]], [""], [{}], [1], ["x"], [True], {"x": 1}, {"id": "x"}),
    [{"id": "x"}],
)
KEYS = (
    *("id", "is", "in", "kind", "blocked", "mean", "absent", "after", "drop", "extends", "rows", "columns", "blocks"),
    *("label", "says", "each", "level", "texts", "sections", "help", "widths", "adds", "across", "lists", "x", "unit"),
)
PATH = re.compile(r"[^：\s][^：]*\.[^：]*：.+", re.DOTALL)  # file and key, or the id of a cell


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every inner value, as what holds it and its key there."""
    inner: list[tuple[Any, Any]] = list(value.items()) if isinstance(value, dict) else []
    inner += list(enumerate(value)) if isinstance(value, list) else []
    for key, each in inner:
        yield value, key
        yield from places(each)


def faulty(data: dict[str, Any], random: Random) -> dict[str, Any]:
    """The same with one to three places changed, taken out, doubled, or with a key that was not there."""
    made = copy.deepcopy(data)
    for _ in range(random.randint(1, 3)):
        holder, key = random.choice([*places(made), (made, "x")])
        match random.randrange(5):
            case 0 if key != "x":
                del holder[key]
            case 1:
                holder[key] = copy.deepcopy(random.choice(ODD))
            case 2 if isinstance(holder, list):
                holder.insert(key, copy.deepcopy(random.choice([*holder, *ODD])))
            case 3 if isinstance(holder, dict):
                holder[random.choice(KEYS)] = copy.deepcopy(random.choice(ODD))
            case _:
                other, at = random.choice([*places(made), (ODD, 0)])
                holder[key] = copy.deepcopy(other[at])
    return made


def toml(value: Any) -> str:
    """A value as TOML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def tried(folder: Path, source: Path, random: Random) -> str:
    """What came of one random fault: ``told``, or ``sound`` where it is none."""
    copied = folder / source.parent.name / source.name
    shutil.copytree(source, copied, ignore=shutil.ignore_patterns("cases"))
    file = random.choice(sorted(copied.glob("*.toml")))
    data = faulty(toml_files.read(file), random)
    file.write_text("\n".join(f"{json.dumps(key)} = {toml(each)}" for key, each in data.items()), encoding="utf-8")
    told = mistakes(copied, drawn=random.random() < 0.1)
    shutil.rmtree(folder)
    assert [each for each in told or () if not PATH.fullmatch(each)] == []
    return "sound" if told is None else "told"


def mistakes(folder: Path, drawn: bool) -> list[str] | None:
    """What is told of a definition; None of a sound one, whose workbook is ``drawn`` then."""
    try:
        form = load(folder)
    except DefinitionError as error:
        return error.problems
    if drawn:
        lint_form(form)
    return None


def outcomes(count: int, tmp_path: Path) -> Counter[str]:
    extending = write(tmp_path / "own" / "disclosure" / "2027", FORM, requests=REQUESTS)
    sources = (SECOND, SECOND, THIRD, THIRD, extending, OFFICIAL)
    found: Counter[str] = Counter()
    for seed in range(count):
        random = Random(seed)
        try:
            found[tried(tmp_path / str(seed), random.choice(sources), random)] += 1
        except Exception as error:
            raise AssertionError(f"seed {seed}") from error
    return found


def test_two_hundred_random_faults(tmp_path: Path) -> None:
    """Whatever a hand that slips may write; most of it is a fault."""
    assert outcomes(200, tmp_path)["told"] > 100


@pytest.mark.prove
def test_twenty_thousand_random_faults(tmp_path: Path) -> None:
    """The long version, for the record."""
    found = outcomes(20_000, tmp_path)
    row = f"| {found.total()} | {found['told']} | {found['sound']} |"
    PROOF.write_text(
        "\n".join((INTRODUCTION, "", "| tried | told | sound |", "|---|---|---|", row, "")), encoding="utf-8"
    )
    assert found["told"]


INTRODUCTION = """# Random faults in definitions

Made by `make prove`. In the definitions of four forms, one of which extends another, one to three places of a file are
changed, taken out, doubled or given a new key. Every mistake is told with its path, and nothing else is raised; of what
is sound all the same, a tenth is drawn as a workbook."""
