"""Data from outside, by key and type: every mistake in it is found at once, each with its path."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeVar

from toolkit import toml_files as toml

ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # no XML can hold them
RULE_ID = re.compile(r"[a-z][a-z0-9-]*")


class Mistakes(Protocol):
    """Writes down what is wrong, each mistake with its path, in the words of whoever is to read it."""

    def add(self, path: str, what: str) -> None:
        """``what``: a clause that says it, “不能为空”."""

    def wrong(self, path: str, expected: str) -> None:
        """Something else stands there than what is expected."""

    def missing(self, path: str, expected: str) -> None:
        """What must stand there does not."""

    def unknown(self, path: str) -> None:
        """Nobody asks for what stands there."""


@dataclass
class Problems:
    """The mistakes found in a definition so far, as “path: what is wrong”."""

    found: list[str] = field(default_factory=list)

    def add(self, path: str, what: str) -> None:
        """Add the line “path：what”."""
        self.found.append(f"{path}：{what}")

    def wrong(self, path: str, expected: str) -> None:
        """Add a problem: the value at ``path`` is of the wrong type; ``expected`` names the right one in Chinese."""
        self.add(path, f"应是{expected}")

    def missing(self, path: str, expected: str) -> None:
        """Add a problem: a required value is missing at ``path``."""
        self.add(path, "没有填写")

    def unknown(self, path: str) -> None:
        """Add a problem: the key at ``path`` means nothing here."""
        self.add(path, "没有这个键，请核对拼写")


class DefinitionError(Exception):
    """A form's definition is wrong; ``problems`` are all the mistakes, each with its path, in Chinese."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


NAMES: dict[type, str] = {str: "文字", int: "整数", bool: "true 或 false", list: "列表", dict: "表"}
Value = TypeVar("Value")


