"""TOML files that people edit, read within bounds, and their faults as Chinese sentences that name the line."""

import re
import tomllib
from pathlib import Path
from typing import Any

LARGEST = 2**20  # bytes; ours have at most 20,000
DIGITS = 18  # of a whole number: what every program can hold
AT = re.compile(r"\(at line (\d+), column \d+\)$")


class TomlFault(ValueError):
    """``what`` is wrong, in Chinese, where the file can be read at all; nothing where its encoding is another."""

    def __init__(self, what: str = "") -> None:
        super().__init__(what)
        self.what = what


def read(path: Path) -> dict[str, Any]:
    """Raises :class:`TomlFault`, or :class:`OSError` where there is no file that can be read."""
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise TomlFault(f"文件太大，超过{LARGEST >> 20}MB，请核对是不是放错了文件")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TomlFault from error
    found = _parsed(text)
    _bounded(found)
    return found


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TomlFault(_place(str(error)) + "写得不对：文字要用英文引号括起来，等号、方括号用半角") from error
    except RecursionError as error:
        raise TomlFault("括号一层套一层，套得太深，请核对") from error
    except ValueError as error:  # of a number with thousands of digits
        raise TomlFault(f"有的数太长，最多{DIGITS}位，请核对") from error


def _place(said: str) -> str:
    found = AT.search(said)
    return f"第{found[1]}行" if found else "末尾"


def _bounded(value: Any) -> None:
    """Without recursion: keys with dots nest as deep as a line is long."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict | list):
            waiting.extend(each.values() if isinstance(each, dict) else each)
        elif isinstance(each, int) and abs(each) >= 10**DIGITS:
            raise TomlFault(f"有的数太长，最多{DIGITS}位，请核对")
