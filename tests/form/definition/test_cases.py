"""The examples beside a form: read with every mistake in them named, and none needed."""

from pathlib import Path

import pytest

from tests.drawn import OFFICIAL, SECOND, official_form
from toolkit.fields import DefinitionError
from toolkit.form.definition.cases import Case, Example, cases
from toolkit.form.form import Form

GOOD = """
year = 2025

[[rules]]
id = "free-of-charge"
alarms = ["每周开放。", { says = "开门，", times = 3 }]
quiet = ["免费。"]
figures = { "staff.keepers.present" = 2 }

[[rules]]
id = "staff-flow"
alarms = [{ "staff.keepers.present" = 1 }]
quiet = [{ "staff.keepers.present" = 1, "last_year.staff.keepers.present" = 1 }]
"""

# what is done to it: words there | words instead | path in the message | words in the message
FAULTS = """
year = 2025              | year = "2025"             | cases/a.toml.year                    | 应是整数
year = 2025              | yaer = 2025               | cases/a.toml.yaer                    | 没有这个键
"free-of-charge"         | "free"                    | cases/a.toml.rules[0].id             | 没有叫“free”的规则
quiet = ["免费。"]       | quiet = []                | cases/a.toml.rules[0].quiet          | 至少要有一项
quiet = ["免费。"]       | qiuet = ["免费。"]        | cases/a.toml.rules[0].qiuet          | 没有这个键
quiet = ["免费。"]       | quiet = [1]               | cases/a.toml.rules[0].quiet[0]       | 应是一个表
quiet = ["免费。"]       | text = "voices"           | cases/a.toml.rules[0].text           | 不看“voices”
quiet = ["免费。"]       | level = "hamlet"          | cases/a.toml.rules[0].level          | 没有叫“hamlet”的层级
times = 3                | times = 1000000           | cases/a.toml.rules[0].alarms[1].times | 应是1至5000
times = 3                | time = 3                  | cases/a.toml.rules[0].alarms[1].time | 没有这个键
present" = 2 }           | present" = "2" }          | cases/a.toml.rules[0].figures.staff.keepers.present | 应是数
present" = 2 }           | presence" = 2 }           | cases/a.toml.rules[0].figures.staff.keepers.presence | 没有这一格
[{ "staff.keepers.present" = 1 }] | ["一句话"]       | cases/a.toml.rules[1].alarms[0].says | 没有这一格
year = 2025              | year =                    | cases/a.toml                         | 第2行写得不对
"""


def written(folder: Path, text: str) -> Path:
    (folder / "cases").mkdir()
    (folder / "cases" / "a.toml").write_text(text, encoding="utf-8")
    return folder


def test_examples_of_both_kinds_of_rules(tmp_path: Path, second: Form) -> None:
    """Sentences for a rule about texts, figures for one between figures; what is not said is the form's first."""
    texts, figures = cases(written(tmp_path, GOOD), second)
    assert texts == Case(
        file="cases/a.toml",
        rule="free-of-charge",
        alarms=(Example("每周开放。"), Example("开门，", 3)),
        quiet=(Example("免费。"),),
        unit="某单位",
        year=2025,
        level="village",
        text="opening",
        figures={"staff.keepers.present": 2},
    )
    assert figures.alarms == (Example(figures={"staff.keepers.present": 1}),)
    assert [str(each) for each in (*texts.alarms, *figures.alarms)] == [
        "每周开放。",
        "开门，（写3遍）",
        "staff.keepers.present = 1",
    ]


def test_a_form_needs_none(second: Form) -> None:
    """Definitions that were written before stay valid."""
    assert cases(SECOND, second) == ()
    assert cases(OFFICIAL, official_form())


@pytest.mark.parametrize("fault", [[each.strip() for each in line.split("|")] for line in FAULTS.strip().splitlines()])
def test_every_fault_is_named_with_its_path(tmp_path: Path, second: Form, fault: list[str]) -> None:
    """An example that is not read proves nothing."""
    there, instead, path, said = fault
    assert there in GOOD
    with pytest.raises(DefinitionError) as error:
        cases(written(tmp_path, GOOD.replace(there, instead, 1)), second)
    assert any(each.startswith(f"{path}：") and said in each for each in error.value.problems), error.value.problems
