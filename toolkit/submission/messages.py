"""Errors of a submission as JSON, and of a file that is no submission: one function a sentence."""

from toolkit.errors import UserError


def not_ours() -> UserError:
    """``not-ours``: the file is no workbook or JSON of any form here."""
    return UserError("not-ours", "这份文件不是本年度的填报表，请核对是否发错附件。")


def unknown_form(form: str) -> UserError:
    """``unknown-form``: the file names a form that is not here."""
    return UserError("unknown-form", f"这份文件用的格式“{form}”不认识。请核对程序是否需要更新，或者文件是否用错。")


def broken_json(line: int) -> UserError:
    """``broken-json``: no JSON (RFC 8259); the mistake is near ``line``, from 1."""
    return UserError("broken-json", f"这份文件不是正确的JSON（第{line}行附近）。请重新导出。")


def key_missing(key: str) -> UserError:
    """``key-missing``: a required key of the JSON is missing."""
    return UserError("key-missing", f"缺少“{key}”这一项。请补上，或者重新导出。")


def key_twice(key: str) -> UserError:
    """``key-twice``: an object has a key twice, which RFC 8259 (4) leaves open."""
    return UserError("key-twice", f"“{key}”写了两次，不知道以哪一个为准。请只留一个，或者重新导出。")


def not_one_line(where: str, name: str) -> UserError:
    """``not-one-line``: a single line of text holds a line break or another control character, ``name``."""
    return UserError("not-one-line", f"“{where}”应是一行文字，里面有换行或看不见的控制字符{name}。请删去这个字符。")


def wrong_shape(where: str, expected: str) -> UserError:
    """``wrong-shape``: a value of the wrong type or out of range; ``expected`` says what it should be, in Chinese."""
    return UserError("wrong-shape", f"“{where}”应是{expected}。请改正后再试。")


def unknown_id(where: str, id: str) -> UserError:
    """``unknown-id``: the form has no figure or text of this id."""
    return UserError("unknown-id", f"“{where}”里的“{id}”不是这种格式里的名称，请核对拼写。")


def forbidden_text(text: str, paragraph: int, name: str) -> UserError:
    """``forbidden-text``: a paragraph, counted from 1, has a control character that XML 1.0 cannot hold."""
    return UserError("forbidden-text", f"“{text}”第{paragraph}段里有文件存不下的控制字符{name}。请删去这个字符。")
