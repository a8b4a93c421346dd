"""What the rules about words notice in published reports, which are not part of the project: NIANBAO_REPORTS=FOLDER.

A file of the folder is JSON: ``submission`` (a report as `nianbao export` writes one), ``whole`` (whether all of it is
there), ``said`` (the figures that its words state; with each of them changed in the tables, a rule about words has to
speak up), ``adds`` (totals in its words whose parts add up; ten more or fewer have to be noticed), ``faults`` (what is
wrong in it as published, seen by eye; anything else that is told of it is a false alarm).
"""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.drawn import ROOT, official_form
from toolkit.checks.check import check
from toolkit.checks.messages.told import Told, tell
from toolkit.checks.reading import Reading
from toolkit.tasks.read import read

FOLDER = os.environ.get("NIANBAO_REPORTS", "")
PROOF = ROOT / "docs" / "proof" / "words.md"
NUMBERS = re.compile(r"\d+")
STEP = 10
Heard = frozenset[tuple[str, str, str]]  # code, level and sentence of each finding about words
INTRODUCTION = """# Words against figures, in published reports

Made by `NIANBAO_REPORTS=FOLDER make prove` from {count} published reports, which are not part of the project: what
they state was taken from them by a reader. Noticed: with the figure changed in the tables, or the total in the words by
ten, a rule about words says so with both numbers.

| what is stated | noticed | of |
|---|---|---|
"""


def cases() -> dict[str, dict[str, Any]]:
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(Path(FOLDER).glob("*.json"))}


@cache
def rules() -> frozenset[str]:
    """The codes of rules that read the words, not how they are written."""
    return frozenset(
        rule.id for rule in official_form().text_rules if rule.kind in ("number", "adds_up", "percent", "ratios")
    )


def heard(submission: dict[str, Any]) -> Heard:
    """What is told of a report by rules about words."""
    reading = read(json.dumps(submission, ensure_ascii=False).encode(), (official_form(),))
    return frozenset(
        (each.finding.code, each.finding.level.value, each.words.message)
        for each in _told(reading)
        if each.finding.code in rules()
    )


def _told(reading: Reading) -> tuple[Told, ...]:
    return tell(reading, check(reading))


def changed(case: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The report with each stated figure changed in its tables, and with each total changed in its words."""
    submission = case["submission"]
    for said in case["said"]:
        yield said["rule"], {**submission, "figures": {**submission["figures"], **said["figures"]}}
    for total in case["adds"]:
        for step in (STEP, -STEP):
            texts = with_total(submission["texts"], total, step)
            if texts:
                yield f"a total, ten {'more' if step > 0 else 'fewer'}", {**submission, "texts": texts}


def with_total(texts: dict[str, list[str]], total: str, step: int) -> dict[str, list[str]] | None:
    """One total changed where it first stands; None where it would be nothing, or stands nowhere."""
    number, unit = int(total[:-1]), total[-1]
    printed = re.compile(rf"(?<!\d){number} ?{unit}")
    for id, paragraphs in texts.items():
        for at, paragraph in enumerate(paragraphs):
            if number + step > 0 and id != "preamble" and printed.search(paragraph):
                said = printed.sub(f"{number + step}{unit}", paragraph, count=1)
                return {**texts, id: [*paragraphs[:at], said, *paragraphs[at + 1 :]]}
    return None


def noticed(before: Heard, after: Heard) -> bool:
    """Something new is said, with two numbers at least."""
    return any(len(NUMBERS.findall(sentence)) >= 2 for _, _, sentence in after - before)


@pytest.mark.prove
@pytest.mark.skipif(not FOLDER, reason="NIANBAO_REPORTS names no folder of published reports")
def test_what_words_state_is_noticed() -> None:
    """Nine of ten; of reports without a fault nothing grave is said, and little else."""
    found = cases()
    assert found
    stated: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    alarms: Counter[str] = Counter()
    for case in found.values():
        before = heard(case["submission"])
        for what, submission in changed(case):
            stated[what] += 1
            seen[what] += noticed(before, heard(submission))
        alarms.update(level for _, level, _ in before if not case["faults"])
    lines = [f"| {what} | {seen[what]} | {count} |" for what, count in sorted(stated.items())]
    faultless = sum(not case["faults"] for case in found.values())
    silent = (
        f"\nOf the {faultless} reports in which a reader found no fault, these rules say {alarms['warning']} 需要说明 "
        f"and {alarms['note']} 提示.\n"
    )
    PROOF.write_text(INTRODUCTION.format(count=len(found)) + "\n".join(lines) + "\n" + silent, encoding="utf-8")
    assert seen.total() * 10 >= stated.total() * 9
    assert alarms["warning"] == 0


def test_a_total_is_changed_where_it_stands() -> None:
    """Else the proof above would measure nothing."""
    texts = {"preamble": ["共45条"], "overview.proactive": ["公开145条。", "公开45条，其中甲45条。"]}
    assert with_total(texts, "45条", 10) == {**texts, "overview.proactive": ["公开145条。", "公开55条，其中甲45条。"]}
    assert with_total(texts, "45条", -45) is None
    assert with_total(texts, "7条", 10) is None


def test_noticed_is_something_new_with_two_numbers() -> None:
    """What was said before is not noticed again."""
    old, new = ("a", "note", "写2件，表三是3"), ("a", "note", "写2件，表三是9")
    assert noticed(frozenset({old}), frozenset({old, new}))
    assert not noticed(frozenset({old}), frozenset({old}))
    assert not noticed(frozenset(), frozenset({("a", "note", "有2处")}))
