"""``cases/``: examples for each rule of a form, with what the rule must and must not find."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.fields import DefinitionError, Fields, Problems, read_toml
from toolkit.form.form import Form, Rule, TextRule
from toolkit.numbers import Number, number

FOLDER = "cases"
LAST_YEAR = "last_year."
MOST_TIMES = 5000
UNIT = "某单位"


@dataclass(frozen=True)
class Example:
    """What is filed: of a rule about texts a sentence, ``times`` over; of one between figures some figures."""

    sentence: str = ""
    times: int = 1
    figures: Mapping[str, Number] | None = None

    def __str__(self) -> str:
        if self.figures is not None:
            return "、".join(f"{id} = {value}" for id, value in self.figures.items())
        return self.sentence if self.times == 1 else f"{self.sentence}（写{self.times}遍）"


@dataclass(frozen=True)
class Case:
    """A rule with what it must find (``alarms``) and what it must not (``quiet``).

    ``text``: where the sentences stand, alone in all that the rule looks in. ``figures`` are the same for all of them,
    by id, last year's with ``last_year.`` before it; all others are 0. ``last_year``: last year's text.
    """

    file: str
    rule: str
    alarms: tuple[Example, ...]
    quiet: tuple[Example, ...]
    unit: str
    year: int
    level: str
    text: str = ""
    figures: Mapping[str, Number] | None = None
    last_year: str = ""


def cases(folder: Path, form: Form) -> tuple[Case, ...]:
    """The cases of a form by file and line; none where its folder has no ``cases/``.

    Raises :class:`DefinitionError` with every mistake in their files.
    """
    problems = Problems()
    files = sorted((folder / FOLDER).glob("*.toml"))
    found = tuple(case for file in files for case in _file(file, form, problems))
    if problems.found:
        raise DefinitionError(problems.found)
    return found


def _file(file: Path, form: Form, problems: Problems) -> Iterator[Case]:
    mistakes = Problems()
    path = f"{FOLDER}/{file.name}"
    fields = Fields(read_toml(file, mistakes), path, problems)
    problems.found += [f"{FOLDER}/{mistake}" for mistake in mistakes.found]
    unit, year = fields.text("unit", UNIT), fields.whole("year", form.years[0])
    if mistakes.found:
        return
    for one in fields.tables("rules", required=True):
        yield _case(one, form, path, unit, year)
    fields.done()


def _case(fields: Fields, form: Form, file: str, unit: str, year: int) -> Case:
    id = fields.text("id")
    rule = form.rule(id) if id in form.rule_ids else None
    if id and rule is None:
        fields.wrong(f"没有叫“{id}”的规则", "id")
    case = Case(
        file=file,
        rule=id,
        alarms=tuple(_examples(fields, "alarms", form, rule)),
        quiet=tuple(_examples(fields, "quiet", form, rule)),
        unit=unit,
        year=year,
        level=_level(fields, form, rule),
        text=_text(fields, rule) if isinstance(rule, TextRule) else "",
        figures=_figures(Fields(fields.table("figures"), f"{fields.path}.figures", fields.problems), form),
        last_year=fields.text("last_year", ""),
    )
    if rule:
        fields.done()
    return case


def _level(fields: Fields, form: Form, rule: Rule | TextRule | None) -> str:
    """The first that the rule is for, unless another one is given."""
    levels = [level.id for level in form.levels]
    own = rule.levels if isinstance(rule, TextRule) else ()
    level = fields.text("level", (*own, *levels, "")[0])
    if level and level not in levels:
        fields.wrong(f"没有叫“{level}”的层级", "level")
    return level


def _text(fields: Fields, rule: TextRule) -> str:
    """The first text that the rule looks in, unless another one is given."""
    text = fields.text("text", rule.texts[0])
    if text not in rule.texts:
        fields.wrong(f"规则“{rule.id}”不看“{text}”", "text")
    return text


def _examples(fields: Fields, key: str, form: Form, rule: Rule | TextRule | None) -> Iterator[Example]:
    """A text, ``{ says = "…", times = 60 }``, or a table of figures by id."""
    for one in fields.tables(key, required=True, short="says"):
        if isinstance(rule, Rule):
            yield Example(figures=_figures(one, form))
        elif rule:
            example = Example(one.text("says"), one.whole("times", 1))
            if not 1 <= example.times <= MOST_TIMES:
                one.wrong(f"应是1至{MOST_TIMES}", "times")
                example = Example(example.sentence)
            one.done()
            yield example


def _figures(fields: Fields, form: Form) -> dict[str, Number]:
    """Inputs of this year, and figures of last year that a rule asks for."""
    known = [cell.id for cell in form.inputs] + [LAST_YEAR + id for id in form.last_year]
    return {id: _number(fields, id, value, known) for id, value in fields.data.items()}


def _number(fields: Fields, id: str, value: Any, known: Sequence[str]) -> Number:
    if id not in known:
        fields.wrong("没有这一格，或者它是自动计算的、与上年核对时不用的", id)
    kept = number(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
    if kept is None:
        fields.wrong("应是数", id)
    return kept or 0
