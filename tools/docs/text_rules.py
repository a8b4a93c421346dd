"""Writes docs/文字规则.md from the sentences that the tests check: what each rule about texts finds, what it lets be.

python -m tools.docs.text_rules
"""

from collections.abc import Iterator
from pathlib import Path

from toolkit.checks.cases import findings
from toolkit.checks.finding import Level
from toolkit.checks.messages.naming import cell_name, texts_name
from toolkit.checks.messages.wording import LEVELS, worded
from toolkit.checks.prose.kinds import prose_rule
from toolkit.form.definition.cases import Case, Example, cases
from toolkit.form.form import Form, TextRule
from toolkit.form.library import find, folders, forms
from toolkit.numbers import plain_number

PAGE = Path(__file__).resolve().parents[2] / "docs" / "文字规则.md"
INTRODUCTION = """# 文字规则

年报正文怎样与表格核对、怎样查错：每条规则列出必须指出的句子和不得指出的句子，例句都是编的，都在测试里逐句验证。
这一页由 `tools/docs/text_rules.py` 从格式定义的 `cases/` 生成，请不要手工改。例句的报告年度是2024年。"""


def page() -> str:
    return "\n".join([INTRODUCTION, *(line for folder in folders() for line in _form(folder)), ""])


def _form(folder: Path) -> Iterator[str]:
    form = find(f"{folder.parent.name}/{folder.name}", forms())
    assert form
    for case in cases(folder, form):
        rule = form.rule(case.rule)
        if isinstance(rule, TextRule):
            yield from _case(case, rule, form)


def _case(case: Case, rule: TextRule, form: Form) -> Iterator[str]:
    asked = texts_name(rule.texts, form) + prose_rule(rule).asks()
    yield from ("", f"## `{rule.id}`", "", f"{asked}。{LEVELS[Level(rule.level)]}。{rule.why}{rule.mend}")
    given = (case.figures or {}).items()
    figures = "；".join(f"{cell_name(form.cells[id], form)}{plain_number(value)}" for id, value in given)
    if figures:
        yield from ("", f"例句对照的表：{figures}；其余为0。")
    if case.last_year:
        yield from ("", f"例句对照的上年年报：{case.last_year}")
    yield from ("", "| 指出 | 怎么说 |", "|---|---|")
    yield from (f"| {each} | {_message(case, each, rule, form)} |" for each in case.alarms)
    yield from ("", "| 不指出 |", "|---|", *(f"| {each} |" for each in case.quiet))


def _message(case: Case, example: Example, rule: TextRule, form: Form) -> str:
    """What is said of it, without the reason and the remedy that stand above."""
    reading, (finding, *_) = findings(case, example, form)
    message = worded(finding, reading).message.removesuffix(rule.why + rule.mend)
    return f"{message}（{LEVELS[finding.level]}）" if finding.level != rule.level else message


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
