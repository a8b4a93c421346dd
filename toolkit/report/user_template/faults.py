"""Faults of a Word template and their sentences, each with its paragraph."""

from dataclasses import dataclass

WORDS = {
    "not-word": "不是Word或WPS保存的.docx文件。",
    "too-large": "模板太大、内容太多，不像报告的模板。请删去多余的内容和图片。",
    "outside": "链接了外部的文件“{target}”，请删去链接，改为插入图片。",
    "field": "有“{field}”这个域：打开、打印报告时它可能取别处的内容、运行程序，或者换掉报告里的字。"
    "请删去它（按Alt+F9可看到域）；页码、总页数、日期、目录、编号、文内引用这些域可以留着。",
    "object": "带有嵌入或链接的对象（{kind}），请删去；图片请用“插入图片”放进来。",
    "mixed": "“{tag}”把文字和数放在一起算或者比了，得不出结果。年度是数，其余是文字；文字要加引号。",
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
PARTS = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注", "comments": "批注"}


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """``place`` is empty where the whole template is meant."""

    code: str
    place: str
    facts: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return (f"{self.place}：" if self.place else "") + WORDS[self.code].format(**dict(self.facts))


def fault(code: str, place: str = "", **facts: str) -> TemplateFault:
    """A fault by its code, the paragraph it is in, and the facts that its sentence names."""
    return TemplateFault(code, place, tuple(facts.items()))


def place_name(part: str, number: int, text: str) -> str:
    """“第5段“一、……””, “页脚第1段“……””."""
    where = next((said for word, said in PARTS.items() if word in part), "")
    said = " ".join(text.split())
    return f"{where}第{number}段“{said[:SHOWN]}{'……' if len(said) > SHOWN else ''}”"
