"""Reading the XML of a part: one parser for whatever comes from outside, and the calls that all readers share.

No part may declare a document type (entities are how small files become huge ones), and nothing is ever fetched.
"""

from collections.abc import Callable, Iterator
from xml.parsers import expat

from toolkit import limits
from toolkit.limits import within
from toolkit.office.messages import unreadable
from toolkit.office.xml_namespaces import Spaces

Start = Callable[[str, dict[str, str]], None]  # name as written, attributes
Text = Callable[[str], None]  # a name, or characters


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


def run(parser: expat.XMLParserType, data: bytes) -> None:
    """Feed a whole part to a parser; raises :class:`UserError` where it is not XML."""
    try:
        parser.Parse(data, True)
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


def elements(data: bytes, wanted: frozenset[str], own: bool = False) -> Iterator[tuple[str, dict[str, str], str]]:
    """The wanted elements of a part in order: local name, attributes by local name, text inside.

    ``own``: only those in the namespace of the part's root.
    """
    found: list[tuple[str, dict[str, str], list[str]]] = []
    inside: list[int] = []
    spaces = Spaces(data)

    def start(name: str, attributes: dict[str, str]) -> None:
        name = spaces.enter(name, attributes)
        name = name if own else local(name)
        if name in wanted:
            within(len(found), limits.LISTED, "名称、表或链接超过{}个")
            inside.append(len(found))
            stated = {local(key): value for key, value in attributes.items() if not key.startswith("xmlns")}
            found.append((name, stated, []))

    def end(name: str) -> None:
        name = spaces.leave(name)
        if (name if own else local(name)) in wanted:
            inside.pop()

    def text(characters: str) -> None:
        if inside:
            found[inside[-1]][2].append(characters)

    parse(data, start, end, text)
    return ((name, attributes, "".join(pieces)) for name, attributes, pieces in found)
