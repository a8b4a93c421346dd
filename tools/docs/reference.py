"""Writes the reference of each form from its definition: rows with their meaning, rules in words, questions, offices.

python tools/docs/reference.py
"""

from collections.abc import Iterator
from pathlib import Path

from toolkit.checks.finding import Level
from toolkit.checks.messages.naming import line_name, text_name, texts_name
from toolkit.checks.messages.wording import LEVELS
from toolkit.checks.prose.kinds import prose_rule
from toolkit.form.form import Form, Rule, TextRule
from toolkit.form.library import fingerprint, forms
from toolkit.form.phrase import Fact, Piece, Sentence
from toolkit.form.table import Block, Table
from toolkit.workbook.write.collect import by_office

DOCS = Path(__file__).resolve().parents[2] / "docs"


def reference(form: Form) -> str:
    """The form as a page of markdown, in Chinese: filers and clerks read it."""
    return "\n".join(
        [
            *_head(form),
            *(line for table in form.tables for line in _table(form, table)),
            *_texts(form),
            *_questions(form),
            *_sources(form),
            "",
        ]
    )


def path(form: Form) -> Path:
    return DOCS / f"格式-{form.id}-{form.revision}.md"


def _head(form: Form) -> Iterator[str]:
    yield f"# {form.name}（{form.key}）"
    yield ""
    yield f"依据：{form.cite}。从{form.years[0]}年度起使用。表样编号{fingerprint(form)}。"
    back = sum(check.looks_back for check in form.checks)
    yield f"共{len(form.cells)}个数：填写{len(form.inputs)}个，自动计算{len(form.computed)}个；"
    yield f"勾稽关系{len(form.checks) - back}条，与上年核对{back}条。"
    yield ""
    yield "| 单位层级 | 代码 | 发布时限（报告年度的下一年） |"
    yield "|---|---|---|"
    for level in form.levels:
        month, day = level.due.split("-")
        yield f"| {level.label} | `{level.id}` | {int(month)}月{int(day)}日 |"


def _table(form: Form, table: Table) -> Iterator[str]:
    yield from ("", f"## {table.name}　{table.title}", "", f"依据：{table.cite}。工作表“{table.sheet}”。")
    for block in table.blocks:
        yield from _block(block)
    for rule in form.rules:
        if rule.table == table.id:
            yield from _rule(form, rule)


def _block(block: Block) -> Iterator[str]:
    columns = "、".join(
        f"{line_name(line)}（`{line.id}`{'，自动计算' if line.computed else ''}）" for line in block.columns
    )
    yield from (
        "",
        f"{block.title + '：' if block.title else ''}列：{columns}",
        "",
        "| 行 | 代码 | 怎么填 |",
        "|---|---|---|",
    )
    for line in block.rows:
        yield f"| {line_name(line)} | `{line.id}` | {line.help} |"


def _rule(form: Form, rule: Rule) -> Iterator[str]:
    check = next(check for check in form.checks if check.rule is rule)
    level = LEVELS[Level(rule.level)]
    yield from ("", f"**{check.words}**（`{rule.id}`，不符时：{level}）。{rule.why}依据：{rule.cite}。")


def _texts(form: Form) -> Iterator[str]:
    yield from ("", "## 文字", "", "| 标题 | 内容 | 代码 | 必写 | 怎么写 |", "|---|---|---|---|---|")
    headings = {text.id: section.heading for section in form.sections for text in section.texts}
    for text in form.texts.values():
        must = "是" if text.required else ""
        yield f"| {headings.get(text.id, '')} | {text.label} | `{text.id}` | {must} | {text.hint} |"
    for rule in form.text_rules:
        level = LEVELS[Level(rule.level)]
        asked = texts_name(rule.texts, form) + prose_rule(rule).asks()
        yield ""
        yield f"**{asked}**（`{rule.id}`，{_for(form, rule)}不符时：{level}）。{rule.why}依据：{rule.cite}。"
    yield from _phrases(form)


def _for(form: Form, rule: TextRule) -> str:
    """For whom the rule is, where it is not for all."""
    labels = "、".join(level.label for level in form.levels if level.id in rule.levels)
    return f"适用于{labels}，" if labels else ""


def _phrases(form: Form) -> Iterator[str]:
    """What the figures can say by themselves, every part of it shown."""
    yield from ("", "## 参考表述", "", "由数据自动生成，可复制。×是表里的数；〔〕里的，数是0时略去。", "")
    for phrase in form.phrases:
        yield f"- {text_name(phrase.text, form)}：{' '.join(map(_sentence, phrase.sentences))}"


def _sentence(sentence: Sentence) -> str:
    parts = [f"〔{_words(part.pieces)}〕" if part.condition else _words(part.pieces) for part in sentence.parts]
    said = _words(sentence.opens) + sentence.joint.join(parts) + sentence.closes
    if sentence.condition is None:
        return said
    return f"{sentence.condition.sum.words()}是0时：{said}" if sentence.condition.zero else f"〔{said}〕"


def _words(pieces: tuple[Piece, ...]) -> str:
    facts = {"unit": "（单位名称）", "year": "××××"}
    return "".join(
        piece if isinstance(piece, str) else facts[piece.name] if isinstance(piece, Fact) else "×" for piece in pieces
    )


def _questions(form: Form) -> Iterator[str]:
    if form.questions:
        yield from ("", "## 常问的问题", "", "| 问 | 答 | 依据 |", "|---|---|---|")
    for each in form.questions:
        yield f"| {each.asks} | {each.answer} | {each.source or '由区里确定'} |"


def _sources(form: Form) -> Iterator[str]:
    """As the page 数据采集单 asks for them."""
    if form.sources:
        yield from ("", "## 数据由谁提供", "", form.cut_off, "", "| 承办 | 数据 |", "|---|---|")
    for office, lines in by_office(form).items():
        yield f"| {office} | {'、'.join(line.name.replace('　', '“') + '”' for line in lines)} |"


def main() -> None:
    for form in forms():
        path(form).write_text(reference(form), encoding="utf-8")


if __name__ == "__main__":
    main()
