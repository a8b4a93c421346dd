"""``[lists]``: words that several rules about texts share, written once and used as “@name” in any list of a rule."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toolkit.fields import ID, Fields, Mistakes

MARK = "@"
MOST = 2000  # words in one list with all that it names: lists that name lists grow fast
Lists = Mapping[str, Sequence[str]]


def with_lists(data: Mapping[str, Any], path: str, problems: Mistakes) -> dict[str, Any]:
    """The data of a file with every “@name” in its ``text_rules`` replaced by the words of that list.

    A file without ``lists`` stays as it is: “@” is a character there like any other. Mistakes go to ``problems``.
    """
    if "lists" not in data:
        return dict(data)
    lists = _lists(Fields(data["lists"], f"{path}.lists", problems), problems)
    rest = {key: value for key, value in data.items() if key != "lists"}
    if "text_rules" in rest:
        rest["text_rules"] = _replaced(rest["text_rules"], lists, f"{path}.text_rules", problems)
    return rest


def _lists(fields: Fields, problems: Mistakes) -> Lists:
    """A list may name those above it."""
    lists: dict[str, list[str]] = {}
    for name in fields.data:
        if not ID.fullmatch(name):
            fields.wrong("词表的名称只能用小写字母、数字和下划线，以字母开头", name)
        lists[name] = _words(fields.texts(name), lists, f"{fields.path}.{name}", problems)
    return lists


def _replaced(value: Any, lists: Lists, path: str, problems: Mistakes) -> Any:
    """A value of the TOML with the words put into each list of texts in it."""
    if isinstance(value, dict):
        return {key: _replaced(inner, lists, f"{path}.{key}", problems) for key, inner in value.items()}
    if not isinstance(value, list):
        return value
    if all(isinstance(each, str) for each in value):
        return _words(value, lists, path, problems)
    return [_replaced(each, lists, f"{path}[{place}]", problems) for place, each in enumerate(value)]


def _words(given: Sequence[str], lists: Lists, path: str, problems: Mistakes) -> list[str]:
    words = [word for each in given for word in _meant(each, lists, path, problems)]
    if len(words) > MOST:
        problems.add(path, f"连同所用的词表有{len(words)}个词，最多{MOST}个")
    return words[:MOST]


def _meant(word: str, lists: Lists, path: str, problems: Mistakes) -> Iterator[str]:
    name = word.removeprefix(MARK)
    if name == word:
        yield word
    elif name in lists:
        yield from lists[name]
    else:
        problems.add(path, f"“{word}”：[lists] 里没有叫“{name}”的词表，或者写在后面")
