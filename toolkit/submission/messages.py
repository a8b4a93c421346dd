"""Why a submission as JSON, or any file, is none: one function a sentence."""

from toolkit.errors import UserError


def not_ours() -> UserError:
    return UserError("not-ours", "这份文件不是本年度的年报填报表，请核对是否发错附件。")


def unknown_form(form: str) -> UserError:
    return UserError("unknown-form", f"这份文件用的格式“{form}”不认识。请核对程序是否需要更新，或者文件是否用错。")


def broken_json(line: int) -> UserError:
    return UserError("broken-json", f"这份文件不是正确的JSON（第{line}行附近）。请重新导出。")


def key_missing(key: str) -> UserError:
    return UserError("key-missing", f"缺少“{key}”这一项。请补上，或者重新导出。")


def key_twice(key: str) -> UserError:
    return UserError("key-twice", f"“{key}”写了两次，不知道以哪一个为准。请只留一个，或者重新导出。")


def not_one_line(where: str, name: str) -> UserError:
    return UserError("not-one-line", f"“{where}”应是一行文字，里面有换行或看不见的控制字符{name}。请删去这个字符。")


def wrong_shape(where: str, expected: str) -> UserError:
    return UserError("wrong-shape", f"“{where}”应是{expected}。请改正后再试。")


def unknown_id(where: str, id: str) -> UserError:
    return UserError("unknown-id", f"“{where}”里的“{id}”不是这种格式里的名称，请核对拼写。")


def forbidden_text(text: str, paragraph: int, name: str) -> UserError:
    return UserError("forbidden-text", f"“{text}”第{paragraph}段里有文件存不下的控制字符{name}。请删去这个字符。")
