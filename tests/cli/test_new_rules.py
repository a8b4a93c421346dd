"""A developer adds rules and what proves them as data alone, step by step as CONTRIBUTING.md says."""

import re
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.drawn import OFFICIAL, edited

TEXT_RULE = """
[[text_rules]]
id = "licences-in-words"
texts = ["@overview"]
unit = ["件", "个"]
between = ["@amounts", "决定"]
not_near = ["@bodies", "@years"]
number = [{ near = ["作出行政许可"], is = ["publication.licences.decisions"] }]
level = "warning"
why = "正文的数应与表二一致。"
mend = "请核对；口径不同的，请写明情况说明。"
cite = "国办公开办函〔2021〕30号，二、主动公开政府信息情况"
"""
RULE = """
[[rules]]
id = "reissues-within-requests"
says = "reissue <= new + carried_in"
level = "error"
why = "重新出具的，也是收到的申请。"
mend = "请核对。"
cite = "表内说明"
"""
CASES = """
year = 2024

[[rules]]
id = "licences-in-words"
text = "overview.management"
figures = { "publication.licences.decisions" = 12 }
alarms = ["全年作出行政许可决定11件。", "共作出行政许可决定共计二十件。"]
quiet = ["全年作出行政许可决定12件。", "区政府作出行政许可决定300件。", "行政许可全部网上办理。"]

[[rules]]
id = "reissues-within-requests"
alarms = [{ "requests.reissue.person" = 1 }]
quiet = [{ "requests.reissue.person" = 1, "requests.new.person" = 1 }]
"""


@pytest.fixture
def form(folder: Path) -> Path:
    """A copy of the official form with a rule about texts, a rule between figures, and their examples."""
    copy = edited(OFFICIAL, folder / "forms")
    for name, more in (("texts.toml", TEXT_RULE), ("requests.toml", RULE), ("cases/new.toml", CASES)):
        with (copy / name).open("a", encoding="utf-8") as file:
            file.write(more)
    return copy


def test_rules_and_their_examples_are_data(form: Path) -> None:
    """One command says that the definition, the workbook and every example are right."""
    ran = run("forms", "check", form)
    assert (ran.code, ran.out) == (0, "")
    assert re.search(r"没有问题，[5-9]\d\d个例句都相符", ran.err)


WRONG = (  # in the examples: what stands there, what stands there instead
    ('alarms = ["全年作出行政许可决定11件。"', 'alarms = ["全年作出行政许可决定12件。"'),
    ('quiet = ["全年作出行政许可决定12件。"', 'quiet = ["我镇作出行政许可13个。"'),
    ('"requests.reissue.person" = 1, "requests.new', '"requests.reissue.person" = 2, "requests.new'),
)


def test_an_example_that_is_not_so_is_told_in_one_line(form: Path) -> None:
    """The file, the rule, the sentence, what was expected, what was found."""
    file = form / "cases" / "new.toml"
    text = file.read_text(encoding="utf-8")
    for there, instead in WRONG:
        assert there in text
        text = text.replace(there, instead)
    file.write_text(text, encoding="utf-8")
    ran = run("forms", "check", form)
    assert ran.code == 1
    assert ran.out.splitlines() == [
        f"{file}：规则“licences-in-words”，例句“全年作出行政许可决定12件。”：应当指出，却没有指出。",
        f"{file}：规则“licences-in-words”，例句“我镇作出行政许可13个。”：不应指出，却指出："
        "“一、总体情况”的“（三）政府信息管理”写“作出行政许可13个”，表二行政许可本年处理决定数量是12，多1。"
        "正文的数应与表二一致。请核对；口径不同的，请写明情况说明。",
        f"{file}：规则“reissues-within-requests”，例句“requests.reissue.person = 2、requests.new.person = 1”："
        "不应指出，却指出：表三自然人列对不上：要求行政机关确认或重新出具已获取信息2，应不大于新收1+上年结转0=1，多1。请核对。",
    ]
