"""Lints the length of texts: Excel reports a workbook with longer ones as damaged and drops all validations."""

from collections.abc import Iterator

from toolkit.workbook.design.sheets import Layouts
from toolkit.workbook.lint.faults import LintFault, fault
from toolkit.workbook.lint.raw_book import DrawnSheet, RawBook
from toolkit.workbook.write.tidy import MAIN

MESSAGES = (  # of a validation: its attribute, the longest, what it is called
    ("prompt", 255, "输入提示"),
    ("promptTitle", 32, "输入提示的标题"),
    ("error", 255, "出错提示"),
    ("errorTitle", 32, "出错提示的标题"),
)
LIST, CELL, MARGIN = 255, 32_767, 255
MARGINS = tuple(page + part for page in ("odd", "even", "first") for part in ("Header", "Footer"))


def texts(book: RawBook, placed: Layouts) -> Iterator[LintFault]:
    """Faults of texts longer than Excel opens: in cells, prompts and messages of validations, headers and footers."""
    for sheet in book.sheets:
        yield from _validations(sheet)
        for ref, text in book.texts(sheet):
            yield from _measured(sheet, ref, text, CELL, "格里的文字")
        for tag in MARGINS:
            text = "".join(each.text or "" for each in sheet.all(tag))
            yield from _measured(sheet, "", text, MARGIN, "页眉或页脚")


def _validations(sheet: DrawnSheet) -> Iterator[LintFault]:
    for rule in sheet.validations:
        ref = rule.get("sqref", "")
        for attribute, limit, what in MESSAGES:
            yield from _measured(sheet, ref, rule.get(attribute, ""), limit, what)
        if rule.get("type") == "list":
            written = rule.findtext(f"{MAIN}formula1", "").removeprefix('"').removesuffix('"')
            yield from _measured(sheet, ref, written, LIST, "下拉的选项")


def _measured(sheet: DrawnSheet, ref: str, text: str, limit: int, what: str) -> Iterator[LintFault]:
    if len(text) > limit:
        yield fault("too-long", sheet.name, ref, what=what, length=len(text), limit=limit)
