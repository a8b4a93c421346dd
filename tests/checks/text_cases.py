"""The sentences of ``text_cases/``: for each rule about texts those that must alarm, and those that must not."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tests.drawn import filled, official_form, texts
from toolkit.checks.check import check
from toolkit.checks.finding import Finding
from toolkit.checks.reading import Reading
from toolkit.form.expression import Number
from toolkit.form.model import TextRule
from toolkit.submission.submission import Submission
from toolkit.submission.text import from_markup

FOLDER = Path(__file__).resolve().parent / "text_cases"


@dataclass(frozen=True)
class Case:
    """One rule with its sentences, the text they stand in, and the figures they are compared with.

    ``alone``: the texts that the rule looks in say nothing else.
    """

    id: str
    text: str
    alarms: tuple[str, ...]
    quiet: tuple[str, ...]
    figures: dict[str, Number]
    level: str
    alone: bool

    def submission(self, said: str) -> Submission:
        form = official_form()
        rule = form.rule(self.id)
        assert isinstance(rule, TextRule)
        others = rule.texts if self.alone else ()
        kept = {id: told for id, told in texts(form).items() if id not in others}
        level = self.level or "department"
        return replace(filled(form, self.figures), texts={**kept, self.text: (from_markup(said),)}, level=level)

    def findings(self, said: str) -> tuple[Reading, list[Finding]]:
        reading = Reading(self.submission(said))
        return reading, [finding for finding in check(reading) if finding.code == self.id]


def cases() -> Iterator[Case]:
    for path in sorted(FOLDER.glob("*.toml")):
        for rule in tomllib.loads(path.read_text(encoding="utf-8"))["rules"]:
            yield Case(
                id=rule["id"],
                text=rule["text"],
                alarms=tuple(rule["alarms"]),
                quiet=tuple(rule["quiet"]),
                figures=rule.get("figures", {}),
                level=rule.get("level", ""),
                alone=rule.get("alone", False),
            )