class Fields:
    """Data from outside by key: a TOML table or a JSON object, with its path (“” for the outermost).

    Values are taken by key and type; whatever is wrong goes to ``problems``, and a value of the right type comes back,
    so that all mistakes are found at once. :meth:`done` reports keys nobody took.
    """

    def __init__(self, data: Any, path: str, problems: Mistakes) -> None:
        self.path = path
        self.problems = problems
        if not isinstance(data, dict):
            problems.add(path, "应是一个表（名 = 值）")
            data = {}
        self._given: dict[str, Any] = data
        self._data: dict[str, Any] = dict(data)

    def take(
        self,
        key: str,
        kind: type[Value],
        default: Value | None = None,
        expected: str = "",
        accepts: Callable[[Any], bool] = lambda value: True,
    ) -> Value:
        """The value of a key; it must be there unless there is a ``default``.

        ``expected``: what should stand there, in words; ``accepts``: whether a value of the type is one.
        """
        expected = expected or NAMES[kind]
        empty = kind() if default is None else default
        if key not in self._data:
            if default is None:
                self.problems.missing(self.at(key), expected)
            return empty
        value = self._data.pop(key)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)) or not accepts(value):
            self.problems.wrong(self.at(key), expected)
            return empty
        return value

    def section(self, key: str, expected: str = "") -> "Fields":
        """The table under a key, an empty one where there is none."""
        return Fields(self.take(key, dict, {}, expected), self.at(key), self.problems)

    def at(self, key: str) -> str:
        """The path of a key."""
        return f"{self.path}.{key}" if self.path else key

    def wrong(self, what: str, key: str = "") -> None:
        """Add a problem with the value of ``key``, or with the whole table where no key is given."""
        self.problems.add(self.at(key) if key else self.path, what)

    def text(self, key: str, default: str | None = None) -> str:
        """The string of a key. Without ``default`` it is required, and a string of spaces alone is a problem too."""
        missing = key not in self._data
        value = self.take(key, str, default)
        if default is None and not missing and not value.strip() and self._given[key] == value:
            self.wrong("不能为空", key)
        return value

    def flag(self, key: str, default: bool) -> bool:
        """The boolean of a key, ``default`` where it is missing."""
        return self.take(key, bool, default)

    def whole(self, key: str, default: int) -> int:
        """The integer of a key, ``default`` where it is missing."""
        return self.take(key, int, default)

    def texts(self, key: str, required: bool = True) -> tuple[str, ...]:
        """The list of a key, of strings that are not blank; empty where it is missing or a problem was added."""
        values = self._list(key, required)
        if not all(isinstance(value, str) and value.strip() for value in values):
            self.wrong("每一项都应是文字", key)
            return ()
        return tuple(values)

    def wholes(self, key: str, required: bool = False) -> tuple[int, ...]:
        """The list of a key, of integers; empty where it is missing or a problem was added."""
        values = self._list(key, required)
        if not all(type(value) is int for value in values):
            self.wrong("每一项都应是整数", key)
            return ()
        return tuple(values)

    def tables(self, key: str, required: bool = False, short: str = "") -> Iterator["Fields"]:
        """The tables of a list; with ``short``, a bare text is a table with that one key."""
        for position, value in enumerate(self._list(key, required)):
            given = {short: value} if short and isinstance(value, str) else value
            yield Fields(given, f"{self.at(key)}[{position}]", self.problems)

    @property
    def data(self) -> Mapping[str, Any]:
        """All that is there, taken or not: of a table whose keys are names of its author's."""
        return self._given

    def given(self, *keys: str) -> list[str]:
        """Those of the keys that are there."""
        return [key for key in keys if key in self._given]

    def _list(self, key: str, required: bool) -> list[Any]:
        values = list(self.take(key, list, None if required else []))
        if required and self._given.get(key) == []:
            self.wrong("至少要有一项", key)
        return values

    def table(self, key: str) -> dict[str, Any]:
        """The inner table of a key as a new dict, empty where it is missing."""
        return dict(self.take(key, dict, {}))

    def one_of(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """The string of a key, one of ``allowed``; for any other a problem is added and the default (else the
        first) returned.
        """
        value = self.text(key, default)
        if value not in allowed:
            self.wrong(f"“{value}”应是 {'、'.join(allowed)} 之一", key)
            return default or allowed[0]
        return value

    def rest(self) -> list[str]:
        """The keys that nobody took."""
        return list(self._data)

    def done(self) -> None:
        """Add a problem for each key that nothing has taken: call it after the last value."""
        for key in self.rest():
            self.problems.unknown(self.at(key))


def read_toml(path: Path, problems: Mistakes) -> dict[str, Any]:
    """The table in a TOML file. A file that is missing, unreadable, no TOML or has control characters in a text
    goes to ``problems``.
    """
    try:
        data = toml.read(path)
        if any(CONTROL.search(text) for text in _texts(data)):
            problems.add(path.name, "有控制字符（如 \\u0008），工作表和Word里都放不下")
        return data
    except FileNotFoundError:
        problems.add(path.name, "没有这个文件")
    except toml.TomlFault as error:
        problems.add(path.name, f"不是正确的 TOML：{error.what or '不是UTF-8编码'}")
    except (OSError, ValueError):  # a folder, no right to read it, a name that cannot be
        problems.add(path.name, "打不开，请核对是不是文件、有没有权限")
    return {}


def _texts(value: Any) -> Iterator[str]:
    """Every text in a TOML value, keys aside, however deep."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict | list):
            waiting.extend(each.values() if isinstance(each, dict) else each)


def unique(fields: Fields, key: str, ids: list[str]) -> None:
    """Add a problem for each id that occurs more than once in ``ids``; ``key`` is the field in its path."""
    for id in dict.fromkeys(ids):
        if ids.count(id) > 1:
            fields.wrong(f"“{id}”出现了{ids.count(id)}次", key)


def take_id(fields: Fields, pattern: re.Pattern[str] = ID) -> str:
    """The required text ``id``; one that does not match ``pattern`` is a problem and returned all the same."""
    id = fields.text("id")
    if id and not pattern.fullmatch(id):
        fields.wrong(f"“{id}”只能用小写字母、数字和下划线，以字母开头", "id")
    return id
