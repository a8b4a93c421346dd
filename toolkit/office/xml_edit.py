"""An XML part as elements with byte offsets: changes are spliced in, every other byte is unchanged."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from toolkit.office.messages import unreadable
from toolkit.office.xml import local, parser, run
from toolkit.office.xml_write import Xml, attribute

OPENING = re.compile(rb"""<[^\s/>]+(?:[^>"']|"[^"]*"|'[^']*')*>""")
TAG = re.compile("</?(?=[a-zA-Z])")  # user text holds none: its "<" is escaped
NOTHING: frozenset[str] = frozenset()

Splice = tuple[int, int, bytes]  # from, to, and what comes in its place
Wanted = Callable[[str, Mapping[str, str]], bool]  # local name, attributes


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
        """The first of them, None where there is none."""
        return next(self.all(*path), None)

    def needed(self, *path: str) -> "Element":
        """An element that every such part has; raises :class:`UserError`."""
        element = self.one(*path)
        if element is None:
            raise unreadable()
        return element


def tree(data: bytes, closed: frozenset[str] = NOTHING) -> Element:
    """The root of a part; what stands inside ``closed`` elements is passed over. Raises :class:`UserError`."""
    return select(data, lambda *_: True, closed)[0]


def select(data: bytes, wanted: Wanted, closed: frozenset[str] = NOTHING) -> list[Element]:
    """The outermost elements that are wanted, each with all that is inside but in ``closed`` ones.

    In a large part, far less than its :func:`tree`. Raises :class:`UserError`.
    """
    top = Element("", "", "", {}, 0, 0)
    path = [top]
    passed = 0  # how deep inside a closed element
    reader = parser()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal passed
        if passed or path[-1].name in closed:
            passed += 1
        elif len(path) > 1 or wanted(local(name), attributes):
            element = _opened(data, reader.CurrentByteIndex, name, attributes)
            path[-1].children.append(element)
            path.append(element)

    def end(_: str) -> None:
        nonlocal passed
        if passed:
            passed -= 1
        elif len(path) > 1:
            _close(path.pop(), data, reader.CurrentByteIndex)

    def text(characters: str) -> None:
        if not passed and len(path) > 1:
            path[-1].text += characters

    reader.StartElementHandler, reader.EndElementHandler, reader.CharacterDataHandler = start, end, text
    run(reader, data)
    return top.children


def _opened(data: bytes, at: int, name: str, attributes: dict[str, str]) -> Element:
    prefix, colon, local = name.rpartition(":")
    space = attributes.get(f"xmlns:{prefix}" if prefix else "xmlns", "")
    return Element(space, local, prefix + colon, attributes, at, _tag_end(data, at))


def _close(element: Element, data: bytes, at: int) -> None:
    empty = data[element.inside - 2 : element.inside] == b"/>"
    element.close = element.inside if empty else at
    element.end = element.inside if empty else data.index(b">", at) + 1


def _tag_end(data: bytes, at: int) -> int:
    """After the ``>`` of the opening tag that begins here; raises :class:`UserError`."""
    opening = OPENING.match(data, at)
    if not opening:
        raise unreadable()  # not a byte for each sign of a tag: UTF-16
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
    """The element taken out."""
    return element.start, element.end, b""


def at_end(data: bytes, element: Element, *new: Xml) -> Splice:
    """New XML as the last inside an element, also where the element was empty."""
    inner = prefixed("".join(new), element.prefix)
    if element.close < element.end:
        return element.close, element.close, inner.encode()
    return element.end - 2, element.end, f">{inner}</{element.prefix}{element.name}>".encode()


def in_order(root: Element, new: Xml, order: tuple[str, ...], first: bool = False) -> Splice:
    """A new child of the root where its schema wants it: after its like, or as the ``first`` of them."""
    name = re.split("[ />]", new[1:], maxsplit=1)[0]
    later = order[order.index(name) + (not first) :]
    known = (child for child in root.children if child.name in later or child.name not in order)
    position = next((child.start for child in known), root.close)
    return position, position, prefixed(new, root.prefix).encode()


def with_attribute(data: bytes, element: Element, name: str, value: str | None) -> Splice:
    """Another value of an attribute, or the attribute gone (None)."""
    tag = data[element.start : element.inside]
    written = b"" if value is None else f' {name}="{attribute(value)}"'.encode()
    found = re.search(rb"""\s+%s\s*=\s*("[^"]*"|'[^']*')""" % name.encode(), tag)
    if found:
        return element.start + found.start(), element.start + found.end(), written
    position = element.inside - (2 if tag.endswith(b"/>") else 1)
    return position, position, written


def prefixed(inner: str, prefix: str) -> Xml:
    """Every tag in what we wrote ourselves, with the part's own prefix."""
    return Xml(TAG.sub(lambda found: found.group() + prefix, inner) if prefix else inner)
