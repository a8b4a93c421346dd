"""What is wrong with a Word template, and the sentence for it, with the paragraph it stands in."""

from dataclasses import dataclass

WORDS = {
    "not-word": "不是Word或WPS保存的.docx文件。",
    "too-large": "内容太长，不像报告的模板。",
    "outside": "链接了外部的文件“{target}”，请删去链接，改为插入图片。",
    "macros": "带有宏，请另存为不带宏的.docx文件。",
    "tag-open": "“{tag}”没有写完整，请补上另一半括号。",
    "tag-unknown": "不认识“{tag}”。可以用 if、elif、else、endif、for、endfor。",
    "expression": "“{tag}”写得不对。里面只能写名称，或者名称之间的比较。",
    "name-unknown": "没有“{name}”这个名称，请核对拼写。",
    "not-alone": "“{tag}”要单独成一段，前后不能有别的字。",
    "no-row": "“{tag}”不在表格的行里。",
    "not-ended": "“{tag}”没有结束，请在后面补上“{end}”。",
    "not-begun": "“{tag}”前面没有对应的开头。",
    "crossed": "“{tag}”和它的开头不在同一处：要么都单独成段，要么都在同一段里。",
    "too-deep": "“{tag}”套得太多层，请简化。",
    "no-loop": "“{tag}”不能逐项列出，for 后面请写一处文字的名称。",
    "table-missing": "没有表格“{title}”的位置，请加一段“{tag}”。",
    "text-missing": "没有“{title}”的位置，请加一段“{tag}”。",
    "not-xml": "标记的开头和结尾交叉了，生成的文件打不开，请把每处标记放在同一段里。",
}
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Fault:
    """``place`` is empty where the whole template is meant."""

    code: str
    place: str
    facts: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return (f"{self.place}：" if self.place else "") + WORDS[self.code].format(**dict(self.facts))


def fault(code: str, place: str = "", **facts: str) -> Fault:
    return Fault(code, place, tuple(facts.items()))


def place_name(part: str, number: int, text: str) -> str:
    """“第5段“一、……””, “页脚第1段“……””."""
    where = "页眉" if "header" in part else "页脚" if "footer" in part else ""
    said = " ".join(text.split())
    return f"{where}第{number}段“{said[:SHOWN]}{'……' if len(said) > SHOWN else ''}”"
