"""The linter's faults and their sentences, for the developer of a form, never for a filer."""

from collections.abc import Mapping
from dataclasses import dataclass

WORDS = {
    "name-nowhere": "名称“{name}”没有指向任何格（{text}）。",
    "name-illegal": "名称“{name}”不合写法：以字母开头，只有字母、数字、点和下划线，且不能像格的地址。",
    "name-twice": "名称“{name}”和“{other}”只有大小写不同，或者完全相同。",
    "name-missing": "少了名称“{name}”，读取时就找不到这一格。",
    "sheet-illegal": "工作表的名称不合写法：不能为空，不能有 \\ / ? * [ ] :，首尾不能有单引号。",
    "sheet-twice": "有两张工作表叫这个名称（不分大小写）。",
    "sheet-unprotected": "工作表没有保护，锁定的格也能改。",
    "structure-unlocked": "工作簿的结构没有保护，工作表可以删除、改名。",
    "formula-unlocked": "公式所在的格没有锁定，会被覆盖。",
    "input-locked": "要填写的格（{name}）锁定了，填不进去。",
    "label-unlocked": "不是要填写的格，却没有锁定。",
    "lock-not-own": "格式里没有写明是否锁定：粘贴以后就难说了。",
    "normal-locked": "“{style}”是锁定的：从别处粘贴会把要填写的格锁住。",
    "too-long": "{what}有{length}个字，最多{limit}个字。",
    "too-deep": "公式里的函数套了{depth}层，最多{limit}层。",
    "function-unknown": "函数{function}不是Excel 2010、WPS和LibreOffice都有的。",
    "formula-sheet": "公式用到了没有的工作表“{other}”。",
    "formula-name": "公式用到了没有的名称“{name}”。",
    "formula-broken": "公式里有失效的引用（#REF!）。",
    "rule-dead": "规则“{rule}”在这里没有公式，看不到状态。",
    "rule-deaf": "规则“{rule}”的公式没有用到“{name}”。",
    "merge-overlap": "合并的格和{other}重叠，打开时会被当作损坏。",
    "merge-swallows": "合并的格盖住了“{name}”（{other}）。",
    "page-paper": "打印的纸不是A4。",
    "page-turn": "没有写明横向还是纵向打印。",
    "page-fit": "没有设为一页宽，打印时会被截断。",
    "page-empty": "没有可打印的内容。",
    "input-unchecked": "填数的格（{name}）没有数据有效性，填错了不会提示。",
    "colour-outside": "条件格式超出了表格的范围。",
}


@dataclass(frozen=True)
class LintFault:
    code: str
    sheet: str
    ref: str
    facts: Mapping[str, object]

    def __str__(self) -> str:
        place = (f"“{self.sheet}”" if self.sheet else "") + self.ref
        return (f"{place}：" if place else "") + WORDS[self.code].format(**self.facts)


def fault(code: str, sheet: str = "", ref: str = "", **facts: object) -> LintFault:
    """A fault by its code, with sheet and address where it has one, and the facts that its sentence names."""
    return LintFault(code, sheet, ref, facts)
