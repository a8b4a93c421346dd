"""Writes the list of codes that ``nianbao check --json`` gives, each with its level and a sentence that it stands for.

python -m tools.docs.codes
"""

from collections.abc import Iterator
from pathlib import Path

from tests.checks.test_check import CASES as FILINGS
from tests.user_errors import filled, messages
from tests.workbook.read.test_damage import CASES as BOOKS
from tests.workbook.read.test_damage import came_back
from toolkit.checks.check import check
from toolkit.checks.finding import Finding
from toolkit.checks.messages.wording import LEVELS, SENTENCES, worded
from toolkit.checks.reading import Reading

PAGE = Path(__file__).resolve().parents[2] / "docs" / "代码.md"
HEAD = """# 代码

供读取 `nianbao check --json` 的程序使用：每个代码的级别和一个例子。例子取自测试，由 `make docs` 生成。
格式自己的规则（例如勾稽关系、与上年核对）以规则的代号为代码，见各格式的说明。

| 代码 | 级别 | 例如 |
|---|---|---|"""
UNREAD = """
## 读不了的文件

没有读的文件只有一条，级别是“必须改正”，命令的退出码是2。

| 代码 | 说法 |
|---|---|"""


def codes() -> str:
    """The page as markdown."""
    examples = {finding.code: (finding, reading) for finding, reading in reversed(list(_provoked()))}
    lines = [_line(*examples[code]) for code in sorted(SENTENCES)]
    refusals = [f"| `{code}` | {_cell(filled(message, '{}').text)} |" for code, message in sorted(messages().items())]
    return "\n".join([HEAD, *lines, UNREAD, *refusals, ""])


def _provoked() -> Iterator[tuple[Finding, Reading]]:
    """Everything that the tests provoke, the workbooks first: there the sentence names a cell."""
    for case in BOOKS:
        reading = came_back(case)
        yield from ((finding, reading) for finding in check(reading))
    for make, _ in FILINGS.values():
        made = make()
        reading = made if isinstance(made, Reading) else Reading(made)
        yield from ((finding, reading) for finding in check(reading))


def _line(finding: Finding, reading: Reading) -> str:
    return f"| `{finding.code}` | {LEVELS[finding.level]} | {_cell(worded(finding, reading).message)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    PAGE.write_text(codes(), encoding="utf-8")
