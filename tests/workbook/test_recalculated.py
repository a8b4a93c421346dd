"""Every formula against two strangers: LibreOffice calculates it anew, python-calamine reads what we wrote.

The long version writes its figures to docs/proof/recalculation.md.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from python_calamine import load_workbook

from samples.make import filing, samples
from tests.drawn import filled
from tests.instruments.oracles.office import needs_office, recalculated
from tests.strategies import random_submission
from toolkit.checks.messages.wording import (
    BROKEN,
    EXPLAINED,
    OPTIONAL,
    PASSED,
)
from toolkit.checks.prose.at_least import AtLeast
from toolkit.checks.prose.forbids import Forbids
from toolkit.checks.prose.length import Length
from toolkit.checks.prose.mentions import Mentions
from toolkit.form.form import Form
from toolkit.numbers import Number
from toolkit.rich_text import Paragraph, from_markup
from toolkit.submission.submission import Submission
from toolkit.workbook.design.labels import NO_PHRASE
from toolkit.workbook.formulas.workbook import formulas, shown_values
from toolkit.workbook.write.book import blank
from toolkit.workbook.write.fill import fill

PROOF = Path(__file__).resolve().parents[2] / "docs" / "proof" / "recalculation.md"

SUMMARIES = ("有2处不平，还有1格没有填好", "有2处不平，还有4格没有填好", "还有22格没有填好")
LONG, SHORT = Length.live.broken, AtLeast.live.broken
SHOWN = (
    *Forbids.live,
    LONG,
    SHORT,
    OPTIONAL,
    Mentions.live.broken,
    EXPLAINED,
    PASSED,
    NO_PHRASE,
    "进账0.3万元",
    *SUMMARIES,
)


@dataclass(frozen=True)
class Compared:
    """How many formulas were compared, how they came out, and every one where a program differs."""

    workbooks: int
    formulas: int
    states: Counter[str]
    differences: list[str]


def compared_at_random(form: Form, count: int, folder: Path) -> Compared:
    """``count`` random submissions, every third one broken."""
    submissions = [random_submission(form, Random(seed), broken=seed % 3 == 0) for seed in range(count)]
    return compared(form, submissions, folder)


def compared(form: Form, submissions: Sequence[Submission], folder: Path) -> Compared:
    """Each one typed, recalculated, and read by calamine."""
    files = [_typed(submission, folder / f"{number}.xlsx") for number, submission in enumerate(submissions)]
    again = recalculated(files, folder / "recalculated")
    states: Counter[str] = Counter()
    differences: list[str] = []
    for submission, ours, theirs in zip(submissions, files, again, strict=True):
        for program, path in (("calamine", ours), ("LibreOffice", theirs)):
            sheets = _sheets(path)
            for place, value in shown_values(submission).items():
                found = sheets[place.sheet][place.row - 1][place.column - 1]
                if not _equal(found, value):
                    differences.append(f"{program} {path.name} {place.fixed}: {found!r}, not {value!r}")
                if program == "LibreOffice":
                    states[_kind(value)] += 1
    return Compared(len(submissions), len(submissions) * len(formulas(form)), states, differences)


def _typed(submission: Submission, path: Path) -> Path:
    empty = blank(submission.form, submission.unit, submission.year, submission.code, submission.level)
    path.write_bytes(fill(empty, submission, (submission.form,)))
    return path


def _sheets(path: Path) -> dict[str, list[list[Any]]]:
    book = load_workbook(str(path))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def _equal(found: object, value: object) -> bool:
    if isinstance(value, str) or isinstance(found, str):
        return found == value
    assert isinstance(found, int | float)
    assert isinstance(value, int | Decimal)
    return abs(float(found) - float(value)) <= 1e-12 * max(1.0, abs(float(value)))


def _kind(value: object) -> str:
    if not isinstance(value, str):
        return "numbers"
    if value.isdecimal():
        return "check codes"
    long = {LONG: "too long", SHORT: "too short", Length.live.holds.partition("{")[0]: "lengths", BROKEN: BROKEN}
    kind = next((kind for begins, kind in long.items() if value.startswith(begins)), value)
    return kind if len(kind) < 8 else "sentences"


@needs_office
def test_every_formula_calculates_to_what_python_says(any_form: Form, tmp_path: Path) -> None:
    """What the officer sees on screen, what a phone shows unopened and what the district computes are one."""
    result = compared_at_random(any_form, 20, tmp_path)
    assert result.differences == []
    assert result.states[BROKEN]
    assert result.states["check codes"] == 20


@needs_office
def test_texts_and_phrases_calculate_alike(official: Form, second: Form, tmp_path: Path) -> None:
    """Every state that a rule about texts can have, every sentence, and the line above all results."""
    words = ""
    for form, submissions in ((official, _official(official)), (second, _second(second))):
        folder = tmp_path / form.id
        folder.mkdir()
        assert compared(form, submissions, folder).differences == []
        words += "\n".join(str(value) for one in submissions for value in shown_values(one).values())
    assert [each for each in SHOWN if each not in words] == []


def _official(form: Form) -> list[Submission]:
    good = filled(form)
    said = {id: (from_markup("去 年（文字 描述）" + "长 " * 400),) for id in form.texts}
    wrong: dict[str, Number | str] = {"requests.new.person": -1, "disputes.review.other": Decimal("1.5")}
    wrong |= {"publication.fees.amount": -1, "publication.rules.issued": "/"}
    return [
        good,
        replace(good, year=2025),
        replace(good, texts=said),
        replace(good, unit="青石 镇", texts={**good.texts, "preamble": (from_markup("由青石镇发 布。"),)}),
        replace(good, texts={**good.texts, "preamble": (from_markup("由白沙镇发布。"),), **_short()}),
        replace(good, texts=said, reasons=dict.fromkeys(form.explainable, "因故")),
        replace(good, entries={**good.entries, "requests.new.person": 3, "publication.fees.amount": Decimal("0.1")}),
        replace(good, entries={**good.entries, "requests.new.legal": 3, "publication.norms.issued": "2件"}),
        replace(good, entries={**good.entries, **wrong}),
        replace(good, entries={}, declared={table.id: "blanks-are-zero" for table in form.tables}),
        replace(good, entries={}, declared={"requests": "all-zero"}),
        *(filing(sample).submission for sample in samples()),
    ]


def _short() -> dict[str, tuple[Paragraph, ...]]:
    return dict.fromkeys(("problems.found", "problems.improved"), (from_markup("没有问题。"),))


def _second(form: Form) -> list[Submission]:
    good = filled(form)
    tenths: dict[str, Number | str] = {
        "holdings.grants.money": Decimal("0.1"),
        "holdings.donations.money": Decimal("0.2"),
    }
    return [
        good,
        replace(good, entries={**good.entries, **tenths, "holdings.clubs.held": 1, "visits.club_days.children": 7}),
        replace(good, entries={**good.entries, "holdings.spending.money": 3, "holdings.gifts.young": 2}),
        replace(good, entries={**good.entries, "holdings.spending.money": 1}),
        replace(good, unit="", texts={**good.texts, "opening": (from_markup("𠮷\t😀\n" * 20),)}),
        replace(good, texts={"voices": (from_markup("“大干”快上（口 号）"),)}),
    ]


@needs_office
def test_a_sample_with_pasted_totals_shows_what_programs_calculate(official: Form, tmp_path: Path) -> None:
    """The numbers over the formulas are found by the sheet of results, the cover and the line above the table."""
    [broken] = [sample / "workbook.xlsx" for sample in samples() if sample.name.endswith("broken")]
    before, after = _sheets(broken), _sheets(recalculated([broken], tmp_path)[0])
    for place in formulas(official):
        ours, theirs = (sheets[place.sheet][place.row - 1][place.column - 1] for sheets in (before, after))
        assert ours == theirs, place


@pytest.mark.prove
@needs_office
def test_a_thousand_submissions(official: Form, second: Form, tmp_path: Path) -> None:
    """The long version, for the record."""
    lines = ["# Every formula, calculated by LibreOffice and by Python", "", INTRODUCTION, ""]
    lines += [
        "| form | submissions | formulas compared | differences | outcome of the formulas |",
        "|---|---|---|---|---|",
    ]
    found = []
    for form, count in ((official, 1000), (second, 100)):
        folder = tmp_path / form.id
        folder.mkdir()
        result = compared_at_random(form, count, folder)
        found += result.differences
        outcome = "、".join(f"{state} {number}" for state, number in sorted(result.states.items()))
        lines.append(
            f"| {form.key} | {result.workbooks} | {2 * result.formulas} | {len(result.differences)} | {outcome} |"
        )
    PROOF.parent.mkdir(parents=True, exist_ok=True)
    PROOF.write_text("\n".join([*lines, ""]), encoding="utf-8")
    assert found == []


INTRODUCTION = """Made by `make prove`. Random submissions, every third one broken (`/`, -1, 1.5, blanks, sums that do
not balance), are typed into a fresh workbook. Of each formula (totals, states of the rules, cells left blank, the
校验码) LibreOffice's own calculation and python-calamine's reading of the file as written are compared with Python's
value."""
