"""Reading the XML of a part: one parser for whatever comes from outside, and the calls that all readers share.

No part may declare a document type (entities are how small files become huge ones), and nothing is ever fetched.
"""

from collections.abc import Callable, Iterable, Iterator
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from toolkit import limits
from toolkit.limits import within
from toolkit.office.messages import unreadable
from toolkit.office.xml_namespaces import Spaces

Start = Callable[[str, dict[str, str]], None]  # name as written, attributes
Text = Callable[[str], None]  # a name, or characters
PIECE = 2**18  # bytes that are parsed at once: most parts are smaller


def parser() -> expat.XMLParserType:
    """An XML parser that refuses document types. Names come as they are written, with their prefix: see :func:`local`.

    A parser that resolved prefixes would write a namespace of any length before each of a million names.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_: object) -> None:
    raise unreadable()


def run(parser: expat.XMLParserType, data: bytes, ended: bool = True) -> None:
    """Feed a part, or a piece of it, to a parser; raises :class:`UserError` where it is not XML."""
    try:
        parser.Parse(data, ended)
    except (expat.ExpatError, ValueError, LookupError) as error:  # LookupError: an encoding that nobody knows
        raise unreadable() from error


def parse(data: bytes, start: Start | None = None, end: Text | None = None, text: Text | None = None) -> None:
    """Call back for every start tag, end tag and stretch of text of a part, in order.

    Without any callback: prove that it is XML without a document type. Raises :class:`UserError`.
    """
    reader = parser()
    reader.StartElementHandler, reader.EndElementHandler, reader.CharacterDataHandler = start, end, text
    run(reader, data)


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


class _Growing:
    """A part as a tree that grows piece by piece: built by the standard library in C, which knows no namespaces."""

    def __init__(self, data: bytes, as_written: bool) -> None:
        self.root: Element | None = None
        self._spaces = None if as_written else Spaces(data)
        self._builder = TreeBuilder()
        self._parser = parser()
        self._parser.StartElementHandler = self._first
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._builder.data

    def feed(self, piece: bytes, ended: bool) -> None:
        run(self._parser, piece, ended)

    def _first(self, name: str, attributes: dict[str, str]) -> None:
        """After the root it is known whether names mean what they say, and then nothing in Python hears of them."""
        self.root = self._builder.start(self._spaces.enter(name, attributes) if self._spaces else name, attributes)
        self._parser.StartElementHandler = self._start
        if self._spaces is None or self._spaces.settled:
            self._parser.StartElementHandler = self._builder.start
            self._parser.EndElementHandler = self._builder.end

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        assert self._spaces
        self._builder.start(self._spaces.enter(name, attributes), attributes)

    def _end(self, name: str) -> None:
        self._builder.end(self._spaces.leave(name) if self._spaces else name)


def walk(data: bytes, whole: frozenset[str] = frozenset(), as_written: bool = False) -> Iterator[Element]:
    """Every element of a part, in order, in little memory however large the part is.

    A ``tag`` is the local name; one that holds a colon is in another namespace than the part's root. ``as_written``:
    tags have their prefixes, whatever those mean, which takes a third of the time. Elements with the
    local names in ``whole`` come with all that is inside them, which does not come by itself; of the others only the
    attributes are there for sure. Raises :class:`UserError` for what is no XML, declares a document type or is too
    large.
    """
    growing = _Growing(data, as_written)
    path: list[Element] = []
    waiting: tuple[Element | None, int] = None, 0
    for start in range(0, max(len(data), 1), PIECE):
        ended = start + PIECE >= len(data)
        growing.feed(data[start : start + PIECE], ended)
        if growing.root is not None and not path:
            path.append(growing.root)
            yield growing.root
        yield from _new(path, whole, ended)
        last = path[-1][0] if path and len(path[-1]) else None
        waiting = last, waiting[1] + 1 if last is not None and last is waiting[0] else 0
        within(waiting[1] * PIECE, limits.ELEMENT, f"一处内容超过{limits.ELEMENT >> 20}MB")


def _new(path: list[Element], whole: frozenset[str], ended: bool) -> Iterator[Element]:
    """What a piece has added to a tree; it is taken out of the tree.

    ``path``: the elements that were given and are not ended, the root first; it is brought up to date.
    """
    still_open = 0 if ended else next((depth + 1 for depth, each in enumerate(path) if len(each)), len(path))
    for parent in reversed(path[still_open:]):
        yield from _flat(parent, whole)
    del path[still_open:]
    while path and len(path[-1]):
        *done, last = path[-1]
        yield from _flat(done, whole)
        del path[-1][: None if local(last.tag) not in whole else -1]
        if len(path[-1]):
            return
        yield last
        path.append(last)
        within(len(path), limits.DEEP, "一层套一层，超过{}层")


def _flat(children: Iterable[Element], whole: frozenset[str]) -> Iterator[Element]:
    """Elements that are ended, and what is inside those that are not whole, in order, however deep it lies."""
    open = [iter(children)]
    while open:
        for each in open[-1]:
            yield each
            if len(each) and local(each.tag) not in whole:
                open.append(iter(each))
                break
        else:
            open.pop()


def elements(data: bytes, wanted: frozenset[str], own: bool = False) -> Iterator[tuple[str, dict[str, str], str]]:
    """The wanted elements of a part in order: local name, attributes by local name, text inside.

    ``own``: only those in the namespace of the part's root.
    """
    count = 0
    for element in walk(data, wanted):
        name = element.tag if own else local(element.tag)
        if name in wanted:
            count += 1
            within(count, limits.LISTED, "名称、表或链接超过{}个")
            stated = element.attrib
            if any(":" in key or key == "xmlns" for key in stated):
                stated = {local(key): value for key, value in stated.items() if not key.startswith("xmlns")}
            yield name, stated, "".join(element.itertext()) if len(element) else element.text or ""
