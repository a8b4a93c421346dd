"""Words that several rules share stand once, and the rules are the same as if each spelled them out."""

import tomllib
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.drawn import OFFICIAL, SECOND, edited
from toolkit.fields import Problems
from toolkit.form.definition.load import load
from toolkit.form.definition.word_lists import MOST, with_lists
from toolkit.form.form import Form
from toolkit.form.library import fingerprint

FILE = """
[lists]
bodies = ["部门", "乡镇"]
others = ["协助", "@bodies"]

[[text_rules]]
forbids = ["@others", "名义"]
number = [{ near = ["收到"], not_near = ["每", "@bodies"] }]
level = "note"
"""

# what is done to the file: words there | words instead | path in the message | words in the message
FAULTS = """
"@others", "名义" | "@oters"     | a.toml.text_rules[0].forbids            | “@oters”：[lists] 里没有叫“oters”的词表
"每", "@bodies"   | "@"          | a.toml.text_rules[0].number[0].not_near | 里没有叫“”的词表
"协助", "@bodies" | "@others"    | a.toml.lists.others                     | 没有叫“others”的词表，或者写在后面
"部门", "乡镇"    | "@others"    | a.toml.lists.bodies                     | 没有叫“others”的词表，或者写在后面
["部门", "乡镇"]  | []           | a.toml.lists.bodies                     | 至少要有一项
["部门", "乡镇"]  | "部门"       | a.toml.lists.bodies                     | 应是列表
["部门", "乡镇"]  | [1]          | a.toml.lists.bodies                     | 每一项都应是文字
others =          | "Others" =   | a.toml.lists.Others                     | 词表的名称只能用小写字母
"""


def read(text: str) -> tuple[dict[str, object], list[str]]:
    problems = Problems()
    return with_lists(tomllib.loads(text), "a.toml", problems), problems.found


def test_words_are_put_in_where_they_are_named() -> None:
    """In any list of a rule, in their place; the file's other keys stay."""
    data, problems = read(FILE)
    assert problems == []
    assert data == {
        "text_rules": [
            {
                "forbids": ["协助", "部门", "乡镇", "名义"],
                "number": [{"near": ["收到"], "not_near": ["每", "部门", "乡镇"]}],
                "level": "note",
            }
        ]
    }


def test_without_lists_nothing_is_put_in() -> None:
    """Definitions that were written before may forbid “@所有人”."""
    old = {"text_rules": [{"forbids": ["@所有人"]}]}
    problems = Problems()
    assert with_lists(old, "a.toml", problems) == old
    assert problems.found == []


@pytest.mark.parametrize("fault", [[each.strip() for each in line.split("|")] for line in FAULTS.strip().splitlines()])
def test_every_fault_is_named_with_its_path(fault: list[str]) -> None:
    """A word list that is not there would leave a rule without its words."""
    there, instead, path, said = fault
    assert there in FILE
    _, problems = read(FILE.replace(there, instead, 1))
    assert any(each.startswith(f"{path}：") and said in each for each in problems), problems


def test_lists_that_double_are_told() -> None:
    """Twenty lines could name a million words."""
    doubling = "\n".join(f'l{n} = ["@l{n - 1}", "@l{n - 1}"]' for n in range(1, 40))
    _, problems = read(f'[lists]\nl0 = ["词", "字"]\n{doubling}\n')
    assert f"最多{MOST}个" in problems[0]


def test_the_form_is_the_same_with_lists(second: Form, tmp_path: Path) -> None:
    """Workbooks that were sent out stay good."""
    lists = ('[[text_rules]]\nid = "free', '[lists]\nfree = ["免费"]\n\n[[text_rules]]\nid = "free')
    used = ('mentions = ["免费", "不收费"]', 'mentions = ["@free", "不收费"]')
    same = load(edited(SECOND, tmp_path, ("form.toml", *lists), ("form.toml", *used)))
    assert fingerprint(same) == fingerprint(second)
    assert [asdict(rule) for rule in same.text_rules] == [asdict(rule) for rule in second.text_rules]


def test_the_official_words_stand_once() -> None:
    """Whoever adds a word to one of the long lists adds it to all rules."""
    text = (OFFICIAL / "texts.toml").read_text(encoding="utf-8")
    assert text.count('"12345"') == text.count('"各街"') == 1
    assert max(len(line) for line in text.splitlines()) <= 120
