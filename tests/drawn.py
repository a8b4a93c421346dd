"""Test data written as small tables of text, and the forms and samples the tests work on."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from toolkit.checks.check import check
from toolkit.checks.finding import Finding
from toolkit.checks.messages.wording import worded
from toolkit.checks.reading import Reading, from_filing
from toolkit.form.definition.load import load
from toolkit.form.form import Form
from toolkit.form.grid import FIGURE, Grid
from toolkit.form.library import find, forms
from toolkit.numbers import Number, number
from toolkit.rich_text import Paragraph, from_markup
from toolkit.submission.json import Filing, from_json, parse
from toolkit.submission.submission import Submission

ROOT = Path(__file__).resolve().parent.parent
OFFICIAL = ROOT / "workbook_templates" / "disclosure" / "2021"
SECOND = ROOT / "tests" / "forms" / "libraries" / "2024"
THIRD = ROOT / "tests" / "grown_forms" / "windows" / "2025"
YEAR = 2024  # of every submission that is drawn here
HUAIAN = ROOT / "samples" / "huaian-2024" / "submission.json"


@cache
def official_form() -> Form:
    form = find("disclosure/2021", forms())
    assert form
    return form


@cache
def second_form() -> Form:
    return load(SECOND)


@cache
def third_form() -> Form:
    """Whatever the language of forms has, in one small form."""
    return load(THIRD)


def both_forms() -> tuple[Form, ...]:
    return official_form(), second_form()


def rows(text: str) -> list[list[str]]:
    """The cells of a table drawn with ``|``: one list a line, outer space dropped; empty lines do not count."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines() if line.strip()]


def figures(form: Form, table: str, text: str) -> dict[str, Number | str]:
    """Figures by id from a drawn table: the first line names columns, the first cell of a line its row.

    An empty cell is blank; what is not a number stays as it was typed.
    """
    columns, *lines = rows(text)
    found: dict[str, Number | str] = {}
    for row, *cells in lines:
        for column, typed in zip(columns[1:], cells, strict=True):
            id = f"{table}.{row}.{column}"
            assert id in form.cells or not typed, id
            if typed:
                found[id] = typed_number(typed)
    return found


def typed_number(typed: str) -> Number | str:
    try:
        Decimal(typed)
    except ArithmeticError:
        return typed
    kept = number(typed)
    return typed if kept is None else kept


def texts(form: Form, said: str = "本年按要求做好了这项工作。", year: int = YEAR) -> dict[str, tuple[Paragraph, ...]]:
    """A plain paragraph for every required text, with whatever the form's text rules ask for."""
    asked: dict[str, str] = {}
    for rule in form.text_rules:
        id = rule.texts[-1]
        if rule.kind == "mentions" and any(form.texts[each].required for each in rule.texts):
            asked[id] = asked.get(id, "") + Submission(form, "青石镇", year).filled(rule.words[0])
        if rule.kind == "at_least":
            asked[id] = asked.get(id, "") + "改" * rule.limit
    needed = [id for id, text in form.texts.items() if text.required or id in asked]
    return {id: (from_markup(said + asked.get(id, "")),) for id in needed}


def filled(form: Form, entries: Mapping[str, Number | str] | None = None, **changes: Any) -> Submission:
    """A submission without a fault: zeros, except for ``entries``, and every text that must be there."""
    zeros: dict[str, Number | str] = {cell.id: 0 for cell in form.inputs}
    plain = Submission(
        form=form,
        unit="青石镇",
        year=YEAR,
        code="640402",
        level=form.levels[0].id,
        entries={**zeros, **(entries or {})},
        texts=texts(form, year=changes.get("year", YEAR)),
        last_year=dict.fromkeys(form.last_year, 0),
    )
    return replace(plain, **changes)


def without(submission: Submission, *ids: str) -> Submission:
    """The same submission with these figures or texts blank."""
    return replace(
        submission,
        entries={id: typed for id, typed in submission.entries.items() if id not in ids},
        texts={id: said for id, said in submission.texts.items() if id not in ids},
    )


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


def found(submission: Submission) -> list[str]:
    """The codes of all findings on a submission that has no file."""
    return codes(check(Reading(submission)))


def messages(reading: Reading) -> list[str]:
    return [worded(finding, reading).message for finding in check(reading)]


def filing(data: Any, *known: Form) -> Filing:
    """What JSON of these values is read as."""
    return from_json(parse(json.dumps(data, ensure_ascii=False)), known or both_forms())


def huaian() -> dict[str, Any]:
    """The sample with the richest real figures, as JSON values."""
    data = json.loads(HUAIAN.read_text(encoding="utf-8"), parse_float=Decimal)
    assert isinstance(data, dict)
    return data


def huaian_reading(**figures: Number) -> Reading:
    return from_filing(from_json({**huaian(), "figures": {**huaian()["figures"], **figures}}, both_forms()))


def edited(source: Path, target: Path, *edits: tuple[str, str, str]) -> Path:
    """A copy of a form's definition with small edits: file, the words there, the words instead."""
    folder = target / source.parent.name / source.name
    shutil.copytree(source, folder)
    for name, old, new in edits:
        file = folder / name
        before = file.read_text(encoding="utf-8")
        assert before.count(old) == 1, f"{name}: {old!r} stands there {before.count(old)} times"
        file.write_text(before.replace(old, new), encoding="utf-8")
    return folder


def drawing(grid: Grid) -> list[list[str]]:
    """A grid as a drawn table: a merged cell's text stands in its corner, ``<`` and ``^`` are what it covers.

    A figure is written as its row and column; every place must be covered exactly once.
    """
    drawn: list[list[str]] = [["?"] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        for down in range(cell.height):
            for right in range(cell.width):
                assert drawn[cell.row + down][cell.column + right] == "?", f"two cells at {cell}"
                drawn[cell.row + down][cell.column + right] = "<" if right else "^"
        drawn[cell.row][cell.column] = cell.cell.partition(".")[2] if cell.kind == FIGURE else cell.text
    return drawn
