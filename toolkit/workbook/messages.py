"""Why a workbook cannot be filled in or repaired: one function a sentence."""

from toolkit.errors import UserError


def too_many_paragraphs(text: str, count: int, rows: int) -> UserError:
    return UserError("too-many-paragraphs", f"“{text}”有{count}段，填报表里只有{rows}行。请合并成不超过{rows}段。")


def paragraph_too_long(text: str, paragraph: int, count: int, limit: int) -> UserError:
    return UserError("too-long", f"“{text}”第{paragraph}段有{count}个字符，一格最多{limit}个。请拆成几段。")


def other_form(data: str, workbook: str) -> UserError:
    return UserError("other-form", f"数据用的格式是“{data}”，填报表是“{workbook}”，对不上。请换成同一种格式。")


def other_year(data: int, workbook: int) -> UserError:
    return UserError("other-year", f"数据是{data}年的，填报表是{workbook}年的，对不上。请核对年度。")


def whose() -> UserError:
    return UserError("whose", "文件里看不出是哪个单位的。请写明单位全称（命令行用 --unit）。")


def which_year() -> UserError:
    return UserError("which-year", "文件里看不出是哪一年的，或者没有那一年的表样。请写明年度（命令行用 --year）。")
