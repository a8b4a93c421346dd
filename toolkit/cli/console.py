"""What is printed, and where: results on standard output, notes on standard error, JSON as UTF-8 bytes."""

import json
import re
import sys
from typing import Any

from rich.console import Console
from rich.text import Text

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")  # a file's content must not steer the terminal


def say(text: str = "", style: str = "") -> None:
    """A result."""
    _print(Console(), text, style)


def note(text: str, style: str = "") -> None:
    """Progress, remarks and refusals."""
    _print(Console(stderr=True), text, style)


def complain(text: str) -> None:
    """What could not be done."""
    note(text, "red")


def say_json(value: Any) -> None:
    """One JSON document, in UTF-8 whatever the console's own encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(to_bytes(value))
    sys.stdout.buffer.flush()


def to_bytes(value: Any) -> bytes:
    """JSON as it stands in our files."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode(errors="replace")


def never_fail_to_print() -> None:
    """A Chinese Windows console cannot show every character: it shows “?” rather than end the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _print(console: Console, text: str, style: str) -> None:
    console.print(Text(CONTROL.sub("?", text), style=style), soft_wrap=True)
