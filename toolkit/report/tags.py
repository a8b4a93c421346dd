"""Jinja's tags in a paragraph as people type them: joined again where Word has split them, each with what it means."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

if TYPE_CHECKING:
    from xml.dom.minidom import Element

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
HALF = re.compile(r"(\{\{|\{%|\{#).*|.*?(\}\}|%\}|#\})", re.DOTALL)
SHOWN = 20  # characters of a tag in a sentence
MODE = re.compile(r"(p|tr)\s+")
TYPED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " ", "\n": " "})  # as Word corrects them
ALLOWED = (
    nodes.Template, nodes.Output, nodes.Name, nodes.Const, nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand,
    nodes.Add, nodes.Sub,
)  # fmt: skip

# What compiled tags begin and end with: characters that no XML can hold, so that nothing else in the file is a tag.
VALUE, BLOCK, COMMENT = ("\x01{", "}\x02"), ("\x01%", "%\x02"), ("\x01#", "#\x02")


@dataclass(frozen=True, slots=True)
class Tag:
    """``mode``: ``p`` or ``tr`` where it stands for its whole paragraph or row; ``word``: ``if``, ``for``."""

    written: str
    statement: bool
    mode: str
    word: str
    rest: str


def tags(text: str) -> Iterator[Tag]:
    """The whole tags of a paragraph, comments left out."""
    for found in TAG.finditer(text):
        written = found.group()
        if written.startswith("{#"):
            continue
        inner = written[2:-2].translate(TYPED).strip(" -")
        mode = MODE.match(inner)
        inner = inner[mode.end() :] if mode else inner
        statement = written.startswith("{%")
        word, _, rest = inner.partition(" ") if statement else ("", "", inner)
        yield Tag(written, statement, mode.group(1) if mode else "", word, rest.strip())


def half(text: str) -> str:
    """A tag of which one half is missing, or nothing."""
    found = HALF.search(TAG.sub("", text))
    return found.group().strip()[:SHOWN] if found else ""


def join(texts: "list[Element]") -> str:
    """Each tag in the element where it begins, whatever Word, WPS or LibreOffice has cut it into; all text together."""
    said = ["".join(child.data for child in each.childNodes if child.nodeType == child.TEXT_NODE) for each in texts]
    owners = [number for number, part in enumerate(said) for _ in part]
    whole = "".join(said)
    for found in TAG.finditer(whole):
        for position in range(found.start(), found.end()):
            owners[position] = owners[found.start()]
    for number, each in enumerate(texts):
        mine = "".join(letter for letter, owner in zip(whole, owners, strict=True) if owner == number)
        if mine != said[number]:
            _say(each, mine)
    return whole


def _say(element: "Element", text: str) -> None:
    while element.firstChild:
        element.removeChild(element.firstChild)
    element.setAttribute("xml:space", "preserve")
    document = element.ownerDocument
    assert document
    element.appendChild(document.createTextNode(text))


def expression(text: str) -> tuple[bool, tuple[str, ...]] | None:
    """Whether it is a bare name, and the names in it; None where it is more than a plain comparison of names."""
    try:
        parsed = _environment().parse(VALUE[0] + f" {text} " + VALUE[1])
    except TemplateSyntaxError:
        return None
    found = [parsed, *parsed.find_all(nodes.Node)]
    if not all(isinstance(each, ALLOWED) for each in found):
        return None
    named = tuple(each.name for each in found if isinstance(each, nodes.Name))
    return text.isidentifier() and named == (text,), named


@cache
def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(
        variable_start_string=VALUE[0],
        variable_end_string=VALUE[1],
        block_start_string=BLOCK[0],
        block_end_string=BLOCK[1],
        comment_start_string=COMMENT[0],
        comment_end_string=COMMENT[1],
    )
