"""A part's XML as elements that know where their bytes stand: what is changed is spliced in, every other byte stays."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from toolkit.errors import Refusal
from toolkit.office.package import parser, run

OPENING = re.compile(rb"""<[^\s/>]+(?:[^>"']|"[^"]*"|'[^']*')*>""")
TAG = re.compile("</?(?=[a-zA-Z])")  # user text holds none: its "<" is escaped
QUOTE = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
NOTHING: frozenset[str] = frozenset()

Splice = tuple[int, int, bytes]  # from, to, and what comes in its place


@dataclass(slots=True)
class Element:
    """``inside`` and ``close`` enclose its content; both are the end where an empty element closes itself. ``space`` is
    the namespace as far as the element itself says, as the root of a part does.
    """

    space: str
    name: str
    prefix: str
    attributes: dict[str, str]
    start: int
    inside: int
    close: int = 0
    end: int = 0
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    def all(self, *path: str) -> Iterator["Element"]:
        """The elements below by a path of local names."""
        first, *rest = path
        for child in self.children:
            if child.name == first:
                yield from child.all(*rest) if rest else (child,)

    def one(self, *path: str) -> "Element | None":
        return next(self.all(*path), None)

    def needed(self, *path: str) -> "Element":
        """An element that every such part has; raises :class:`Refusal`."""
        found = self.one(*path)
        if found is None:
            raise Refusal("unreadable")
        return found


def tree(data: bytes, closed: frozenset[str] = NOTHING) -> Element:
    """The root of a part; what stands inside ``closed`` elements is passed over. Raises :class:`Refusal`."""
    top = Element("", "", "", {}, 0, 0)
    path = [top]
    passed = 0
    made = parser()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal passed
        if passed or path[-1].name in closed:
            passed += 1
            return
        element = _opened(data, made.CurrentByteIndex, name, attributes)
        path[-1].children.append(element)
        path.append(element)

    def end(_: str) -> None:
        nonlocal passed
        if passed:
            passed -= 1
            return
        element = path.pop()
        empty = data[element.inside - 2 : element.inside] == b"/>"
        element.close = element.inside if empty else made.CurrentByteIndex
        element.end = element.inside if empty else data.index(b">", element.close) + 1

    def text(characters: str) -> None:
        if not passed:
            path[-1].text += characters

    made.StartElementHandler, made.EndElementHandler, made.CharacterDataHandler = start, end, text
    run(made, data)
    return top.children[0]


def _opened(data: bytes, at: int, name: str, attributes: dict[str, str]) -> Element:
    prefix, colon, local = name.rpartition(":")
    space = attributes.get(f"xmlns:{prefix}" if prefix else "xmlns", "")
    return Element(space, local, prefix + colon, attributes, at, tag_end(data, at))


def tag_end(data: bytes, at: int) -> int:
    """After the ``>`` of the opening tag that begins here; raises :class:`Refusal`."""
    opening = OPENING.match(data, at)
    if not opening:
        raise Refusal("unreadable")  # not a byte for each sign of a tag: UTF-16
    return opening.end()


def spliced(data: bytes, splices: Iterable[Splice]) -> bytes:
    """The part with all changes made; those at one place in the order given."""
    pieces: list[bytes] = []
    position = 0
    for start, end, new in sorted(splices, key=lambda splice: splice[:2]):
        pieces += [data[position:start], new]
        position = end
    return b"".join([*pieces, data[position:]])


def gone(element: Element) -> Splice:
    return element.start, element.end, b""


def at_end(data: bytes, element: Element, inner: str) -> Splice:
    """New XML as the last inside an element, also where the element was empty."""
    new = prefixed(inner, element.prefix)
    if element.close < element.end:
        return element.close, element.close, new.encode()
    return element.end - 2, element.end, f">{new}</{element.prefix}{element.name}>".encode()


def in_order(root: Element, inner: str, order: tuple[str, ...], first: bool = False) -> Splice:
    """A new child of the root where its schema wants it: after its like, or as the ``first`` of them."""
    name = re.split("[ />]", inner[1:], maxsplit=1)[0]
    later = order[order.index(name) + (not first) :]
    known = (child for child in root.children if child.name in later or child.name not in order)
    position = next((child.start for child in known), root.close)
    return position, position, prefixed(inner, root.prefix).encode()


def with_attribute(data: bytes, element: Element, name: str, value: str | None) -> Splice:
    """Another value of an attribute, or the attribute gone (None)."""
    tag = data[element.start : element.inside]
    written = b"" if value is None else f' {name}="{attribute(value)}"'.encode()
    found = re.search(rb"""\s+%s\s*=\s*("[^"]*"|'[^']*')""" % name.encode(), tag)
    if found:
        return element.start + found.start(), element.start + found.end(), written
    position = element.inside - (2 if tag.endswith(b"/>") else 1)
    return position, position, written


def prefixed(inner: str, prefix: str) -> str:
    """Every tag in what we wrote ourselves, with the part's own prefix."""
    return TAG.sub(lambda found: found.group() + prefix, inner) if prefix else inner


def attribute(value: str) -> str:
    return escape(value, QUOTE)
