"""The sentences of ``text_cases/``: for each rule about texts those that must alarm, and those that must not."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.drawn import filled, official_form, texts
from toolkit.checks.check import check
from toolkit.checks.finding import Finding
from toolkit.checks.reading import Reading
from toolkit.form.form import TextRule
from toolkit.numbers import Number
from toolkit.rich_text import from_markup
from toolkit.submission.submission import Submission

FOLDER = Path(__file__).resolve().parent / "text_cases"


@dataclass(frozen=True)
class Said:
    """What a text says, so many times over."""

    sentence: str
    times: int = 1

    def __str__(self) -> str:
        return self.sentence if self.times == 1 else f"{self.sentence}（写{self.times}遍）"


@dataclass(frozen=True)
class Case:
    """One rule with its sentences, the text they stand in, and the figures or last year's text they are compared with.

    ``alone``: the texts that the rule looks in say nothing else.
    """

    id: str
    text: str
    alarms: tuple[Said, ...]
    quiet: tuple[Said, ...]
    figures: dict[str, Number]
    level: str
    alone: bool
    last_year: str

    def submission(self, said: Said) -> Submission:
        form = official_form()
        rule = form.rule(self.id)
        assert isinstance(rule, TextRule)
        others = rule.texts if self.alone else ()
        kept = {id: told for id, told in texts(form).items() if id not in others}
        level = self.level or "department"
        return replace(
            filled(form, self.figures),
            texts={**kept, self.text: (from_markup(said.sentence * said.times),)},
            level=level,
        )

    def findings(self, said: Said) -> tuple[Reading, list[Finding]]:
        submission = self.submission(said)
        last = replace(submission, year=submission.year - 1, texts={self.text: (from_markup(self.last_year),)})
        found = check(Reading(submission), last if self.last_year else None)
        return Reading(submission), [finding for finding in found if finding.code == self.id]


def cases() -> Iterator[Case]:
    for path in sorted(FOLDER.glob("*.toml")):
        for rule in tomllib.loads(path.read_text(encoding="utf-8"))["rules"]:
            yield Case(
                id=rule["id"],
                text=rule["text"],
                alarms=tuple(map(_said, rule["alarms"])),
                quiet=tuple(map(_said, rule["quiet"])),
                figures=rule.get("figures", {}),
                level=rule.get("level", ""),
                alone=rule.get("alone", False),
                last_year=rule.get("last_year", ""),
            )


def _said(given: str | dict[str, Any]) -> Said:
    """A sentence, or one that is said several times: ``{ says = "…", times = 60 }``."""
    return Said(given) if isinstance(given, str) else Said(given["says"], given["times"])
