"""Why a workbook cannot be filled in or repaired: one function a sentence."""

from toolkit.errors import UserError


def too_many_paragraphs(text: str, count: int, rows: int) -> UserError:
    """``too-many-paragraphs``: a text has more paragraphs than the workbook has rows for it."""
    return UserError("too-many-paragraphs", f"“{text}”有{count}段，填报表里只有{rows}行。请合并成不超过{rows}段。")


def paragraph_too_long(text: str, paragraph: int, count: int, limit: int) -> UserError:
    """``too-long``: a paragraph has more characters than a cell takes; ``paragraph`` counts from 1."""
    return UserError("too-long", f"“{text}”第{paragraph}段有{count}个字符，一格最多{limit}个。请拆成几段。")


def other_form(data: str, workbook: str) -> UserError:
    """``other-form``: the data and the workbook are of different forms, named by their keys."""
    return UserError("other-form", f"数据用的格式是“{data}”，填报表是“{workbook}”，对不上。请换成同一种格式。")


def other_year(data: int, workbook: int) -> UserError:
    """``other-year``: the data and the workbook are of different years."""
    return UserError("other-year", f"数据是{data}年的，填报表是{workbook}年的，对不上。请核对年度。")


def whose() -> UserError:
    """``whose``: a workbook to repair names no unit, and none was given."""
    return UserError("whose", "文件里看不出是哪个单位的。请写明单位全称（命令行用 --unit）。")


def which_year() -> UserError:
    """``which-year``: a workbook to repair names no year, or one that the form is not for."""
    return UserError("which-year", "文件里看不出是哪一年的，或者没有那一年的表样。请写明年度（命令行用 --year）。")
