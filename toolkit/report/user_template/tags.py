"""Finds Jinja tags in a paragraph, joins those that Word split into several runs, and parses each."""

import re
from collections.abc import Iterator, Mapping, Sequence
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
LONGEST = 500  # characters of an expression
LARGEST = 10**15
NUMBER, WORDS, LIST = "number", "words", "list"
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
    parsed = _parsed(text)
    if parsed is None:
        return None
    found = [parsed, *parsed.find_all(nodes.Node)]
    if not all(isinstance(each, ALLOWED) for each in found) or not all(map(_short, parsed.find_all(nodes.Const))):
        return None
    named = tuple(each.name for each in found if isinstance(each, nodes.Name))
    return text.isidentifier() and named == (text,), named


def mixed(text: str, types: Mapping[str, str]) -> bool:
    """Whether an expression that was read adds or compares what cannot be, words and numbers; ``types`` of names."""
    parsed = _parsed(text)
    return parsed is not None and any(_type(each, types) is None for each in parsed.find_all(nodes.Output))


def _parsed(text: str) -> nodes.Template | None:
    if len(text) > LONGEST:
        return None
    try:
        return _environment().parse(VALUE[0] + f" {text} " + VALUE[1])
    except (TemplateSyntaxError, ValueError, RecursionError):  # a number of too many digits; brackets without end
        return None


def _short(constant: nodes.Const) -> bool:
    """Numbers that can be added to any other and printed."""
    return not isinstance(constant.value, int | float) or abs(constant.value) < LARGEST


def _type(node: nodes.Node, types: Mapping[str, str]) -> str | None:
    """What an expression gives, ``LIST`` for all that can only be looked at; None where it gives a TypeError."""
    if isinstance(node, nodes.Name):
        return types[node.name]
    if isinstance(node, nodes.Const):
        return NUMBER if isinstance(node.value, int | float) else WORDS if isinstance(node.value, str) else LIST
    inner = [_type(each, types) for each in node.iter_child_nodes()]
    if None in inner:
        return None
    if isinstance(node, nodes.Compare):
        return NUMBER if _compared(inner, [each.op for each in node.ops]) else None
    if isinstance(node, nodes.Add | nodes.Sub):
        allowed = (NUMBER,) if isinstance(node, nodes.Sub) else (NUMBER, WORDS)
        return inner[0] if inner[0] == inner[1] and inner[0] in allowed else None
    if isinstance(node, nodes.Not):
        return NUMBER
    return inner[0] if len(set(inner)) == 1 else LIST


def _compared(types: Sequence[str | None], operators: Sequence[str]) -> bool:
    """Equality is asked of anything; order only of things alike; “in” only of words."""
    return all(
        operator in ("eq", "ne") or (left == right and left in ((WORDS,) if "in" in operator else (NUMBER, WORDS)))
        for operator, left, right in zip(operators, types[:-1], types[1:], strict=True)
    )


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
